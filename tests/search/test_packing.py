"""What is packed is unpacked as it was, and is packed into the same bytes by every process; JSON is that of Python."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from generator.search.packing import as_json, pack

MANY = """
import hashlib
from generator.search.packing import pack
packed = b"".join(pack(str(number).encode() * (number % 97) + "政务公开".encode() * (number % 13)) for number in range(2000))
print(hashlib.sha256(packed).hexdigest())
"""


@given(st.binary(max_size=5000))
def test_what_is_packed_is_unpacked_as_it_was(data: bytes) -> None:
    assert gzip.decompress(pack(data)) == data
    assert pack(data) == pack(data)


def test_every_process_packs_into_the_same_bytes() -> None:
    digests = {
        subprocess.run([sys.executable, "-c", MANY], capture_output=True, check=True, text=True).stdout
        for _ in range(3)
    }
    own = hashlib.sha256(
        b"".join(
            pack(str(number).encode() * (number % 97) + "政务公开".encode() * (number % 13))
            for number in range(2000)
        )
    )
    assert digests == {f"{own.hexdigest()}\n"}


@given(st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53) | st.lists(st.text())))
def test_json_is_what_python_writes(value: object) -> None:
    assert as_json(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def test_half_a_character_is_written_as_a_question() -> None:
    assert as_json(["半\ud800", "\u2028\x00\x7f\n"]) == '["半?","\u2028\\u0000\x7f\\n"]'.encode()
