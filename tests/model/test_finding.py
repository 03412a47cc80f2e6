"""Findings: the catalogue is complete, the order is that of reading."""

from __future__ import annotations

import re

import pytest

from generator.kinds.catalogue import CATALOGUE
from generator.model.catalogue import finding
from generator.model.finding import Finding, Level, Place, has_errors, sort_findings


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_has_a_chinese_name_and_cure(code: str) -> None:
    entry = CATALOGUE[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert re.search(r"[\u4e00-\u9fff]", entry.name)
    assert entry.cure.endswith("。")


def test_a_finding_without_a_hint_carries_the_cure() -> None:
    place = Place("columns.yml")
    assert finding("yaml-tab", place, "有制表符。").hint == CATALOGUE["yaml-tab"].cure
    assert finding("yaml-tab", place, "有制表符。", "删掉它。").hint == "删掉它。"


def test_findings_are_sorted_by_place_and_named_once() -> None:
    places = [Place("b.md", 2), Place("a.md", 10, 2), Place("a.md", 10, 1), Place("a.md", 9, 5)]
    findings = [finding("yaml-tab", place, "有制表符。") for place in places]
    assert [str(each.place) for each in sort_findings([*findings, *findings])] == [
        "a.md:9:5",
        "a.md:10:1",
        "a.md:10:2",
        "b.md:2:1",
    ]


def test_only_errors_count_as_errors() -> None:
    def one(level: Level) -> Finding:
        return Finding("draft", level, "说明。", Place("a.md"))

    assert not has_errors([one(Level.INFO), one(Level.WARNING)])
    assert has_errors([one(Level.INFO), one(Level.ERROR)])
