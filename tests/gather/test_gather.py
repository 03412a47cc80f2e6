"""What other portals disclose stands in a register of this one, with its source and link; nothing of it goes unchecked."""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import AS_OF, COLUMNS, MARKS, PORTAL, build, contents, document, make_portal, run, serve

CITY = f"""{PORTAL}{COLUMNS}  - name: 规划汇总
    description: 各区县公开的规划。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    kind: register
    schema: gathered
"""
DISTRICT = f"""{PORTAL}columns:
  - name: 规划信息
    description: 规划。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    children:
      - {{name: 专项规划, description: 专项规划。}}
  - name: 通知公告
    description: 通知。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
"""


def district(folder: Path, name: str, titles: tuple[str, ...] = ("供水专项规划", "养老专项规划")) -> Path:
    """Build the portal of a district whose plans have these titles; return its site."""
    host = f"https://www.{folder.name}.example.gov.cn/"
    files: dict[str, str | bytes] = {
        "columns.yml": DISTRICT.replace("示例区人民政府\n", f"{name}\n", 1),
        "mkdocs.yml": MARKS.replace("https://www.example.gov.cn/", host),
        "content/tzgg/a.md": document("停水通知"),
    }
    for number, title in enumerate(titles):
        files[f"content/ghxx/zxgh/{number}.md"] = document(
            f"{name}{title}", published=f"2026-03-0{number + 1} 09:00", doc_no=f"示例发〔2026〕{number + 1}号"
        )
    return build(make_portal(folder, files))


def city(folder: Path, sources: dict[str, str], more: str = "") -> Path:
    """Write the portal of a city that gathers plans from sources, each given by its line of gather.yml."""
    lines = "".join(f"  - {{name: {name}, {where}}}\n" for name, where in sources.items())
    text = f"sources:\n{lines}columns:\n  - column: 规划汇总\n    from: [规划信息]\n{more}"
    return make_portal(folder, {"columns.yml": CITY, "gather.yml": text})


def gathered(root: Path, *, code: int = 0) -> dict[str, Any]:
    """Gather; return what is told."""
    outcome = run("gather", "--root", root, "--as-of", AS_OF, "--format", "json")
    assert outcome.code == code, outcome.out + outcome.err
    told: dict[str, Any] = json.loads(outcome.out)
    return told


def table(root: Path) -> str:
    return (root / "content/ghhz/归集.csv").read_text(encoding="utf-8-sig")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The built sites of two districts."""
    top = tmp_path_factory.mktemp("districts")
    return {name: district(top / folder, name) for name, folder in (("甲区", "jia"), ("乙区", "yi"))}


def test_plans_of_districts_stand_in_the_register_with_source_and_link(
    sites: dict[str, Path], tmp_path: Path
) -> None:
    root = city(tmp_path / "city", {name: f"folder: {site}" for name, site in sites.items()})
    told = gathered(root)
    assert told["columns"] == [{"column": "规划汇总", "rows": 4}]
    page = (build(root) / "ghhz/index.html").read_text(encoding="utf-8")
    for name, folder in (("甲区", "jia"), ("乙区", "yi")):
        assert f"{name}供水专项规划" in page
        assert f"https://www.{folder}.example.gov.cn/ghxx/zxgh/0.html" in page
    assert "停水通知" not in page
    assert "从各网站归集，内容以原网站为准。" in page
    before = contents(root)
    gathered(root)
    assert contents(root) == before


def test_over_http_the_data_are_the_same(sites: dict[str, Path], tmp_path: Path) -> None:
    one = city(tmp_path / "one", {name: f"folder: {site}" for name, site in sites.items()})
    gathered(one)
    with ExitStack() as stack:
        served = {name: f"url: '{stack.enter_context(serve(site))}'" for name, site in sites.items()}
        other = city(tmp_path / "other", served)
        gathered(other)
    assert table(one) == table(other)


def test_a_source_that_fails_keeps_what_it_gave(sites: dict[str, Path], tmp_path: Path) -> None:
    jia = tmp_path / "jia"
    shutil.copytree(sites["甲区"], jia)
    root = city(tmp_path / "city", {"甲区": f"folder: {jia}", "乙区": f"folder: {sites['乙区']}"})
    told = gathered(root)
    before = told["reached"]
    shutil.rmtree(jia)
    outcome = run("gather", "--root", root, "--as-of", "2027-01-05", "--format", "json")
    assert outcome.code == 1
    told = json.loads(outcome.out)
    assert list(told["failed"]) == ["甲区"]
    assert told["reached"]["甲区"] == before["甲区"]
    assert told["reached"]["乙区"].startswith("2027-01-05")
    assert "甲区供水专项规划" in table(root)
    assert f"甲区（{before['甲区']}取到）" in table(root)  # when it was reached last
    # Left out of the list, it is left out of the register.
    (root / "gather.yml").write_text(
        (root / "gather.yml").read_text(encoding="utf-8").replace(f"  - {{name: 甲区, folder: {jia}}}\n", ""),
        encoding="utf-8",
    )
    gathered(root)
    assert "甲区" not in table(root)


GARBAGE = {
    "api/v1/index.json": b"<html>502 Bad Gateway</html>",
    "api/v1/columns.json": b'{"version": "1", "columns": [{"address": 1}]}',
    "api/v1/columns/ghxx/zxgh/column.json": b"\xff\xfe\x00",
    "api/v1/columns/ghxx/zxgh/documents-1.json": b'{"version":"2"}' * 3,
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_is_named_and_none_of_it_stands_anywhere(
    name: str, sites: dict[str, Path], tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(sites["乙区"], bad)
    (bad / name).write_bytes(GARBAGE[name])
    root = city(tmp_path / "city", {"甲区": f"folder: {sites['甲区']}", "乙区": f"folder: {bad}"})
    told = gathered(root, code=1)
    assert list(told["failed"]) == ["乙区"]
    assert "甲区供水专项规划" in table(root)
    assert "乙区" not in table(root)
    build(root)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("乙区供水专项规划", "张某身份证号110101199003070011", "身份证"),
        ("乙区供水专项规划", "供水\\u202e规划", "看不见"),
        ("乙区供水专项规划", "长" * 300, "200个字"),
    ],
)
def test_what_must_not_be_public_is_left_out_and_told(
    old: str, new: str, words: str, sites: dict[str, Path], tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(sites["乙区"], bad)
    path = bad / "api/v1/columns/ghxx/zxgh/documents-1.json"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    root = city(tmp_path / "city", {"乙区": f"folder: {bad}"})
    told = gathered(root, code=1)
    (refused,) = told["refused"]
    assert words in refused["why"]
    assert "乙区养老专项规划" in table(root)
    assert "供水" not in table(root)
    build(root)


@pytest.mark.parametrize(
    "address", ["https://evil.example.com/x.html", "https://www.yi.example.gov.cn.evil.example.com/x.html"]
)
def test_a_link_to_elsewhere_fails_the_source(address: str, sites: dict[str, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(sites["乙区"], bad)
    path = bad / "api/v1/columns/ghxx/zxgh/documents-1.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("https://www.yi.example.gov.cn/ghxx/zxgh/0.html", address), encoding="utf-8")
    told = gathered(city(tmp_path / "city", {"乙区": f"folder: {bad}"}), code=1)
    assert "不在它自己的网站上" in str(told["failed"])


def test_no_file_outside_the_folder_is_read(sites: dict[str, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(sites["乙区"], bad)
    secret = tmp_path / "columns.json"
    secret.write_bytes((bad / "api/v1/columns.json").read_bytes())
    start = bad / "api/v1/index.json"
    text = start.read_text(encoding="utf-8")
    start.write_text(text.replace("gov.cn/api/v1/columns.json", "gov.cn/..%2fcolumns.json"), encoding="utf-8")
    told = gathered(city(tmp_path / "city", {"乙区": f"folder: {bad}"}), code=1)
    assert "文件夹以外" in str(told["failed"])


def test_since_a_day_and_from_some(sites: dict[str, Path], tmp_path: Path) -> None:
    sources = {name: f"folder: {site}" for name, site in sites.items()}
    root = city(tmp_path / "city", sources, "    sources: [乙区]\n    since: 2026-03-02\n")
    gathered(root)
    assert "乙区养老专项规划" in table(root)
    assert "供水" not in table(root)
    assert "甲区" not in table(root)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, ""),
        ("sources: []\ncolumns: []\n", 1, ""),
        ("sources:\n  - {name: 甲}\ncolumns:\n  - {column: 规划汇总, from: [a]}\n", 2, "url和folder"),
        ("sources:\n  - {name: 甲, url: ftp://a/}\ncolumns:\n  - {column: 规划汇总, from: [a]}\n", 2, "网址"),
        ("sources:\n  - {name: 甲, folder: a}\ncolumns:\n  - {column: 规划汇中, from: [a]}\n", 4, "规划汇总"),
        ("sources:\n  - {name: 甲, folder: a}\ncolumns:\n  - {column: 通知公告, from: [a]}\n", 4, "gathered"),
        (
            "sources:\n  - {name: 甲, folder: a}\ncolumns:\n  - {column: 规划汇总, from: [a], since: 去年}\n",
            4,
            "日期",
        ),
        (
            "sources:\n  - {name: 甲, folder: a}\ncolumns:\n  - {column: 规划汇总, from: [a], sources: [乙]}\n",
            4,
            "乙",
        ),
        ("sources:\n  - {nam: 甲, folder: a}\ncolumns:\n  - {column: 规划汇总, from: [a]}\n", 2, "name"),
    ],
)
def test_a_faulty_list_gathers_nothing(text: str, line: int, words: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": CITY, "gather.yml": text})
    before = contents(root)
    outcome = run("gather", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 2
    assert f"gather.yml:{line}" in outcome.out or not words
    assert words in outcome.out
    assert contents(root) == before
