"""Whatever of a portal is published has passed the gate: a number that stands in the site has been told."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.helpers import build, check
from tests.planting import NUMBER, plant

_MARKUP = re.compile(r"<[^<>]*>")


def published(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of all files of a site, and what is in them, unpacked, with and without markup."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        yield name, name
        if not path.is_file():
            continue
        raw = path.read_bytes()
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        parts = [raw]
        if raw[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                parts = [archive.read(each) for each in archive.namelist()]
        for part in parts:
            text = part.decode("utf-8", "replace")
            yield name, text
            yield name, _MARKUP.sub("", text)


def test_no_number_is_published_unreported(tmp_path: Path) -> None:
    portal = plant(tmp_path)
    where = portal.where()
    told = {(each["path"], each["line"]) for each in check(tmp_path) if each["code"] == "personal-identity"}
    seen: dict[str, set[str]] = {}
    for name, text in published(build(tmp_path)):
        for number in NUMBER.findall(text):
            seen.setdefault(number, set()).add(name.rpartition(".")[2])
    silent = {number: (where[number], files) for number, files in seen.items() if not where[number] & told}
    assert not silent
    # What is not published proves nothing.
    kinds = set().union(*seen.values())
    assert len(seen) > 300, len(seen)
    assert kinds >= {"html", "csv", "xlsx", "json", "xml", "docx", "txt", "pf_fragment"}, kinds
