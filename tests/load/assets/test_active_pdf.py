"""PDF files that do something when they are opened are refused; those that are only read are taken."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, TextStringObject

from generator.load.assets.active import check_active
from tests.helpers import REPOSITORY
from tests.load.assets.looking import active

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


def script(writer: PdfWriter) -> None:
    _root(writer, "/OpenAction", _put(writer, S=_name("JavaScript"), JS=_text("app.alert(1)")))


BAD_PDFS: dict[str, Act] = {
    "script": script,
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
    plain = pdf(script)
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
