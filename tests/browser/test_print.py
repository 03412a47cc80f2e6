"""On paper: nothing of a page is lost, tables keep their heads, folds are open, and a paper looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.printed import Sheet, missing, print_file, print_page, sheets_of
from tests.browser.test_accessibility import DARK
from tests.helpers import COLUMNS, PORTAL, build, document, make_portal, serve

A4 = (595, 842)
FIELDS = (
    "编号",
    "名称",
    "类别",
    "地址",
    "电话",
    "面积",
    "开放时间",
    "责任单位",
    "状态",
    "起始日期",
    "经办人",
)
FORMAT = (
    "id: places\nname: 场所\nfields:\n"
    + "".join(f"  - {{key: f{number}, label: {label}}}\n" for number, label in enumerate(FIELDS))
    + "  - {key: note, label: 备注, type: long, show: detail}\n  - {key: more, label: 服务内容, type: long, show: detail}\n"
    + "row_title: f1\n"
)
TREE = (
    PORTAL
    + COLUMNS
    + "  - name: 场所\n    kind: register\n    schema: places\n    description: 公共场所。\n"
    + "    unit: 区文化旅游委\n    owner: 张某\n    cycle: yearly\n"
)
ROWS = [
    [f"{label}{number:02d}" for label in ("编", "场所名称", "类", "示例大道", "023-000000", "面", "时")]
    + [f"示例区单位{number:02d}", f"态{number:02d}", f"2026-03-{number % 28 + 1:02d}", f"人{number:02d}"]
    + [f"备注说明第{number:02d}项", f"提供第{number:02d}种服务"]
    for number in range(1, 41)
]
WIDE = [[f"行{row:02d}列{column:02d}" for column in range(1, 13)] for row in range(1, 31)]
MONTHS = "\n".join(
    "| " + " | ".join(cells) + " |"
    for cells in (
        [f"月{column:02d}" for column in range(30)],
        ["---"] * 30,
        *([f"{row}.{column:02d}" for column in range(30)] for row in range(1, 5)),
    )
)
BODY = f"""\
各镇人民政府，区政府各部门：

为做好样例工作，现将有关事项通知如下。

## 一、总体要求

按照[上级要求](https://www.example.org/notice?a=1)办理，参见 <https://www.example.org/bare>。

### （一）任务分工

| {" | ".join(f"列头{column:02d}" for column in range(1, 13))} |
| {" | ".join("---" for _ in range(12))} |
{chr(10).join("| " + " | ".join(row) + " |" for row in WIDE)}

#### 1. 报送要求

<details><summary>填报说明</summary>

折叠起来的填报说明也要印在纸上。

</details>

```
{"很长的一行" * 40}
```

{chr(10).join(f"第{number}条　这一条写明第{number}件事怎样办理、由谁负责、什么时候完成。{chr(10)}" for number in range(1, 12))}
请各单位于每月五日前报送进展情况。

示例区人民政府办公室

2026年3月3日
"""
FILES = {
    "columns.yml": TREE,
    "registers/places.yml": FORMAT,
    "content/cs/场所.csv": ",".join((*FIELDS, "备注", "服务内容"))
    + "\n"
    + "".join(",".join(row) + "\n" for row in ROWS),
    "content/tzgg/a.md": document(
        "示例区人民政府办公室关于做好样例工作的通知",
        BODY,
        doc_no="示例府办发〔2026〕18号",
        signed="2026-03-03",
    ),
    "content/tzgg/b.md": document("区政府召开会议"),
    "content/tzgg/c.md": document("示例区各月数据", MONTHS),
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal with a paper, a piece of news and a register."""
    with serve(build(make_portal(tmp_path_factory.mktemp("printed"), FILES))) as address:
        yield address


@pytest.fixture(scope="module")
def paper(browser: Browser, portal: str) -> list[Sheet]:
    """The sheets of the paper."""
    return print_page(browser, f"{portal}tzgg/a.html")


def is_wide(sheet: Sheet) -> bool:
    """Tell whether a sheet lies on its side, and is an A4 sheet at all."""
    assert sorted((round(sheet.width), round(sheet.height))) == list(A4)
    return sheet.width > sheet.height


@pytest.mark.parametrize("scripts", [True, False])
def test_every_word_of_a_paper_is_on_paper(scripts: bool, browser: Browser, portal: str) -> None:
    sheets = print_page(browser, f"{portal}tzgg/a.html", scripts)
    cells = [cell for row in WIDE for cell in row]
    lines = [line for line in BODY.split("\n") if not re.match(r"[|<`]|按照|$", line)]
    words = [re.sub(r"[#\s]+", "", line) for line in lines]
    assert missing([*cells, *words, "折叠起来的填报说明也要印在纸上。"], sheets) == []
    assert 4 <= len(sheets) <= 8


def test_a_wide_table_lies_on_its_side_with_its_head_on_every_sheet(paper: list[Sheet]) -> None:
    wide = [sheet for sheet in paper if is_wide(sheet)]
    assert 1 <= len(wide) <= 3
    assert not is_wide(paper[0])
    assert not is_wide(paper[-1])
    rows = [sheet for sheet in paper if "行" in sheet.words and "列01" in sheet.words]
    assert rows == wide
    for sheet in wide:
        assert missing([f"列头{column:02d}" for column in range(1, 13)], [sheet]) == []
        # A row is on one sheet with all its cells.
        for row in WIDE:
            assert len({cell in sheet.words for cell in row}) == 1


def test_no_column_of_thirty_is_lost(browser: Browser, portal: str) -> None:
    sheets = print_page(browser, f"{portal}tzgg/c.html")
    cells = [f"{row}.{column:02d}" for row in range(1, 5) for column in range(30)]
    (wide,) = [sheet for sheet in sheets if is_wide(sheet)]
    assert missing([*cells, *(f"月{column:02d}" for column in range(30))], [wide]) == []


def test_the_closing_lines_have_words_above_them(paper: list[Sheet]) -> None:
    (last,) = [sheet for sheet in paper if "2026年3月3日" in sheet.words.replace("成文日期", "")]
    assert missing(["报送进展情况。", "示例区人民政府办公室2026年3月3日"], [last]) == []


def test_a_paper_has_its_red_head_and_nothing_of_the_site(paper: list[Sheet]) -> None:
    first = paper[0].words
    assert first.startswith(
        "示例区人民政府办公室文件示例府办发〔2026〕18号示例区人民政府办公室关于做好样例工作的通知"
    )
    whole = "".join(sheet.words for sheet in paper)
    for word in (
        "搜索",
        "首页",
        "当前位置",
        "打印本页",
        "复制链接",
        "手机扫码查看",
        "上一篇",
        "下一篇",
        "主办单位",
    ):
        assert word not in whole
    assert [sheet.number for sheet in paper] == [str(number) for number in range(1, len(paper) + 1)]


def test_it_says_where_it_is_from_and_when_it_was_printed(
    paper: list[Sheet], browser: Browser, portal: str
) -> None:
    assert missing(["本页地址：https://www.example.gov.cn/tzgg/a.html"], paper) == []
    assert re.search(r"打印日期:\d{4}年\d{1,2}月\d{1,2}日", paper[-1].words)
    register = print_page(browser, f"{portal}cs/")
    assert re.search(r"本页地址:https://www.example.gov.cn/cs/打印日期:\d{4}年", register[-1].words)


def test_addresses_stand_behind_links_that_leave(paper: list[Sheet]) -> None:
    whole = "".join(sheet.words for sheet in paper)
    assert "上级要求(https://www.example.org/notice?a=1)办理" in whole
    assert whole.count("https://www.example.org/bare") == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_register_takes_few_sheets_and_loses_no_cell(scripts: bool, browser: Browser, portal: str) -> None:
    sheets = print_page(browser, f"{portal}cs/", scripts)
    assert 2 <= len(sheets) <= 5
    assert all(is_wide(sheet) for sheet in sheets)
    assert missing([cell for row in ROWS for cell in row], sheets) == []
    # Where rows fill the sheets to the last line, where it is from stands on one more.
    told = sheets[-1].words.startswith("本页地址")
    for sheet in sheets[:-1] if told else sheets:
        assert missing(list(FIELDS), [sheet]) == []
        for row in ROWS:
            assert len({cell in sheet.words for cell in (row[0], row[1], row[7], *row[11:])}) == 1
    whole = "".join(sheet.words for sheet in sheets)
    assert "筛选" not in whole
    assert "下载" not in whole
    assert [sheet.number for sheet in sheets] == [
        f"{each}/{len(sheets)}" for each in range(1, len(sheets) + 1)
    ]


@pytest.mark.parametrize(
    ("kind", "fewest", "most"),
    [("annual-report", 4, 6), ("audit-pack", 8, 24), ("guide", 1, 3), ("policy", 2, 4)],
)
def test_every_word_of_the_sample_is_on_paper(
    kind: str, fewest: int, most: int, *, browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    sheets = print_page(browser, base + addresses[kind], scripts=False)
    page = browser.new_page(java_script_enabled=False)
    page.goto(base + addresses[kind])
    words = page.evaluate(WORDS)
    page.close()
    assert len(words) > 20
    assert missing(words, sheets) == []
    assert fewest <= len(sheets) <= most
    assert "搜索" not in re.sub("搜索“|，搜索", "", "".join(sheet.words for sheet in sheets))


# The words of what is to be on paper: cells, paragraphs, list items, headings; not what only a screen can use.
WORDS = """
[...document.querySelectorAll("main :is(td, th, p, li, h1, h2, h3, dt, dd)")]
  .filter((each) => !each.querySelector("td, th, p, li, dt, dd, details, div")
    && !each.closest("[hidden], nav, .gk-tools, .gk-sift, .gk-downloads, .gk-chips, .gk-hidden")
    && !each.closest(".gk-box--download, .gk-doc__bar, .gk-media, .gk-share"))
  .map((each) => each.textContent.trim()).filter(Boolean)
"""


def test_the_dark_scheme_is_black_on_white_on_paper(browser: Browser, portal: str) -> None:
    with browser.new_context(viewport={"width": 1000, "height": 800}) as context:
        context.add_init_script(DARK)
        page = context.new_page()
        page.goto(f"{portal}tzgg/a.html")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.emulate_media(media="print")
        for part in ("body", ".gk-text p", ".gk-text h2", ".gk-doc__head h1", ".gk-text td", ".gk-fields th"):
            assert colour(page, part, "color") == "rgb(0, 0, 0)", part
            assert colour(page, part, "backgroundColor") in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"), part
        assert colour(page, ".gk-red__mark", "color") == "rgb(179, 18, 29)"
    light, dark = (print_file(browser, f"{portal}tzgg/a.html", dark=dark) for dark in (False, True))
    assert [sheet.words for sheet in sheets_of(light)] == [sheet.words for sheet in sheets_of(dark)]


def colour(page: Page, part: str, which: str) -> str:
    """Return a colour of the first element of a kind."""
    found: str = page.locator(part).first.evaluate(f"(each) => getComputedStyle(each).{which}")
    return found


def test_news_has_no_red_head(browser: Browser, portal: str) -> None:
    sheets = print_page(browser, f"{portal}tzgg/b.html")
    assert len(sheets) == 1
    assert "文件" not in sheets[0].words
    assert sheets[0].words.startswith("示例区人民政府")


def test_a_phone_reads_the_address_and_it_can_be_copied(browser: Browser, portal: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{portal}tzgg/a.html")
        page.locator("[data-copy]").click()
        expect(page.locator("[data-copied]")).to_have_text("已复制")
        assert page.evaluate("navigator.clipboard.readText()") == "https://www.example.gov.cn/tzgg/a.html"
        assert not any("lean-qr" in each for each in asked)
        page.locator("[data-qr] summary").click()
        expect(page.locator("[data-qr] svg")).to_have_attribute("aria-label", "本页地址的二维码")
        expect(page.locator("[data-qr] svg")).to_have_attribute("viewBox", re.compile(r"^-4 -4 (\d+) \1$"))
        page.locator("[data-qr] summary").click()
        # What was drawn is printed, folded or not.
        drawn = sheets_of(page.pdf(prefer_css_page_size=True))
        assert "手机扫码查看" not in "".join(sheet.words for sheet in drawn)
        page.emulate_media(media="print")
        box = page.locator("[data-qr] svg").bounding_box()
        assert box
        assert 75 <= box["width"] <= 90


def test_it_is_copied_without_https_too(browser: Browser, portal: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        context.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
        page = context.new_page()
        page.goto(f"{portal}tzgg/a.html")
        page.locator("[data-copy]").click()
        expect(page.locator("[data-copied]")).to_have_text("已复制")
        assert page.evaluate("navigator.clipboard.readText()") == "https://www.example.gov.cn/tzgg/a.html"
        expect(page.locator("[data-copy]")).to_be_focused()


def test_without_scripts_no_button_stands_there_in_vain(browser: Browser, portal: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{portal}tzgg/a.html")
        expect(page.locator("[data-copy]")).to_be_hidden()
        expect(page.locator("[data-qr]")).to_be_hidden()


@pytest.mark.parametrize("kind", ["policy", "ended", "interpreted", "news", "guide", "annual-report"])
def test_the_title_is_on_the_first_screen_of_a_phone(
    kind: str, browser: Browser, base: str, addresses: dict[str, str]
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        page = context.new_page()
        page.goto(base + addresses[kind])
        box = page.locator("h1").bounding_box()
        assert box
        assert box["y"] + box["height"] < 600
        # What is no longer in force says so under its title.
        notice = page.locator(".gk-invalid").first
        if kind == "ended":
            said = notice.bounding_box()
            assert said
            assert box["y"] + box["height"] < said["y"] < 620
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
