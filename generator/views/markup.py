"""HTML of our own making among the values of templates."""

from __future__ import annotations

from markupsafe import Markup


def safe(html: str) -> Markup:
    """Mark HTML that was sanitised or drawn by us as safe to print."""
    return Markup(html)
