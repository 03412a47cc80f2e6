"""Rows of districts' registers stand in the city's list beside documents, are found by its search, and none goes unchecked."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.gather.test_gather import CITY, DISTRICT, gathered, table
from tests.gather.test_ten_portals import nginx
from tests.helpers import MARKS, build, contents, document, make_portal, run, serve
from tests.search.conftest import Desk

REGISTER = """  - name: 行政许可
    description: 行政许可决定。
    unit: 区审批局
    owner: 张某
    cycle: monthly
    kind: register
"""
HEAD = "序号,许可内容,许可编号,办理机关,金额\n"
ROWS = "1,示例茶楼食品经营许可,示许〔2026〕1号,审批局,300\n2,示例书店出版物零售许可,示许〔2026〕2号,审批局,\n"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a district with plans and a register."""
    files: dict[str, str | bytes] = {
        "columns.yml": DISTRICT.replace("示例区人民政府\n", "甲区\n", 1) + REGISTER,
        "mkdocs.yml": MARKS.replace("https://www.example.gov.cn/", "https://www.jia.example.gov.cn/"),
        "content/tzgg/a.md": document("停水通知"),
        "content/ghxx/zxgh/0.md": document("甲区供水专项规划", published="2026-03-01 09:00"),
        "content/xzxk/许可决定.csv": HEAD + ROWS,
    }
    return build(make_portal(tmp_path_factory.mktemp("districts") / "jia", files))


def city(folder: Path, sources: dict[str, str]) -> Path:
    """Write the portal of a city that gathers plans and decisions from sources."""
    lines = "".join(f"  - {{name: {name}, {where}}}\n" for name, where in sources.items())
    text = f"sources:\n{lines}columns:\n  - column: 规划汇总\n    from: [规划信息, 行政许可]\n"
    return make_portal(folder, {"columns.yml": CITY, "gather.yml": text})


def rows(root: Path) -> list[dict[str, str]]:
    """Return the rows of the city's list, without its note."""
    return [each for each in csv.DictReader(io.StringIO(table(root))) if each["网址"]]


def data_of(site: Path) -> Path:
    """Return the file with the rows of the register."""
    (found,) = [path for path in (site / "api/v1").rglob("*.json") if "示例茶楼" in path.read_text("utf-8")]
    return found


def test_rows_stand_beside_documents_with_what_their_cells_say(district: Path, tmp_path: Path) -> None:
    root = city(tmp_path / "city", {"甲区": f"folder: {district}"})
    assert gathered(root)["columns"] == [{"column": "规划汇总", "rows": 3}]
    (row,) = [each for each in rows(root) if each["标题"] == "示例茶楼食品经营许可"]
    assert row["来源网站"] == "甲区"
    assert row["发布机构"] == "区审批局"
    assert row["文号"] == "示许〔2026〕1号"
    assert row["内容"] == "办理机关：审批局；金额：300"
    assert row["网址"].startswith("https://www.jia.example.gov.cn/xzxk/")
    page = (build(root) / "ghhz/index.html").read_text(encoding="utf-8")
    assert row["网址"] in page
    assert "办理机关：审批局；金额：300" in page


def test_one_of_three_down_and_one_sending_garbage(district: Path, tmp_path: Path, browser: Browser) -> None:
    top = tmp_path / "served"
    for name in ("good", "garbage", "later-down"):
        shutil.copytree(district, top / name)
    for name, host in (("garbage", "bing"), ("later-down", "yi")):
        for path in (top / name / "api").rglob("*.json"):
            text = (
                path.read_text(encoding="utf-8").replace("www.jia.", f"www.{host}.").replace("示例茶楼", host)
            )
            path.write_text(text, encoding="utf-8")
    broken = next(
        path for path in (top / "garbage/api/v1").rglob("*.json") if "bing食品" in path.read_text("utf-8")
    )
    broken.write_bytes(b'{"version":"1","rows":[{"_url":')
    with nginx(tmp_path, top) as address:
        names = {"甲区": "good", "乙区": "later-down", "丙区": "garbage"}
        root = city(tmp_path / "city", {name: f"url: '{address}{part}/'" for name, part in names.items()})
        first = gathered(root, code=1)
        assert list(first["failed"]) == ["丙区"]
        shutil.rmtree(top / "later-down")
        outcome = run("gather", "--root", root, "--as-of", "2027-01-05", "--format", "json")
    told = json.loads(outcome.out)
    assert set(told["failed"]) == {"乙区", "丙区"}
    site = build(root)
    page = (site / "ghhz/index.html").read_text(encoding="utf-8")
    # What it gave before stands, with the day of the last success; a source that never gave anything has none.
    assert f"乙区（{first['reached']['乙区']}取到）" in page
    assert "丙区" not in page
    assert "https://www.yi.example.gov.cn/xzxk/" in page
    assert "www.bing." not in page
    with serve(site) as base:
        tab = browser.new_page()
        desk = Desk(tab, base)
        for query, title in (
            ("示许〔2026〕1号", "示例茶楼食品经营许可"),
            ("供水专项规划", "甲区供水专项规划"),
        ):
            desk.go(query)
            assert title in desk.titles
        tab.close()


def test_the_same_answers_change_no_file(district: Path, tmp_path: Path) -> None:
    root = city(tmp_path / "city", {"甲区": f"folder: {district}", "乙区": f"folder: {tmp_path / 'none'}"})
    gathered(root, code=1)
    before = {name: what for name, what in contents(root).items() if not name.startswith(".cache")}
    outcome = run("gather", "--root", root, "--as-of", "2027-01-05", "--format", "json")
    assert json.loads(outcome.out)["reached"]["甲区"].startswith("2027-01-05")
    assert {name: what for name, what in contents(root).items() if not name.startswith(".cache")} == before


def test_a_list_of_documents_has_no_column_of_contents(district: Path, tmp_path: Path) -> None:
    root = city(tmp_path / "city", {"甲区": f"folder: {district}"})
    path = root / "gather.yml"
    path.write_text(path.read_text("utf-8").replace(", 行政许可", ""), encoding="utf-8")
    gathered(root)
    assert "内容" not in rows(root)[0]


def changed(site: Path, where: Path, **cells: str) -> Path:
    """Copy a site; in its first row cells say something else."""
    shutil.copytree(site, where)
    path = data_of(where)
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    keys = {each["label"]: each["key"] for each in data["fields"]} | {"_url": "_url"}
    data["rows"][0] |= {keys[label]: text for label, text in cells.items()}
    path.write_text(json.dumps(data), encoding="utf-8")
    return where


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"办理机关": "张某110101199003070011"}, "身份证"),
        ({"许可内容": "锟斤拷锟斤拷"}, "乱码"),
        ({"办理机关": "审批\u202e局"}, "看不见"),
        ({"_url": "https://www.jia.example.gov.cn/a b"}, "网址"),
    ],
)
def test_a_row_that_must_not_be_public_is_left_out(
    cells: dict[str, str], words: str, district: Path, tmp_path: Path
) -> None:
    site = changed(district, tmp_path / "bad", **cells)
    root = city(tmp_path / "city", {"甲区": f"folder: {site}"})
    (refused,) = gathered(root, code=1)["refused"]
    assert words in refused["why"]
    assert {each["标题"] for each in rows(root)} == {"甲区供水专项规划", "示例书店出版物零售许可"}
    build(root)


@pytest.mark.parametrize("url", ["https://evil.example.com/x.html#r-1", "http://[x", ""])
def test_a_row_that_leads_elsewhere_fails_the_source(url: str, district: Path, tmp_path: Path) -> None:
    site = changed(district, tmp_path / "bad", _url=url)
    told = gathered(city(tmp_path / "city", {"甲区": f"folder: {site}"}), code=1)
    assert "不在它自己的网站上" in told["failed"]["甲区"]


def test_a_long_row_is_cut(district: Path, tmp_path: Path) -> None:
    site = changed(district, tmp_path / "long", 办理机关="局" * 5000)
    root = city(tmp_path / "city", {"甲区": f"folder: {site}"})
    gathered(root)
    (row,) = [each for each in rows(root) if each["文号"] == "示许〔2026〕1号"]
    assert len(row["内容"]) < 2000
    assert row["内容"].endswith("……")
