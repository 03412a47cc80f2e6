"""A table that an old system has exported instead of a mirror."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.intake.migration.small import Case, old_site

FIRST = '<p>见<a href="/tz/2.html">二</a>，<a href="files/a.doc">附件：表</a>。</p>'
SECOND = {
    "url": "http://www.old.gov.cn/tz/2.html",
    "title": "二",
    "date": "2021/6/4",
    "source": "",
    "body": "第一行\n第二行",
}
ROWS = [
    {"url": "/tz/1.html", "title": "一", "date": "2021-06-03 09:30", "source": "区财政局", "body": FIRST},
    {**SECOND, "attachments": "/files/b.pdf"},
    {"url": "/tz/3.html", "title": "三", "date": "", "body": "没有日期"},
    {"url": "/tz/4.html", "title": "四", "date": "2021-6-5", "body": ""},
    {"url": "", "title": "五", "date": "2021-6-6", "channel": "政策", "body": "没有网址"},
]
MAP = "sites: [www.old.gov.cn]\nchannels:\n  - {from: /tz/, column: 通知公告}\n  - {from: 政策, column: 政策文件}\n"


def dumped(folder: Path, name: str, raw: bytes, said: str = MAP) -> Case:
    """Return a case whose old site is a table with two files beside it."""
    case = old_site(folder, {}, said)
    (case.folder / "dump/files").mkdir(parents=True)
    (case.folder / "dump/files/a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (case.folder / "dump/files/b.pdf").write_bytes(b"%PDF-1.4")
    (case.folder / "dump" / name).write_bytes(raw)
    return case


def as_csv(encoding: str) -> bytes:
    """Return the rows as CSV."""
    keys = ["url", "title", "date", "source", "body", "attachments", "channel"]
    lines = [",".join(keys)]
    lines += [",".join('"' + str(row.get(key, "")).replace('"', '""') + '"' for key in keys) for row in ROWS]
    return "\r\n".join(lines).encode(encoding)


TABLES = {
    "a.csv": as_csv("gbk"),
    "b.csv": as_csv("utf-8-sig"),
    "a.json": json.dumps(ROWS, ensure_ascii=False).encode(),
    "b.json": json.dumps({"code": 0, "rows": ROWS}).encode("gbk"),
    "a.jsonl": "\n".join(json.dumps(row) for row in ROWS).encode(),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_all_forms_say_the_same(tmp_path: Path, name: str) -> None:
    case = dumped(tmp_path, name, TABLES[name])
    said = case.said(source=f"dump/{name}")
    assert {each["source"]: each["why"] for each in said["left"]} == {
        "/tz/3.html": "找不到发布日期",
        "/tz/4.html": "正文是空的",
    }
    documents = case.documents()
    head, body = documents["zwgk/tzgg/20210603-y.md"]
    assert unquote(body) == "见[二](20210604-e.md)，[附件：表](20210603-y/附件：表.doc)。"
    assert (head["issuer"], head["old_urls"], head["attachments"]) == (
        "区财政局",
        ["/tz/1.html"],
        ["20210603-y/附件：表.doc"],
    )
    head, body = documents["zwgk/tzgg/20210604-e.md"]
    assert body == "第一行\n\n第二行"
    assert (head["issuer"], head["attachments"]) == ("区政府办公室", ["20210604-e/二-附件.pdf"])
    assert documents["zwgk/zcwj/20210606-w.md"][1] == "没有网址"
    assert {each["kept"] for each in said["made"]} == {1.0}
    assert case.said(source=f"dump/{name}")["made"] == said["made"]


def test_columns_by_other_names_and_files_elsewhere(tmp_path: Path) -> None:
    rows = [
        {
            "链接": "/tz/1.html",
            "文章标题": "一",
            "时间": "2021-06-03",
            "内容": '<p>字<a href="/a.doc">附件：表</a></p>',
        }
    ]
    said = MAP + "dump: {网址: 链接, 标题: 文章标题, 日期: 时间, 正文: 内容, 文件夹: files}\n"
    case = dumped(tmp_path, "x.json", json.dumps(rows).encode(), said)
    case.run(source="dump/x.json")
    assert case.files() == ["zwgk/tzgg/20210603-y/附件：表.doc"]


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.csv", b"", "没有一行内容"),
        ("a.csv", b"url,title\r\n/a,b\r\n", "没有“date”这一列（日期）"),
        ("a.json", b"{", "不是JSON"),
        ("a.json", b"12", "应是一个列表"),
        ("a.json", b"[]", "没有一行内容"),
        ("a.json", b"[" * 100_000, "不是JSON"),
        ("a.jsonl", b'{"title": "x"}\nxx\n', "a.jsonl:2"),
        ("a.csv", "标题\r\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_tables_that_are_none(tmp_path: Path, name: str, raw: bytes, words: str) -> None:
    case = dumped(tmp_path, name, raw)
    outcome = case.run(source=f"dump/{name}")
    assert outcome.code == 2
    assert words in outcome.err
    assert case.documents() == {}
