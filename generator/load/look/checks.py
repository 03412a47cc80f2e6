"""Check the files that a portal's look names: present, inside the portal, and fit to publish."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.data import dataclass
from generator.load.assets.assets import inspect_file
from generator.load.assets.foreign import Foreign, ForeignReadError, finding_too_complex
from generator.load.cache.memo import Memo
from generator.load.gate.published_types import why_refused
from generator.load.gate.sensitive import TextPlaces, find_in_pieces
from generator.load.look.files import SHEET, find_needed, is_own, needed_files, source_of
from generator.load.look.style import style_faults
from generator.load.source.stamp import stamp_of
from generator.load.source.text import Source, read_source
from generator.load.source.walk import walk
from generator.load.yaml.validate import did_you_mean
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.look import Look, LookFile

_QUOTED = re.compile(r"\"[^\"\n]*+\"?|'[^'\n]*+'?")
_FAULTS = {
    "import": "样式里不能写@import。",
    "foreign": "样式引用了别的网站：{words}。",
    "inline": "样式里有{words}开头的地址，浏览器按安全策略不会加载。",
}


@dataclass(frozen=True)
class Inspection:
    """Where files are looked into, and what is known of those that did not change."""

    root: Path
    cache: Memo
    foreign: Foreign
    whole: bool

    def look_into(self, name: str) -> tuple[Finding, ...]:
        path = self.root / name
        # Beside the paths below content/, none of which begins so.
        key = f"/{name}" if self.whole else f"/{name}?"
        try:
            stamp = stamp_of(path.stat())
            known = self.cache.get_file(key, stamp)
            if known is None:
                known = tuple(inspect_file(path, name, self.foreign, whole=self.whole))
                self.cache.put_file(key, stamp, known)
        except ForeignReadError:
            return (finding_too_complex(Place(name), self.foreign),)
        except OSError:
            return (finding("file-unreadable", Place(name), "无法读取。"),)
        return known


def check_look(
    root: Path, look: Look, cache: Memo, foreign: Foreign, findings: list[Finding], *, whole: bool
) -> None:
    """Add what is wrong with the files of the look; a picture that did not change is not opened again."""
    inspection = Inspection(root, cache, foreign, whole)
    pictures: set[str] = set()
    for file in look.files:
        if source_of(root, file.path) is None:
            findings.append(_missing(root, file))
        elif file.path.lower().endswith(SHEET):
            findings.extend(check_style(root, file.path, file.address))
            pictures.update(_loaded(root, file))
        elif why := why_refused(file.path)[0]:
            findings.append(finding("asset-forbidden", file.place, f"{file.path}{why}。"))
        else:
            pictures.add(file.path)
    for path in sorted(pictures):
        # What came with the program was looked into before.
        if is_own(root, path):
            findings.extend(inspection.look_into(path))


def check_style(root: Path, path: str, address: str) -> Iterator[Finding]:
    """Yield what a portal's style sheet loads from elsewhere, and what it names that cannot be published."""
    source = read_source(root / path, path) if is_own(root, path) else None
    if isinstance(source, Finding) and source.code != "file-empty":
        yield source
    if not isinstance(source, Source):
        return
    places = TextPlaces(path, source.text)
    for fault in style_faults(source.text):
        message = _FAULTS[fault.kind].format(words=fault.words)
        yield finding("style-foreign", places.place(fault.offset), message)
    yield from _check_words(source.text, places)
    for needed in needed_files(source.text, path, address):
        place = places.place(needed.offset)
        if find_needed(root, needed) is None:
            hint = _guess(root, needed.path)
            yield finding(
                "file-missing", place, f"样式要用的{needed.path}不存在，或不在样式的文件夹里。", hint
            )
        elif why := why_refused(needed.path)[0]:
            yield finding("asset-forbidden", place, f"{needed.path}{why}。")


def _check_words(text: str, places: TextPlaces) -> Iterator[Finding]:
    """Yield what must not be public in what a sheet may show: the texts in quotes, not the figures around them."""
    quoted = list(_QUOTED.finditer(text))
    for number, suspect in find_in_pieces([match[0] for match in quoted]):
        place = places.place(quoted[number].start() + suspect.start)
        yield finding(suspect.code, place, f"这里有{suspect.words}。")


def _missing(root: Path, file: LookFile) -> Finding:
    if os.path.lexists(root / file.path):
        message = f"{file.path}不是普通文件，或是链接，指向文件夹之外。"
        return finding("path-outside", file.place, message, "换成真正的文件，不要用链接。")
    return finding("file-missing", file.place, f"找不到文件{file.path}。", _guess(root, file.path))


def _loaded(root: Path, file: LookFile) -> Iterator[str]:
    source = read_source(root / file.path, file.path)
    if isinstance(source, Source):
        yield from (each.path for each in needed_files(source.text, file.path, file.address))


def _guess(root: Path, path: str) -> str:
    top, suffix = path.partition("/")[0], PurePosixPath(path).suffix.lower()
    there = walk(str(root / top), f"{top}/") if top else ()
    return did_you_mean(
        path, (each.path for each in there if not each.fault and each.path.lower().endswith(suffix))
    )
