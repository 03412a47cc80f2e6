"""Text files: encodings, sizes, and files that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.source.text import Source, decode, read_source
from generator.model.finding import Finding
from tests.helpers import COLUMNS, PORTAL, check, codes, document, make_portal

DOCUMENT = "content/tzgg/20260303-ts.md"


def sparse(path: Path, size: int) -> None:
    """Make a file of ``size`` bytes that takes no room on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)


def test_default_portal_has_no_finding(tmp_path: Path) -> None:
    assert check(make_portal(tmp_path, {DOCUMENT: document()})) == []


def test_large_files_are_not_read(tmp_path: Path) -> None:
    register = COLUMNS + "  - name: 发热门诊\n    kind: register\n    description: 发热门诊。\n"
    duties = "    unit: 区卫生健康委\n    owner: 赵某某\n    cycle: yearly\n"
    root = make_portal(
        tmp_path,
        {"columns.yml": PORTAL + register + duties, DOCUMENT: document(attachments="[录像.mp4]")},
    )
    sparse(root / "content/tzgg/20260304-td.md", 9 * 1024 * 1024)
    sparse(root / "content/tzgg/录像.mp4", 201 * 1024 * 1024)
    sparse(root / "content/frmz/发热门诊.csv", 101 * 1024 * 1024)
    findings = [finding for finding in check(root) if finding["code"] == "file-too-large"]
    assert [finding["path"] for finding in findings] == [
        "content/frmz/发热门诊.csv",
        "content/tzgg/20260304-td.md",
        "content/tzgg/录像.mp4",
    ]
    assert all("MB" in finding["message"] for finding in findings)


def test_large_columns_file_is_unreadable_input(tmp_path: Path) -> None:
    root = make_portal(tmp_path)
    sparse(root / "columns.yml", 9 * 1024 * 1024)
    assert codes(check(root)) == ["file-too-large"]


def test_dangling_link_is_unreadable(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {DOCUMENT: document()})
    (root / "content/tzgg/图.png").symlink_to("没有.png")
    assert codes(check(root)) == ["file-unreadable"]


def test_link_that_leaves_content_is_outside(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {DOCUMENT: document(), "secret.md": document()})
    (root / "content/tzgg/20260304-td.md").symlink_to("../../secret.md")
    (root / "content/ywdt").symlink_to("/etc")
    findings = check(root)
    assert [(f["code"], f["path"]) for f in findings] == [
        ("path-outside", "content/tzgg/20260304-td.md"),
        ("path-outside", "content/ywdt"),
    ]


def test_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {DOCUMENT: document()})
    (root / DOCUMENT).chmod(0)
    # Root reads everything; for all others the file is a finding.
    assert codes(check(root)) == ([] if os.access(root / DOCUMENT, os.R_OK) else ["file-unreadable"])


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("﻿标题".encode("utf-16"), "UTF-16"),
        ("区政府".encode("gb18030"), "GBK"),
        (b"\x89PNG\r\n\x1a\n\xff\xff", "二进制"),
        ("标\x00题".encode(), "空字符"),
    ],
)
def test_other_encodings_are_named(raw: bytes, words: str) -> None:
    result = decode(raw, "a.md")
    assert isinstance(result, Finding)
    assert result.code == "encoding"
    assert words in result.message


def test_bom_and_windows_line_ends_are_read() -> None:
    source = decode("一\r\n二\r三\n".encode("utf-8-sig"), "a.md")
    assert isinstance(source, Source)
    assert source.text == "一\n二\n三\n"


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_finding(raw: bytes) -> None:
    result = decode(raw, "a.md")
    if isinstance(result, Finding):
        assert result.place.line >= 1
        assert result.place.column >= 1
    else:
        assert "\r" not in result.text


def test_missing_file_is_a_finding(tmp_path: Path) -> None:
    result = read_source(tmp_path / "a.md", "a.md")
    assert isinstance(result, Finding)
    assert result.code == "file-missing"
