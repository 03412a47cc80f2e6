"""When two names of columns are one, though written otherwise: quotation marks, brackets, slashes."""

from __future__ import annotations

_DROPPED = str.maketrans("", "", "“”\"'‘’《》〈〉「」 \u3000·、/／")
_ALIKE = str.maketrans("（）【】〔〕", "()()()")


def same_name(one: str, other: str) -> bool:
    """Tell whether two names mean one column."""
    return one == other or _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return name.translate(_ALIKE).translate(_DROPPED)
