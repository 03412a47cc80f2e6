"""Read YAML into plain values, and keep the line and column of every key and value.

Scalars stay the text that was typed (``5000000000`` and ``2021-02-30`` are strings); only an empty
value or ``null`` becomes None. What a text means is decided by the declarations, not by YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

import yaml

from generator.data import dataclass
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_MAX_DEPTH = 60
# Aliases can unfold a few lines into billions of values; no honest columns.yml comes near this.
_MAX_VALUES = 200_000
_CORE = "tag:yaml.org,2002:"
# What a value may be marked as. All others ask the reader of the file to do something.
_TAGS = frozenset(
    {"!", *(f"{_CORE}{kind}" for kind in ("str", "map", "seq", "int", "float", "bool", "null", "timestamp"))}
)
NULLS = ("", "~", "null", "Null", "NULL")
Value = str | None | list["Value"] | dict[str, "Value"]
Spot = tuple[str | int, ...]

# The base loader leaves every scalar as text, which is both what we want and the fastest.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


# What YAML takes for the end of a line besides the usual: its places would be counted otherwise than editors do.
_BREAK = re.compile("[\x85\u2028\u2029]")
# What nests without a line each: flow brackets, and marks of entries one behind the other.
_BRACKET = re.compile(r"[\[\]{}]")
_MARKS_IN_A_ROW = re.compile(r"(?:[-?:][ \t]++){50}")
_FAR_IN = "\n" + " " * 150


@dataclass
class Marked:
    """A parsed YAML text: its value, the place of each value and key, and what was wrong with it."""

    value: Value = None
    values: dict[Spot, Place] = field(default_factory=dict)
    keys: dict[Spot, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    readable: bool = True

    def place(self, spot: Spot) -> Place:
        """Return the place of a value, or of its nearest parent that has one."""
        while spot not in self.values and spot:
            spot = spot[:-1]
        return self.values[spot]

    def key_place(self, spot: Spot) -> Place:
        """Return the place of the key of a value."""
        return self.keys.get(spot) or self.place(spot)


def parse_marked(text: str, name: str, first_line: int = 1) -> Marked:
    """Parse one YAML document; ``first_line`` is the line of the file on which ``text`` begins."""
    marked = Marked(values={(): Place(name, first_line)})
    if _BREAK.search(text):
        marked.findings.extend(_hidden_breaks(text, name, first_line))
        text = _BREAK.sub(" ", text)
    try:
        deep = _deepest_mark(text) if _may_be_deep(text) else None
        if deep:
            place = Place(name, deep.line + first_line, deep.column + 1)
            marked.findings.append(finding("yaml-syntax", place, "YAML嵌套过深。", "一层套一层不超过60层。"))
            marked.readable = False
            return marked
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        # YAML counts line ends of its own: no place lies behind the end of the file.
        line = min(line, text.count("\n"))
        marked.findings.append(_syntax_finding(text, error, Place(name, line + first_line, column + 1), line))
        marked.readable = False
        return marked
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        place = _reader_place(text, name, first_line, error)
        marked.findings.append(_unreadable(text.split("\n")[place.line - first_line], place))
        marked.readable = False
        return marked
    if node is not None:
        try:
            marked.value = _Converter(marked, name, first_line).convert(node, (), frozenset())
        except _TooLargeError as error:
            message = f"YAML展开后超过{_MAX_VALUES}项。"
            marked.findings.append(
                finding("yaml-syntax", error.place, message, "少用*引用，或分成几个文件。")
            )
            marked.readable = False
    return marked


def _hidden_breaks(text: str, name: str, first_line: int) -> Iterator[Finding]:
    """Yield the characters that YAML takes for the end of a line and no editor does: the first of each kind."""
    for sign in sorted(set(_BREAK.findall(text)), key=text.index):
        at = text.index(sign)
        place = Place(name, text.count("\n", 0, at) + first_line, at - text.rfind("\n", 0, at))
        message = f"这里有看不见的换行符（U+{ord(sign):04X}），YAML里不能有。"
        hint = "删去这个字符，或换成空格；文档里的也可运行gongkai check --fix自动改。"
        yield finding("yaml-syntax", place, message, hint)


class _TooLargeError(Exception):
    """The values of a text, references resolved, are too many; to go on would only take time."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


def _may_be_deep(text: str) -> bool:
    """Tell in a quick look whether a text may nest deeper than anybody writes."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > _MAX_DEPTH:
            return True
    return _FAR_IN in text or _MARKS_IN_A_ROW.search(text) is not None


def _deepest_mark(text: str) -> Any:
    """Return where a text nests too deep; None if nowhere. Raises what the parser raises.

    The composer in C calls itself once a level and ends the process when there are too many; the events that it
    composes come one after the other.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                return event.start_mark
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


@dataclass(frozen=True)
class _Converter:
    """Turns YAML nodes into values and notes where each stood."""

    marked: Marked
    name: str
    first_line: int

    def place(self, node: yaml.Node) -> Place:
        return Place(self.name, node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def convert(self, node: yaml.Node, spot: Spot, open_nodes: frozenset[int]) -> Value:
        marked, place = self.marked, self.place(node)
        marked.values[spot] = place
        if len(marked.values) > _MAX_VALUES:
            raise _TooLargeError(place)
        if id(node) in open_nodes or len(spot) > _MAX_DEPTH:
            marked.findings.append(finding("yaml-syntax", place, "YAML引用绕成了圈，或嵌套过深。"))
            return None
        if node.tag and node.tag not in _TAGS:
            shown = node.tag.replace(_CORE, "!!")
            marked.findings.append(
                finding("yaml-syntax", place, f"不能用标签“{shown}”。", "删去感叹号开头的标签，直接写值。")
            )
            return None
        inside = open_nodes | {id(node)}
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, spot, inside)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(child, (*spot, index), inside) for index, child in enumerate(node.value)]
        if node.value in NULLS and not getattr(node, "style", None):
            return None
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, spot: Spot, inside: frozenset[int]) -> Value:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            place = self.place(key_node)
            if key in result:
                first = self.marked.keys[(*spot, key)].line
                message = f"“{key}”已经在第{first}行写过。"
                self.marked.findings.append(finding("yaml-duplicate-key", place, message))
                continue
            self.marked.keys[(*spot, key)] = place
            result[key] = self.convert(value_node, (*spot, key), inside)
        return result


def _syntax_finding(text: str, error: yaml.MarkedYAMLError, place: Place, line: int) -> Finding:
    lines = text.split("\n")
    here = lines[line] if line < len(lines) else ""
    indent = here[: len(here) - len(here.lstrip())]
    if "\t" in indent:
        column = indent.index("\t") + 1
        return finding("yaml-tab", Place(place.path, place.line, column), "这一行的缩进里有制表符（Tab）。")
    return finding("yaml-syntax", place, f"YAML写法有误：{_translate(error.problem or '')}")


_PROBLEMS = (
    ("mapping values are not allowed", "这里不该出现冒号；上一行可能缺少冒号，或值中的冒号要用引号括起来。"),
    ("could not find expected ':'", "缺少冒号（英文冒号后留一个空格）。"),
    ("expected <block end>", "缩进与上文不齐。"),
    ("did not find expected key", "缩进与上文不齐，或缺少键名。"),
    ("did not find expected '-' indicator", "列表项要以“- ”开头，并与同级对齐。"),
    ("found character that cannot start any token", "这个字符不能放在开头，请用引号把值括起来。"),
    ("found character '\\t'", "缩进里有制表符（Tab）。"),
    ("while scanning a quoted scalar", "引号没有成对。"),
    ("unexpected end of stream", "文件提前结束，引号或括号没有成对。"),
    ("did not find expected ',' or", "方括号或花括号没有成对，或缺少英文逗号。"),
    ("undefined alias", "引用了没有定义的*名称。"),
)


def _translate(problem: str) -> str:
    for english, chinese in _PROBLEMS:
        if english in problem:
            return chinese
    return "请检查这一行及上一行的缩进、冒号和引号。"


def _unreadable(line: str, place: Place) -> Finding:
    """Return what is wrong where YAML cannot go on, the sign named if nobody sees it."""
    sign = line[place.column - 1 : place.column]
    if not sign or sign.isprintable():
        return finding("yaml-syntax", place, "含有YAML不允许的字符或结构。")
    message = f"这里有看不见的字符（U+{ord(sign):04X}），YAML里不能有。"
    return finding("yaml-syntax", place, message, "删去这个字符，或换成空格。")


def _reader_place(text: str, name: str, first_line: int, error: Exception) -> Place:
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return Place(name, first_line)
    # The C loader counts bytes, the Python one characters.
    in_bytes = "C" in _Loader.__name__
    before = text.encode()[:position].decode("utf-8", "ignore") if in_bytes else text[:position]
    return Place(name, before.count("\n") + first_line, len(before) - before.rfind("\n"))
