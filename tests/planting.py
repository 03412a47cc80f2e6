"""A portal in which every value that people write bears an identity number of its own, and where each was planted.

Which values may be longer than they are is not listed: all are planted, and those that the checks refuse for it
are put back, until nothing is refused.
"""

from __future__ import annotations

import copy
import csv
import io
import itertools
import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
import yaml
from pydantic import BaseModel

from benchmarks.fuzz_portal import make_files
from generator.kinds.heads import DocumentDeclaration
from generator.load.columns.declare_columns import ColumnsFile
from generator.load.columns.declare_ledger import LedgerFile
from generator.load.columns.declare_mkdocs import MkdocsFile
from generator.load.registers.declare_register import RegisterDeclaration
from generator.load.yaml.marked import parse_marked
from tests.helpers import check

Spot = tuple[str | int, ...]
_DECLARED: dict[str, type[BaseModel]] = {
    "columns.yml": ColumnsFile,
    "mkdocs.yml": MkdocsFile,
    "ledger.yml": LedgerFile,
    "registers/mine.yml": RegisterDeclaration,
}
NUMBER = re.compile(r"500000\d{11}[\dX]")
_OWN = "content/zd/表.csv"
# Where in it the choice stands.
_STATE = 5
_LIST = "content/ml/录.yml"
_PACK_FILE = "packs/sl-2026.yml"
_PERSONAL = ("personal-identity", "personal-mobile", "personal-bank")
# Every key of it is written: what a proof may say besides depends on its kind.
_PACK = """\
pack: sl-2026
title: 要点
doc_no: 示例府办发〔2026〕12号
issuer: 办
signed: "2026-03-02"
level: district
mandates:
  - id: "1"
    section: 一、条
    subsection: （一）款
    item_no: "1"
    summary: 公开。
    lead: [办]
    responsible: [局]
    deadline: "2026-06-30"
    deadline_text: 年中
    paths: [[通知公告], [甲]]
    binds: [district]
    source: 第1行
    proof:
      - {fact: look, look: 看什么, columns: [[乙]], titled: [题]}
      - {fact: any-of, facts: [{fact: stated, look: 看什么}]}
"""
# A number in the text of a document, in every way that a text shows one.
_BODY = """\

## 标题，{}

正文{}，**粗{}**，`码{}`，[链{}](https://www.gov.cn/)，![图{}](图.png)，脚注[^9]。

> 引{}

- 项{}

| 头{} | 乙 |
| --- | --- |
| 格{} | 丙 |

<details><summary>题{}</summary>内{}</details>

```
代码{}
```

[^9]: 注{}
"""


def numbers() -> Iterator[str]:
    """Yield sound identity numbers of a place that is none, each once."""
    for serial in itertools.count():
        body = f"500000{1950 + serial // 1000 % 50}0101{serial % 1000:03d}"
        total = sum(2 ** (17 - place) % 11 * int(digit) for place, digit in enumerate(body))
        yield body + "10X98765432"[total % 11]


@dataclass
class Tree:
    """A YAML value with the spots where something was planted, and what was there before.

    ``head`` is the first line of it in its file, ``tail`` what follows it there. In an ``even`` one each entry
    is on a line of its own, and not each value.
    """

    value: Any
    head: str = ""
    tail: str = ""
    even: bool = False
    planted: dict[Spot, Any] = field(default_factory=dict)

    def text(self) -> str:
        """Return the file, each value on a line of its own."""
        flow = None if self.even else False
        written = yaml.safe_dump(
            self.value, allow_unicode=True, sort_keys=False, width=10_000_000, default_flow_style=flow
        )
        return f"{self.head}{written}{self.tail}"

    def lines(self) -> dict[Spot, int]:
        """Return the line of each planted value."""
        first = self.head.count("\n") + 1
        marked = parse_marked(
            self.text().removeprefix(self.head).removesuffix(self.tail), "", first_line=first
        )
        return {spot: marked.place(spot).line for spot in self.planted}

    def plant(self, spot: Spot, number: str) -> None:
        """Add a number to a value, or put it where there is none."""
        holder = _at(self.value, spot[:-1])
        old = holder.get(spot[-1]) if isinstance(holder, dict) else holder[spot[-1]]
        self.planted[spot] = old
        holder[spot[-1]] = number if old is None else f"{old}，{number}"

    def put_back(self, spot: Spot) -> None:
        """Undo what was planted."""
        holder, old = _at(self.value, spot[:-1]), self.planted.pop(spot)
        if old is None and isinstance(holder, dict):
            del holder[spot[-1]]
        else:
            holder[spot[-1]] = old


def _at(value: Any, spot: Spot) -> Any:
    for step in spot:
        value = value[step]
    return value


def _leaves(value: Any, spot: Spot = ()) -> Iterator[Spot]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield from _leaves(inner, (*spot, step))
    if isinstance(value, str):
        yield spot


def _unsaid(declared: type[BaseModel], value: Any, spot: Spot = ()) -> Iterator[Spot]:
    """Yield the spots of the texts that a declaration knows and a value leaves out."""
    for name, told in declared.model_fields.items():
        kinds = set(_kinds(told.annotation))
        models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
        key = told.alias or name
        given = value.get(key)
        if given is None and str in kinds:
            yield (*spot, key)
        for model in models:
            if isinstance(given, dict):
                yield from _unsaid(model, given, (*spot, key))
            for number, each in enumerate(given if isinstance(given, list) else []):
                if isinstance(each, dict):
                    yield from _unsaid(model, each, (*spot, key, number))


def _kinds(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in typing.get_args(annotation):
        if isinstance(inner, type | types.UnionType) or typing.get_origin(inner):
            yield from _kinds(inner)


@dataclass
class Planted:
    """The portal: its YAML, its tables by rows, its other files, and what was planted where (file and line)."""

    folder: Path
    trees: dict[str, Tree] = field(default_factory=dict)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    before: dict[str, list[list[str]]] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)
    inside: dict[str, tuple[str, int]] = field(default_factory=dict)
    given: Iterator[str] = field(default_factory=numbers)

    def write(self) -> None:
        """Lay the portal out. The head of a table has the labels that its format has by now, and so its choices."""
        fields = self.trees["registers/mine.yml"].value["fields"]
        table = self.tables[_OWN]
        table[0] = [each["label"] for each in fields]
        for row, choice in zip(table[1:], fields[_STATE]["choices"], strict=True):
            row[_STATE] = choice
        files = self.others | {name: tree.text().encode() for name, tree in self.trees.items()}
        for name, rows in self.tables.items():
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows(rows)
            files[name] = out.getvalue().encode()
        for name, data in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def settle(self) -> None:
        """Put back what is refused until nothing is."""
        for _ in range(20):
            self.write()
            refused = [
                each
                for each in check(self.folder)
                if each["level"] == "error" and each["code"] not in _PERSONAL
            ]
            if not refused:
                return
            done = [self._put_back(each) for each in refused]
            assert any(done), refused
        raise AssertionError(refused)

    def _put_back(self, refused: dict[str, Any]) -> bool:
        """Undo what a finding is about: what stands on its line; where it names that, what it names last."""
        path, line = refused["path"], refused["line"]
        if path in self.tables:
            rows, old, column = self.tables[path], self.before[path], refused["column"]
            now, then = rows[line - 1][column - 1], old[line - 1][column - 1]
            rows[line - 1][column - 1] = then
            return bool(now != then)
        if path not in self.trees:
            return False  # a file that nobody names while what named it bears a number
        tree, named = self.trees[path], NUMBER.findall(refused["message"])
        spots = [spot for spot, at in tree.lines().items() if at == line]
        if not spots or any(number in str(_at(tree.value, spot)) for spot in spots for number in named):
            spots = []
            for tree in self.trees.values() if named else ():
                spots = [spot for spot in tree.planted if named[-1] in str(_at(tree.value, spot))]
                if spots:
                    break
        for spot in spots:
            tree.put_back(spot)
        return bool(spots)

    def where(self) -> dict[str, set[tuple[str, int]]]:
        """Return the files and lines of every number that is planted by now."""
        found: dict[str, set[tuple[str, int]]] = {}
        for name in (*self.trees, *self.tables, *self.others):
            for number in NUMBER.findall(name):
                found.setdefault(number, set()).add((name, 1))
        for number, place in self.inside.items():
            found.setdefault(number, set()).add(place)
        for name in (*self.trees, *self.tables):
            lines = (self.folder / name).read_text(encoding="utf-8").split("\n")
            for line, text in enumerate(lines, 1):
                for number in NUMBER.findall(text):
                    found.setdefault(number, set()).add((name, line))
        return found


def plant(folder: Path) -> Planted:
    """Make the portal below ``folder``, and settle it."""
    portal = Planted(folder)
    for name, raw in make_files().items():
        _take(portal, name, raw)
    _take(portal, _PACK_FILE, _PACK.encode())
    _add_files(portal)
    portal.trees["columns.yml"].value["portal"]["packs"].append("sl-2026")
    portal.trees["columns.yml"].value["checks"] += [
        {"code": code, "level": "info", "reason": "测试"} for code in _PERSONAL
    ]
    portal.settle()
    return portal


def _take(portal: Planted, name: str, raw: bytes) -> None:
    if name.endswith(".csv"):
        portal.before[name] = list(csv.reader(io.StringIO(raw.decode())))
        rows = copy.deepcopy(portal.before[name])
        portal.tables[name] = [
            rows[0],
            *([f"{cell}，{next(portal.given)}" for cell in row] for row in rows[1:]),
        ]
    elif name in _DECLARED or name.endswith(".md") or name in (_LIST, _PACK_FILE):
        text = raw.decode()
        head, tail = "", ""
        if name.endswith(".md"):
            text, _, body = text.removeprefix("---\n").partition("---\n")
            head = "---\n"
            tail = f"---\n{body}\n{_BODY.format(*(next(portal.given) for _ in range(_BODY.count('{}'))))}"
            if "![图" in tail and not name.startswith(("content/tz", "content/jd")):
                tail = tail.replace("](图.png)", "](/tz/图.png)")
        tree = portal.trees[name] = Tree(
            yaml.load(text, Loader=yaml.BaseLoader), head, tail, even=name == _LIST
        )
        declared = DocumentDeclaration if name.endswith(".md") else _DECLARED.get(name)
        spots = [*_leaves(tree.value), *(_unsaid(declared, tree.value) if declared else ())]
        for spot in spots:
            tree.plant(spot, next(portal.given))
    else:
        portal.others[name] = raw


def _add_files(portal: Planted) -> None:
    """Put numbers into office files and a plain text, and into the names of a document, a table and a file."""
    given, inside = portal.given, portal.inside
    inside |= dict.fromkeys(numbers := list(itertools.islice(given, 2)), ("content/tz/附件.docx", 1))
    portal.others["content/tz/附件.docx"] = _docx(numbers)
    numbers = list(itertools.islice(given, 2))
    inside |= {number: ("content/ml/表.xlsx", line) for line, number in enumerate(numbers, 2)}
    portal.others["content/ml/表.xlsx"] = _xlsx([["名称", "数"], *([number, "1"] for number in numbers)])
    numbers = list(itertools.islice(given, 2))
    inside |= dict.fromkeys(numbers, ("content/tz/附件.xlsx", 1))
    portal.others["content/tz/附件.xlsx"] = _xlsx([[number] for number in numbers])
    name = f"content/tz/件{next(given)}.txt"
    inside[number := next(given)] = (name, 1)
    portal.others[name] = f"文字{number}。\n".encode()
    head = {"title": "题", "issuer": "办", "published": "2026-03-04 09:30", "attachments": [name[11:]]}
    # An address has small letters alone: an X at its end would be found in it no more.
    address = next(number for number in given if number.isdigit())
    portal.trees[f"content/tz/{address}.md"] = Tree(head, "---\n", "---\n\n正文。\n")
    rows = [["名称", f"列{next(given)}"], [f"格{next(given)}", "1"]]
    name = f"content/ml/{next(given)}.csv"
    portal.tables[name], portal.before[name] = rows, copy.deepcopy(rows)


def _docx(paragraphs: list[str]) -> bytes:
    paper, out = docx.Document(), io.BytesIO()
    for text in paragraphs:
        paper.add_paragraph(text)
    paper.save(out)
    return out.getvalue()


def _xlsx(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()
