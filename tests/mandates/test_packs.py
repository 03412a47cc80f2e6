"""The packs hold what the texts of the directives hold: measures in their order, units, deadlines."""

from __future__ import annotations

import pytest

from generator.mandates.compile import COMPILED, compiled_text
from generator.mandates.library import find_mandate, known_bases, known_packs, load_pack
from generator.model.mandate import Mandate, ShownBy
from tests.directives import FILES, kept_numbers

LEVELS = {"city", "city-department", "district", "district-department", "township"}


@pytest.mark.parametrize("pack", FILES)
def test_numbered_measures_stand_in_the_order_of_the_text(pack: str) -> None:
    kept = kept_numbers()[pack]
    assert [mandate.item_no for mandate in load_pack(pack).mandates if mandate.item_no] == kept


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
