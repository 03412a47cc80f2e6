"""A portal's own packs are read like any other file: all that is wrong at once, with its place and cure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.load.cache.memo import Memo
from generator.load.packs.packs import read_packs
from generator.mandates.library import shipped_packs
from generator.model.finding import Finding
from generator.model.mandate import Pack
from tests.helpers import REPOSITORY, check, codes, make_portal
from tests.packs import asking_for, mandate, pack_text


def read(
    folder: Path, text: str | bytes, name: str = "sl-2026.yml"
) -> tuple[tuple[Pack, ...], list[Finding]]:
    """Read a portal's packs, of which there is one."""
    (folder / "packs").mkdir(exist_ok=True)
    (folder / "packs" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    findings: list[Finding] = []
    return read_packs(folder, Memo(), findings).packs, findings


def test_every_pack_that_comes_with_the_program_is_declared_so(tmp_path: Path) -> None:
    """What webmasters are told of a pack's keys holds for those they may take as examples."""
    for each in sorted(shipped_packs()):
        text = (REPOSITORY / f"generator/mandates/data/{each}.yml").read_text(encoding="utf-8")
        _, findings = read(tmp_path, text, f"{each}.yml")
        assert [finding.code for finding in findings] == ["pack-id-taken"], findings[:3]
        (tmp_path / f"packs/{each}.yml").unlink()


def test_a_pack_is_read_whole(tmp_path: Path) -> None:
    more = "deadline: 2026-06-30\ndeadline_text: 6月底前\nresponsible: 区政府各部门\nproof:\n  - {fact: look, look: 看什么, year: 2026}"
    (pack,), findings = read(
        tmp_path,
        pack_text(mandates=mandate("3-1", "政务公开>政策解读", more=more), more="supersedes: wulong-2022\n"),
    )
    assert findings == []
    one = pack.mandates[0]
    assert (pack.id, pack.level, pack.supersedes) == ("sl-2026", "district", "wulong-2022")
    assert (one.ref, one.paths, one.binds) == ("sl-2026#3-1", (("政务公开", "政策解读"),), ("district",))
    assert (str(one.deadline), one.responsible, one.proof_words) == ("2026-06-30", ("区政府各部门",), "look")


def test_chinese_keys_do(tmp_path: Path) -> None:
    (pack,), findings = read(
        tmp_path,
        "要点编号: sl-2026\n文件标题: 要点\n机关级别: department\n任务:\n  - 任务编号: 1\n    工作任务: 公开。\n"
        "    公开路径: 政务公开>甲\n    证明: [{事实: column}]\n",
    )
    assert findings == []
    assert pack.mandates[0].binds == ("city-department", "district-department")
    assert pack.mandates[0].paths == (("政务公开", "甲"),)


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        (pack_text().replace("doc_no", "doc_nr"), "key-unknown", 3, "doc_no"),
        (pack_text().replace("sl-2026", "SL 2026"), "value-invalid", 1, "小写"),
        (pack_text("sl-2027"), "pack-invalid", 1, "sl-2026.yml"),
        (pack_text().replace("2026-03-02", "2026-02-30"), "date-invalid", 5, "2026-02-30"),
        (pack_text(more="level: county\n"), "value-invalid", 6, "county"),
        (pack_text(more="supersedes: sl-2026\n"), "pack-invalid", 6, "自己"),
        (pack_text(mandates="  []\n"), "value-invalid", 7, "至少"),
        (pack_text(mandates=mandate("1 2")), "value-invalid", 7, "编号"),
        (pack_text(mandates=mandate("1", more="proof: [{fact: row, schemas: [permits]}]")), "value-invalid", 10, "row"),
        (pack_text(mandates=mandate("1", more="proof: [{fact: rows}]")), "value-invalid", 10, "schemas"),
        (pack_text(mandates=mandate("1", more="proof: [{fact: column, colums: [甲]}]")), "key-unknown", 10, "columns"),
        (pack_text(mandates=mandate("1", more="proof: [{fact: clean, codes: [draft]}]")), "pack-invalid", 10, "clean"),
        (pack_text(mandates=mandate("1", more="binds: [county]")), "value-invalid", 10, "county"),
        (pack_text(mandates=mandate("1", more="unsure: [leads]")), "pack-invalid", 10, "lead"),
        (pack_text(mandates=mandate("1", '[政务公开, ""]')), "pack-invalid", 11, "空"),
        ("- 甲\n", "value-invalid", 1, "键: 值"),
        ("", "file-empty", 1, "没有任何内容"),
        ("pack: [\n", "yaml-syntax", 2, ""),
        ("要点".encode("gbk"), "encoding", 1, "GBK"),
        (b"PK\x03\x04\x00\x00", "encoding", 1, "二进制"),
        (f"a: {'[' * 300}", "yaml-syntax", 1, "嵌套"),
        ("a: &a [*a]\n", "yaml-syntax", 1, "引用"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_place_and_cure(
    text: str | bytes, code: str, line: int, words: str, tmp_path: Path
) -> None:
    packs, findings = read(tmp_path, text)
    told = [each for each in findings if each.code == code]
    assert packs == ()
    assert told, findings
    assert (told[0].place.path, told[0].place.line) == ("packs/sl-2026.yml", line), told
    assert words in told[0].message + told[0].hint
    assert told[0].hint


def test_what_must_not_be_public_is_told(tmp_path: Path) -> None:
    text = pack_text(mandates=mandate("1").replace("公开第1项要求的信息", "请联系13800138000"))
    _, findings = read(tmp_path, text)
    assert [(each.code, each.place.line, each.place.column) for each in findings] == [
        ("personal-mobile", 8, 17)
    ]


def test_faults_are_told_all_at_once_and_nothing_is_said_to_be_missing(tmp_path: Path) -> None:
    text = pack_text(mandates=mandate("1", more="binds: [x]") + mandate("2", more="leads: [甲]")).replace(
        "issuer", "isuer"
    )
    portal = (
        'portal:\n  name: 甲\n  domain: www.example.gov.cn\n  site_code: "5000000000"\n  packs: [sl-2026]\n'
        "columns:\n  - name: 通知公告\n    description: 公开通知。\n    unit: 区政府办公室\n    owner: 张某\n"
        "    cycle: monthly\n    basis: [sl-2026#1]\n"
    )
    ledger = (
        "statements:\n  - {mandate: sl-2026#2, state: met, date: 2026-03-03, who: 张某, evidence: 已办}\n"
    )
    root = make_portal(tmp_path, {"columns.yml": portal, "packs/sl-2026.yml": text, "ledger.yml": ledger})
    errors = [each for each in check(root) if each["level"] == "error"]
    assert {each["path"] for each in errors} == {"packs/sl-2026.yml"}
    assert [each["code"] for each in errors] == ["key-unknown", "value-invalid", "key-unknown"]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "a", {"packs": "不是文件夹"})
    assert codes(check(root)) == ["file-unreadable"]
    root = make_portal(tmp_path / "b", {"packs/sl-2026.yml": pack_text()})
    (root / "packs/甲.yml").symlink_to("/etc/hostname")
    (root / "packs/乙.yml").mkdir()
    found = {(each["code"], each["path"]) for each in check(root) if each["level"] == "error"}
    assert {path for _, path in found} == {"packs/甲.yml", "packs/乙.yml"}


def test_what_only_looks_like_a_pack_is_told_and_what_editors_leave_is_not(tmp_path: Path) -> None:
    files = {
        f"packs/{name}": pack_text() for name in ("a.yaml", "b.YML", "c.yml.txt", "2026/d.yml", "原文.txt")
    }
    root = make_portal(tmp_path, {**files, "packs/.sl-2026.yml": "草"})
    (root / "packs/.#sl-2026.yml").symlink_to("nobody@nowhere:1")
    found = [(each["code"], each["path"]) for each in check(root)]
    assert found == [("pack-file", f"packs/{name}") for name in ("2026", "a.yaml", "b.YML", "c.yml.txt")]


def test_kept_readings_are_those_of_the_file(tmp_path: Path) -> None:
    """What check keeps for the next time is no other than what a first reading gives."""
    root = make_portal(tmp_path, {"packs/sl-2026.yml": asking_for(["通知公告", "政务公开>甲"])})
    first = check(root)
    assert check(root) == first
    (root / "packs/sl-2026.yml").write_text(
        asking_for(["通知公告"]).replace("sl-2026", "sl-2027"), encoding="utf-8"
    )
    assert "pack-invalid" in codes(check(root))


def test_schema_allows_what_the_reader_does() -> None:
    schema: dict[str, Any] = json.loads(
        (REPOSITORY / "generator/schema/packs.schema.json").read_text(encoding="utf-8")
    )
    assert set(schema["required"]) == {"pack", "title", "mandates"}
    assert {"proof", "unsure", "source"} <= schema["$defs"]["MandateDeclaration"]["properties"].keys()
