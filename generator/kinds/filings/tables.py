"""Read the data file of an annual report into its three tables, every cell with its line and column.

Rows and columns are known by the labels of the official form; the numbering before a label and the remark
in brackets behind it may be left out, and a long label may be cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.data import dataclass
from generator.kinds.filings.form import (
    APPLICANTS,
    CHARGED,
    DISPUTES,
    RULINGS,
    AnnualTables,
    FormCell,
    FormRow,
    RowPath,
    disclosed_rows,
    request_rows,
)
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.source.text import Source, read_source
from generator.load.yaml.marked import Marked, Spot, parse_marked
from generator.load.yaml.validate import did_you_mean
from generator.model.asset import Asset
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.patterns import pattern

DISCLOSED_PART, REQUESTS_PART, DISPUTES_PART = "主动公开", "依申请公开", "复议诉讼"
_NUMBERING = pattern(r"^(?:[一二三四五六七]、|[（(][一二三四五六七][）)]|\d{1,2}[.．、])\s*")
_REMARK = pattern(r"[（(](?!未经|复议后)[^（(）)\n]*+[）)]")
_SEPARATORS = pattern(r"[\s、，,“”\"：:（）()]")
_COUNT = pattern(r"\d{1,9}")
_AMOUNT = pattern(r"\d{1,12}(?:\.\d{1,6})?")
# A cut label must say at least this much to stand for the whole.
_CUT = 4


def read_tables(asset: Asset, files: ContentFiles, findings: list[Finding]) -> AnnualTables | None:
    """Read a data file; None when anything in it is wrong, and every fault is then a finding."""
    name = f"{CONTENT}/{asset.path}"
    source = read_source(files.folder / asset.path, name)
    if not isinstance(source, Source):
        findings.append(source)
        return None
    marked = parse_marked(source.text, name)
    reader = _Reader(marked, marked.findings)
    tables = reader.tables() if marked.readable else None
    findings.extend(marked.findings)
    return None if marked.findings else tables


def _plain(label: str) -> str:
    """Return a label without numbering, remarks and separators: what two writings of it have in common."""
    return _SEPARATORS.sub("", _REMARK.sub("", _NUMBERING.sub("", label.strip())))


def _match(key: str, labels: Sequence[str]) -> str | None:
    plain = _plain(key)
    same = [label for label in labels if _plain(label) == plain]
    cut = [label for label in labels if len(plain) >= _CUT and _plain(label).startswith(plain)]
    return same[0] if same else cut[0] if len(cut) == 1 else None


@dataclass(frozen=True)
class _Reader:
    """Walks the values of a data file along the form."""

    marked: Marked
    findings: list[Finding]

    def report(self, code: str, spot: Spot, message: str, hint: str = "") -> None:
        self.findings.append(finding(code, self.marked.place(spot), message, hint))

    def tables(self) -> AnnualTables | None:
        parts = self.children((), (DISCLOSED_PART, REQUESTS_PART, DISPUTES_PART))
        disclosed = self.disclosed(parts[DISCLOSED_PART]) if DISCLOSED_PART in parts else []
        requests = (
            list(self.rows(parts[REQUESTS_PART], request_rows(), APPLICANTS))
            if REQUESTS_PART in parts
            else []
        )
        disputes = (
            list(self.rows(parts[DISPUTES_PART], [(row,) for row in DISPUTES], RULINGS))
            if DISPUTES_PART in parts
            else []
        )
        return AnnualTables(tuple(disclosed), tuple(requests), tuple(disputes))

    def children(self, spot: Spot, labels: Sequence[str]) -> dict[str, Spot]:
        """Return where the values of the labels stand; unknown, repeated and missing labels are findings."""
        mapping = self.value(spot)
        where = str(spot[-1]) if spot else "数据文件"
        if not isinstance(mapping, dict):
            self.report("value-invalid", spot, f"“{where}”下面应是“名称: 数字”的形式。")
            return {}
        found: dict[str, Spot] = {}
        for key in mapping:
            label = _match(key, labels)
            if label is None:
                hint = did_you_mean(key, list(labels)) or f"可以写：{'、'.join(labels)}。"
                place = self.marked.key_place((*spot, key))
                self.findings.append(finding("key-unknown", place, f"“{where}”里没有“{key}”这一项。", hint))
            elif label in found:
                place = self.marked.key_place((*spot, key))
                message = f"“{key}”和“{found[label][-1]}”是同一项，写了两次。"
                self.findings.append(finding("yaml-duplicate-key", place, message))
            else:
                found[label] = (*spot, key)
        for label in labels:
            if label not in found:
                self.report("key-missing", spot, f"“{where}”缺少“{label}”。", "没有数据的也要写，填0。")
        return found

    def value(self, spot: Spot) -> object:
        value: object = self.marked.value
        for step in spot:
            if isinstance(value, dict):
                value = value[str(step)]
            elif isinstance(value, list):
                value = value[int(step)]
        return value

    def disclosed(self, spot: Spot) -> Iterator[FormRow]:
        """Yield the rows of table two; a row of one column may be a bare number."""
        rows = disclosed_rows()
        places = self.children(spot, [row for row, _ in rows])
        for row, columns in rows:
            if row in places:
                yield self.row(places[row], columns, _AMOUNT if columns == CHARGED else _COUNT)

    def rows(self, spot: Spot, paths: Sequence[RowPath], columns: Sequence[str]) -> Iterator[FormRow]:
        """Yield the rows below ``spot`` that have these labels, groups of rows from the outside in."""
        labels = list(dict.fromkeys(path[0] for path in paths))
        places = self.children(spot, labels)
        for label in labels:
            inner = [path[1:] for path in paths if path[0] == label and len(path) > 1]
            if label in places and inner:
                yield from self.rows(places[label], inner, columns)
            elif label in places:
                yield self.row(places[label], columns, _COUNT)

    def row(self, spot: Spot, columns: Sequence[str], pattern: re.Pattern[str]) -> FormRow:
        value = self.value(spot)
        if isinstance(value, dict):
            places = self.children(spot, columns)
            return tuple(self.cell(places[column], column, pattern) for column in columns if column in places)
        if not isinstance(value, list):
            if len(columns) == 1:
                return (self.cell(spot, columns[0], pattern),)
            message = f"“{spot[-1]}”应是方括号里的{len(columns)}个数。"
            self.report("value-invalid", spot, message, f"依次写：{'、'.join(columns)}。")
            return ()
        if len(value) != len(columns):
            message = f"“{spot[-1]}”有{len(value)}个数，应有{len(columns)}个。"
            self.report("value-invalid", spot, message, f"依次写：{'、'.join(columns)}。")
        pairs = zip(range(len(value)), columns, strict=False)
        return tuple(self.cell((*spot, number), column, pattern) for number, column in pairs)

    def cell(self, spot: Spot, column: str, pattern: re.Pattern[str]) -> FormCell:
        text = self.value(spot)
        if isinstance(text, str) and pattern.fullmatch(text.strip()):
            return FormCell(Decimal(text.strip()), self.marked.place(spot))
        form = "不小于0的整数" if pattern is _COUNT else "不小于0的数"
        given = f"不能是“{text}”" if isinstance(text, str) and text.strip() else "没有写数"
        self.report("value-invalid", spot, f"“{column}”{given}，应是{form}。", "没有的填0，不写单位和逗号。")
        return FormCell(Decimal(0), self.marked.place(spot))
