"""PDF files as programs print them: paragraphs whole, tables with merged cells, no furniture of pages."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Browser

from generator.intake.reading.blocks import Unreadable
from generator.intake.reading.pdf import read_pdf
from tests.intake.making import make, shown

_STYLE = (
    "@page{size:A4}body{font:16pt/28pt serif}p{text-indent:2em;margin:0}"
    "h1{font-size:22pt;line-height:32pt;text-align:center;font-weight:normal}"
    ".c{text-align:center;text-indent:0}.r{text-align:right}.f{text-indent:0}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #000}"
)
_PARTS = [
    f"为绿化美化环境，决定开展第{number}次义务植树活动，现将有关事项通知如下，请各单位认真组织实施，确保完成{number}.5万株的任务，并于每月{number}日前报送进展。"
    for number in range(1, 26)
]
TITLE = "示例区人民政府办公室关于开展二〇二六年春季义务植树活动的通知"
_TABLE = "<table><tr><th>序号<th>任务<th colspan=2>时限</tr><tr><td>1<td rowspan=2>植树<td>3月<td>12日<tr><td>2<td>4月<td>5日</table>"


def _page(inner: str) -> str:
    return f"<html lang='zh'><meta charset='utf-8'><style>{_STYLE}</style><body>{inner}</body></html>"


def notice() -> str:
    """Return a notice over several pages."""
    text = "".join(f"<p>{part}</p>" for part in _PARTS[:20])
    return _page(
        f"<h1>{TITLE}</h1><p class=c>示例府办发〔2026〕8号</p><p class=f>各镇人民政府、各街道办事处，区政府各部门：</p>{text}"
        f"<p>一、时间和地点</p><p>（一）集中植树</p><p>{_PARTS[20]}</p>{_TABLE}<p>{_PARTS[21]}</p>"
        "<p class=r>示例区人民政府办公室</p><p class=r>2026年3月9日</p>"
    )


@pytest.fixture(scope="module")
def printed(browser: Browser) -> bytes:
    """The notice, printed with page numbers and a line at the top of each page."""
    page = browser.new_page()
    page.set_content(notice())
    small = "<div style='font-size:9px;width:100%;text-align:center'>{}</div>"
    raw = page.pdf(
        format="A4", display_header_footer=True, header_template=small.format("示例区人民政府办公室"),
        footer_template=small.format("— <span class=pageNumber></span> —"),
        margin={"top": "25mm", "bottom": "25mm", "left": "26mm", "right": "26mm"},
    )  # fmt: skip
    page.close()
    return raw


def test_a_printed_notice_is_read_as_it_was_written(printed: bytes) -> None:
    made = make(printed, "通知.pdf")
    seen = shown(made)
    assert made.title == TITLE
    assert dict(made.head) | {"issuer": "示例区人民政府办公室"} == dict(made.head)
    assert dict(made.head)["doc_no"] == "示例府办发〔2026〕8号" and dict(made.head)["signed"] == "2026-03-09"
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", seen.html)
    assert [each for each in paragraphs if each.startswith("为绿化")] == _PARTS[:22]
    assert seen.headings == ((2, "一、时间和地点"), (3, "（一）集中植树"))
    assert {("时限", 2, 1), ("植树", 1, 2), ("3月", 1, 1), ("5日", 1, 1)} <= set(seen.cells)
    assert made.proof.kept == 1 and not made.proof.missing and not made.proof.added
    assert {each.what for each in made.left} == {"页码", "页眉页脚"}
    assert 'class="gk-sign">2026年3月9日' in seen.html


def test_a_scanned_file_is_said_to_be_one(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 600, "height": 800})
    page.set_content(notice())
    picture = page.screenshot(type="png")
    page.set_content("<body style='margin:0'><img></body>")
    page.evaluate(
        "data => new Promise(done => { const i = document.images[0]; i.onload = done; i.src = data; })",
        "data:image/png;base64," + base64.b64encode(picture).decode(),
    )
    raw = page.pdf(format="A4")
    page.close()
    read = read_pdf(raw)
    assert isinstance(read, Unreadable) and "扫描件" in read.message and read.hint


def test_what_is_no_pdf_is_told() -> None:
    for raw in (b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"not"):
        assert isinstance(read_pdf(raw), Unreadable)


def _print(browser: Browser, inner: str) -> bytes:
    page = browser.new_page()
    page.set_content(_page(inner))
    raw = page.pdf(format="A4", margin={"top": "30mm", "bottom": "30mm", "left": "27mm", "right": "27mm"})
    page.close()
    return raw


def test_a_table_over_pages_is_one_table(browser: Browser) -> None:
    work = "<td>开展第{}项工作，落实各项措施，按月报送进展情况"
    rows = "".join(
        f"<tr>{f'<td rowspan=3>第{number // 3 + 1}类' if number % 3 == 0 else ''}{work.format(number)}<td>区{number}局<td>各镇街"
        for number in range(45)
    )
    head = "<thead><tr><th rowspan=2>类别<th rowspan=2>任务<th colspan=2>单位<tr><th>牵头<th>配合</thead>"
    made = make(
        _print(browser, f"<h1>示例区重点任务分工表</h1><table>{head}{rows}</table><p>注：按月报送。</p>"),
        "表.pdf",
    )
    seen = shown(made)
    assert seen.html.count("<table>") == 1 and made.proof.kept == 1
    assert [cell for cell in seen.cells if cell[0].startswith("第")] == [
        (f"第{n}类", 1, 3) for n in range(1, 16)
    ]
    assert [words for words, _, _ in seen.cells if words.startswith("区")] == [f"区{n}局" for n in range(45)]
    assert {"每页重复的表头"} == {each.what for each in made.left}


def test_articles_stay_apart_and_lines_together(browser: Browser) -> None:
    articles = [
        f"第{n}条　为规范停车场管理，改善停车秩序，方便群众出行，依照有关规定，结合本区实际，制定本办法。停车场应当与主体工程同步设计。"
        for n in "一二三四五六七八九十"
    ]
    text = "".join(f"<p>{each}</p>" for each in articles)
    contact = (
        "联系电话：023-00000000，邮箱：a@example.gov.cn，网址：https://www.example.gov.cn/path/to/page.html。"
    )
    made = make(
        _print(
            browser,
            f"<h1>示例区停车场管理办法</h1><p class=c>第一章　总则</p>{text}<p>{contact}CO<sub>2</sub>和m<sup>2</sup>。</p>",
        ),
        "法.pdf",
    )
    seen = shown(made)
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", seen.html)
    assert paragraphs == [*articles, f"{contact}CO<sub>2</sub>和m<sup>2</sup>。"]
    assert seen.headings == ((2, "第一章总则"),) and made.proof.kept == 1 and not made.proof.added
