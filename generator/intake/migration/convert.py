"""An old article as the text of a document: its pages read, its links rewritten, and the proof that its words are all there."""

from __future__ import annotations

import copy
from collections.abc import Callable

from generator.data import dataclass
from generator.intake.markup.tree import Element
from generator.intake.migration.old.extraction import base_of, bodies, picked, without_furniture
from generator.intake.migration.old.old_map import OldMap
from generator.intake.migration.old_files import Files, Placed
from generator.intake.migration.planning import Planned
from generator.intake.migration.rewriting import Loss, Rewriter
from generator.intake.migration.signs import without_signs
from generator.intake.migration.ways import Ways
from generator.intake.proof.prove import prove
from generator.intake.proof.search import Difference
from generator.intake.reading.blocks import Imported
from generator.intake.reading.html import read_html
from generator.intake.sources.units import SourceUnit, html_units
from generator.intake.writing.markdown import shown_words, write_markdown
from generator.render.text.markdown import Converter, to_html

DROPPED = "照映射或预设去掉的"


@dataclass(frozen=True)
class Body:
    """The text of a document: Markdown, the share of the old characters in it, and what is not in it.

    ``left`` is what was left out on purpose, ``losses`` what did not come along besides words.
    """

    markdown: str
    characters: int
    kept: float
    missing: tuple[Difference, ...]
    left: tuple[tuple[str, str], ...]
    attachments: tuple[Placed, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True)
class Bench:
    """What all documents of a run are made with. ``tree`` gives the tree of an old page."""

    said: OldMap
    ways: Ways
    files: Files
    converter: Converter
    tree: Callable[[str], Element | None]


def convert(document: Planned, bench: Bench) -> Body:
    """Return the text of a document."""
    rewriter = Rewriter(document, bench.ways, bench.files)
    template = bench.said.templates[document.article.template] if document.article.template >= 0 else None
    units: list[SourceUnit] = []
    texts: list[str] = []
    left: list[tuple[str, str]] = []
    apart: list[str] = []
    for page in document.article.parts:
        tree = bench.tree(page)
        found = bodies(template, tree) if template and tree is not None else [tree]
        outside = list(picked(template.parts["attachments"], tree)) if template and tree is not None else []
        inside = {each for element in found if element is not None for each in element.iter()}
        if template:
            left += [(DROPPED, words) for words in without_furniture(template, found)]
        base = base_of(tree, page) if tree is not None else page
        for element in found:
            if element is None:
                continue
            alone = copy.deepcopy(element)
            alone.tail = None
            units += html_units("", alone)
            rewriter.rewrite(alone, base)
            imported = read_html("", alone, whole=True)
            if isinstance(imported, Imported):
                texts.append(_written(imported))
                left += [(each.what, each.text) for each in imported.left if each.text]
                apart += [each.text for each in imported.left if each.counted]
                apart += imported.turned
                rewriter.losses += [Loss(each.what, each.text) for each in imported.lost]
        for element, _ in outside:
            if element not in inside:
                rewriter.attach(element, base)
    markdown = "\n\n".join(text.strip() for text in texts if text.strip())
    proof = prove(units, shown_words(to_html(markdown, bench.converter)), left=apart)
    return Body(
        markdown=markdown,
        characters=proof.characters,
        kept=proof.kept,
        missing=proof.missing,
        left=tuple(dict.fromkeys(left)),
        attachments=tuple(rewriter.attachments),
        losses=tuple(dict.fromkeys(rewriter.losses)),
    )


def _written(imported: Imported) -> str:
    names = [picture.address for picture in imported.pictures]
    return without_signs(write_markdown(imported, names))
