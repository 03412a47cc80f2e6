"""What MkDocs does for each page and each file of a theme, without what an empty page has no use for.

Of the time that frames took, a fifth went into listing Material's 14,000 icons, and a tenth into setting
up a Markdown converter for each page, which has no text.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.theme import Theme

ASSETS = "assets"


class _EmptyPage(Page):
    """A page without a text."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Leave the page empty."""
        self.content, self.toc = "", TableOfContents([])


class _AssetLister(FileSystemLoader):
    """Finds every template there is, but lists only what pages may load."""

    def list_templates(self) -> list[str]:
        """Return the names of all assets."""
        return sorted(
            {
                path.relative_to(folder).as_posix()
                for folder in map(Path, self.searchpath)
                for path in (folder / ASSETS).rglob("*")
                if path.is_file()
            }
        )


def empty_page(address: str, config: MkDocsConfig) -> File:
    """Return the file of the page at ``address``, with nothing in it."""
    name = f"{address}/index.md" if address else "index.md"
    file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    _EmptyPage(None, file, config)  # tells its file of itself
    return file


def list_assets_only(theme: Theme) -> None:
    """Make a theme list nothing but its assets."""
    make_env = theme.get_env

    def get_env() -> Environment:
        environment = make_env()
        environment.loader = _AssetLister(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]
