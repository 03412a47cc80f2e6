"""Anchors of rows: the same whatever comes, goes and changes order around a row, and never those of another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.documents.parse_cache import ParseCache
from generator.load.registers.formats import read_format, shipped_formats
from generator.load.registers.identity import number_position, row_anchors
from generator.load.registers.rules import Table, TableRow
from generator.load.tables.sheet import Sheet, SheetRow
from generator.model.finding import Finding
from generator.model.register import (
    FieldType,
    RegisterField,
    RegisterRule,
    RegisterSchema,
    RuleKind,
    Show,
    is_serial,
)

Cells = tuple[str, ...]
HOSTILE = [
    "",
    " ",
    "/",
    "a/b",
    "#",
    "甲｜乙",
    "😀👨‍👩‍👧",
    "<b>&\"'",
    "长" * 300,
    "\ud800",
    "r-000000000000",
    "\n",
    "0",
]
CELL = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=4))
ROW = st.tuples(CELL, CELL, CELL)


def field(key: str, label: str, show: Show = Show.TABLE) -> RegisterField:
    """Make a field of texts."""
    return RegisterField(key, label, type=FieldType.TEXT, show=show)


FREE = (field("c1", "名称"), field("c2", "内容"), field("c3", "备注"))
NUMBERED = (field("c1", "名称"), field("c2", "决定书文号"), field("c3", "备注"))
UNIQUE = RegisterRule(RuleKind.UNIQUE, ("c1",))
KINDS = [
    (FREE, RegisterSchema("", "", "", FREE, "c1")),
    (NUMBERED, RegisterSchema("", "", "", NUMBERED, "c1")),
]
KINDS += [
    (FREE, RegisterSchema("f", "", "", FREE, "c1", rules=(UNIQUE,))),
    (FREE, RegisterSchema("f", "", "", FREE, "c1", identity=("c1", "c2"), rules=(UNIQUE,))),
]
Kind = tuple[tuple[RegisterField, ...], RegisterSchema]


def anchors(kind: Kind, rows: Iterable[Cells], stem: str = "名录") -> list[str]:
    """Return the anchors of rows of cells."""
    fields, schema = kind
    lines = tuple(TableRow(SheetRow(n, n, ()), cells) for n, cells in enumerate(rows, 2))
    table = Table(Sheet("x.csv", ()), schema, fields, tuple(range(len(fields))), lines, date(2026, 11, 20))
    return list(row_anchors(table, lines, stem))


@given(st.sampled_from(KINDS), st.lists(ROW, max_size=12))
def test_all_anchors_of_a_table_differ_and_fit_an_address(kind: Kind, rows: list[Cells]) -> None:
    found = anchors(kind, rows)
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"r-[0-9a-f]{12}(-[0-9a-f]{8}(-\d+)?)?", each) for each in found)


@given(st.sampled_from(KINDS), st.lists(ROW, min_size=1, max_size=10, unique=True), st.data())
def test_rows_around_it_leave_the_anchor_of_a_row_alone(
    kind: Kind, rows: list[Cells], data: st.DataObject
) -> None:
    before = dict(zip(rows, anchors(kind, rows), strict=True))
    others = data.draw(st.lists(ROW, max_size=4))
    kept = data.draw(st.lists(st.sampled_from(rows), unique=True))
    changed = data.draw(st.permutations([*kept, *(row for row in others if row not in rows)]))
    after = dict(zip(changed, anchors(kind, changed), strict=True))
    for row in kept:
        old, new = before[row], after[row]
        # What is told apart by a number or a name that several rows have is told apart by all its cells besides.
        assert old == new or old.startswith(f"{new}-") or new.startswith(f"{old}-")


@given(st.sampled_from(KINDS), st.lists(ROW, min_size=1, max_size=8, unique=True), st.lists(ROW, max_size=8))
def test_an_address_never_shows_another_row(kind: Kind, rows: list[Cells], others: list[Cells]) -> None:
    """What has the anchor of a row later is that row, or says the same in all that tells it apart."""
    before = dict(zip(anchors(kind, rows), rows, strict=True))
    after = dict(zip(anchors(kind, others), others, strict=True))
    for anchor in before.keys() & after.keys():
        old, new = before[anchor], after[anchor]
        assert any(told(kind, old, n) == told(kind, new, n) for n in range(3))


def told(kind: Kind, row: Cells, choice: int) -> object:
    """Return what tells a row apart by one of the three ways, as the documentation says; itself where it has none."""
    fields, schema = kind
    keys: Sequence[str] = schema.identity or (UNIQUE.fields if schema.rules else ())
    if choice == 0 and keys and all(named := [row[int(key[1]) - 1] for key in keys]):
        return [folded(text) for text in named]
    if choice == 1 and (schema.rules and row[0]):
        return folded(row[0])
    if choice == 1 and fields is NUMBERED and row[0] and row[1]:
        return folded(row[0]), folded(row[1])
    return row, choice


def folded(text: str) -> str:
    """Return a text without what typing may change."""
    return "".join(
        unicodedata.normalize("NFKC", text).translate(str.maketrans("〔〕[]【】", "()()()")).split()
    )


def test_rows_above_and_another_order_change_nothing() -> None:
    rows = [
        ("甲公司", "市监罚〔2026〕1号", "罚款"),
        ("乙公司", "市监罚〔2026〕2号", ""),
        ("甲公司", "市监罚〔2026〕3号", ""),
    ]
    found = anchors(KINDS[1], rows)
    assert anchors(KINDS[1], rows[::-1]) == found[::-1]
    assert anchors(KINDS[1], [("新公司", "市监罚〔2026〕4号", ""), *rows])[1:] == found
    assert anchors(KINDS[1], rows[1:]) == found[1:]


def test_what_does_not_tell_a_row_apart_may_be_corrected() -> None:
    (old,) = anchors(KINDS[1], [("甲公司", "市监罚〔2026〕1号", "罚款")])
    assert anchors(KINDS[1], [("甲公司", "市监罚[2026] 1号", "警告")]) == [old]
    assert anchors(KINDS[1], [("甲公司", "市监罚〔2026〕11号", "罚款")]) != [old]
    assert anchors(KINDS[1], [("乙公司", "市监罚〔2026〕1号", "罚款")]) != [old]
    assert anchors(KINDS[1], [("甲公司", "市监罚〔2026〕1号", "罚款")], "另一张表") != [old]


def test_rows_alike_in_all_are_numbered_and_those_alike_in_name_are_not() -> None:
    first, second, third = anchors(KINDS[2], [("甲", "一", ""), ("甲", "二", ""), ("甲", "一", "")])
    assert third == f"{first}-2"
    assert first[:14] == second[:14]
    assert anchors(KINDS[2], [("甲", "二", ""), ("甲", "一", "")]) == [second, first]
    assert anchors(KINDS[2], [("甲", "二", "")]) == [second[:14]]


def test_serial_numbers_and_hidden_fields_tell_nothing_apart() -> None:
    fields = (field("c1", "序号"), field("c2", "名称"), field("c3", "证件号码", Show.HIDDEN))
    for rules in (
        (),
        (RegisterRule(RuleKind.UNIQUE, ("c1",)),),
        (RegisterRule(RuleKind.UNIQUE, ("c2", "c3")),),
    ):
        kind = (fields, RegisterSchema("f", "", "", fields, "c2", rules=rules))
        assert anchors(kind, [("1", "甲", "500")]) == anchors(kind, [("2", "甲", "501")])
        assert anchors(kind, [("1", "甲", "500")]) != anchors(kind, [("1", "乙", "500")])


@pytest.mark.parametrize(
    ("label", "own"),
    [
        ("行政处罚决定书文号", True),
        ("许可编号", True),
        ("备案号（新）", True),
        ("依据文号", False),
        ("电话号码", False),
        ("序号", False),
    ],
)
def test_the_numbers_of_rows_are_known_by_their_label(label: str, own: bool) -> None:
    assert number_position((field("c1", "名称"), field("c2", label))) == (1 if own else None)


FORMAT = (
    "id: f\nname: 名录\nfields:\n  - {{key: a, label: 名称}}\n  - {{key: b, label: 证件, show: hidden}}\n"
    "row_title: a\n{said}: [{key}]\n"
)


@pytest.mark.parametrize("said", ["identity", "行的标识"])
@pytest.mark.parametrize(("key", "why"), [("a", ""), ("b", "不公开"), ("c", "没有字段“c”")])
def test_a_format_names_public_fields_of_its_own(said: str, key: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "f.yml"
    path.write_text(FORMAT.format(said=said, key=key), encoding="utf-8")
    findings: list[Finding] = []
    schema = read_format(path, "registers/f.yml", ParseCache(), findings)
    assert [each.code for each in findings] == (["register-schema"] if why else [])
    assert all(why in each.message and each.place.path == "registers/f.yml" for each in findings)
    assert schema is None if why else schema and schema.identity == ("a",)


def test_the_rows_of_every_format_that_is_shipped_are_told_apart_by_something_but_their_place() -> None:
    for path in shipped_formats().values():
        schema = read_format(path, path.name, ParseCache(), [])
        assert schema
        fields = schema.fields
        rows = [tuple("一" if is_serial(each) else each.key + end for each in fields) for end in "甲乙"]
        edited = [
            tuple("二" if is_serial(each) else text for each, text in zip(fields, rows[0], strict=True))
        ]
        found = anchors((fields, schema), rows)
        assert found[0] != found[1]
        assert anchors((fields, schema), edited) == found[:1]
        unique = next((rule.fields for rule in schema.rules if rule.kind is RuleKind.UNIQUE), ())
        last = next(each for each in fields[::-1] if each.key not in {*schema.identity, *unique})
        remarked = [tuple("改" if each is last else text for each, text in zip(fields, rows[0], strict=True))]
        assert anchors((fields, schema), remarked) == found[:1], path.name
