"""Import several files at once: all are made before any is written, and what cannot be read is told all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from generator.data import dataclass
from generator.intake.importing import Made, Order, import_document
from generator.intake.questions import Answers, Question
from generator.intake.reading.blocks import Unreadable
from generator.intake.sources.opening import Opened, open_file, reading_process
from generator.load.assets.foreign import Foreign
from generator.load.documents.numbers import Numbers

Ask = Callable[[str, Question], str]


@dataclass
class Batch:
    """What came of an import: documents that were made, files that could not be read."""

    made: list[Made] = field(default_factory=list)
    refused: list[tuple[Path, Unreadable]] = field(default_factory=list)


@dataclass(frozen=True)
class Talk:
    """Answers given beforehand, whether proposals count as answers, and who is asked for others (None: nobody)."""

    given: Mapping[str, str]
    accepting: bool = False
    ask: Ask | None = None

    def answers(self, source: str, more: Mapping[str, str]) -> Answers:
        """Return the answers for a file."""
        return Answers({**self.given, **more}, source, self.accepting)


def import_all(files: Sequence[Path], order: Order, numbers: Numbers, talk: Talk, root: Path) -> Batch:
    """Make documents of files. ``root`` is the portal's: what is already there is not written over."""
    batch = Batch()
    foreign = reading_process()
    try:
        for path in files:
            opened = open_file(path)
            made = (
                opened if isinstance(opened, Unreadable) else _import(opened, order, numbers, talk, foreign)
            )
            if isinstance(made, Made):
                made = _free(made, batch, root)
            if isinstance(made, Unreadable):
                batch.refused.append((path, made))
            else:
                batch.made.append(made)
    finally:
        foreign.end()
    return batch


def _import(
    opened: Opened, order: Order, numbers: Numbers, talk: Talk, foreign: Foreign
) -> Made | Unreadable:
    source = opened.path.name
    made = import_document(opened, order, talk.answers(source, {}), foreign, numbers)
    if not isinstance(made, Made) or talk.ask is None or not made.asked:
        return made
    more = {f"{source}:{question.key}": talk.ask(source, question) for question in made.asked}
    return import_document(opened, order, talk.answers(source, more), foreign, numbers)


def _free(made: Made, batch: Batch, root: Path) -> Made | Unreadable:
    """Return a document if nothing stands where it and its files are to be written."""
    folder = made.path.rpartition("/")[0]
    names = [made.path, *(f"{folder}/{each.name}" for each in made.files)]
    others = {
        name for each in batch.made for name in (each.path, *(f"{folder}/{file.name}" for file in each.files))
    }
    for name in dict.fromkeys(names):
        path = root / "content" / name
        if name in others:
            return Unreadable(
                f"与这次导入的另一个文件都要写成content/{name}。", "分开导入，各用--file另起文件名。"
            )
        if path.exists() or path.is_symlink():
            if name != made.path and _is_same(path, made, name):
                continue
            return Unreadable(f"content/{name}已经存在。", "用--file另起文件名，或先把原来的移走。")
    return made


def _is_same(path: Path, made: Made, name: str) -> bool:
    """Tell whether the very file that is to be written is there already: an attachment of two documents."""
    raw = next(each.raw for each in made.files if name.endswith(f"/{each.name}"))
    try:
        return path.is_file() and path.stat().st_size == len(raw) and path.read_bytes() == raw
    except OSError:
        return False
