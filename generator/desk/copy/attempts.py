"""Publications that were begun: a desk that was killed behind the push has published, and must not do it again."""

from __future__ import annotations

import hashlib

from generator.desk.copy.publishing import Order
from generator.desk.copy.repository import file_at, text_at
from generator.desk.copy.state import Known, Room

# Where a publication is tried, below content/, and the digest of its text.
Attempt = tuple[str, str]


def attempt_of(order: Order) -> Attempt:
    """Return what is noted of a publication before it is tried."""
    return order.path, hashlib.sha256(order.raw).hexdigest()


def come_through(room: Room, known: Known, attempt: Attempt) -> str | None:
    """Return the text that an attempt has published; None where it did not come through, or there was none."""
    path, digest = attempt
    text = text_at(room.copy, known.commit, path) if path else None
    return text if text is not None and hashlib.sha256(text.encode()).hexdigest() == digest else None


def raw_through(room: Room, known: Known, attempt: Attempt) -> bytes | None:
    """Return the same as bytes: a register is written in the encoding that it has."""
    path, digest = attempt
    raw = file_at(room.copy, known.commit, path) if path else None
    return raw if raw is not None and hashlib.sha256(raw).hexdigest() == digest else None
