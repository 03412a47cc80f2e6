"""old_urls.csv: the addresses of a whole old site, each with the page that it is to lead to now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.data import dataclass
from generator.errors import reason_of
from generator.load.cache.memo import Memo
from generator.load.gate.sensitive import find_in_pieces
from generator.load.source.text import MAX_TEXT_BYTES, Source
from generator.load.tables.csv_sheet import read_csv
from generator.load.tables.sheet import Sheet
from generator.model.addresses.old_url import old_address
from generator.model.addresses.trail import base_path
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Move, Portal

OLD_URLS = "old_urls.csv"
_HEADS = frozenset({"old", "旧网址", "旧地址"})
_FORM = "每行写两格：旧网址，新网址；新网址写本站的网址，或文档在content里的路径。"


@dataclass(frozen=True)
class OldRow:
    """One row: an address of the old site and what it is to lead to, as written."""

    old: str
    new: str
    place: Place


def read_old_urls(root: Path, memo: Memo, findings: list[Finding]) -> tuple[OldRow, ...]:
    """Return the rows of a portal's table; none without one."""
    path, place = root / OLD_URLS, Place(OLD_URLS)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        findings.append(finding("file-unreadable", place, f"无法读取：{reason_of(error)}。"))
        return ()
    if len(raw) > MAX_TEXT_BYTES:
        findings.append(finding("file-too-large", place, "表格超过上限8MB。", "删去不用再跳转的行。"))
        return ()
    return memo.make(Source(OLD_URLS, "", raw), _read, findings)


def _read(source: Source, findings: list[Finding]) -> tuple[OldRow, ...]:
    sheet = read_csv(source.raw, source.name)
    if not isinstance(sheet, Sheet):
        findings.append(sheet)
        return ()
    rows = list(_rows(sheet, findings))
    suspects = find_in_pieces([row.old for row in rows])
    for number, suspect in suspects:
        findings.append(finding(suspect.code, rows[number].place, f"旧网址里有{suspect.words}。"))
    return tuple(rows)


def _rows(sheet: Sheet, findings: list[Finding]) -> Iterator[OldRow]:
    for number, row in enumerate(sheet.rows):
        cells = [str(cell or "").strip() for cell in row.cells]
        place = Place(sheet.name, row.line)
        if number == 0 and cells[0].lower() in _HEADS:
            continue
        if len(cells) < 2 or not (cells[0] and cells[1]) or any(cells[2:]):
            findings.append(finding("old-url-invalid", place, "这一行不是两格。", _FORM))
        else:
            yield OldRow(cells[0], cells[1], place)


def moves_of(rows: Iterable[OldRow], portal: Portal, findings: list[Finding]) -> Iterator[Move]:
    """Yield what the rows say, in the form that addresses are compared in; what is no address is a finding."""
    base, told = base_path(portal), tuple(rows)
    public = (portal.documents, portal.withdrawn) if told else ()
    pages = {each.path: each.address for group in public for each in group}
    for row in told:
        old = old_address(row.old, base)
        if old is None:
            message = f"“{row.old}”不能作旧网址。"
            findings.append(finding("old-url-invalid", row.place, message))
            continue
        new = pages.get(row.new.removeprefix("content/")) or old_address(row.new, base)
        yield Move(old, new or row.new, row.place)
