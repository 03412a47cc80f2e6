"""A machine without ISA-L packs with zlib: other sizes, the same content."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.search import packing
from tests.helpers import build, document, make_portal

GZIP = b"\x1f\x8b"
PACKED = (".pf_fragment", ".pf_index", ".pf_meta", ".pagefind")


@pytest.fixture
def without_isal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this process find no ISA-L."""
    monkeypatch.setitem(sys.modules, "isal", None)
    monkeypatch.setattr(packing, "version_if_installed", lambda _library: "")
    packing._engine.cache_clear()
    yield
    packing._engine.cache_clear()


def test_what_zlib_packed_is_unpacked_alike(without_isal: None) -> None:
    assert packing.packer().startswith("isal zlib ")
    for data in (b"", b"a", bytes(range(256)) * 5000):
        assert packing.pack(data) == packing.pack(data)
        assert gzip.decompress(packing.pack(data)) == data


def _packed(folder: Path) -> dict[str, bytes]:
    """Build a portal; return what its packed files hold, by their names."""
    documents = {f"content/tzgg/{number}.md": document(f"关于第{number}号样例的通知") for number in range(30)}
    site = build(make_portal(folder, documents))
    files = [path for path in site.rglob("*") if path.suffix in PACKED]
    # Lists and rows tell where packed bytes lie: that is another place where they are packed in another way.
    whole = [(path.name, path.read_bytes()) for path in files if path.name[0] not in "lr"]
    return {name: gzip.decompress(data) for name, data in whole if data[:2] == GZIP}


def test_a_portal_built_without_it_holds_the_same(
    tmp_path: Path, without_isal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _packed(tmp_path / "plain")
    monkeypatch.undo()
    packing._engine.cache_clear()
    assert "zlib" not in packing.packer()
    usual = _packed(tmp_path / "usual")
    assert len(usual) > 30
    assert plain == usual
