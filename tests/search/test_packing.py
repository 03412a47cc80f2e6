"""What is packed is unpacked as it was, and is packed into the same bytes by every process."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from generator.search.packing import pack

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
