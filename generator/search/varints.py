"""Numbers in as few bytes as they need: seven bits a byte, the lowest first, the eighth says that more follow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def varints(values: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return numbers below 2**35 as bytes, and where each of them ends."""
    widths = np.ones(len(values), dtype=np.uint8)
    for limit in (1 << 7, 1 << 14, 1 << 21, 1 << 28):
        more = values >= limit
        if not more.any():
            break
        widths += more
    ends = np.cumsum(widths, dtype=np.int64)
    out = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    starts = ends - widths
    out[starts] = values & 0x7F
    for byte in range(1, 5):
        wide = np.flatnonzero(widths > byte)
        if not len(wide):
            break
        out[starts[wide] + (byte - 1)] |= 0x80
        out[starts[wide] + byte] = values[wide] >> (7 * byte) & 0x7F
    return out, ends


def varint(value: int) -> bytes:
    """Return one number."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
