"""``gongkai ledger``: the same ledger as JSON, CSV and a workbook that can be filed as it is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.helpers import AS_OF, run

PACKS = ("cq-2020", "cq-2021", "wanzhou-2021", "tongliang-2021", "wulong-2022")
KEYS = [
    "id", "section", "subsection", "item_no", "summary", "lead", "responsible", "deadline", "paths", "state",
    "reason", "proof", "late", "statement", "missing", "binds", "deadline_text", "evidence",
]  # fmt: skip
STATES = {
    "met", "partly-met", "not-met", "not-due", "content-unjudged", "stated", "needs-statement", "not-applicable",
}  # fmt: skip


def ledger(root: Path, pack: str, *more: str | Path) -> str:
    """Run the verb and return what it prints."""
    outcome = run("ledger", pack, "--root", root, "--as-of", AS_OF, *more)
    assert outcome.code == 0, outcome.err
    return outcome.out


@pytest.mark.parametrize("pack", PACKS)
def test_json_keeps_its_contract(pack: str, sample_root: Path) -> None:
    whole = json.loads(ledger(sample_root, pack, "--format", "json"))
    assert list(whole) == ["pack", "mandates"]
    for mandate in whole["mandates"]:
        assert list(mandate) == KEYS
        assert mandate["state"] in STATES
        assert all(list(proof) == ["title", "url"] and proof["title"] for proof in mandate["evidence"])
        assert mandate["state"] != "met" or mandate["evidence"], mandate["id"]


def test_csv_has_the_rows_of_json(sample_root: Path, tmp_path: Path) -> None:
    whole = json.loads(ledger(sample_root, "wanzhou-2021", "--format", "json"))
    head, *rows = csv.reader(io.StringIO(ledger(sample_root, "wanzhou-2021", "--format", "csv"), newline=""))
    assert head[:2] == ["任务编号", "工作任务"]
    assert [row[0] for row in rows] == [mandate["id"] for mandate in whole["mandates"]]
    assert all(len(row) == len(head) for row in rows)
    kept = tmp_path / "台账.csv"
    ledger(sample_root, "wanzhou-2021", "--format", "csv", "--output", kept)
    assert kept.read_bytes().startswith(b"\xef\xbb\xbf")


def test_workbook_is_a_form_with_every_mandate(sample_root: Path, tmp_path: Path) -> None:
    whole = json.loads(ledger(sample_root, "wanzhou-2021", "--format", "json"))
    path = tmp_path / "台账.xlsx"
    assert str(path) in ledger(sample_root, "wanzhou-2021", "--output", path)
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["任务台账", "书面说明", "证明材料", "分项汇总"]
    rows = book.get_sheet_by_name("任务台账").to_python()
    assert rows[0][0] == "示例区人民政府政务公开任务落实台账"
    assert "万州府办发〔2021〕46号" in str(rows[1][0])
    assert "2026年11月20日" in str(rows[2][0])
    assert rows[3][:3] == ["序号", "条目", "贯彻举措"]
    assert [str(row[0]) for row in rows[4:] if str(row[0]).isdigit()] == [
        each["id"] for each in whole["mandates"]
    ]
    proofs = book.get_sheet_by_name("证明材料").to_python()
    assert len(proofs) - 1 == sum(len(mandate["evidence"]) for mandate in whole["mandates"])


def test_workbook_is_the_same_every_time(sample_root: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        ledger(sample_root, "wulong-2022", "--output", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_workbook_goes_to_the_folder_one_stands_in(
    sample_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ledger(sample_root, "cq-2020")
    assert [path.name for path in tmp_path.iterdir()] == ["台账-cq-2020.xlsx"]


@pytest.mark.parametrize(
    ("wrong", "words"), [("wanzhou", "wanzhou-2021"), ("statutes", "没有编号为“statutes”的要点")]
)
def test_an_unknown_pack_is_misuse(wrong: str, words: str, sample_root: Path) -> None:
    outcome = run("ledger", wrong, "--root", sample_root)
    assert outcome.code == 2
    assert words in outcome.err


def test_a_file_that_cannot_be_written_is_said(sample_root: Path, tmp_path: Path) -> None:
    outcome = run("ledger", "cq-2020", "--root", sample_root, "--output", tmp_path / "nowhere" / "a.xlsx")
    assert outcome.code == 2
    assert "写不进去" in outcome.err
