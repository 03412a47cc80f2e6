"""Check the words and properties of attached files for what must not be public, one finding a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.load.gate.personal import CODES, WORDS, find_personal_numbers
from generator.load.gate.sensitive import SECRET_MARK
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_ORGANISATIONS = "局委办府会院部处科室厅署中心公司镇乡街道村社区所站队校馆库网组省市区县集团银行协研"


def check_words(text: str, place: Place, where: str = "文件里") -> Iterator[Finding]:
    """Yield personal numbers and marks of secrecy in the words of a file."""
    found: dict[str, list[str]] = {}
    for number in find_personal_numbers(text):
        found.setdefault(number.kind, []).append(number.shown)
    for kind, shown in found.items():
        message = f"{where}有{len(shown)}处{WORDS[kind]}（{shown[0]}）。"
        yield finding(CODES[kind], place, message)
    mark = SECRET_MARK.search(text) if "密" in text or "内部" in text else None
    if mark:
        yield finding("secret-mark", place, f"{where}有标志“{mark[0].strip()}”。")


def check_properties(values: Iterable[str], authors: Iterable[str], place: Place) -> Iterator[Finding]:
    """Yield what a file's properties tell of persons: numbers, and authors that are not an office."""
    yield from check_words("\n".join(values), place, "文件属性里")
    names = sorted({name.strip() for name in authors if _is_person(name.strip())})
    if names:
        yield finding("file-author", place, f"文件属性里的作者是“{'、'.join(names)}”。")


def _is_person(name: str) -> bool:
    return (
        2 <= len(name) <= 4
        and all("\u4e00" <= sign <= "\u9fff" for sign in name)
        and name[-1] not in _ORGANISATIONS
    )
