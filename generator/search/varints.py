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
    widths = np.ones(len(values), dtype=np.uint8)
    most = int(values.max()) if len(values) else 0
    for limit in (1 << 7, 1 << 14, 1 << 21, 1 << 28):
        if most < limit:
            break
        widths += (values >= limit).view(np.uint8)
    if left_out is not None:
        widths[left_out] = 0
    ends: Integers = np.cumsum(widths, dtype=np.int32 if len(values) < 1 << 28 else np.int64)
    # Where what is left out would stand, what follows it is written after it.
    out = np.empty((int(ends[-1]) if len(ends) else 0) + 1, dtype=np.uint8)
    starts: Integers = ends - widths
    out[starts] = values.astype(np.uint8) & 0x7F
    for byte in range(1, 5):
        if most < 1 << 7 * byte:
            break
        wide = np.flatnonzero(widths > byte)
        at, wide_values = starts[wide], values[wide]
        out[at + (byte - 1)] |= 0x80
        out[at + byte] = (wide_values >> (7 * byte)).astype(np.uint8) & 0x7F
    return out[:-1], ends


def varint(value: int) -> bytes:
    """Return one number."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
