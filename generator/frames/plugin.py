"""The MkDocs plugin: gives MkDocs one page a column to draw, and fills the drawn frames afterwards.

Only this module, ``empty`` and ``draw`` import mkdocs.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from generator.data import dataclass
from generator.errors import GongkaiError
from generator.frames.empty import ASSETS, confine, empty_page
from generator.frames.layers import Dress, dress_of, layered_files
from generator.frames.slots import sheet_classes
from generator.frames.trim import theme_words, trim_sheet
from generator.frames.view import COLOURS, HOME, NOT_FOUND, frame_pages, frame_view
from generator.model.calendar.clock import china_now
from generator.model.column import Column
from generator.model.portal import Portal

log = logging.getLogger("mkdocs.plugins.gongkai")
_EVERYWHERE = ("assets/frame.css", "assets/pages.css", "assets/document.css")
# Sheets of what few pages have.
_ON_DEMAND = ("assets/services.css",)
_MATERIAL_SHEETS = "assets/stylesheets/"
_MATERIAL_UNUSED = ("assets/javascripts/", "assets/images/")


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """``as_of``: build the portal as it stood on that day (YYYY-MM-DD); as it is now in China when empty."""

    as_of = options.Type((str, date), default="")


@dataclass(frozen=True)
class Prepared:
    """``portal`` and ``fill`` are None when there are errors; ``messages`` tell them."""

    portal: Portal | None
    fill: Callable[[Path], None] | None
    messages: tuple[str, ...]


class GongkaiPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Draws the frames; run by ``mkdocs build`` or ``mkdocs serve`` it also fills them."""

    portal: Portal | None = None
    dress: Dress | None = None
    fill: Callable[[Path], None] | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the portal when MkDocs runs by itself, and take the site's name from it."""
        if self.portal is None:
            try:
                self.portal, self.fill = self._load(Path(config.config_file_path or "."))
            except GongkaiError as error:
                raise Abort(str(error)) from error
        config.site_name = self.portal.name
        config.site_url = config.site_url or f"https://{self.portal.domain}/"
        config.use_directory_urls = True
        config.theme.static_templates = {"404.html"}
        if self.dress is None:
            root = Path(config.config_file_path or ".").resolve().parent
            self.dress = dress_of(root, self.portal.identity.look)
        confine(config.theme, self.dress.layers)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Swap the documents for one page a column; of the theme keep only what pages load."""
        assert self.portal
        assert self.dress
        own = list(_own_assets(self.dress, config))
        taken = {file.src_uri for file in own}
        kept = [
            file
            for file in files
            if _is_page_asset(file.src_uri)
            and file.src_uri not in taken
            and self.dress.publishes(file.src_uri, file.abs_src_path or "")
        ]
        kept += own
        kept = list(_trimmed(kept, self.dress, config))
        self._look = _describe_assets(kept)
        others = "".join(file.content_string for file in kept if file.src_uri in _EVERYWHERE)
        self._on_demand = {
            file.src_uri.removeprefix("assets/"): sheet_classes(file.content_string, others)
            for file in kept
            if file.src_uri in _ON_DEMAND
        }
        self._columns = frame_pages(self.portal)
        pages = [empty_page(address, config) for address in self._columns if address != NOT_FOUND]
        return Files([*kept, *pages])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give MkDocs an empty menu: ours comes from the column tree, in linear time."""
        return get_navigation(Files([]), config)

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand a page what its frame shows."""
        address = page.file.src_uri.removesuffix("index.md").rstrip("/")
        context["gongkai"] = self._view(address)
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Hand the error page what its frame shows."""
        context["gongkai"] = self._view(NOT_FOUND)
        return context

    def on_env(self, env: Any, **_: Any) -> Any:
        """Escape what templates print: names come from people."""
        env.autoescape = True
        return env

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Let ``mkdocs serve`` watch what a portal is made of besides its documents."""
        root = Path(config.config_file_path or ".").resolve().parent
        for name in (
            "columns.yml",
            "urls.lock",
            "old_urls.csv",
            "known.csv",
            "registers",
            "packs",
            "theme",
            "public",
        ):
            if (root / name).exists():
                server.watch(str(root / name))
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the frames in place when MkDocs runs by itself."""
        if self.fill:
            try:
                self.fill(Path(config.site_dir))
            except GongkaiError as error:
                raise Abort(str(error)) from error

    def prepare(self, root: Path, as_of: date) -> Prepared:
        """Load and check the portal at ``root``; a stand-alone plugin knows how."""
        raise NotImplementedError

    def _load(self, config_file: Path) -> tuple[Portal, Callable[[Path], None]]:
        day = date.fromisoformat(str(self.config.as_of)) if self.config.as_of else china_now()
        prepared = self.prepare(config_file.resolve().parent, day)
        for line in prepared.messages:
            log.warning(line)
        if prepared.portal is None or prepared.fill is None:
            raise Abort("内容有错误，没有生成网站。请先运行gongkai check。")
        return prepared.portal, prepared.fill

    def _view(self, address: str) -> dict[str, Any]:
        assert self.portal
        column: Column | None = self._columns[address]
        stylesheets, version = self._look
        view = replace(frame_view(self.portal, address, column), stylesheets=stylesheets, version=version)
        # What stands inside stays as it is: templates read an attribute as they read a key.
        shown = {field.name: getattr(view, field.name) for field in fields(view)}
        return shown | {"is_home": address == HOME, "on_demand": self._on_demand}


def _own_assets(dress: Dress, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files that a portal states, and the sheet of its colours."""
    for address, path in dress.files.items():
        yield File.generated(config, f"{ASSETS}/{address}", abs_src_path=str(path))
    if dress.sheet:
        yield File.generated(config, f"{ASSETS}/{COLOURS}", content=dress.sheet)


def _trimmed(files: list[File], dress: Dress, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files with Material's own sheets as one, trimmed to what the theme's pages can use.

    It has another name when it is another: servers let browsers keep it for a year.
    """
    words = theme_words([*layered_files(dress.layers).values(), *dress.files.values()])
    parts = []
    for file in sorted(files, key=lambda file: file.src_uri):
        path = file.abs_src_path or ""
        own = not path or any(Path(path).is_relative_to(layer) for layer in dress.layers)
        if not own and file.src_uri.startswith(_MATERIAL_SHEETS):
            parts.append(trim_sheet(file.content_string, words))
        else:
            yield file
    if sheet := "".join(parts):
        digest = hashlib.sha256(sheet.encode()).hexdigest()[:8]
        yield File.generated(config, f"{_MATERIAL_SHEETS}material.{digest}.min.css", content=sheet)


def _is_page_asset(path: str) -> bool:
    return path.startswith("assets/") and not path.startswith(_MATERIAL_UNUSED) and not path.endswith(".map")


def _describe_assets(files: list[File]) -> tuple[tuple[str, ...], str]:
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.src_uri):
        digest.update(file.src_uri.encode())
        digest.update(file.content_bytes)
    sheets = [file.url for file in files if file.src_uri.startswith(_MATERIAL_SHEETS)]
    return tuple(sorted(sheets)), digest.hexdigest()[:8]
