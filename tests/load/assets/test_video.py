"""A machine without MediaInfo builds all the same, and says what it did not look at."""

from __future__ import annotations

import sys

import pytest

from generator.load.assets.video import check_video
from generator.model.finding import Place
from tests.helpers import REPOSITORY

VIDEO = REPOSITORY / "tests/sites_invalid/captions-invalid/content/tzgg/jiedu.mp4"


def test_a_video_goes_unchecked_where_the_library_is_not_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each.code for each in check_video(VIDEO, Place("a.md"))] == []
    monkeypatch.setitem(sys.modules, "pymediainfo", None)
    assert [each.code for each in check_video(VIDEO, Place("a.md"))] == ["file-unchecked"]
