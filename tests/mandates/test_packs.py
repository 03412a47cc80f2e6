"""The packs hold what the texts of the directives hold: measures in their order, units, deadlines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from generator.check.proofs.faults import faults_of
from generator.check.proofs.states import due_of
from generator.mandates.compile import COMPILED, DATA, compiled_text
from generator.mandates.declare_proof import FactDeclaration, is_whole
from generator.mandates.library import find_mandate, known_bases, known_packs, load_pack
from generator.mandates.read_proof import read_proof
from generator.mandates.vocabulary import FACTS
from generator.model.mandate import Mandate
from generator.model.proof import FactKind, PagePart
from tests.directives import FILES, kept_numbers

# Facts that are of no column: of the site, of all units, of a year.
ANYWHERE = {
    FactKind.FEATURE, FactKind.ELEMENTS, FactKind.FILED, FactKind.PRESS, FactKind.CLEAN, FactKind.STATED, FactKind.ANY_OF,
}  # fmt: skip
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
        assert mandate.proof, mandate.ref
        for fact in mandate.facts:
            # Where it looks is said: by itself, or by the paths that the clause names.
            assert fact.columns or mandate.paths or fact.fact in ANYWHERE, (mandate.ref, fact.fact)
        assert [fault for fact in mandate.proof for fault in faults_of(fact)] == [], mandate.ref


@pytest.mark.parametrize("pack", FILES)
def test_each_proof_is_written_in_the_words_of_the_vocabulary(pack: str) -> None:
    raw = yaml.safe_load((DATA / f"{pack}.yml").read_text(encoding="utf-8"))
    for mandate in raw["mandates"]:
        facts = [FactDeclaration.model_validate(fact) for fact in mandate.get("proof", ())]
        assert is_whole(facts), mandate["id"]
        # As those write it who type it: all texts.
        assert [FactDeclaration.model_validate(typed(fact)) for fact in mandate.get("proof", ())] == facts


def typed(value: Any) -> Any:
    """Return a value as our YAML reader gives it: every scalar a text."""
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [typed(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("kind", FactKind)
def test_each_word_has_an_example_that_is_right(kind: FactKind) -> None:
    entry = FACTS[kind]
    raw = yaml.load(entry.example, Loader=yaml.BaseLoader)
    assert FactDeclaration.model_validate(raw).fact is kind
    assert raw["fact"] == kind.value
    for key in entry.needs:
        with pytest.raises(ValidationError):
            FactDeclaration.model_validate({name: value for name, value in raw.items() if name != key})
    stranger = next(key for key in ("percent", "hosts", "led") if key not in (*entry.needs, *entry.takes))
    with pytest.raises(ValidationError, match=stranger):
        FactDeclaration.model_validate({**raw, stranger: "1"})
    (fact,) = read_proof([FactDeclaration.model_validate(raw).model_dump(exclude_unset=True)])
    assert fact.fact is kind


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


@pytest.mark.parametrize(
    "ref", ["wulong-2022#9", "wulong-2022#14", "wulong-2022#20", "cq-2020#35", "cq-2020#36"]
)
def test_a_pack_names_no_path_that_its_text_does_not_have(ref: str) -> None:
    assert clause(ref).paths == ()


def test_a_day_is_what_the_text_says_it_is_of() -> None:
    filing = clause("wanzhou-2021#104")
    assert filing.deadline == date(2022, 1, 15)
    # Filed with the office by then; disclosed with the annual report.
    assert "报送" in filing.deadline_text
    assert due_of(filing.facts[0], filing) == date(2022, 3, 31)


def test_mandates_are_found_by_reference_and_name_their_clause() -> None:
    video = clause("wanzhou-2021#21")
    assert video.clause == "二（二）5"
    assert [path[-1] for path in video.paths] == ["视频", "图片", "文字"]
    assert clause("wanzhou-2021#65").clause == "三（二）1（5）"
    assert clause("cq-2020#35").facts[0].part is PagePart.STATUTORY_ITEMS
    assert find_mandate("wanzhou-2021#0") is None
    assert find_mandate("nowhere#1") is None


def test_compiled_data_is_that_of_the_yaml() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compiled_text(), "运行python -m generator.mandates.compile"
    assert known_packs() == set(FILES)
    assert {"wanzhou-2021#21", "tiaoli-2019#20.7"} <= known_bases()
