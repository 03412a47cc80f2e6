"""Small portals for the tests of the ledger: made by ``init``, with one irrelevant thing in every place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from generator.check.proofs.states import assess_pack
from generator.load.documents.parse_cache import ParseCache
from generator.load.portal import Loaded, load_portal
from generator.load.registers.formats import load_formats
from generator.mandates.library import load_pack
from generator.model.column import Column
from generator.model.mandate import Assessment
from generator.model.register import FieldType, RegisterField, RegisterSchema
from generator.model.words import ColumnKind
from tests.helpers import run

MENU = "食堂第1号菜单"
# A day inside the year of each pack, and one when its year is over.
DAYS = {
    "cq-2020": date(2020, 9, 10),
    "cq-2021": date(2021, 9, 10),
    "wanzhou-2021": date(2021, 9, 10),
    "tongliang-2021": date(2021, 9, 10),
    "wulong-2022": date(2022, 9, 8),
}
AFTER = {pack: date(day.year + 3, 6, 1) for pack, day in DAYS.items()}
LEVELS = {
    "cq-2020": ("municipality", "district", "department"),
    "cq-2021": ("municipality", "district", "department"),
    "wanzhou-2021": ("district",),
    "tongliang-2021": ("district",),
    "wulong-2022": ("district", "township"),
}
CASES = [(pack, level) for pack, levels in LEVELS.items() for level in levels]


def new_portal(folder: Path, pack: str, level: str) -> Path:
    """Make the portal that ``init`` makes for a pack."""
    outcome = run("init", folder, "--pack", pack, "--level", level, "--as-of", AFTER[pack].isoformat())
    assert outcome.code == 0, outcome.err
    for draft in (folder / "content").rglob("*.md"):
        draft.unlink()
    return folder


def loaded(root: Path, as_of: date) -> Loaded:
    """Load a portal, which must be readable."""
    found = load_portal(root, as_of)
    assert found.portal
    return found


def states(root: Path, pack: str, as_of: date | None = None) -> dict[str, Assessment]:
    """Return the assessments of a pack by the ids of its mandates."""
    portal = loaded(root, as_of or AFTER[pack]).portal
    assert portal
    return {each.mandate.id: each for each in assess_pack(portal, load_pack(pack))}


def columns(root: Path) -> list[Column]:
    """Return the columns of a portal."""
    portal = loaded(root, date(2026, 1, 1)).portal
    assert portal
    return list(portal.walk())


def head(title: str, day: date, **more: object) -> str:
    """Return a document with a head of these keys; values are written as they are."""
    lines = [f"title: {title}", "issuer: 示例机关", f"published: {day} 09:00"]
    lines += [f"{key}: {value}" for key, value in more.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n白菜、豆腐、米饭。\n"


def put_menus(root: Path, day: date) -> Path:
    """Put one irrelevant text into every column of documents and every single page."""
    for column in columns(root):
        folder = root / "content" / column.address
        if column.kind in (ColumnKind.DOCUMENTS, ColumnKind.PAGE):
            folder.mkdir(parents=True, exist_ok=True)
            name = "index" if column.kind is ColumnKind.PAGE else f"{day:%Y%m%d}-menu"
            (folder / f"{name}.md").write_text(head(MENU, day), encoding="utf-8")
    return root


def formats(root: Path) -> dict[str, RegisterSchema]:
    """Return the formats that the columns of a portal name."""
    found = load_formats(root, columns(root), ParseCache(), [])
    return {name: schema for name, schema in found.items() if schema}


def put_rows(root: Path, day: date, rows: int = 1) -> Path:
    """Put irrelevant but well-filled rows into every register."""
    known = {column.address: column for column in columns(root) if column.kind is ColumnKind.REGISTER}
    schemas = formats(root)
    folder = next(each.address for each in columns(root) if each.kind is ColumnKind.DOCUMENTS)
    paper = f"{folder}/{day:%Y%m%d}-paper.md"
    (root / "content" / folder).mkdir(parents=True, exist_ok=True)
    (root / "content" / paper).write_text(head(MENU, day), encoding="utf-8")
    for address, column in known.items():
        schema = schemas[column.schema]
        write_table(root / "content" / address / "名录.csv", schema, [{} for _ in range(rows)], day, paper)
    return root


def write_table(
    path: Path, schema: RegisterSchema, rows: Iterable[Mapping[str, str]], day: date, paper: str
) -> None:
    """Write a table of a format; what a row leaves out is filled in with something that fits the field.

    ``paper`` is the path of the document that fields for documents name.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    fields = schema.fields
    if schema.head_rows > 1:
        writer.writerow([field.over or field.label for field in fields])
    writer.writerow([field.heading for field in fields])
    for number, row in enumerate(rows):
        writer.writerow([row.get(field.key, _cell(field, day, number, paper)) for field in fields])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(out.getvalue(), encoding="utf-8")


def _cell(field: RegisterField, day: date, number: int, paper: str) -> str:
    samples = {
        FieldType.DATE: day.isoformat(),
        FieldType.INTEGER: str(number + 1),
        FieldType.NUMBER: "1",
        FieldType.MONEY: "1.00",
        FieldType.PHONE: "023-00000000",
        FieldType.URL: "https://www.example.gov.cn/",
        FieldType.DOCUMENT: paper,
        FieldType.CHOICE: field.choices[0] if field.choices else "",
    }
    if field.type in samples:
        return samples[field.type] if field.required or field.type is not FieldType.DATE else day.isoformat()
    if field.type in (FieldType.TEXT, FieldType.LONG):
        return "政府网站" if field.key == "channels" else f"{MENU}{number or ''}"
    return ""
