"""Twenty working days from signature to publication, and not one more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers import check, codes, document, make_portal, run


def portal(folder: Path, signed: str, published: str) -> Path:
    """A portal with one document."""
    text = document(signed=signed, published=f"{published} 09:30")
    return make_portal(folder, {"content/tzgg/20260303-ts.md": text})


@pytest.mark.parametrize(
    ("signed", "published", "late"),
    [
        ("2026-02-09", "2026-03-13", False),
        ("2026-02-09", "2026-03-16", True),
        ("2026-06-01", "2026-06-30", False),
        ("2026-06-01", "2026-07-01", True),
        ("2026-03-02", "2026-03-02", False),
        ("2007-01-04", "2026-03-02", False),
    ],
)
def test_the_twenty_first_working_day_is_late(
    signed: str, published: str, late: bool, tmp_path: Path
) -> None:
    found = check(portal(tmp_path, signed, published))
    assert ("published-late" in codes(found)) is late


def test_the_finding_names_the_clause(tmp_path: Path) -> None:
    (found,) = [
        each
        for each in check(portal(tmp_path, "2026-02-09", "2026-03-16"))
        if each["code"] == "published-late"
    ]
    assert "第21个工作日" in found["message"]
    assert "第二十六条" in found["basis"][0]


def test_an_unknown_year_is_said_once(tmp_path: Path) -> None:
    text = document(signed="2026-12-01", published="2090-01-10 09:30")
    root = make_portal(tmp_path, {"content/tzgg/20260303-ts.md": text, "content/tzgg/20260304-ts.md": text})
    arguments = ("check", "--root", root, "--as-of", "2090-02-01", "--format", "json")
    found = [
        each for each in json.loads(run(*arguments).out)["findings"] if each["code"] == "workdays-unknown"
    ]
    assert [(each["level"], each["path"]) for each in found] == [("info", "content/tzgg/20260303-ts.md")]
    assert "2份" in found[0]["message"]
