"""Advisories in the OSV format, made up: which versions they speak of."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from generator.errors import UsageError
from generator.supply.advisories import _in_range, advisories
from generator.supply.lock import Pin

PINS = (Pin("pillow", "13.0.0"), Pin("python-docx", "1.2.0"), Pin("pagefind-bin", "1.5.2"))


def entry(name: str = "pillow", ecosystem: str = "PyPI", **affected: Any) -> dict[str, Any]:
    """Return an advisory on one package."""
    package = {"ecosystem": ecosystem, "name": name}
    return {
        "id": "GHSA-aaaa-bbbb-cccc",
        "aliases": ["CVE-2026-00001"],
        "summary": "A made-up fault",
        "affected": [{"package": package, **affected}],
    }


def ranges(*events: dict[str, str], form: str = "ECOSYSTEM") -> dict[str, Any]:
    """Return one range."""
    return {"ranges": [{"type": form, "events": list(events)}]}


def found(tmp_path: Path, *entries: Any) -> list[tuple[str, bool]]:
    """Return whom the advisories concern, and whether certainly."""
    (tmp_path / "osv.json").write_text(json.dumps(list(entries)), encoding="utf-8")
    return [(each.package, each.certain) for each in advisories(tmp_path / "osv.json", PINS)]


@pytest.mark.parametrize(
    ("affected", "concerned"),
    [
        ({"versions": ["13.0.0"]}, True),
        ({"versions": ["13.0"]}, True),
        ({"versions": ["12.9", "13.0.1"]}, False),
        (ranges({"introduced": "0"}), True),
        (ranges({"introduced": "0"}, {"fixed": "13.0.1"}), True),
        (ranges({"introduced": "0"}, {"fixed": "13.0.0"}), False),
        (ranges({"introduced": "0"}, {"fixed": "13"}), False),
        (ranges({"introduced": "0"}, {"last_affected": "13.0.0"}), True),
        (ranges({"introduced": "0"}, {"last_affected": "12.99"}), False),
        (ranges({"introduced": "13.0.1"}), False),
        (ranges({"fixed": "12"}, {"introduced": "0"}, {"introduced": "13.0.0"}), True),
        (ranges({"introduced": "0"}, {"fixed": "11"}, {"introduced": "12"}, {"fixed": "14"}), True),
        (ranges({"introduced": "0"}, {"fixed": "12"}, {"introduced": "14"}), False),
        (ranges({"introduced": "0"}, {"limit": "13.0.0"}), False),
        (ranges({"introduced": "0"}, {"limit": "14"}), True),
        ({**ranges({"introduced": "0"}, {"fixed": "2"}), "versions": ["13.0.0"]}, True),
        ({**ranges({"introduced": "abc"}, form="GIT"), "versions": ["1"]}, False),
    ],
)
def test_whom_a_range_concerns(affected: dict[str, Any], concerned: bool, tmp_path: Path) -> None:
    assert found(tmp_path, entry(**affected)) == ([("pillow", True)] if concerned else [])


@pytest.mark.parametrize(
    "affected", [{}, ranges({"introduced": "wat"}), ranges({"introduced": "ab"}, form="GIT")]
)
def test_what_cannot_be_judged_is_told_as_that(affected: dict[str, Any], tmp_path: Path) -> None:
    assert found(tmp_path, entry(**affected)) == [("pillow", False)]


def test_names_in_any_spelling_and_the_program_that_a_wheel_carries(tmp_path: Path) -> None:
    every = ranges({"introduced": "0"})
    told = found(
        tmp_path,
        entry("Python_DOCX", **every),
        entry("pagefind", "crates.io", **every),
        entry("pillow", "npm", **every),
        entry("click", **every),
        {**entry(**every), "withdrawn": "2026-01-01T00:00:00Z"},
    )
    assert told == [("pagefind-bin", True), ("python-docx", True)]


def test_archives_and_folders(tmp_path: Path) -> None:
    text = json.dumps(entry(**ranges({"introduced": "0"}, {"fixed": "13.0.2"})))
    (tmp_path / "all" / "deep").mkdir(parents=True)
    (tmp_path / "all" / "deep" / "a.json").write_text(text)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.json", text)
    for source in ("all", "all.zip"):
        (told,) = advisories(tmp_path / source, PINS)
        assert (told.id, told.aliases, told.fixed) == (
            "GHSA-aaaa-bbbb-cccc",
            ("CVE-2026-00001",),
            ("13.0.2",),
        )


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "7", "[7]", "{", '{"affected": 3}', '[{"affected": [7]}]', "[" * 5000, '{"vulns": []}',
     json.dumps(entry("pillow", "npm")), '[{"affected": [{"package": {"ecosystem": "PyPI", "name": "pillow"}}]}]'],
)  # fmt: skip
def test_what_says_nothing_of_pypi_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "osv.json").write_text(text)
    with pytest.raises(UsageError, match=r"osv\.json"):
        advisories(tmp_path / "osv.json", PINS)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不了"):
        advisories(tmp_path / "nothing", PINS)
    with pytest.raises(UsageError, match="没有PyPI"):
        advisories(tmp_path, PINS)


VERSIONS = st.builds("{}.{}".format, st.integers(0, 4), st.integers(0, 4))


@given(VERSIONS, VERSIONS, VERSIONS)
def test_from_where_it_came_in_to_before_where_it_was_fixed(
    introduced: str, fixed: str, version: str
) -> None:
    hit = _in_range([{"introduced": introduced}, {"fixed": fixed}], version)
    if Version(introduced) < Version(fixed):
        assert hit == (Version(introduced) <= Version(version) < Version(fixed))
