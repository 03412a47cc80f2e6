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
