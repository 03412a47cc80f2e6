"""Read gather.yml: what is wrong with it is told with its place, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from generator.data import dataclass
from generator.gather.listing.declare import GatherFile, SourceDeclaration, TakenDeclaration
from generator.load.source.text import Source, read_source
from generator.load.yaml.marked import Marked, parse_marked
from generator.load.yaml.validate import did_you_mean, rename_all_labels, validate
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding, has_errors
from generator.model.portal import Portal
from generator.model.words import ColumnKind

GATHER_FILE, SCHEMA = "gather.yml", "gathered"


@dataclass(frozen=True)
class Origin:
    """A portal that is gathered from: the address of its home page, or the folder of its site."""

    name: str
    url: str
    folder: str


@dataclass(frozen=True)
class Taken:
    """What goes into a column: documents of columns of these names or paths, from these origins, since a day."""

    column: Column
    names: tuple[tuple[str, ...], ...]
    origins: tuple[str, ...]
    since: str


@dataclass(frozen=True)
class GatherList:
    """A list that can be followed."""

    origins: tuple[Origin, ...]
    taken: tuple[Taken, ...]


def read_list(root: Path, portal: Portal) -> tuple[GatherList | None, list[Finding]]:
    """Return the list of a portal, None where it cannot be followed, and all that is wrong with it."""
    source = read_source(root / GATHER_FILE, GATHER_FILE)
    if not isinstance(source, Source):
        return None, [source]
    marked = parse_marked(source.text, GATHER_FILE)
    if not marked.readable:
        return None, list(marked.findings)
    if not isinstance(marked.value, dict):
        message = "归集清单应由sources、columns两项组成。"
        return None, [*marked.findings, finding("value-invalid", marked.place(()), message)]
    rename_all_labels(marked, GatherFile)
    declared, faults, _ = validate(GatherFile, marked)
    findings = [*marked.findings, *faults]
    if declared is None:
        return None, findings
    findings += _source_faults(declared.sources, marked)
    names = [each.name for each in declared.sources]
    taken = []
    for number, each in enumerate(declared.columns):
        column, wrong = _column(each, portal)
        findings += _taken_faults(each, number, names, wrong, marked)
        if column:
            taken.append(_taken(each, column, names))
    if has_errors(findings):
        return None, findings
    origins = tuple(
        Origin(each.name, f"{each.url.rstrip('/')}/" if each.url else "", _folder(root, each.folder))
        for each in declared.sources
    )
    return GatherList(origins, tuple(taken)), findings


def _folder(root: Path, folder: str) -> str:
    return str((root / folder).resolve()) if folder else ""


def _taken(said: TakenDeclaration, column: Column, names: list[str]) -> Taken:
    wanted = tuple(tuple(part.strip() for part in each.split(">")) for each in said.of)
    return Taken(column, wanted, tuple(said.sources or names), said.since)


def _source_faults(sources: list[SourceDeclaration], marked: Marked) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, each in enumerate(sources):
        spot = ("sources", number)
        if bool(each.url) == bool(each.folder):
            message = f"“{each.name}”的url和folder要写一个，也只能写一个。"
            yield finding("value-invalid", marked.place(spot), message)
        if each.url and not _is_home(each.url):
            message = f"“{each.url}”不是网站首页的网址，应写成https://www.example.gov.cn/。"
            yield finding("value-invalid", marked.place((*spot, "url")), message)
        if each.name in seen:
            message = f"来源“{each.name}”写了两次。"
            yield finding("value-invalid", marked.place((*spot, "name")), message)
        seen.add(each.name)


def _is_home(url: str) -> bool:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    return good and not (parts.query or parts.fragment or parts.username) and min(map(ord, url)) > 32


def _column(said: TakenDeclaration, portal: Portal) -> tuple[Column | None, str]:
    """Return the column that is meant, or what is wrong with it."""
    wanted = said.column.strip().strip("/")
    path = tuple(part.strip() for part in wanted.split(">"))
    found = [
        each
        for each in portal.walk()
        if each.address == wanted or each.path == path or (len(path) == 1 and each.name == wanted)
    ]
    if not found:
        near = did_you_mean(wanted, [each.name for each in portal.walk()])
        return None, f"没有“{said.column}”这个栏目。{near}"
    if len(found) > 1:
        return None, f"叫“{said.column}”的栏目有{len(found)}个，请写路径，例如{'>'.join(found[0].path)}。"
    (column,) = found
    if column.kind is not ColumnKind.REGISTER or column.schema != SCHEMA:
        return (
            None,
            f"栏目“{said.column}”在columns.yml里要写kind: register和schema: {SCHEMA}，才能放归集的信息。",
        )
    return column, ""


def _taken_faults(
    said: TakenDeclaration, number: int, names: list[str], wrong: str, marked: Marked
) -> Iterator[Finding]:
    spot = ("columns", number)
    if wrong:
        yield finding("value-invalid", marked.place((*spot, "column")), wrong)
    for place, name in enumerate(said.sources):
        if name not in names:
            message = f"sources里没有“{name}”这个来源。{did_you_mean(name, names)}"
            yield finding("value-invalid", marked.place((*spot, "sources", place)), message)
    if said.since and not _is_day(said.since):
        message = f"“{said.since}”不是日期，应写成2021-01-01。"
        yield finding("date-invalid", marked.place((*spot, "since")), message)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
