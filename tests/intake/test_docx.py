"""DOCX files as Word, WPS and LibreOffice write them become documents of which nothing is lost."""

from __future__ import annotations

import re

import pytest

from tests.intake.case import Case
from tests.intake.cases import cases
from tests.intake.making import make, shown

CASES = cases()


def test_there_are_enough_of_them() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_shows_what_the_file_shows(case: Case) -> None:
    made = make(case.raw, accept=case.accept)
    page = shown(made)
    at = 0
    whole = f"{made.title.replace(chr(32), '')}\n{page.words}"
    for words in ("".join(each.split()) for each in case.shows):
        found = whole.find(words, at)
        assert found >= 0, f"{words!r} not in {whole!r} from {at}"
        at = found + len(words)
    for words in case.hides:
        assert words not in made.text
    for cell in case.cells:
        assert cell in page.cells
    for key, value in case.head.items():
        assert made.title == value if key == "title" else dict(made.head)[key] == value
    assert made.proof.missing == () and made.proof.added == () and made.proof.moved == ()
    assert made.proof.kept == 1
    assert len(made.lost) == case.lost
    said = re.findall(r"\d+", "".join(case.shows))
    assert all(number in whole for number in said)
