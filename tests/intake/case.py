"""One way of writing something in a DOCX file, and what is to be seen of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.intake.docx import lvl, numbering

PAR = "为规范管理，制定本办法。"


@dataclass(frozen=True)
class Case:
    """A file: words that its page shows in this order, words that it does not show, cells by (words, columns, rows)."""

    name: str
    raw: bytes
    shows: tuple[str, ...]
    hides: tuple[str, ...] = ()
    cells: tuple[tuple[str, int, int], ...] = ()
    head: dict[str, str] = field(default_factory=dict)
    accept: bool = True
    lost: int = 0


def chinese(one: str, two: str = "chineseCounting") -> str:
    return numbering(
        lvl(0, one, "%1、") + lvl(1, two, "（%2）") + lvl(2, "decimal", "%3.") + lvl(3, "decimal", "（%4）")
    )
