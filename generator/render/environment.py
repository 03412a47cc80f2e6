"""The Jinja environment of page templates. Everything printed is escaped unless marked safe in code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


def make_environment(theme: Path) -> Environment:
    """Return the environment that reads theme/pages/."""
    return Environment(
        loader=FileSystemLoader(theme / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def draw(environment: Environment, template: str, **values: Any) -> str:
    """Render a page template."""
    return environment.get_template(template).render(**values)


def safe(html: str) -> Markup:
    """Mark HTML that was sanitised or drawn by us as safe to print."""
    return Markup(html)
