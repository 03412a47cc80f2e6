"""Find what would run when a published file is opened, judged by its bytes and not by its name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from generator.load.assets.active_markup import CODE, check_double, check_markup, check_pdf_start
from generator.load.assets.types import kind_of_bytes
from generator.load.gate.published_types import extension_of
from generator.load.source.text import MAX_ASSET_BYTES
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_HEAD, _TAIL = 2048, 65536 + 4096
# Pictures larger than this are looked at by their first bytes; a text this long has a finding of its own.
_MAX_SCAN = 64 * 1024 * 1024
_TEXTS = ("text", "html", "")
_PICTURES = ("jpeg", "png", "gif", "webp", "bmp")
_OFFICE = ("[content_types].xml", "mimetype", "ofd.xml", "meta-inf/manifest.xml")
_OLD_CURE = "打开后另存为不带宏的DOCX、XLSX、PPTX或PDF，再作附件。"


def check_active(path: Path, name: str) -> Iterator[Finding]:
    """Yield what runs, fetches or hides in a file; ``name`` is its path to show. Raises OSError.

    Whether the file can be opened at all, and is what its extension says, is not asked here.
    """
    size, suffix, place = path.stat().st_size, extension_of(name), Place(name)
    if size > MAX_ASSET_BYTES:  # an error by itself
        return
    if suffix in (".svg", ".xml"):
        from generator.load.assets.active_xml import check_svg, check_xml

        yield from (check_svg if suffix == ".svg" else check_xml)(path, name)
        return
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(size - _TAIL, 0))
        tail = file.read(_TAIL)
    kind = kind_of_bytes(head)
    yield from check_double(head, tail, kind, place)
    if kind in (*_TEXTS, *_PICTURES):
        yield from check_markup(path.read_bytes() if size <= _MAX_SCAN else head, place)
    elif kind == "pdf":
        from generator.load.assets.active_pdf import check_active_pdf

        yield from check_pdf_start(head, place)
        yield from check_active_pdf(path, place)
    elif kind == "zip":
        yield from _check_archive(path, place)
    elif kind in ("ole", "rtf"):
        from generator.load.assets.active_ole import ole_faults, rtf_faults

        for what in (ole_faults if kind == "ole" else rtf_faults)(path.read_bytes()):
            yield finding(CODE, place, f"文件里有{what}。", _OLD_CURE)
    else:  # sound, film, other archives: UTF-16 begins as some sound does
        yield from check_markup(head, place)


def _check_archive(path: Path, place: Place) -> Iterator[Finding]:
    from generator.load.assets.active_archive import archive_faults
    from generator.load.assets.active_office import office_faults

    try:
        with zipfile.ZipFile(path) as archive:
            names = {each.lower() for each in archive.namelist()}
            is_office = any(name in names for name in _OFFICE)
            faults = list(office_faults(archive) if is_office else archive_faults(archive))
    except Exception:  # what cannot be unpacked is told where the file is opened for its words
        return
    for what, cure in faults[:5]:
        yield finding(CODE, place, f"文件{what}。", cure)
