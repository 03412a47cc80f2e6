"""Numbers in as few bytes as they need: seven bits a byte, the lowest first, the eighth says that more follow."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.signedinteger[Any]]


def varints(
    values: Integers, left_out: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.uint8], Integers]:
    """Return numbers below 2**35 as bytes, and where each of them ends; some may be ``left_out``: they take none."""
    most = int(values.max()) if len(values) else 0
    # Each is written into as many bytes as the greatest needs; those that are none of its own are taken out.
    word = "<u2" if most < 1 << 14 else "<u4" if most < 1 << 28 else "<u8"
    given = values.astype(word)
    written, kept = given & 0x7F, np.ones_like(given)
    for byte in range(1, 5):
        if most < 1 << 7 * byte:
            break
        written |= (given << byte) & (0x7F << 8 * byte)
        kept |= (given >= 1 << 7 * byte).astype(word) << (8 * byte)
    # The eighth bit of a byte is that the next is kept.
    written |= (kept >> 8) << 7
    if left_out is not None:
        kept *= ~left_out
    ends: Integers = np.cumsum(np.bitwise_count(kept), dtype=np.int32 if len(values) < 1 << 28 else np.int64)
    return written.view(np.uint8).compress(kept.view(bool)), ends


def varint(value: int) -> bytes:
    """Return one number."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
