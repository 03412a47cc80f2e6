"""The Jinja environment of page templates. Everything printed is escaped unless marked safe in code."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


def make_environment(theme: Path) -> Environment:
    """Return the environment that reads theme/pages/, the same one as long as no template changed.

    Compiling the templates takes longer than drawing a page, and a build asks for them many times.
    """
    pages = theme / "pages"
    stamps = ((path.name, path.stat()) for path in sorted(pages.iterdir()))
    return _environment(
        pages, tuple((name, each.st_size, each.st_mtime_ns, each.st_ino) for name, each in stamps)
    )


@lru_cache(maxsize=4)
def _environment(pages: Path, stamps: tuple[tuple[str, int, int, int], ...]) -> Environment:  # noqa: ARG001
    return Environment(
        loader=FileSystemLoader(pages),
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
