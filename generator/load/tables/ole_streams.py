"""The streams of a compound file (OLE2), small ones as well, read without trust in what it says of itself."""

from __future__ import annotations

from generator.data import dataclass

_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY, _STREAM, _ROOT = 128, b"\x02", b"\x05"


@dataclass(frozen=True)
class _Sectors:
    """Pieces of a size, from ``begin`` on, and for each the one that follows it."""

    raw: bytes
    size: int
    begin: int
    next: list[int]

    def piece(self, number: int) -> bytes:
        at = self.begin + number * self.size
        return self.raw[at : at + self.size]

    def chain(self, start: int) -> bytes:
        """Return the pieces that follow each other; a circle ends when all were seen."""
        parts: list[bytes] = []
        here = start
        while here < len(self.next) and len(parts) <= len(self.next):
            parts.append(self.piece(here))
            here = self.next[here]
        return b"".join(parts)


def read_stream(raw: bytes, *names: str) -> bytes:
    """Return the first stream there is of these names, without regard to capitals; empty where there is none."""
    if not raw.startswith(_SIGN) or _number(raw, 30, 2) not in (9, 12):
        return b""
    large = _large_sectors(raw)
    directory = large.chain(_number(raw, 48))
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    wanted = [name.lower() for name in names]
    found = {_name(each): each for each in entries if each[66:67] == _STREAM and _name(each) in wanted}
    entry = next((found[name] for name in wanted if name in found), None)
    if entry is None:
        return b""
    length = _number(entry, 120)
    if length >= _number(raw, 56):
        return large.chain(_number(entry, 116))[:length]
    root = next((each for each in entries if each[66:67] == _ROOT), b"")
    table = _numbers(large.chain(_number(raw, 60)))
    small = _Sectors(large.chain(_number(root, 116)), 1 << min(_number(raw, 32, 2), 12), 0, table)
    return small.chain(_number(entry, 116))[:length]


def _large_sectors(raw: bytes) -> _Sectors:
    size = 1 << _number(raw, 30, 2)
    limit = len(raw) // size + 1
    bare = _Sectors(raw, size, size, [])
    places = _numbers(raw[76:512])
    more = _number(raw, 68)
    for _ in range(limit):
        if more >= limit:
            break
        *numbers, more = _numbers(bare.piece(more)) or [limit]
        places += numbers
    table: list[int] = []
    for place in [each for each in places if each < limit][:limit]:
        table += _numbers(bare.piece(place))
    return _Sectors(raw, size, size, table[:limit])


def _name(entry: bytes) -> str:
    return entry[: max(_number(entry, 64, 2) - 2, 0)].decode("utf-16-le", "ignore").lower()


def _number(raw: bytes, at: int, size: int = 4) -> int:
    return int.from_bytes(raw[at : at + size], "little")


def _numbers(raw: bytes) -> list[int]:
    return [_number(raw, at) for at in range(0, len(raw) - 3, 4)]
