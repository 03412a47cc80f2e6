"""The drafted file: sound YAML of a pack, every value from the text, with its place and what to look at."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import yaml

from generator.errors import UsageError
from generator.intake.directives.draft import draft_pack
from generator.intake.directives.said import squash
from generator.mandates.declare_pack import PackFile
from tests.intake.directives.known import KNOWN, TEXTS, Known

CELLS = "任务\t责任单位\t完成时限\t公开路径\n"


def draft(text: str, tmp_path: Path) -> dict[str, object]:
    """Return the pack drafted from a text."""
    file = tmp_path / "要点.txt"
    file.write_text(text, encoding="utf-8")
    made = draft_pack(file, "sl-2026").text
    value = yaml.load(made, Loader=yaml.BaseLoader)
    PackFile.model_validate(value)
    assert isinstance(value, dict)
    return value


def only(text: str, tmp_path: Path) -> dict[str, object]:
    """Return the one task drafted from a text."""
    mandates = draft(text, tmp_path)["mandates"]
    assert isinstance(mandates, list)
    (mandate,) = mandates
    assert isinstance(mandate, dict)
    return mandate


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_a_draft_is_a_pack(known: Known, tmp_path: Path) -> None:
    made = draft_pack(known.write(tmp_path), "sl-2026")
    pack = PackFile.model_validate(yaml.load(made.text, Loader=yaml.BaseLoader))
    assert len(pack.mandates) == len(known.expected) == made.mandates
    assert all(mandate.source for mandate in pack.mandates)
    assert [mandate.id for mandate in pack.mandates] == [str(at) for at in range(1, made.mandates + 1)]


@pytest.mark.parametrize("name", ["brackets.txt", "paragraphs.txt", "lines.txt"])
def test_nothing_is_invented(name: str, tmp_path: Path) -> None:
    text = squash((TEXTS / name).read_text(encoding="utf-8"))
    text = "".join(text.split("—1—")).replace("—2—", "")
    pack = PackFile.model_validate(
        yaml.load(draft_pack(TEXTS / name, "sl-2026").text, Loader=yaml.BaseLoader)
    )
    for mandate in pack.mandates:
        for words in (
            *mandate.lead,
            *mandate.responsible,
            mandate.section,
            mandate.subsection,
            mandate.deadline_text,
        ):
            assert words in text
        assert all(step in text for path in mandate.paths for step in path)


def test_a_value_points_at_its_line(tmp_path: Path) -> None:
    text = f"示例区2026年政务公开任务分工\n\n{CELLS}公开年报。\t区政府办公室\t1月底前\t\n"
    mandate = only(text, tmp_path)
    assert mandate["source"] == "第4行"
    assert (mandate["deadline"], mandate["deadline_text"]) == ("2026-01-31", "1月底前")


def test_only_a_clause_that_asks_for_nothing_else_is_proved_by_the_column(tmp_path: Path) -> None:
    asks = "一、平台\n1.在政府网站“政务公开>政府信息公开目录”中设置“优化营商环境”栏目。（责任单位：区政府办公室）"
    assert only(asks, tmp_path)["proof"] == [{"fact": "column"}]
    more = asks.replace("栏目。", "栏目，集中发布政策。")
    assert "'look'" in str(only(more, tmp_path)["proof"])


def test_a_column_named_alone_is_not_given_a_path(tmp_path: Path) -> None:
    mandate = only("一、平台\n1.在政府网站首页设置“减税降费”栏目。（责任单位：区财政局）", tmp_path)
    assert "paths" not in mandate
    assert mandate["unsure"] == ["paths"]


def test_a_column_named_alone_is_found_where_the_text_writes_its_path(tmp_path: Path) -> None:
    text = (
        "一、解读\n1.公开解读（公开路径：政府网站>政务公开>政策解读）。（责任单位：区司法局）\n"
        "2.解读成果在“政策解读”栏目集中展示。（责任单位：区司法局）"
    )
    mandates = draft(text, tmp_path)["mandates"]
    assert isinstance(mandates, list)
    assert mandates[1]["paths"] == [["政务公开", "政策解读"]]
    assert mandates[1]["unsure"] == ["paths"]


@pytest.mark.parametrize(
    ("said", "day", "unsure"),
    [
        ("2026年6月30日前", "2026-06-30", False), ("12月底前", "2026-12-31", False), ("2026.6.30", "2026-06-30", False),
        ("6月底前并长期坚持", "2026-06-30", False), ("第三季度末", "2026-09-30", False), ("上半年", "2026-06-30", False),
        ("每季度末", "", False), ("每年1月31日前", "", False), ("长期坚持", "", False), ("全年", "", False),
        ("2026年4月—12月", "2026-12-31", True), ("领导另定", "", True), ("202610月底前", "2026-10-31", True),
        ("2026115日前", "2026-01-15", True), ("2月30日前", "", True), ("次年1月底前", "2027-01-31", False),
    ],
)  # fmt: skip
def test_terms(said: str, day: str, unsure: bool, tmp_path: Path) -> None:
    mandate = only(f"示例区2026年任务分工\n{CELLS}公开年报。\t区政府办公室\t{said}\t\n", tmp_path)
    assert mandate.get("deadline", "") == day
    assert ("deadline" in mandate.get("unsure", [])) is unsure  # type: ignore[operator]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("区教委、区民政局", ["区教委", "区民政局"]), ("区教委；各镇街", ["区教委", "各镇街"]), ("区教委 各镇街", ["区教委", "各镇街"]),
        ("市、区县政府办公室", ["市政府办公室", "区县政府办公室"]),
        ("区教委和区财政局", ["区教委", "区财政局"]), ("区司法局区政府有关部门", ["区司法局", "区政府有关部门"]),
        ("区市民服务和营商环境促进中心", ["区市民服务和营商环境促进中心"]), ("区教委等有关部门", ["区教委", "有关部门"]),
        ("区委组织部（区公务员局）", ["区委组织部（区公务员局）"]), ("—", []), ("各乡镇(街道)", ["各乡镇（街道）"]),
    ],
)  # fmt: skip
def test_bodies(said: str, names: list[str], tmp_path: Path) -> None:
    text = f"示例区2026年任务分工\n任务\t牵头单位\t责任单位\n公开年报。\t区政府办公室\t{said}\n"
    assert only(text, tmp_path)["responsible"] == names


def test_one_cell_that_says_who_leads_is_told_apart(tmp_path: Path) -> None:
    for said in ("牵头：区教委 配合：各镇街", "区教委牵头，各镇街配合", "区教委（牵头）、各镇街"):
        mandate = only(f"示例区2026年任务分工\n任务\t责任单位\n公开年报。\t{said}\n", tmp_path)
        assert (mandate["lead"], mandate["responsible"]) == (["区教委"], ["各镇街"])


def test_what_is_not_read_is_listed(tmp_path: Path) -> None:
    file = tmp_path / "要点.txt"
    file.write_text(
        "示例区2026年任务分工\n任务\t责任单位\t责任领导\n公开年报。\t区政府办公室\t张某\n", encoding="utf-8"
    )
    made = draft_pack(file, "sl-2026")
    assert "# 第2行（这一列没有读）：责任领导" in made.text
    assert any("责任领导" in note for note in made.notes)


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.txt", b"", "没有任何内容"), ("a.txt", b" \n\n", "没有任何内容"), ("a.txt", bytes(range(256)) * 20, "不是文字文件"),
        ("a.txt", "食堂第1号菜单\n".encode(), "没有读出任务"), ("a.txt", "（" .encode() * 5000, "没有读出任务"),
        ("a.docx", b"PK\x03\x04" + b"x" * 500, "读不出来"), ("a.pdf", b"%PDF-1.4\n" + b"x" * 500, "读不出来"),
        ("a.html", b"<html><body><p>x</p></body></html>", "没有读出任务"), ("a.txt", "公开信息，".encode() * 70_000, "文字太长"),
        ("a.txt", ("工作任务    责任单位\n" + "公开信息    区教\n息          委\n" * 20).encode(), "几列并排"),
        ("a.txt", b"a" * 5_000_000, "超过文字文件的上限"),
        ("a.txt", ("任务\t责任单位\n" + "甲\t区教委\n" * 4000).encode(), "不像是一份要点"),
        ("a.txt", ("一、甲\n1.公开（公开路径：" + ">".join(["甲/乙"] * 30) + "）。").encode(), ""),
    ],
)  # fmt: skip
def test_what_is_no_directive_is_told(name: str, raw: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    if not words:
        assert draft_pack(file, "sl-2026").mandates == 1
        return
    with pytest.raises(UsageError, match=words):
        draft_pack(file, "sl-2026")


def test_an_archive_that_unpacks_to_much_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:p/>" * 3_000_000)
    with pytest.raises(UsageError, match="展开以后超过"):
        draft_pack(file, "sl-2026")


def test_other_encodings_and_line_ends_are_read(tmp_path: Path) -> None:
    text = (TEXTS / "brackets.txt").read_text(encoding="utf-8")
    for number, raw in enumerate(
        (text.encode("gb18030"), text.encode("utf-16"), text.replace("\n", "\r\n").encode())
    ):
        file = tmp_path / f"{number}.txt"
        file.write_bytes(raw)
        assert draft_pack(file, "sl-2026").mandates == 9


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    said = '公开"年报": {a: &b *c} #\u202e\x07 <script> ${HOME} \\n'
    text = f"示例区2026年任务分工\n{'说明。' * 40}\n任务\t责任单位\n{said}\t区政府办公室\n"
    mandate = only(text, tmp_path)
    assert mandate["summary"] == squash(said).replace("\u202e", "").replace("\x07", "")
