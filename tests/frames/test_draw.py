"""Frames come out as MkDocs draws them, whatever we spare it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.theme import Theme

from generator.frames import plugin
from generator.frames.draw import draw_frames
from generator.frames.layers import Layers
from generator.load.portal import load_portal
from tests.helpers import AS_OF, contents, make_portal


def plain_page(address: str, config: MkDocsConfig) -> File:
    """Return the file of an empty page, for MkDocs to read and convert like any other."""
    name = f"{address}/index.md" if address else "index.md"
    return File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)


def list_everything(theme: Theme, layers: Layers) -> None:
    """Leave a theme as it is, but for the layers that come first."""
    theme.dirs = [*map(str, layers), *theme.dirs]


def test_what_is_spared_shows_in_no_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_portal(tmp_path / "portal")
    portal = load_portal(root, date.fromisoformat(AS_OF)).portal
    assert portal
    spared = draw_frames(portal, root, tmp_path / "spared")
    monkeypatch.setattr(plugin, "empty_page", plain_page)
    monkeypatch.setattr(plugin, "confine", list_everything)
    whole = draw_frames(portal, root, tmp_path / "whole")
    assert contents(spared.folder) | {".sealed": ""} == contents(whole.folder) | {".sealed": ""}
    assert any(name.endswith(".css") for name in contents(spared.folder))
