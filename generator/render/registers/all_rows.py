"""All rows of a register that takes several pages, in pieces: sorting and filtering reads only what it shows.

In the folder of each such table: ``about.json``; the rows, fifty to a piece, drawn as on the pages; of each column
the order of the rows, in parts; and which pieces hold which characters. theme/assets/register-all.js reads them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from generator.model.addresses.made import rows_folder
from generator.model.register import Register
from generator.render.registers.looks import NUMBER, ColumnLook
from generator.render.registers.row_grams import gram_files, plain
from generator.render.registers.row_orders import RowOrder, sorted_rows
from generator.render.registers.view import (
    PAGE_ROWS,
    FieldPlacement,
    cell,
    field_placement,
    linked_documents,
    register_looks,
    register_rows,
)
from generator.render.templates.digest import digest_of
from generator.render.templates.environment import draw
from generator.render.templates.extra import Extra, Studio
from generator.views.rows import root_of
from generator.views.shelf import Shelf

# A sorted list shows rows from many pieces, so a piece is small; a part of an order is some 12 KB.
PIECE_ROWS, ORDER_ROWS = 50, 2000
_ROWS_OF_A_GRAM_FILE, _MOST_GRAM_FILES = 400, 256


@dataclass
class AllRows:
    """A register that takes several pages, and what all its rows give; worked out once, when it is asked for."""

    register: Register
    folder: str
    shelf: Shelf

    @cached_property
    def layout(self) -> FieldPlacement:
        """Which fields stand in the table, and which below the rows."""
        return field_placement(self.register)

    @cached_property
    def looks(self) -> tuple[ColumnLook, ...]:
        """The looks of the columns of the table."""
        return register_looks(self.register)

    @property
    def pieces(self) -> int:
        """How many pieces the rows take."""
        return -(-len(self.register.rows) // PIECE_ROWS)

    @property
    def order_parts(self) -> int:
        """How many parts the order of a column takes."""
        return -(-len(self.register.rows) // ORDER_ROWS)

    @property
    def gram_count(self) -> int:
        """How many files the lists of characters take."""
        return min(_MOST_GRAM_FILES, -(-len(self.register.rows) // _ROWS_OF_A_GRAM_FILE))

    @cached_property
    def orders(self) -> tuple[RowOrder, ...]:
        """The order of the rows by each column of the table."""
        group = self.register.group
        groups = [row[group] if group is not None else "" for row in self.register.rows]
        return tuple(
            sorted_rows(self._texts(n), groups, numbers=look.kind == NUMBER)
            for n, look in zip(self.layout.table, self.looks, strict=True)
        )

    @cached_property
    def grams(self) -> list[dict[str, list[int]]]:
        """The lists of characters, by file."""
        columns = [
            [plain(text) for text in self._texts(n)] for n in (*self.layout.table, *self.layout.details)
        ]
        reasons = dict(self.register.withdrawn)
        pieces = []
        for start in range(0, len(self.register.rows), PIECE_ROWS):
            part = range(start, min(start + PIECE_ROWS, len(self.register.rows)))
            texts = [text for column in columns for text in column[start : start + PIECE_ROWS]]
            texts += [plain(reasons[number]) for number in part if number in reasons]
            title = self.register.row_title
            texts += [plain(self.register.rows[number][title]) for number in part if number in reasons]
            pieces.append(texts)
        return gram_files(pieces, self.gram_count)

    def _texts(self, position: int) -> list[str]:
        """Return what the cells of a field show; of withdrawn rows nothing, for they have no cells."""
        field, gone = self.register.fields[position], dict(self.register.withdrawn)
        return [
            "" if number in gone else cell(field, row[position], self.shelf).text
            for number, row in enumerate(self.register.rows)
        ]


def all_row_extras(shelf: Shelf, code: str) -> Iterator[Extra]:
    """Yield what sorts and filters all rows of each register that takes several pages."""
    for column, tables in shelf.tables.items():
        for place, register in enumerate(tables):
            if len(register.rows) > PAGE_ROWS:
                yield from _extras(AllRows(register, rows_folder(column, place), shelf), code)


def _extras(rows: AllRows, code: str) -> Iterator[Extra]:
    register, folder = rows.register, rows.folder
    linked = linked_documents([register], rows.shelf)
    whole = digest_of(code, register.digest, linked)
    yield Extra(f"{folder}/about.json", f"about {whole}", partial(_about, rows))
    for number in range(len(rows.layout.table)):
        for part in range(rows.order_parts):
            made: Callable[[Studio], bytes] = partial(_order, rows, number, part)
            yield Extra(f"{folder}/order-{number}-{part}.json", f"order {number} {part} {whole}", made)
    for number in range(rows.gram_count):
        yield Extra(f"{folder}/grams-{number}.json", f"grams {number} {whole}", partial(_grams, rows, number))
    # An edited row leaves the other pieces as they are.
    ground = digest_of(
        code, register.column, register.fields, register.row_title, register.group, rows.looks, linked
    )
    withdrawn = dict(register.withdrawn)
    for number in range(rows.pieces):
        part_of = slice(number * PIECE_ROWS, (number + 1) * PIECE_ROWS)
        gone = [(each, withdrawn[each]) for each in _numbers(rows, number) if each in withdrawn]
        key = digest_of(ground, number, register.rows[part_of], register.anchors[part_of], gone)
        yield Extra(f"{folder}/piece-{number}.json", key, partial(_piece, rows, number))


def _numbers(rows: AllRows, piece: int) -> range:
    return range(piece * PIECE_ROWS, min((piece + 1) * PIECE_ROWS, len(rows.register.rows)))


def _about(rows: AllRows, studio: Studio) -> bytes:  # noqa: ARG001
    return _json(
        {
            "rows": len(rows.register.rows),
            "piece": PIECE_ROWS,
            "part": ORDER_ROWS,
            "grams": rows.gram_count,
            "orders": [order.groups for order in rows.orders],
        }
    )


def _order(rows: AllRows, number: int, part: int, studio: Studio) -> bytes:  # noqa: ARG001
    return _json(rows.orders[number].rows[part * ORDER_ROWS : (part + 1) * ORDER_ROWS])


def _grams(rows: AllRows, number: int, studio: Studio) -> bytes:  # noqa: ARG001
    return _json(rows.grams[number])


def _piece(rows: AllRows, number: int, studio: Studio) -> bytes:
    register, numbers = rows.register, _numbers(rows, number)
    records = list(register_rows(register, rows.shelf, slice(numbers.start, numbers.stop), rows.looks))
    html = draw(
        studio.environment,
        "register-rows.html",
        records=records,
        width=len(rows.layout.table),
        title_at=rows.layout.title,
        root=root_of(f"{register.column}/index.html"),
    )
    groups = [record.group for record in records] if register.group is not None else []
    return _json({"html": html, "groups": groups})


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
