"""Prove that a changed columns.yml says what it said before, and what was to be added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.amend.columns_edit import CHILDREN, COLUMNS, PACKS, PORTAL, CannotAddError
from generator.load.columns.columns import Tree, build_tree
from generator.load.gate.written import read_written
from generator.model.addresses.url_lock import UrlLock
from generator.model.finding import Finding, has_errors
from generator.model.proof import Names

_FILE = "columns.yml"
_GROWS = (*COLUMNS, *CHILDREN, *PACKS, *PORTAL)


def verify(old: str, new: str, tree: Tree, lock: UrlLock | None, added: Iterable[Names]) -> Tree:
    """Return the tree that ``new`` says.

    Raises CannotAddError unless it says all that ``old`` does, has the added columns, and is good.
    """
    before, after = read_written(old, _FILE), read_written(new, _FILE)
    if not after.readable or not _says(after.value, before.value):
        raise CannotAddError("这个文件的写法特殊，照原样加不进去")
    findings: list[Finding] = []
    made = build_tree(after, findings, lock)
    wrong = [each for each in findings if has_errors([each])]
    if made is None or wrong:
        raise CannotAddError(f"加了以后会有错误：{wrong[0].message}" if wrong else "加了以后读不出来")
    addresses = {column.path: column.address for top in made.columns for column in top.walk()}
    if any(path not in addresses for path in added):
        raise CannotAddError("这个文件的写法特殊，照原样加不进去")
    for top in tree.columns:
        for column in top.walk():
            if addresses.get(column.path) != column.address:
                raise CannotAddError(f"栏目“{'>'.join(column.path)}”的网址会变，请先给它写上slug")
    return made


def _says(new: Any, old: Any) -> bool:
    """Tell whether a value has all that another has, and more only at the end of lists that may grow."""
    if isinstance(old, dict):
        if not isinstance(new, dict) or any(key not in _GROWS for key in new.keys() - old.keys()):
            return False
        return all(key in new and _grown(key, new[key], value) for key, value in old.items())
    return bool(new == old)


def _grown(key: str, new: Any, old: Any) -> bool:
    if key not in _GROWS:
        return bool(new == old)
    if isinstance(old, dict):
        return _says(new, old)
    if old is None or isinstance(old, str):
        return new == old or (isinstance(new, list) and (old is None or new[:1] == [old]))
    if not isinstance(new, list) or len(new) < len(old):
        return False
    return all(_says(a, b) for a, b in zip(new, old, strict=False))
