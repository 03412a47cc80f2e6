"""Add columns and a pack to the text of columns.yml: comments, order and every other character stay."""

from __future__ import annotations

from collections.abc import Iterator

from generator.amend.insertions import Insertion, after_block, into_flow, lines_at
from generator.data import dataclass
from generator.load.yaml.spans import Span
from generator.mandates.plan import MandatedColumn
from generator.report.columns_text import Above, column_facts, column_lines, scalar

# Each key with its Chinese name.
COLUMNS = ("columns", "栏目树")
CHILDREN = ("children", "下级栏目")
PORTAL = ("portal", "网站")
PACKS = ("packs", "适用的要点")


class CannotAddError(Exception):
    """The text is written in a way that nothing can be added to without changing it; ``why`` says how, in Chinese."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class NewColumn:
    """A column to be added, with all below it; ``slug`` is empty where its name alone gives the address."""

    column: MandatedColumn
    slug: str = ""


def add_columns(
    text: str, parent: Span, key: tuple[str, str], new: tuple[NewColumn, ...], above: Above, *, top: bool
) -> Insertion:
    """Return what adds columns to those below ``parent`` under a key. Raises CannotAddError."""
    listed = parent.value(*key)
    if listed is None:
        return _new_key(text, parent, key[0], new, above)
    if listed.shared or not listed.is_list:
        raise CannotAddError(f"{key[0]}用了&或*引用")
    if listed.flow:
        return into_flow(text, listed, [flow_column(each, above, top=top) for each in new])
    at = after_block(text, listed.end, listed.column + 1)
    return lines_at(text, at, _lines(new, listed.column, above, top))


def _new_key(text: str, parent: Span, key: str, new: tuple[NewColumn, ...], above: Above) -> Insertion:
    if parent.shared or not parent.is_mapping:
        raise CannotAddError("上级栏目用了&或*引用")
    if parent.flow:
        items = ", ".join(flow_column(each, above) for each in new)
        return into_flow(text, parent, [f"{key}: [{items}]"])
    at = after_block(text, parent.end, parent.column)
    head = f"{' ' * parent.column}{key}:"
    return lines_at(text, at, [head, *_lines(new, parent.column + 2, above, top=False)])


def _lines(new: tuple[NewColumn, ...], column: int, above: Above, top: bool) -> Iterator[str]:
    for each in new:
        yield from column_lines(each.column, " " * column, above, top, each.slug)


def flow_column(new: NewColumn, above: Above, *, top: bool = False) -> str:
    """Return a column, with all below it, in brackets on one line."""
    column = new.column
    facts, here = column_facts(column, above, top=top, slug=new.slug)
    parts = [f"name: {scalar(column.name)}", *(f"{key}: {value}" for key, value in facts if value)]
    if column.known.links and column.known.kind == "links" and not column.children:
        links = ", ".join(
            f"{{title: {scalar(title)}, url: {scalar(url)}}}" for title, url in column.known.links
        )
        parts.append(f"links: [{links}]")
    if column.children:
        below = ", ".join(flow_column(NewColumn(child), here) for child in column.children)
        parts.append(f"children: [{below}]")
    return "{" + ", ".join(parts) + "}"


def add_pack(text: str, root: Span, pack_id: str) -> tuple[Insertion, ...]:
    """Return what adds a pack to those that the portal names. Raises CannotAddError."""
    portal = root.value(*PORTAL)
    if portal is None or portal.shared or not portal.is_mapping:
        raise CannotAddError("portal用了&或*引用")
    word = scalar(pack_id)
    packs = portal.value(*PACKS)
    if packs is None:
        if portal.flow:
            return (into_flow(text, portal, [f"packs: [{word}]"]),)
        line = f"{' ' * portal.column}packs: [{word}]"
        return (lines_at(text, after_block(text, portal.end, portal.column), [line]),)
    if packs.shared or packs.is_mapping:
        raise CannotAddError("packs用了&或*引用")
    if packs.is_list:
        if packs.flow:
            return (into_flow(text, packs, [word]),)
        at = after_block(text, packs.end, packs.column + 1)
        return (lines_at(text, at, [f"{' ' * packs.column}- {word}"]),)
    if not packs.is_empty:
        return Insertion(packs.start, "["), Insertion(packs.end, f", {word}]")
    if packs.end > packs.start:
        raise CannotAddError("packs写的是空值（null），请先删去这个词")
    return (Insertion(packs.start, f" [{word}]"),)
