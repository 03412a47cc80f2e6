"""Names for documents and for the files beside them: readable, fit for every system, and none of them twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from generator.load.gate.published_types import extension_of, why_refused
from generator.load.source.content import name_problem
from generator.model.addresses.made import fold
from generator.model.addresses.slug import SAFE_STEM, initials
from generator.model.column import Column
from generator.model.words import ColumnKind
from generator.visible import visible

_UNFIT = re.compile(
    r"[\x00-\x1f\x7f/\\:|<>\"?*#+&%\[\](){}^`~$;=@!',\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)
_BLANKS = re.compile(r"[\s\u3000\u00a0]+")
# What links to files say when they say nothing of the file.
_SAY_NOTHING = re.compile(
    r"(?:(?:点击|请|点此|这里|此处|文件|附件|本地|全文|相关|查看|打开|下载|浏览|原文|在线|表格|download|here|click|[：:、.。\s\d（）]|[【】\[\]()])*)",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 60


def document_path(
    column: Column, old_path: str, day: date, title: str, is_taken: Callable[[str], bool]
) -> str:
    """Return where below content/ a document is to stand; empty where the column has room for one alone, and has it.

    An old page that already stood at the address of the column keeps its name, and with it its address.
    """
    if column.kind is ColumnKind.PAGE:
        path = f"{column.address}/index.md"
        return "" if is_taken(path) else path
    folder, _, name = old_path.strip("/").rpartition("/")
    stem = name.removesuffix(".html")
    if folder == column.address and stem not in (name, "index") and SAFE_STEM.fullmatch(stem):
        path = f"{column.address}/{stem}.md"
        if not is_taken(path):
            return path
    stem = f"{day:%Y%m%d}-{initials(title)[:24] or 'wd'}"
    return _free(f"{column.address}/{stem}", ".md", is_taken)


def file_name(words: str, old_name: str, suffix: str, title: str) -> str:
    """Return a readable name for a file: the link's words, else its old name, else that of its document."""
    for text in (words, _stem(old_name, suffix)):
        stem = _clean(_stem(text, suffix))
        if stem and _HAN.search(stem) and not _SAY_NOTHING.fullmatch(stem) and is_fit(f"{stem}{suffix}"):
            return f"{stem}{suffix}"
    stem = f"{_clean(title)[: _LONGEST - 6] or '文件'}-附件"
    return f"{stem}{suffix}" if is_fit(f"{stem}{suffix}") else f"附件{suffix}"


def _stem(text: str, suffix: str) -> str:
    text = text.strip()
    return text[: -len(suffix)] if suffix and text.lower().endswith(suffix) else text


def _clean(text: str) -> str:
    text = _UNFIT.sub("-", _BLANKS.sub("", text))
    return text.strip("-._ ：:。；，、")[:_LONGEST].rstrip("-. ")


def is_fit(name: str) -> bool:
    """Tell whether a file of such a name may be published, and is safe to have on every system."""
    return not why_refused(name)[0] and name_problem(name) is None and visible(name) == name


def suffix_of(address: str, words: str, magic: str) -> str:
    """Return the extension of an old file: by its address, by what it begins with, or by the link's words."""
    own = extension_of(address.partition("?")[0])
    if own and is_fit(f"甲{own}"):
        return own
    if magic:
        return magic
    said = extension_of(words)
    return said if said and is_fit(f"甲{said}") else own


def free_name(folder: str, name: str, is_taken: Callable[[str], bool]) -> str:
    """Return a path in a folder that nothing has: the name, else the name with a number."""
    stem, dot, suffix = name.rpartition(".")
    return _free(f"{folder}/{stem}", f"{dot}{suffix}", is_taken)


def _free(stem: str, suffix: str, is_taken: Callable[[str], bool]) -> str:
    path, number = f"{stem}{suffix}", 1
    while is_taken(path):
        number += 1
        path = f"{stem}-{number}{suffix}"
    return path


class Names:
    """All paths below content/ that are given away, told apart as the strictest system does."""

    def __init__(self, taken: list[str]) -> None:
        self._taken = {fold(path) for path in taken}

    def is_taken(self, path: str) -> bool:
        """Tell whether a path, or one that some system takes for it, is given away."""
        return fold(path) in self._taken

    def take(self, path: str) -> str:
        """Give a path away."""
        self._taken.add(fold(path))
        return path
