"""Find the files that an imported document names or leads to, and attach them under the names it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.intake.documents.annexes import Annex
from generator.intake.files import Attached, file_name, find_annex, names_beside, read_beside
from generator.intake.questions import Answers, Question
from generator.intake.reading.blocks import Enclosed, Imported, Lost, Piece, with_pieces
from generator.intake.sources.opening import Opened
from generator.load.assets.types import suffix_of
from generator.load.gate.published_types import use_of

_WEB = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_NONE = frozenset({"无", "没有", "none", "no", ""})


@dataclass
class Attaching:
    """A document with its attachments; what could not be found is lost or asked for."""

    imported: Imported
    files: list[Attached] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    _links: dict[str, str] = field(default_factory=dict)

    def add(self, label: str, original: str, raw: bytes) -> str:
        """Attach a file once; return its name beside the document."""
        for each in self.files:
            if each.raw == raw and suffix_of(each.name) == suffix_of(original):
                return each.name
        name = file_name(label or Path(original).stem, original, (each.name for each in self.files))
        self.files.append(Attached(name, raw))
        return name

    def link(self, address: str, name: str) -> None:
        """Let links to an address lead to an attached file."""
        self._links[address] = name

    def relink(self) -> None:
        """Make links lead to the files attached; one that leads nowhere leaves its words."""

        def change(piece: Piece) -> Piece:
            if not piece.address:
                return piece
            address = self._links.get(piece.address, piece.address if _WEB.match(piece.address) else "")
            return msgspec.structs.replace(piece, address=address)

        self.imported = msgspec.structs.replace(
            self.imported, blocks=with_pieces(self.imported.blocks, change)
        )


def attach(
    imported: Imported, annexes: Iterable[Annex], opened: Opened, answers: Answers, *, original: bool
) -> Attaching:
    """Return a document with its attachments.

    They are the files it holds, those its links lead to as far as they lie beside it, and those that lie beside it
    under the name or number of an annex. With ``original`` the document itself is one.
    """
    made = Attaching(imported)
    named = list(annexes)
    for each in imported.enclosed:
        _enclosed(each, opened, made, named, answers)
    beside = [name for name in names_beside(opened.path) if not _is_twin(name, opened.path)]
    for annex in named:
        if not annex.inside and not any(_covers(each.name, annex) for each in made.files):
            _annex(annex, beside, opened, made, answers)
    if original:
        made.add("原文", opened.path.name, opened.raw) if use_of(opened.path.name) else made.lost.append(
            Lost("原文不能作附件", f"{opened.path.name}是网站不发布的类型")
        )
    made.relink()
    return made


def _covers(name: str, annex: Annex) -> bool:
    return find_annex(annex, [name]) is not None


def _is_twin(name: str, path: Path) -> bool:
    """Tell whether a file is the document itself in another format, or the folder's own lock."""
    return Path(name).stem == path.stem or name.startswith(("~$", "."))


def _enclosed(
    each: Enclosed, opened: Opened, made: Attaching, annexes: list[Annex], answers: Answers
) -> None:
    raw, original = each.raw, each.name
    if not raw:
        found = read_beside(opened.path.parent, each.address)
        if found is None or not use_of(found[0]):
            if not _WEB.match(each.address):
                made.lost.append(
                    Lost("链接的附件没有和网页一起保存", f"{each.label}（{each.address[:120]}）", each.place)
                )
            else:
                _fetched(each, opened, made, answers)
            return
        original, raw = found
    if not use_of(original):
        made.lost.append(Lost("嵌入的文件是网站不发布的类型", original, each.place))
        return
    label = each.label or _free_label(annexes, made, original)
    name = made.add(label, original, raw)
    if each.address:
        made.link(each.address, name)


def _fetched(each: Enclosed, opened: Opened, made: Attaching, answers: Answers) -> None:
    """Ask for a file that lies on another web server: a portal leads to files of its own."""
    words = f"正文链接到附件“{each.label}”（{each.address[:120]}），请下载下来，写它的文件名；保留原来的链接，写“无”。"
    told = answers.ask(Question(f"附件:{each.label or each.address[-40:]}", words, "无")).strip()
    if told not in _NONE and (found := _given(told, opened.path)):
        made.link(each.address, made.add(each.label, *found))


def _free_label(annexes: list[Annex], made: Attaching, original: str) -> str:
    """Return the name of the first annex that has no file yet and stands not in the text, for one that is embedded."""
    free = [
        annex
        for annex in annexes
        if not annex.inside and not any(_covers(each.name, annex) for each in made.files)
    ]
    if free:
        return free[0].label
    return (
        f"附件{len(made.files) + 1}"
        if re.match(r"(?:oleObject|Microsoft|package|Workbook|Document)", original, re.I)
        else ""
    )


def _annex(annex: Annex, beside: list[str], opened: Opened, made: Attaching, answers: Answers) -> None:
    key = f"附件{annex.number}"
    told = answers.told(key)
    name = find_annex(annex, beside) if told is None else None
    if name and (found := _given(name, opened.path)):
        made.add(annex.label, *found)
        return
    words = f"正文写着附件{annex.number}“{annex.name}”，没有找到这个文件。写它的文件名；没有写“无”。"
    told = answers.ask(Question(key, words, "无")).strip()
    if told in _NONE:
        return
    if found := _given(told, opened.path):
        made.add(annex.label, *found)
    else:
        made.lost.append(Lost(f"{key}读不出来，或者是网站不发布的类型", told))


def _given(name: str, source: Path) -> tuple[str, bytes] | None:
    """Return name and bytes of a file that a person named, beside the document or where they are."""
    for path in (source.parent / name, Path(name)):
        try:
            if path.is_file() and use_of(path.name):
                return path.name, path.read_bytes()
        except (OSError, ValueError):
            continue
    return None
