"""known.csv: the findings of old content that are known and may wait."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.data import dataclass
from generator.errors import reason_of
from generator.kinds.catalogue import CATALOGUE
from generator.load.cache.memo import Memo
from generator.load.source.known_name import known_name
from generator.load.source.text import MAX_TEXT_BYTES, Source
from generator.load.tables.csv_sheet import read_csv
from generator.load.tables.sheet import Sheet
from generator.load.yaml.validate import did_you_mean
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# What moves when lines are put in above, or when days pass: the same finding stays the same.
_MOVING = re.compile(
    r"第\d++(?:行(?:[A-Z]{1,3}列)?|条)|\d++(?=(?:天|个工作日|个自然日|个月|个|处|份|条|行|字|次|%))"
)
# What only tells of a state, and is to be told each time.
_TELLING = frozenset({"draft", "not-yet-published", "taken-down", "workdays-unknown"})
_PRIVATE = frozenset({"personal-identity", "personal-bank", "personal-mobile", "secret-mark"})
HEAD = ("代码", "文件", "问题", "个数", "日期", "确认人")


@dataclass(frozen=True)
class Known:
    """One known finding: what it says and where, how often, since which day, and who took it for known."""

    code: str
    path: str
    message: str
    count: int
    day: str
    who: str
    place: Place

    @property
    def print(self) -> tuple[str, str, str]:
        """What a finding is known by, on whatever line it stands."""
        return fingerprint(self.code, self.path, self.message)


def fingerprint(code: str, path: str, message: str) -> tuple[str, str, str]:
    """Return what two findings share that are the same one, before and after lines were put in above it."""
    return code, path, _MOVING.sub("#", message)


def may_be_known(code: str, firm: bool) -> bool:
    """Tell whether a finding of a code may wait: not what makes a site unsafe, nor what must not be public."""
    return not firm and code not in _PRIVATE and code not in _TELLING and not code.startswith("known-")


def read_known(root: Path, memo: Memo, findings: list[Finding]) -> tuple[Known, ...]:
    """Return what is known of a portal; nothing without the file. What may not be known is a finding."""
    name = known_name(root)
    if not name:
        return ()
    place = Place(name)
    try:
        raw = (root / name).read_bytes()
    except OSError as error:
        findings.append(finding("file-unreadable", place, f"无法读取：{reason_of(error)}。"))
        return ()
    if len(raw) > MAX_TEXT_BYTES:
        message = "已知问题的清单超过上限8MB。"
        findings.append(finding("file-too-large", place, message, "先改掉一批问题，再重新确认。"))
        return ()
    return memo.make(Source(name, "", raw), _read, findings)


def _read(source: Source, findings: list[Finding]) -> tuple[Known, ...]:
    if not source.raw.strip():
        return ()
    sheet = read_csv(source.raw, source.name)
    if not isinstance(sheet, Sheet):
        findings.append(sheet)
        return ()
    return tuple(_rows(sheet, findings))


def _rows(sheet: Sheet, findings: list[Finding]) -> Iterator[Known]:
    for number, row in enumerate(sheet.rows):
        cells = [str(cell or "").strip() for cell in row.cells]
        if number == 0 and tuple(cells[: len(HEAD)]) == HEAD:
            continue
        place = Place(sheet.name, row.line)
        if fault := _fault(cells):
            findings.append(finding("known-invalid", place, *fault))
            continue
        code, path, message, count, day, who = cells[: len(HEAD)]
        yield Known(code, path, message, int(count), day, who, place)


def _fault(cells: Sequence[str]) -> tuple[str, str] | None:
    """Return what is wrong with a row, and how to mend it."""
    if len(cells) < len(HEAD) or not all(cells[: len(HEAD)]):
        return f"这一行不是{len(HEAD)}格：{'、'.join(HEAD)}。", ""
    code, count = cells[0], cells[3]
    if code not in CATALOGUE:
        return f"没有“{code}”这个问题代码。", did_you_mean(code, list(CATALOGUE))
    if not may_be_known(code, CATALOGUE[code].firm):
        message = f"“{code}”（{CATALOGUE[code].name}）不能算作已知问题。"
        return message, "删去这一行，改正问题本身。"
    if not (count.isdecimal() and count.isascii() and int(count[:9]) > 0 and len(count) < 9):
        return f"个数“{count[:20]}”不是大于0的整数。", ""
    return None
