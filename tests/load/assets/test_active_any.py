"""Whatever bytes an attachment has, looking at it ends in findings and in no error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.assets.assets import inspect_file
from generator.load.gate.published_types import USES
from tests.load.assets.looking import zipped
from tests.load.assets.test_active import GIF, SVG
from tests.load.assets.test_active_office import office, workbook
from tests.load.assets.test_active_pdf import pdf, script

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
        st.sampled_from([pdf(script), office(), workbook(1), zipped({"a.exe": b"x"}), (SVG % "").encode()])
    )
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    path = tmp_path_factory.getbasetemp() / "damaged.docx"
    path.write_bytes(broken or b"x")
    assert all(each.hint for each in inspect_file(path, path.name))
