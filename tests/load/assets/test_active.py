"""What runs when an attached file is opened is refused, however the file is called, packed or written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.assets.active import check_active
from generator.load.assets.assets import inspect_file
from generator.load.gate.published_types import USES, Use, use_of, why_refused, why_unusable
from tests.helpers import REPOSITORY
from tests.load.assets.looking import active, archive, zipped

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="40">%s</svg>'
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
# Names.

REFUSED_NAMES = [
    "a.html", "a.HTM", "a.xhtml", "a.xht", "a.js", "a.mjs", "a.svgz", "a.xsl", "a.php", "a.PHP5", "a.phtml", "a.jsp", "a.asp",
    "a.aspx", "a.exe", "a.bat", "a.sh", "a.shtml", "a.hta", "a.mht", "a.mhtml", "a.lnk", "a.url", "a.scf", "a.swf", "a.jar",
    "web.config", "Web.Config", ".htaccess", ".user.ini", "desktop.ini", "a.docm", "a.xlsm", "a.pptm", "a.dotm", "a.xlsb",
    "a.html.", "a.html ", "a.html::$DATA", "a.txt:b.html", "a.php.jpg", "a.asp;.jpg",
    "a.php%00.jpg", "a.aspx;b.pdf", "a.cgi.txt", "a.shtml.pdf",
    "a.jsp%.jpg\\", "a", "a.", "a.tif", "a.gz", "a.md", "a.yml", "con.pdf", "NUL.txt", "a\x00.pdf", "a\u202efdp.exe", "a.ｈｔｍｌ",
    "a.pdf\u200b", "a.unknown", "a.ics", "a.wasm", "a.css", "a.eml", "a.chm",
]  # fmt: skip


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_what_is_not_on_the_list_is_refused_with_what_to_do(name: str) -> None:
    why, cure = why_refused(f"tzgg/{name}")
    assert why
    assert cure.endswith("。")


@pytest.mark.parametrize("suffix", sorted(USES))
def test_what_is_on_the_list_may_be_attached_however_it_is_spelled(suffix: str) -> None:
    for name in (
        f"附件1：申请表{suffix}",
        f"3#楼（2021）{suffix.upper()}",
        f"关于asp.net平台的说明{suffix}",
        f"v1.2.3{suffix}",
    ):
        assert why_refused(f"tzgg/{name}") == ("", "")


def test_what_browsers_run_as_pages_is_never_shown() -> None:
    assert {name for name, use in USES.items() if use is Use.SHOWN} & {
        ".svg",
        ".xml",
        ".json",
        ".csv",
    } == set()
    assert use_of("a.SVG") is Use.DOWNLOADED


@given(st.text(max_size=12))
def test_a_name_that_is_taken_is_one_on_every_system(name: str) -> None:
    path = f"tzgg/{name}.pdf"
    if why_refused(path) == ("", ""):
        assert not why_unusable(path)
        assert "/.." not in path
        assert not set(name) & set(':\\|<>"?*\x00\n\r')


# Pages and scripts under another name.

PAGES = [
    b"<html><script>alert(1)</script></html>",
    b"<!DOCTYPE html><p>",
    b"\xef\xbb\xbf  \n<script>alert(1)</script>",
    b"<!-- x --><svg onload=alert(1)>",
    b"<SCRIPT SRC=x>",
    b"<body onload=alert(1)>",
    b"\xff\xfe" + "<script>alert(1)</script>".encode("utf-16-le"),
    b"\xfe\xff" + "<html><script>".encode("utf-16-be"),
    "<script>alert(1)</script>".encode("utf-16-le"),
    "<script>alert(1)</script>".encode("utf-16-be"),
    b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    b"\x00\x00<script>",
    "甲,乙\n<script>alert(1)</script>,1\n".encode(),
    "甲,乙\n<scr\x1b(Bipt>alert(1)</script>,1\n".encode(),
    b"x" * 3000 + b"<iframe src=javascript:alert(1)>",
    b"<?php system(1); ?>",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jpg", "a.pdf", "a.json", "a.srt", "a.mp4", "a.docx"])
def test_a_page_under_another_name_is_refused(name: str, page: bytes, tmp_path: Path) -> None:
    assert active(tmp_path, name, page)
    assert active(tmp_path, name, page.upper() if page.startswith(b"<") else page)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gif", GIF + b"<script>alert(1)</script>"),
        ("a.gif", b"GIF89a/*" + GIF[8:] + b"*/=1;alert(1)"),
        ("a.gif", b"GIF89a=1;alert(1)//" + GIF[8:]),
        ("a.jpg", b"\xff\xd8\xff\xe0<html ><body>" + b"x" * 50 + b"<script>"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 50 + archive(a="b")),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50 + archive(a="b")),
        ("a.pdf", b"%PDF-1.4\n" + b"x" * 50 + archive(a="b")),
        ("a.pdf", b"GIF89a   %PDF-1.4\n"),
        ("a.pdf", b"MZ\x00%PDF-1.4\n"),
        ("a.zip", b"PK\x03\x04" + b"\x00" * 40 + b"%PDF-1.4\n"),
        ("a.mp3", b"ID3" + b"x" * 50 + archive(a="b")),
    ],
)
def test_a_file_of_two_formats_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    assert active(tmp_path, name, data)


def test_what_only_looks_like_it_is_taken(tmp_path: Path) -> None:
    stored = zipped({"说明.pdf": b"%PDF-1.4\n" + b"x" * 100})
    good: dict[str, bytes | str] = {
        "a.txt": "小于号<和大于号>，a<b，BM开头。",
        "b.txt": "BMI指数",
        "a.csv": "项目,公式\n甲,x<y\n",
        "a.gif": GIF,
        "a.zip": stored,
        "a.json": '{"a": "<b>粗</b>"}',
        "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<b>字</b>\n",
        "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n<i>字</i>\n",
        "gbk.csv": "姓名,电话\n张某,1\n".encode("gb18030"),
    }
    assert {name: active(tmp_path, name, data) for name, data in good.items()} == {name: [] for name in good}


# SVG and XML.

BAD_DRAWINGS = [
    "<script>alert(1)</script>", '<script href="code.txt"/>', "<SCRIPT>1</SCRIPT>", '<g onload="alert(1)"/>', '<g ONclick="1"/>',
    '<a href="javascript:alert(1)"/>', '<a xlink:href="java&#10;script:alert(1)"/>', '<a href="//evil.example/"/>',
    '<image href="https://evil.example/a.png"/>', '<image href="b.png"/>', '<image href="data:image/svg+xml,x"/>',
    '<use href="b.svg#x"/>', '<use href="data:image/svg+xml,x#y"/>', "<foreignObject/>", "<iframe/>", "<audio/>", "<handler/>",
    '<foreignObject><b xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', '<x:script xmlns:x="http://www.w3.org/2000/svg"/>',
    '<metadata><s:script xmlns:s="http://www.w3.org/1999/xhtml"/></metadata>', '<set attributeName="href" to="javascript:1"/>',
    '<animate attributeName="xlink:href" values="javascript:1"/>', '<set attributeName="onclick" to="1"/>',
    '<style>@import "https://evil.example/";</style>', "<style>@\\69mport 'x';</style>", "<style><![CDATA[@import 'x';]]></style>",
    "<style>rect{fill:url(https://evil.example/#a)}</style>", '<rect style="fill:url(//evil.example)"/>',
    '<rect style="background:u\\72l(x)"/>', '<rect fill="url( &quot;https://evil.example&quot;)"/>', '<g xml:base="https://evil.example/"/>',
    '<feImage href="https://evil.example/"/>', "<g>" * 600, "<g>", "&a;", '<text xmlns:ev="http://www.w3.org/2001/xml-events"><ev:listener/></text>',
]  # fmt: skip


@pytest.mark.parametrize("inner", BAD_DRAWINGS)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(inner: str, tmp_path: Path) -> None:
    text = SVG % inner
    assert active(tmp_path, "a.svg", text)
    assert active(tmp_path, "a.svg", b"\xef\xbb\xbf" + text.encode())
    assert active(tmp_path, "a.svg", b"\xff\xfe" + text.encode("utf-16-le"))
    for encoding in ("gb2312", "utf-7", "iso-2022-jp", "koi8-r", "nichts"):
        assert active(tmp_path, "a.svg", f'<?xml version="1.0" encoding="{encoding}"?>' + text)


BAD_HEADS = [
    '<?xml-stylesheet href="x.xsl" type="text/xsl"?>', '<!DOCTYPE svg [<!ENTITY a "b">]>', '<!DOCTYPE svg SYSTEM "x.dtd">',
    '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://evil.example/">%a;]>', '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>',
]  # fmt: skip


@pytest.mark.parametrize("head", BAD_HEADS)
def test_what_stands_before_a_drawing_or_data_is_looked_at(head: str, tmp_path: Path) -> None:
    assert active(tmp_path, "a.svg", head + SVG % "")
    assert active(tmp_path, "a.xml", head + "<svg/>")


@pytest.mark.parametrize(
    "text",
    [
        XHTML, SVG % "", f"<a>{XHTML}</a>", '<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform"/>', "<a>", "", "x",
        '<a><b xmlns="http://www.w3.org/2001/XInclude" href="x"/></a>',
    ],
)  # fmt: skip
def test_data_in_xml_that_a_browser_would_take_for_a_page_is_refused(text: str, tmp_path: Path) -> None:
    assert active(tmp_path, "a.xml", text)


def test_honest_drawings_and_data_are_taken(tmp_path: Path) -> None:
    old = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    inner = (
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about="http://example.gov.cn"/></metadata>'
        '<i:namedview xmlns:i="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" id="a"/><defs><linearGradient id="g"/></defs>'
        "<style>rect{fill:url(#g)}</style><rect style='stroke:red' transform='rotate(3)'/><use xlink:href='#g'/>"
        "<image href='data:image/png;base64,iVBORw0KGgo='/><text>文字</text>"
    )
    assert active(tmp_path, "a.svg", old + SVG % inner) == []
    assert (
        active(
            tmp_path, "a.xml", '<?xml version="1.0" encoding="UTF-8"?><年报 xmlns="urn:x"><行 on="1"/></年报>'
        )
        == []
    )
    for path in (REPOSITORY / "content").rglob("*.svg"):
        assert list(check_active(path, path.name)) == []


def test_a_fault_in_a_drawing_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG % "\n<rect/>\n  <script/>", encoding="utf-8")
    (found,) = inspect_file(path, "content/a.svg", whole=False)
    assert (found.place.path, found.place.line, found.place.column) == ("content/a.svg", 3, 3)
