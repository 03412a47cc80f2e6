"""Read a head entry by entry where YAML cannot read it whole, so that one bad line hides no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.kinds.heads import DocumentDeclaration
from generator.load.gate.written import read_written
from generator.load.yaml.marked import Marked
from generator.load.yaml.validate import declared_keys, keys_by_label
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# A line at the left margin begins an entry, unless it is a comment, an item of a list or goes on with a value.
_BEGINS = re.compile(r"[^\s#\-\]\},\"']")
_FIRST_WORD = re.compile(r"[\s\-\"']*([A-Za-z_]+|[\u4e00-\u9fff]+)")
# No head has so many entries; of broken ones, a few show what is wrong with all.
_MOST_ENTRIES, _MOST_BROKEN = 500, 20


@dataclass
class Entries:
    """What the readable entries of a head say, and the keys that the broken ones may have held (None: any)."""

    marked: Marked
    lost: set[str] | None = field(default_factory=set)


def read_entries(text: str, name: str, broken: Marked) -> Entries | None:
    """Read the entries of a head, each by itself; ``broken`` is what came of it as a whole.

    None where none of them can be read, or where they are broken only together.
    """
    pieces = list(_pieces(text))
    if len(pieces) > _MOST_ENTRIES:
        return None
    entries = Entries(Marked(value={}, values={(): Place(name, 2)}))
    told = 0
    for line, piece in pieces:
        read = read_written(piece, name, first_line=line)
        problems = list(read.findings)
        if read.readable and isinstance(read.value, dict):
            _add(entries.marked, read)
        elif not read.readable or read.value is not None:
            problems += [_no_entry(piece, read.place(()))] if read.readable else []
            told += 1
            _lose(entries, piece)
        entries.marked.findings += problems if told <= _MOST_BROKEN else []
    if not told or not entries.marked.value:
        return None
    entries.marked.findings = _with_hidden_breaks(entries.marked.findings, broken)
    return entries


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the entries of a head, each with the line of the file on which it begins."""
    begun, piece = 2, list[str]()
    for number, line in enumerate(text.split("\n"), 2):
        if piece and _BEGINS.match(line):
            yield begun, "\n".join(piece)
            begun, piece = number, []
        piece.append(line)
    yield begun, "\n".join(piece)


def _add(whole: Marked, read: Marked) -> None:
    """Add an entry to what the entries before it say."""
    assert isinstance(whole.value, dict)
    assert isinstance(read.value, dict)
    for key, value in read.value.items():
        place = read.key_place((key,))
        if key in whole.value:
            first = whole.key_place((key,)).line
            whole.findings.append(finding("yaml-duplicate-key", place, f"“{key}”已经在第{first}行写过。"))
            continue
        whole.value[key] = value
        whole.values.update({spot: at for spot, at in read.values.items() if spot[:1] == (key,)})
        whole.keys.update({spot: at for spot, at in read.keys.items() if spot[:1] == (key,)})


def _no_entry(piece: str, place: Place) -> Finding:
    """Return what is wrong with lines that YAML takes for a text or a list where an entry is to be."""
    line = piece.lstrip("\n").partition("\n")[0]
    if "：" in line and ":" not in line.partition("：")[0]:
        message, hint = "这里写的是中文冒号“：”。", "换成英文冒号，后面留一个空格。"
    elif ":" in line:
        message, hint = "冒号后面没有空格。", "在冒号后面留一个空格。"
    else:
        message, hint = "缺少冒号（英文冒号后留一个空格）。", ""
    return finding("yaml-syntax", place, f"YAML写法有误：{message}", hint)


def _lose(entries: Entries, piece: str) -> None:
    """Note the keys that a broken entry may have held: they are not missing."""
    if entries.lost is None:
        return
    known = {**keys_by_label(DocumentDeclaration), **{key: key for key in declared_keys(DocumentDeclaration)}}
    words = [match[1] for line in piece.split("\n") if (match := _FIRST_WORD.match(line))]
    if not words or words[0] not in known:
        entries.lost = None
        return
    entries.lost.update(known[word] for word in words if word in known)


def _with_hidden_breaks(found: list[Finding], broken: Marked) -> list[Finding]:
    """Add what was found in the text as a whole before it was read, once."""
    return [*found, *(each for each in broken.findings[:-1] if each not in found)]
