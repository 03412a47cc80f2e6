"""Give the pictures of an imported document their names beside it, and their words."""

from __future__ import annotations

from pathlib import Path

import msgspec

from generator.data import dataclass
from generator.intake.files import Attached, read_beside
from generator.intake.questions import Answers, Question
from generator.intake.reading.blocks import Imported, Lost, Picture, Piece, with_pieces
from generator.intake.reading.pictures import shown_picture


@dataclass(frozen=True)
class Pictured:
    """A document whose pictures have names and words; what could not be taken is lost."""

    imported: Imported
    files: tuple[Attached, ...]
    words: tuple[str, ...]
    lost: tuple[Lost, ...]


def place_pictures(imported: Imported, source: Path, stem: str, answers: Answers) -> Pictured:
    """Return a document with its pictures as files; those that are not to be had are taken out of the text.

    For each without words a question is asked: who does not see it needs them.
    """
    files: list[Attached] = []
    words: list[str] = []
    lost: list[Lost] = []
    numbers: dict[int, int] = {}
    names: dict[bytes, str] = {}
    for number, picture in enumerate(imported.pictures):
        got = _bytes_of(picture, source.parent)
        if got is None:
            why = "图片没有和网页一起保存" if picture.address else "图片打不开"
            lost.append(Lost(why, picture.address[:200], picture.place))
            continue
        raw, suffix = got
        numbers[number] = len(files)
        name = names.setdefault(raw, f"{stem}-图{len(files) + 1}{suffix}")
        files.append(Attached(name, raw))
        words.append(picture.words or _asked(len(files), picture, answers))

    def renumbered(piece: Piece) -> Piece | None:
        if piece.picture < 0:
            return piece
        return (
            msgspec.structs.replace(piece, picture=numbers[piece.picture])
            if piece.picture in numbers
            else None
        )

    blocks = with_pieces(imported.blocks, renumbered)
    notes = tuple(
        msgspec.structs.replace(note, blocks=with_pieces(note.blocks, renumbered)) for note in imported.notes
    )
    whole = msgspec.structs.replace(imported, blocks=blocks, notes=notes)
    return Pictured(whole, tuple(files), tuple(words), tuple(lost))


def _asked(number: int, picture: Picture, answers: Answers) -> str:
    where = f"（{picture.place}）" if picture.place else ""
    return answers.ask(
        Question(f"图{number}", f"第{number}张图片{where}画的是什么？写给看不见图的人。", f"图{number}")
    )


def _bytes_of(picture: Picture, folder: Path) -> tuple[bytes, str] | None:
    if picture.raw:
        return picture.raw, picture.suffix
    found = read_beside(folder, picture.address)
    raw, suffix = shown_picture(found[1]) if found else (b"", "")
    return (raw, suffix) if suffix else None
