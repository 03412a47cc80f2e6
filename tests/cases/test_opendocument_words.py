"""The words and properties of OpenDocument files (ODT, ODS, ODP) are looked at as those of other attachments."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.load.assets.assets import inspect_file

NAMES = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "text", "dc", "meta"))


def odf(body: str = "", styles: str = "", meta: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, inner in (("content", body), ("styles", styles), ("meta", meta)):
            archive.writestr(f"{part}.xml", f"<office:document {NAMES}>{inner}</office:document>")
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["odt", "ods", "odp"])
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (odf("<text:p>张某，11010519491231002X</text:p>"), "personal-identity"),
        (odf("<text:p>张某，<text:span>138</text:span>00138000</text:p>"), "personal-mobile"),
        (odf(styles="<text:h>秘密★1年</text:h>"), "secret-mark"),
        (odf(meta="<dc:creator>张某某</dc:creator>"), "file-author"),
        (odf(meta="<meta:initial-creator>张某某</meta:initial-creator>"), "file-author"),
        (odf("<text:p>138</text:p><text:p>00138000</text:p>", meta="<dc:creator>县教育局</dc:creator>"), ""),
    ],
)
def test_what_must_not_be_public_is_told(suffix: str, raw: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(raw)
    assert [each.code for each in inspect_file(path, path.name)] == ([code] if code else [])
