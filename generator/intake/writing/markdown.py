"""Write the body of a document: blocks as Markdown, each proved to show what it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from generator.intake.reading.blocks import (
    Block,
    Imported,
    Note,
    Paragraph,
    Piece,
    Quote,
    Rule,
    Table,
    paragraphs,
)
from generator.intake.writing.inline import Words, html_of, markdown_of
from generator.intake.writing.numbers import numbered
from generator.intake.writing.tables import html_table, is_simple, simple_table
from generator.render.text.markdown import Converter, make_converter, to_html

_TAG = re.compile(r"<[^<>]*+>")
_UNSEEN = re.compile("[\\s\u00a0\u200b-\u200f\u2060\ufeff\u00ad]++")
# The signs of notes, and the brackets around small words for those who do not see them above.
_ASIDE = re.compile(r'<sup class="footnote-[^"<>]*+">[^<]*+(?:<a [^<>]*+>[^<]*+</a>)?+</sup>|<rp>[^<]*+</rp>')


def shown_words(html: str) -> str:
    """Return what is to be read in the HTML of a page, without blanks and without the signs of notes."""
    return _UNSEEN.sub("", unescape(_TAG.sub("", _ASIDE.sub("", html))))


@dataclass
class _Writer:
    words: Words
    html_words: Words
    converter: Converter
    table_notes: list[str]
    parts: list[str] = field(default_factory=list)

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return blocks as Markdown, an empty line between them; entries of one list stand below each other."""
        parts: list[str] = []
        before: Block | None = None
        for block in blocks:
            text = self._block(block)
            if not text:
                continue
            close = _is_entry(block) and before is not None and _is_entry(before)
            parts.append(("\n" if close else "\n\n" if parts else "") + text)
            before = block
        return "".join(parts)

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Quote):
            inner = self.blocks(block.blocks)
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        return "***" if isinstance(block, Rule) else ""

    def _paragraph(self, paragraph: Paragraph) -> str:
        pieces = numbered(paragraph)
        if paragraph.level:
            heading = [
                Piece(
                    piece.text.replace("\n", ""),
                    _without_bold(piece.marks),
                    piece.address,
                    piece.note,
                    piece.picture,
                    piece.ruby,
                )
                for piece in pieces
            ]
            return f"{'#' * max(2, min(paragraph.level, 6))} {self._faithful(heading)}"
        if paragraph.bullet:
            indent = "  " * min(paragraph.depth, 5)
            inner = self._faithful(pieces).replace("\n", f"\n{indent}  ")
            return f"{indent}- {inner}"
        if paragraph.align and not any(piece.note for piece in pieces):
            return f'<p align="{paragraph.align}">{html_of(pieces, self.html_words)}</p>'
        return self._faithful(pieces)

    def _faithful(self, pieces: Sequence[Piece]) -> str:
        """Return the plainest Markdown that shows just these words."""
        said = "".join(_words(piece) for piece in pieces)
        return self._first_true(lambda words, **how: markdown_of(pieces, words, **how), said)

    def _first_true(self, write: Callable[..., str], said: str) -> str:
        """Return the first way of writing that shows what is said. Marks of notes are none without their notes."""
        wanted = _UNSEEN.sub("", said)
        bare = replace(self.words, note=lambda _: "")
        ways: tuple[dict[str, bool], ...] = ({}, {"tags": True}, {"tags": True, "all_signs": True})
        for how in ways[:-1]:
            if shown_words(to_html(write(bare, **how), self.converter)) == wanted:
                return write(self.words, **how)
        return write(self.words, **ways[-1])

    def _table(self, table: Table) -> str:
        if is_simple(table):
            said = "".join(_words(piece) for each in paragraphs([table]) for piece in numbered(each))
            return self._first_true(lambda words, **how: simple_table(table, words, **how), said)
        before = len(self.table_notes)
        html = html_table(table, self.html_words)
        for label in dict.fromkeys(self.table_notes[before:]):
            html += f"\n\n\0{label}\0"
        return html


def _words(piece: Piece) -> str:
    if piece.note or piece.picture >= 0:
        return ""
    return piece.text + piece.ruby


def _without_bold(marks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mark for mark in marks if mark not in ("bold", "underline"))


def _is_entry(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.bullet and not block.level


def write_markdown(
    imported: Imported, picture_names: Sequence[str], picture_words: Sequence[str] = ()
) -> str:
    """Return the body of a document. Pictures are shown by these names, with these words or those of the source."""
    said = list(picture_words) or [picture.words for picture in imported.pictures]
    in_tables: list[str] = []

    def in_html(label: str) -> str:
        in_tables.append(label)
        return f"<sup>注{label}</sup>"

    words = Words(picture_names, said, lambda label: f"[^{label}]")
    writer = _Writer(words, Words(picture_names, said, in_html), make_converter(), in_tables)
    body = writer.blocks(imported.blocks)
    parts = [body]
    for note in imported.notes:
        mark, told = f"\0{note.label}\0", writer.blocks(note.blocks)
        if mark in body:
            parts[0] = parts[0].replace(mark, f"注{note.label}：{told}", 1)
        if f"[^{note.label}]" in body or mark not in body:
            parts.append(_note(note, told))
    return re.sub(r"\n\n\0\d+\0", "", "\n\n".join(part for part in parts if part)).strip() + "\n"


def _note(note: Note, told: str) -> str:
    lines = told.split("\n")
    return f"[^{note.label}]: " + "\n".join(
        [lines[0], *(f"    {line}" if line else "" for line in lines[1:])]
    )
