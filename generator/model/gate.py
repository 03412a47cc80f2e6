"""The gate: the one place that says which file of content/ may be copied to the site.

A file is published for what it is. The source of a document, the table of a register (it holds what its format
hides), the data of a report, a hidden file: none of these goes out by being named, in whatever key, cell or
link, nor by another name of the same file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field

from generator.data import dataclass
from generator.patterns import pattern

# What marks a file as hidden at the start of its name: dot files, and the locks of office programs.
HIDDEN = (".", "~$")
TABLES = (".csv", ".xlsx", ".xls", ".yml", ".yaml")
# A text is a source also under the names that editors give to its copies.
_COPY = r"(?:~|\.(?:txt|bak|old|orig|tmp|swp|save))*"
_TEXT = pattern(rf"\.(?:md|markdown|mdown|mkdn?|mdx){_COPY}$")
_MISNAMED = pattern(r"\.(?:md|markdown|mdown|mkdn?|mdx)(?:\.(?:txt|text|md))?$")
_DATA = pattern(rf"\.ya?ml{_COPY}$")
_TABLE = pattern(rf"(?:{'|'.join(map(re.escape, TABLES))}){_COPY}$")


@dataclass(frozen=True)
class Gate:
    """What keeps files back besides their names.

    ``registers`` are the folders of register columns, ``data`` the files that documents take figures from.
    ``same`` has, for a file that lies in content/ under several names, all of them by each.
    """

    registers: frozenset[str] = frozenset()
    data: frozenset[str] = frozenset()
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def refusal(self, path: str) -> str:
        """Return what a file below content/ is, if it is never published as it is; empty if it may be."""
        found = self._what(path)
        if found:
            return found
        return next((word for other in self.same.get(path, ()) if (word := self._what(other))), "")

    def _what(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        plain = unicodedata.normalize("NFKC", name).casefold().rstrip(" .")
        if is_hidden(path):
            return "隐藏文件"
        if _TEXT.search(plain):
            return "文档的原文（Markdown文件）"
        if folder in self.registers and _TABLE.search(plain):
            return "名录的表格，里面可能有不公开的列"
        if path in self.data or _DATA.search(plain):
            return "数据文件"
        return ""


def is_misnamed_text(path: str) -> bool:
    """Tell whether a name was meant to be that of a document, but does not end in .md: ``a.MD``, ``a.md.txt``."""
    plain = unicodedata.normalize("NFKC", path).casefold().replace("。", ".").rstrip(" .")
    return not path.endswith(".md") and _MISNAMED.search(plain) is not None


def is_hidden(path: str) -> bool:
    """Tell whether a path goes through anything hidden."""
    return path.startswith(HIDDEN) or "/." in path or "/~$" in path
