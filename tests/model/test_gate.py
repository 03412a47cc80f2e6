"""The gate: sources, tables, data and hidden files are refused under every spelling of their names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.gate import Gate

GATE = Gate(registers=frozenset({"ml", "a/ml"}), data=frozenset({"nb/表.txt"}))
FOLDERS = st.sampled_from(["", "tzgg/", "a/b/", "ml/附件/"])
STEMS = st.text(st.characters(codec="utf-8", exclude_characters="/.~ \x00"), min_size=1, max_size=12)
SOURCES = st.sampled_from(["md", "markdown", "mdown", "mkd", "mdx", "yml", "yaml"])
COPIES = st.sampled_from(["", "~", ".txt", ".bak", ".old", ".orig", " ", ".", ". ."])


def spelled(text: str, number: int) -> str:
    """Return a text with some of its letters large, and in another normal form."""
    mixed = "".join(c.upper() if number >> n % 16 & 1 else c for n, c in enumerate(text))
    return unicodedata.normalize("NFD" if number & 1 else "NFC", mixed)


@given(FOLDERS, STEMS, SOURCES, COPIES, st.integers(0, 65535))
def test_sources_are_refused_however_they_are_spelled(
    folder: str, stem: str, suffix: str, copy: str, number: int
) -> None:
    assert GATE.refusal(f"{folder}{stem}.{spelled(suffix, number)}{copy}")


@given(FOLDERS, STEMS, st.sampled_from([".", "~$"]))
def test_hidden_files_and_what_is_in_hidden_folders_is_refused(folder: str, stem: str, sign: str) -> None:
    assert GATE.refusal(f"{folder}{sign}{stem}.pdf")
    assert GATE.refusal(f"{folder}{sign}{stem}/a.pdf")


@pytest.mark.parametrize(
    "path",
    ["ml/表.csv", "ml/表.CSV", "a/ml/表.xlsx", "ml/表.xls.bak", "ml/表.csv ", "nb/表.txt", "ml/表.yml"],
)
def test_tables_of_registers_and_data_are_refused(path: str) -> None:
    assert GATE.refusal(path)


@given(
    st.sampled_from(["tzgg/", "ml/附件/", ""]),
    STEMS,
    st.sampled_from(["pdf", "docx", "csv", "xlsx", "png", "mp4"]),
)
def test_what_is_made_to_be_published_passes(folder: str, stem: str, suffix: str) -> None:
    assert not GATE.refusal(f"{folder}{stem}.{suffix}")


def test_another_name_of_a_source_is_a_source() -> None:
    names = ("tzgg/a.pdf", "tzgg/草稿.md")
    gate = Gate(same=dict.fromkeys(names, names))
    assert "原文" in gate.refusal("tzgg/a.pdf")
    assert not Gate().refusal("tzgg/a.pdf")
