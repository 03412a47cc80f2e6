"""An agenda as lines for people, as CSV, and as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from generator.model.moments import Occasion
from generator.tables import csv_text

_HEAD = ("时间", "类别", "事项", "标题", "单位", "位置", "网页")
_CHINA = timedelta(hours=8)
_OCTETS = 75


def agenda_lines(occasions: Iterable[Occasion]) -> Iterator[str]:
    """Yield one line an occasion."""
    for each in occasions:
        unit = f"（{each.unit}）" if each.unit else ""
        yield f"{when_words(each.when)}　{each.turn.value}　{each.what}：{each.title}{unit}　{each.place}"


def agenda_csv(occasions: Iterable[Occasion]) -> str:
    """Return the agenda as CSV."""
    rows = (
        (when_words(each.when), each.turn.value, each.what, each.title, each.unit, each.place, each.url)
        for each in occasions
    )
    return csv_text([_HEAD, *rows])


def when_words(when: date) -> str:
    """Return 2026-12-01 09:30, or the day alone; what ends at midnight has the last day that it lasts."""
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else when.isoformat()


def agenda_ical(occasions: Iterable[Occasion], name: str, domain: str, base_url: str, now: datetime) -> bytes:
    """Return the agenda as a calendar of the portal ``name``, made at ``now``, a moment of China."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//agenda//ZH", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_text(name)}", "X-WR-TIMEZONE:Asia/Shanghai"]
    for each in occasions:
        lines += _event(each, domain, base_url, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(each: Occasion, domain: str, base_url: str, now: datetime) -> Iterator[str]:
    # The same occasion has the same name in every calendar: one that is read again replaces itself.
    # A document may get another title or time, and stays itself; what columns.yml names is told by all of it.
    rest = () if each.place.path.startswith("content/") else (each.title, each.unit, when_words(each.when))
    told = "\0".join((each.place.path, each.turn.value, each.what, *rest))
    uid = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    yield from ("BEGIN:VEVENT", f"UID:{uid}@{_text(domain) or 'gongkai'}", f"DTSTAMP:{_utc(now)}")
    if isinstance(each.when, datetime):
        yield f"DTSTART:{_utc(each.when)}"
    else:
        yield f"DTSTART;VALUE=DATE:{each.when:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{each.when + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{each.what}：{each.title}')}"
    described = "\n".join(filter(None, (each.unit, str(each.place))))
    yield f"DESCRIPTION:{_text(described)}"
    yield f"CATEGORIES:{each.turn.value}"
    if each.url:
        yield f"URL:{_plain(base_url + each.url)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _utc(moment: datetime) -> str:
    """Return a moment of China in universal time: a calendar needs no table of zones for it."""
    return f"{moment.replace(microsecond=0) - _CHINA:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for char, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(char, escaped)
    return _plain(text)


def _plain(text: str) -> str:
    """Return a text without control characters: a line end within it would begin a property of its own."""
    return "".join(char for char in text if char >= " " and char != "\x7f")


def _folded(line: str) -> bytes:
    """Return a line in pieces of 75 octets, none of which ends within a character, as the standard asks."""
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > _OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += width
    return b"".join(piece.encode("utf-8", "replace") + b"\r\n" for piece in pieces)
