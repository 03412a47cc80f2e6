"""Shortcuts through MkDocs: skip the work on pages and theme files that an empty page does not need.

Of the time that frames took, a fifth went into listing Material's 14,000 icons, and a tenth into setting
up a Markdown converter for each page, which has no text.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.theme import Theme
from mkdocs.utils.templates import script_tag_filter, url_filter

from generator.frames.layers import Layers
from generator.frames.sandbox import ThemeEnvironment, ThemeLoader, inside

ASSETS = "assets"


class _EmptyPage(Page):
    """A page without a text."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Leave the page empty."""
        self.content, self.toc = "", TableOfContents([])


class _AssetLister(ThemeLoader):
    """Finds every template there is, but lists only what pages may load."""

    def list_templates(self) -> list[str]:
        """Return the names of all assets."""
        return sorted(
            {
                path.relative_to(folder).as_posix()
                for folder in map(Path, self.searchpath)
                for path in (folder / ASSETS).rglob("*")
                if path.is_file() and (not path.is_symlink() or inside(folder, path))
            }
        )


def empty_page(address: str, config: MkDocsConfig) -> File:
    """Return the file of the page at ``address``, with nothing in it."""
    name = f"{address}/index.md" if address else "index.md"
    file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    _EmptyPage(None, file, config)  # tells its file of itself
    return file


def confine(theme: Theme, layers: Layers) -> None:
    """Make a theme draw in the sandbox, from these layers before its own, and list nothing but its assets."""
    first = [str(layer) for layer in layers]
    theme.dirs = [*first, *(folder for folder in theme.dirs if folder not in first)]

    def get_env() -> Environment:
        environment = ThemeEnvironment(
            loader=_AssetLister(theme.dirs), auto_reload=False, extensions=["jinja2.ext.i18n"]
        )
        environment.filters["url"] = url_filter
        environment.filters["script_tag"] = script_tag_filter
        environment.install_null_translations()  # type: ignore[attr-defined]
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]
