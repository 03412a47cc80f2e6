"""Make a document of the portal from a foreign file: read, take apart, write, prove. Nothing is written to the disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from generator.data import dataclass
from generator.intake.attaching import attach
from generator.intake.documents.dates import find_moment
from generator.intake.documents.official import Paper, take_apart
from generator.intake.documents.parts import is_body, is_date
from generator.intake.files import Attached
from generator.intake.picturing import place_pictures
from generator.intake.proof.prove import Proof, plain_text, prove
from generator.intake.questions import Answers, Question
from generator.intake.reading.blocks import Imported, Left, Lost, Paragraph, Unreadable, generated, paragraphs
from generator.intake.sources.opening import Opened, read_opened
from generator.intake.sources.units import Read
from generator.intake.writing.markdown import shown_words, write_markdown
from generator.load.assets.foreign import Foreign
from generator.load.documents.numbers import Numbers
from generator.load.documents.template import Filled, draft_document
from generator.model.calendar.clock import day_of
from generator.model.column import Column
from generator.render.text.markdown import make_converter, to_html

_HEAD_KEYS = ("doc_no", "signed", "source", "theme", "genre", "validity")
_CHANGES = {"accept": True, "接受": True, "reject": False, "拒绝": False}


@dataclass(frozen=True)
class Order:
    """Where an import goes to, and how: the column with its layout, whose issuer counts where a source names none.

    ``changes`` tells whether tracked changes are taken (None: it is asked), ``original`` that the file itself is to be
    an attachment, ``draft`` that the document is not to be published yet.
    """

    column: Column
    layout: str | None
    organizer: str
    as_of: date
    changes: bool | None = None
    original: bool = False
    draft: bool = False
    file_name: str | None = None
    title: str = ""
    issuer: str = ""


@dataclass(frozen=True)
class Made:
    """A document that was made: its path below content/, its text, the files beside it, and what is to be told."""

    source: Path
    path: str
    title: str
    text: str
    files: tuple[Attached, ...]
    proof: Proof
    asked: tuple[Question, ...]
    left: tuple[Left, ...]
    lost: tuple[Lost, ...]
    head: tuple[tuple[str, str], ...]
    numbers: int
    draft: bool

    @property
    def whole(self) -> bool:
        """Tell whether all of the source is in the document."""
        return self.proof.whole and not self.lost


def import_document(
    opened: Opened, order: Order, answers: Answers, foreign: Foreign, numbers: Numbers
) -> Made | Unreadable:
    """Make a document of a file, or tell why it cannot be read."""
    said = _CHANGES.get(answers.told("changes") or "")
    taken = order.changes if order.changes is not None else said
    read = read_opened(opened, foreign, accept=taken is not False)
    if isinstance(read, Unreadable):
        return read
    if read.imported.changes and taken is None:
        words = f"文件里有{read.imported.changes}处修订，是接受（accept）还是拒绝（reject）？"
        answers.ask(Question("changes", words, "accept"))
    return make_document(opened, read, order, answers, numbers)


def make_document(opened: Opened, read: Read, order: Order, answers: Answers, numbers: Numbers) -> Made:
    """Make a document of a file that was read."""
    paper = take_apart(read.imported)
    title = _title(paper, opened.path, order, answers)
    issuer = (
        order.issuer
        or answers.told("issuer")
        or paper.head.get("issuer")
        or order.column.unit
        or order.organizer
    )
    day = day_of(order.as_of)
    published = find_moment(answers.told("published") or paper.head.get("published", "")) or _now(order.as_of)
    head = {key: paper.head[key] for key in _HEAD_KEYS if paper.head.get(key)}
    head |= {key: told for key in _HEAD_KEYS if (told := answers.told(key)) is not None}
    if head.get("source") == issuer:
        del head["source"]
    index_no = paper.head.get("index_no", "")
    if index_no in numbers.taken:
        index_no = ""

    # The name of the file is needed for those of its pictures; the text follows.
    def drafted(body: str, attachments: tuple[str, ...], draft: bool) -> tuple[str, str]:
        filled = Filled(
            body, tuple((k, v) for k, v in head.items() if v), published, index_no, attachments, draft
        )
        made = draft_document(
            order.column, title, issuer=issuer, day=day, numbers=numbers, file_name=order.file_name,
            layout=order.layout, filled=filled,
        )  # fmt: skip
        return made.path, made.text

    stem = Path(drafted("", (), True)[0]).stem
    imported = msgspec.structs.replace(read.imported, blocks=tuple(paper.blocks))
    pictured = place_pictures(imported, opened.path, stem, answers)
    attached = attach(pictured.imported, paper.annexes, opened, answers, original=order.original)
    imported = attached.imported
    names = [each.name for each in pictured.files]
    imported, body = _written(imported, names, pictured.words)
    proof = _prove(read, paper, imported, body)
    lost = (*read.imported.lost, *pictured.lost, *attached.lost, *_shown_by_original(read.imported, order))
    draft = order.draft or bool(answers.asked) or bool(lost) or not proof.whole
    path, text = drafted(body, tuple(each.name for each in attached.files), draft)
    return Made(
        opened.path, path, title, text, (*pictured.files, *attached.files), proof, tuple(answers.asked),
        (*read.imported.left, *paper.left), lost, (("issuer", issuer), *head.items()), len(generated(imported)), draft,
    )  # fmt: skip


def _shown_by_original(imported: Imported, order: Order) -> list[Lost]:
    """Return what everybody could read in the file itself, though it is not published in the document."""
    inside = dict.fromkeys(
        each.what for each in imported.left if each.what.startswith(("批注", "隐藏", "修订"))
    )
    if not (order.original and inside):
        return []
    return [Lost("原文作附件会一起公开", f"{'、'.join(inside)}；请另存一份没有这些的，替换附件")]


def _written(imported: Imported, names: Sequence[str], words: Sequence[str]) -> tuple[Imported, str]:
    """Return a text in Markdown. Its closing lines are written plainly where the page sets them right by itself."""
    signs = [
        each
        for each in imported.blocks
        if isinstance(each, Paragraph) and each.align == "right" and _signs_off(each)
    ]
    if signs:
        blocks = tuple(
            msgspec.structs.replace(each, align="") if each in signs else each for each in imported.blocks
        )
        plain = msgspec.structs.replace(imported, blocks=blocks)
        body = write_markdown(plain, names, words)
        if to_html(body, make_converter()).count('class="gk-sign"') >= len(signs):
            return plain, body
    return imported, write_markdown(imported, names, words)


def _signs_off(paragraph: Paragraph) -> bool:
    return is_date(paragraph) or is_body(paragraph.text)


def _title(paper: Paper, path: Path, order: Order, answers: Answers) -> str:
    known = order.title or answers.told("title") or paper.head.get("title", "")
    return (
        known.strip()
        or answers.ask(Question("title", "没有认出标题，标题写什么？", path.stem)).strip()
        or "未命名"
    )


def _now(as_of: date) -> str:
    return f"{as_of:%Y-%m-%d %H:%M}" if isinstance(as_of, datetime) else f"{as_of:%Y-%m-%d} 09:00"


def _prove(read: Read, paper: Paper, imported: Imported, body: str) -> Proof:
    """Compare the source with the text as its page shows it; what went into the head counts as kept."""
    shown, front = shown_words(to_html(body, make_converter())), plain_text(paper.front)
    # Secrecy marks and the like stay in front of the text; the source has title and number behind them.
    at = len(front) if shown.startswith(front) else 0
    shown = shown[:at] + "".join(paper.moved) + shown[at:]
    left = [each.text for each in (*read.imported.left, *paper.left) if each.counted]
    return prove(
        read.units,
        shown,
        left=[*left, *read.imported.turned],
        generated=[*generated(imported), *_signs(imported)],
        ordered=read.ordered,
    )


def _signs(imported: Imported) -> list[str]:
    """Return what the writer sets of its own: signs of lists in tables, the marks of notes there."""
    bullets = sum(isinstance(each, Paragraph) and each.bullet for each in paragraphs(imported.blocks))
    notes = [words for note in imported.notes for words in (f"注{note.label}：", *[f"注{note.label}"] * 9)]
    return ["•"] * bullets + notes
