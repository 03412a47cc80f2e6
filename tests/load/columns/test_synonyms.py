"""synonyms.yml: groups of words; what is wrong is told with its place, and the sound groups stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.load.columns.synonyms import read_synonyms
from generator.load.source.text import Source
from generator.model.finding import Finding
from tests.helpers import AS_OF, make_portal, run


def read(text: str) -> tuple[tuple[tuple[str, ...], ...], list[tuple[str, int | None]]]:
    """Return the groups of a file, and the code and line of each finding."""
    findings: list[Finding] = []
    groups = read_synonyms(Source("synonyms.yml", text, text.encode()), findings)
    return groups, [(each.code, each.place.line) for each in findings]


def test_groups_are_read_in_their_order() -> None:
    text = "同义词:\n  - [办事大厅, 政务 大厅]\n  - [三环路, 示例快速路]\n"
    assert read(text) == ((("办事大厅", "政务大厅"), ("三环路", "示例快速路")), [])
    assert read("") == ((), [])
    assert read("synonyms:\n") == ((), [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- a\n", [("value-invalid", 1)]),
        ("synonyms: 办事大厅\n", [("value-invalid", 1)]),
        ("synonym: []\n", [("key-unknown", 1)]),
        ("synonyms:\n  - 办事大厅\n", [("value-invalid", 2)]),
        ("synonyms:\n  - [一, [二]]\n", [("value-invalid", 2)]),
        ("synonyms:\n  - [一二, '']\n", [("value-invalid", 2)]),
        (f"synonyms:\n  - [一二, {'长' * 41}]\n", [("value-invalid", 2)]),
        ("synonyms:\n  - [一二]\n", [("synonym-alone", 2)]),
        ("synonyms:\n  - [一二, 一 二]\n", [("synonym-repeated", 2)]),
    ],
)
def test_what_is_wrong_is_told_and_left_out(text: str, found: list[tuple[str, int]]) -> None:
    groups, told = read(text)
    assert told == found
    assert groups == ()


def test_a_sound_group_stands_beside_a_wrong_one() -> None:
    assert read("synonyms:\n  - [一二]\n  - [三四, 五六]\n")[0] == (("三四", "五六"),)


def test_the_site_has_the_portals_own_words_first(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"synonyms.yml": "synonyms:\n  - [示例大厅, <b>大厅]\n"})
    assert run("build", "--root", root, "--as-of", AS_OF).code == 0
    words = json.loads((root / "site" / "search" / "words.json").read_text(encoding="utf-8"))
    assert words["same"][0] == "示例大厅 <b>大厅"
    assert set(words) == {"columns", "units", "words", "titles", "same"}
