"""What is gathered, piece by piece: read out of another portal's data, and checked as it is read."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from generator.data import dataclass
from generator.gather.errors import SourceError

Piece = TypeVar("Piece", bound=msgspec.Struct)


@dataclass(frozen=True)
class Item:
    """A document of another portal, or a row of a register of its, as a row of ours.

    ``content`` is what the other cells of such a row say; a document has none. ``published`` may be empty for a row.
    """

    title: str
    source: str
    issuer: str
    doc_no: str
    published: str
    url: str
    content: str = ""


def decode(raw: bytes, kind: type[Piece], what: str) -> Piece:
    """Return a piece of a portal's data as it is declared. Raises SourceError where it is anything else."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise SourceError(f"{what}的数据看不懂（{error}）") from error


def check_host(url: str, host: str, title: str) -> None:
    """Raise SourceError where what a portal discloses is said to stand on another."""
    try:
        same = urlsplit(url).netloc == host
    except ValueError:
        same = False
    if not same:
        raise SourceError(f"“{title}”的网址{url}不在它自己的网站上")


def one_line(text: str) -> str:
    """Return a text with single blanks between its words."""
    return " ".join(text.split())
