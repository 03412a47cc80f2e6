"""A table that an old system has exported (CSV, JSON): a row an article, with its body as HTML or as words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from html import escape
from pathlib import Path
from typing import Any

from generator.data import dataclass
from generator.errors import UsageError, reason_of
from generator.intake.markup.decoding import decode_page
from generator.intake.migration.mapping.declare import DumpDeclaration
from generator.intake.migration.old.articles import NO_TEMPLATE, Article, Facts, Survey
from generator.intake.migration.old.beside import files_led_to
from generator.intake.migration.old.facts import find_day, find_moment, find_number
from generator.intake.migration.old.markup import bare, one_line
from generator.intake.migration.old.mirror import Mirror, Unread, read_mirror
from generator.intake.migration.old.old_map import OldMap, is_among
from generator.intake.migration.old.old_names import link_address, path_of
from generator.intake.migration.old.sniffing import What
from generator.load.tables.csv_sheet import read_csv
from generator.load.tables.sheet import Sheet

SUFFIXES = (".csv", ".json", ".jsonl")
_MOST_BYTES = 2 * 1024 * 1024 * 1024
_MARKUP = re.compile(r"<(?:p|div|br|span|table|a|img|strong|h[1-6]|ul|ol|font|section)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s;；,，|]+")


@dataclass(frozen=True)
class Dump:
    """What a table holds: articles, their bodies as HTML by address, and the files beside it."""

    mirror: Mirror
    survey: Survey
    sites: tuple[str, ...]
    bodies: dict[str, str] = field(default_factory=dict)


def read_dump(path: Path, said: OldMap) -> Dump:
    """Read a table. Raises UsageError where it is none, or has not the columns that the map names."""
    rows = list(_rows(path))
    if not rows:
        raise UsageError(f"“{path.name}”里没有一行内容。")
    _check_columns(rows, said.dump, path.name)
    if said.dump.files and not (path.parent / said.dump.files).is_dir():
        raise UsageError(f"映射的dump.files写的文件夹“{path.parent / said.dump.files}”不存在。")
    sites = said.sites or tuple(sorted({host for row in rows if (host := _host(row, said.dump))}))
    bodies: dict[str, str] = {}
    articles: dict[str, Article] = {}
    unread: list[Unread] = []
    skipped = []
    for number, row in enumerate(rows, 1):
        address = _address(row, said.dump, sites, number)
        if is_among(path_of(address), said.skip):
            skipped.append(address)
        elif address in articles:
            unread.append(Unread(f"{address}（第{number}行）", "与前面的一行是同一个网址"))
        elif not bare(text := row.get(said.dump.body, "")):
            unread.append(Unread(address, "正文是空的"))
        else:
            bodies[address] = _html(text, row.get(said.dump.attachments, ""))
            articles[address] = _article(row, said.dump, address, bodies[address])
    # A folder named in the map is all of the old site; what lies around the table is of it where an article leads there.
    beside = (
        read_mirror(path.parent / said.dump.files, sites)
        if said.dump.files
        else files_led_to(bodies, path.parent.resolve())
    )
    files = {name: file for name, file in beside.files.items() if file.what is What.FILE}
    names = {name: known for name, known in beside.names.items() if known in files}
    survey = Survey(articles, skipped=tuple(skipped))
    return Dump(Mirror(files, (*unread, *beside.unread), names), survey, sites, bodies)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"“{path.name}”超过2GB，请分成几个文件。")
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"“{path}”读不了：{reason_of(error)}。") from error
    if path.suffix.lower() == ".csv":
        yield from _csv_rows(raw, path.name)
    else:
        yield from _json_rows(decode_page(raw), path.name)


def _csv_rows(raw: bytes, name: str) -> Iterator[dict[str, str]]:
    sheet = read_csv(raw, name)
    if not isinstance(sheet, Sheet):
        raise UsageError(f"{sheet.place}　{sheet.message}{sheet.hint}")
    head = [str(cell or "").strip() for cell in sheet.rows[0].cells] if sheet.rows else []
    for row in sheet.rows[1:]:
        yield {key: str(cell or "") for key, cell in zip(head, row.cells, strict=False)}


def _json_rows(text: str, name: str) -> Iterator[dict[str, str]]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        # One object a line is as usual.
        said = [_line(line, name, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if isinstance(said, Mapping):
        said = next((value for value in said.values() if isinstance(value, list)), [said])
    if not isinstance(said, list):
        raise UsageError(f"“{name}”应是一个列表，一份文档一个对象。")
    for each in said:
        if isinstance(each, Mapping):
            yield {str(key): _text(value) for key, value in each.items()}


def _line(line: str, name: str, number: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(f"{name}:{number}　这一行不是JSON。") from None


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    if isinstance(value, Mapping):
        return str(value.get("url") or value.get("path") or "")
    return "" if value is None else str(value)


def _check_columns(rows: Iterable[Mapping[str, str]], said: DumpDeclaration, name: str) -> None:
    known = {key for row in rows for key in row}
    for key, label in (("title", "标题"), ("date", "日期"), ("body", "正文")):
        if getattr(said, key) not in known:
            raise UsageError(
                f"“{name}”里没有“{getattr(said, key)}”这一列（{label}）。"
                f"在映射的dump里写明{label}是哪一列，现有的列：{'、'.join(sorted(known)[:30])}。"
            )


def _host(row: Mapping[str, str], said: DumpDeclaration) -> str:
    link = link_address(row.get(said.url, ""), "/")
    return link[0].partition("/")[0] if link else ""


def _address(row: Mapping[str, str], said: DumpDeclaration, sites: tuple[str, ...], number: int) -> str:
    url = row.get(said.url, "").strip()
    link = link_address(url, f"{sites[0] if sites else ''}/") if url else None
    return link[0] if link else f"/第{number}行"


def _html(text: str, attachments: str) -> str:
    """Return a body as HTML, with links to what is attached behind it."""
    if not _MARKUP.search(text):
        text = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    links = [each for each in _BETWEEN.split(attachments) if each]
    behind = "".join(f'<p data-attached=""><a href="{escape(each)}"></a></p>' for each in links)
    return f"<html><body>{text}{behind}</body></html>"


def _article(row: Mapping[str, str], said: DumpDeclaration, address: str, body: str) -> Article:
    channel = one_line(row.get(said.channel, ""))
    facts = Facts(
        title=one_line(row.get(said.title, "")),
        published=find_moment(row.get(said.date, "")),
        source=one_line(row.get(said.source, "")),
        issuer=one_line(row.get(said.issuer, "")),
        number=find_number(row.get(said.number, "")),
        signed=find_day(row.get(said.signed, "")),
        index_no=one_line(row.get(said.index_no, "")),
        channels=(channel,) if channel else (),
    )
    digest = hashlib.sha256(bare(body).encode("utf-8", "replace")).hexdigest()
    return Article(address, NO_TEMPLATE, facts, digest, parts=(address,))
