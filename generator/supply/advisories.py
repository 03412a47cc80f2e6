"""Security advisories in the OSV format, read from files, against the lock. Asks nobody.

The format: https://ossf.github.io/osv-schema/. Data of the whole ecosystem comes as one archive of JSON files.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from generator.errors import UsageError
from generator.supply.lock import Pin, plain

_LARGEST = 32 * 1024 * 1024  # bytes of one advisory; the largest known has a tenth of that
ECOSYSTEMS = ("PyPI", "crates.io")


@dataclass(frozen=True)
class Advisory:
    """One advisory that speaks of what is pinned. ``certain`` is False where its versions could not be read."""

    id: str
    aliases: tuple[str, ...]
    package: str
    version: str
    summary: str
    fixed: tuple[str, ...]
    certain: bool = True


def advisories(source: Path, pins: Sequence[Pin]) -> tuple[Advisory, ...]:
    """Return the advisories of a file, archive or folder that concern the pins.

    Raises UsageError for what cannot be read, and for data without a single advisory of these ecosystems:
    that nothing was found in it would say nothing.
    """
    found: list[Advisory] = []
    seen = 0
    for entry in _entries(source):
        try:
            seen += any(_ecosystem(each) in ECOSYSTEMS for each in entry.get("affected", ()))
            found += _of_entry(entry, pins)
        except (AttributeError, KeyError, TypeError) as error:
            raise UsageError(f"{source}里有不符合OSV格式的公告：{str(entry)[:60]}") from error
    if not seen:
        raise UsageError(f"{source}里没有PyPI的安全公告，无法核对。")
    return tuple(sorted(found, key=lambda each: (each.package, each.id)))


def _ecosystem(affected: Mapping[str, Any]) -> str:
    return str(affected.get("package", {}).get("ecosystem", "")).partition(":")[0]


def _of_entry(entry: Mapping[str, Any], pins: Sequence[Pin]) -> Iterator[Advisory]:
    if entry.get("withdrawn"):
        return
    for affected in entry.get("affected", ()):
        for pin in pins:
            if not _speaks_of(affected, pin):
                continue
            hit = _is_affected(affected, pin.version)
            if hit is not False:
                yield Advisory(
                    str(entry["id"]), tuple(map(str, entry.get("aliases", ()))), pin.name, pin.version,
                    str(entry.get("summary") or str(entry.get("details", "")).partition("\n")[0]),
                    tuple(_fixes(affected)), hit is True,
                )  # fmt: skip


def _speaks_of(affected: Mapping[str, Any], pin: Pin) -> bool:
    name = plain(str(affected.get("package", {}).get("name", "")))
    ecosystem = _ecosystem(affected)
    carried = pin.name == "pagefind-bin" and ecosystem == "crates.io" and name == "pagefind"
    return carried or (ecosystem == "PyPI" and name == pin.name)


def _is_affected(affected: Mapping[str, Any], version: str) -> bool | None:
    """Tell whether a version is affected; None where that cannot be told."""
    listed = affected.get("versions", ())
    if version in listed or any(_same(each, version) for each in listed):
        return True
    answers = [
        _in_range(each.get("events", ()), version)
        for each in affected.get("ranges", ())
        if each.get("type") in {"ECOSYSTEM", "SEMVER"}
    ]
    if True in answers:
        return True
    # Without versions and ranges (but commits, say), whoever is named is meant as far as we can tell.
    return None if None in answers or not (answers or listed) else False


def _same(one: Any, other: str) -> bool:
    try:
        return Version(str(one)) == Version(other)
    except InvalidVersion:
        return False


def _in_range(events: Iterable[Mapping[str, Any]], version: str) -> bool | None:
    """Walk the events from the lowest version on, as the format prescribes; None where one is no version."""
    try:
        steps = sorted(
            ((Version(str(value)), kind) for event in events for kind, value in event.items()),
            # Fixed in the very version in which it comes back: affected.
            key=lambda step: (step[0], step[1] == "introduced"),
        )
        wanted = Version(version)
    except InvalidVersion:
        return None
    limits = [at for at, kind in steps if kind == "limit"]
    if limits and not any(wanted < limit for limit in limits):
        return False
    hit = False
    for at, kind in steps:
        if kind == "introduced" and wanted >= at:
            hit = True
        elif (kind == "fixed" and wanted >= at) or (kind == "last_affected" and wanted > at):
            hit = False
    return hit


def _fixes(affected: Mapping[str, Any]) -> Iterator[str]:
    for each in affected.get("ranges", ()):
        if each.get("type") in {"ECOSYSTEM", "SEMVER"}:
            yield from (str(event["fixed"]) for event in each.get("events", ()) if "fixed" in event)


def _entries(source: Path) -> Iterator[Mapping[str, Any]]:
    try:
        for name, data in _files(source):
            told = json.loads(data)
            entries = told.get("vulns", [told]) if isinstance(told, dict) else told
            if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
                raise UsageError(f"{name}不是OSV格式的安全公告。")
            yield from entries
    except (OSError, ValueError, RecursionError, zipfile.BadZipFile, NotImplementedError) as error:
        raise UsageError(f"读不了安全公告{source}：{error}") from error


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    if source.is_dir():
        for path in sorted(source.rglob("*.json")):
            yield str(path), path.read_bytes()
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                if info.filename.endswith(".json"):
                    if info.file_size > _LARGEST:
                        raise ValueError(f"{info.filename}太大")
                    yield info.filename, archive.read(info)
    else:
        yield str(source), source.read_bytes()
