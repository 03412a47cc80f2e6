"""Long rows of numbers: which are different, what they stand for, their order; and as bytes.

Rows are dealt with span by span: so many numbers, and what is made of them on the way, the processor holds at hand, while
of a million at once each step would have memory given to it anew.

As bytes numbers take few where they are small: seven bits a byte, the lowest first, the eighth says that more follow.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any]]


_SPAN = 1 << 15
# Among so many values the different ones are found in a table: pairs of 4,096 tokens, more than the texts of a shard have.
_TABLE = 1 << 24
_BITS = 16
_FEW = 8  # of so few values, all that have one are taken out sooner than sorted


def spans(count: int) -> list[slice]:
    """Cut a row of so many numbers into parts that are dealt with one after the other."""
    return [slice(start, min(start + _SPAN, count)) for start in range(0, count, _SPAN)]


def different(values: Numbers, most: int) -> Numbers:
    """Return the different values, in order; all are less than ``most``."""
    if most > _TABLE:
        return np.unique(values)
    found = np.zeros(most, dtype=bool)
    for span in spans(len(values)):
        found[values[span].astype(np.intp)] = True
    return np.flatnonzero(found)


def looked_up(values: Numbers, present: Numbers, by: Numbers, otherwise: int) -> Numbers:
    """Return what the values that are ``present``, which are in order, stand for; of any other what is ``otherwise``."""
    most = int(present[-1]) + 1 if len(present) else 0
    if most > _TABLE:
        at = np.searchsorted(present, values)
        at[at == len(present)] = 0
        return np.where(present.take(at) == values, by.take(at), by.dtype.type(otherwise))
    table = np.full(most + 1, otherwise, dtype=by.dtype)
    table[present] = by
    made = np.empty(len(values), dtype=by.dtype)
    for span in spans(len(values)):
        table.take(values[span], mode="clip", out=made[span])
    return made


def fewer(values: Numbers, by: Numbers) -> tuple[Numbers, Numbers]:
    """Return values as places among the different ones, and what each of these stands for."""
    present = different(values, len(by))
    return looked_up(values, present, np.arange(len(present), dtype=np.int32), 0), by.take(present)


def ordered(values: Numbers, most: int) -> Numbers:
    """Return the order of values up to ``most``: by their last sixteen bits, then by those above them, and so on."""
    order = np.argsort(values.astype(np.uint16), kind="stable")
    for shift in range(_BITS, most.bit_length(), _BITS):
        above = (values >> values.dtype.type(shift)).astype(np.uint16).take(order)
        if most >> shift < _FEW:
            order = np.concatenate([order.compress(above == each) for each in range((most >> shift) + 1)])
        else:
            order = order.take(np.argsort(above, kind="stable"))
    return order


def sums(values: NDArray[np.bool_], begins: Numbers) -> Numbers:
    """Return how many of the values hold from each of the places on, up to the next: all together are counted once."""
    up_to = np.zeros(len(values) + 1, dtype=np.int32)
    np.cumsum(values, dtype=np.int32, out=up_to[1:])
    counts: Numbers = np.diff(up_to.take(np.append(begins, len(values))))
    return counts


def varints(values: Numbers, left_out: NDArray[np.bool_] | None = None) -> tuple[NDArray[np.uint8], Numbers]:
    """Return numbers below 2**35 as bytes, and where each of them ends; some may be ``left_out``: they take none."""
    ends: Numbers = np.empty(len(values), dtype=np.int32 if len(values) < 1 << 28 else np.int64)
    parts, before = [np.zeros(0, dtype=np.uint8)], 0
    for span in spans(len(values)):
        written, kept = _written(values[span], None if left_out is None else left_out[span])
        np.cumsum(np.bitwise_count(kept), dtype=ends.dtype, out=ends[span])
        np.add(ends[span], before, out=ends[span])
        before = int(ends[span.stop - 1])
        parts.append(written.view(np.uint8).compress(kept.view(bool)))
    return np.concatenate(parts), ends


def _written(values: Numbers, left_out: NDArray[np.bool_] | None) -> tuple[Numbers, Numbers]:
    """Return numbers in as many bytes as the greatest needs, and which bytes of each are its own: a one for each."""
    most = int(values.max())
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
    return written, kept


def varint(value: int) -> bytes:
    """Return one number."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
