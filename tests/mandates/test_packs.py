"""The packs hold what the texts of the directives hold: measures in their order, units, deadlines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.mandates.compile import COMPILED, compiled_text
from generator.mandates.library import find_mandate, known_bases, known_packs, load_pack
from generator.model.mandate import Mandate, ShownBy
from tests.directives import seeds_folder

KEPT = Path(__file__).parents[1] / "data" / "directive_items.json"
FILES = {
    "cq-2020": "004_",
    "cq-2021": "003_",
    "wanzhou-2021": "000_",
    "tongliang-2021": "001_",
    "wulong-2022": "002_",
}
LEVELS = {"city", "city-department", "district", "district-department", "township"}
# A number at the beginning of a line or cell, that of an alternative way of disclosure left out. The
# municipal text of 2021 has lost some full stops and opening brackets.
_NUMBER = re.compile(
    r"(?:^|[\t>])\s*[（(]?(\d)(?:([．.])|([）)])|(?=12345)|(?=[公适以对认建]))(?!政府网站>|其|政务新媒体、)",
    re.MULTILINE,
)
_HEADING = re.compile(r"[．.]?(?:政府网站|政务新媒体)。")


def numbered(text: str) -> Iterator[str]:
    """Yield the numbers of the measures in the order of the text: 1, 2, 1（1）, 1（2）, 2（1） …"""
    table = text[text.index("贯彻举措") if "贯彻举措" in text else 0 :]
    outer = ""
    table = re.sub(r"。 (?=\d\. )", "。\n", table)
    for match in _NUMBER.finditer(table):
        if match.group(3):
            yield f"{outer}（{match.group(1)}）"
            continue
        outer = match.group(1)
        if not _HEADING.match(table, match.end(1)):
            yield outer


def raw_text(pack: str) -> str | None:
    """Return the text of a directive, where it is at hand."""
    folder = seeds_folder()
    if folder is None:
        return None
    (file,) = folder.glob(f"{FILES[pack]}*.txt")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("pack", FILES)
def test_numbered_measures_stand_in_the_order_of_the_text(pack: str) -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))[pack]
    assert [mandate.item_no for mandate in load_pack(pack).mandates if mandate.item_no] == kept
    text = raw_text(pack)
    # A checkout without the raw texts still proves the packs by the kept numbers.
    assert text is None or list(numbered(text)) == kept


@pytest.mark.parametrize("pack", FILES)
def test_units_and_deadlines_are_those_of_the_text(pack: str) -> None:
    text = re.sub(r"\s", "", raw_text(pack) or "").replace("(", "（").replace(")", "）")
    for mandate in load_pack(pack).mandates if text else ():
        for unit in mandate.units:
            # One cell names the hosts of two kinds of sites: 市、区县政府….
            assert unit in text or re.sub(r"^(市|区县)", "", unit) in text, (mandate.ref, unit)
        if mandate.deadline and "年底" not in mandate.deadline_text:
            # The municipal text of 2021 has lost 月 in some dates.
            day = mandate.deadline
            assert re.search(rf"{day.month}(月|{day.day}日)", text), mandate.ref


@pytest.mark.parametrize(
    ("pack", "count"),
    [("cq-2020", 60), ("cq-2021", 173), ("wanzhou-2021", 105), ("tongliang-2021", 103), ("wulong-2022", 54)],
)
def test_every_measure_has_an_id_of_its_own_in_order(pack: str, count: int) -> None:
    assert [mandate.id for mandate in load_pack(pack).mandates] == [
        str(number) for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("pack", FILES)
def test_each_mandate_says_how_it_is_shown(pack: str) -> None:
    for mandate in load_pack(pack).mandates:
        assert mandate.binds, mandate.ref
        assert set(mandate.binds) <= LEVELS, mandate.ref
        assert mandate.lead, mandate.ref
        assert set(mandate.paths) or mandate.shown_by is not ShownBy.COLUMNS, mandate.ref
        assert (mandate.evidence is not None) or mandate.shown_by is not ShownBy.CONTENT, mandate.ref
        assert (mandate.feature is not None) == (mandate.shown_by is ShownBy.FEATURE), mandate.ref
        assert (mandate.relation is not None) == (mandate.shown_by is ShownBy.RELATION), mandate.ref


def test_a_district_directive_binds_the_district() -> None:
    for pack in ("wanzhou-2021", "tongliang-2021", "wulong-2022"):
        others = [mandate.id for mandate in load_pack(pack).mandates if "district" not in mandate.binds]
        # What one of them repeats from the municipal text for the municipality's own sites.
        assert others == (["29", "59"] if pack == "wanzhou-2021" else []), pack


def clause(ref: str) -> Mandate:
    """Return a mandate that must exist."""
    found = find_mandate(ref)
    assert found, ref
    return found


def test_mandates_are_found_by_reference_and_name_their_clause() -> None:
    video = clause("wanzhou-2021#21")
    assert video.clause == "二（二）5"
    assert [path[-1] for path in video.paths] == ["视频", "图片", "文字"]
    assert clause("wanzhou-2021#65").clause == "三（二）1（5）"
    assert clause("cq-2020#35").evidence is not None
    assert find_mandate("wanzhou-2021#0") is None
    assert find_mandate("nowhere#1") is None


def test_compiled_data_is_that_of_the_yaml() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compiled_text(), "运行python -m generator.mandates.compile"
    assert known_packs() == set(FILES)
    assert {"wanzhou-2021#21", "tiaoli-2019#20.7"} <= known_bases()
