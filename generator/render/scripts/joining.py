"""Modules of the theme joined into one script, so that a page asks once for what would otherwise come file by file.

The modules stay the only source. Each becomes a function that returns what it exports, and stands in ``modules`` under its
name; what it imports it takes from there. What only explains is left out: the files in assets/ have it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from generator.patterns import pattern

# How a module asks for another one that has not come yet: where all are there, and where another file has to be fetched.
AT_HAND = r'Promise.resolve(modules["\1"])'
TO_FETCH = r'later("\1")'
_IMPORT = pattern(r'^import \{([^{}]*)\} from "\./([a-z-]+\.js)";$', re.MULTILINE)
_LATER = pattern(r'\bimport\("\./([a-z-]+\.js)"\)')
_EXPORT = pattern(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)
_LEFT = pattern(r"^(?:import|export)\b", re.MULTILINE)
_HERE = pattern(r"\bimport\.meta\b")


def read_modules(assets: Path, names: Iterable[str]) -> dict[str, str]:
    """Return modules in a folder of the theme by their names. Raises OSError and ValueError."""
    return {name: (assets / name).read_text(encoding="utf-8") for name in names}


def joined(modules: Mapping[str, str], known: Collection[str], later: str) -> str:
    """Return modules, each after those that it imports, as statements that put what they export into ``modules``.

    ``known`` are there before. Raises ValueError for a module that says `import` or `export` in a way that is not
    understood, or imports one that is not there; and where all are to be at hand, for one that asks where its file is.
    """
    there = set(known)
    parts = []
    for name, text in modules.items():
        if not there.issuperset(match[2] for match in _IMPORT.finditer(text)):
            raise ValueError(name)
        if later == AT_HAND and _HERE.search(text):
            raise ValueError(name)
        parts.append(f"modules[{json.dumps(name)}] = {_function(name, text, later)};\n")
        there.add(name)
    return "".join(parts)


def _function(name: str, text: str, later: str) -> str:
    exported = _EXPORT.findall(text)
    body = _EXPORT.sub("", _IMPORT.sub(r'const {\1} = modules["\2"];', text))
    body = _LATER.sub(later, body)
    if _LEFT.search(body):
        raise ValueError(name)
    return f"(function () {{\n{_bare(body)}return {{ {', '.join(exported)} }};\n}})()"


def _bare(text: str) -> str:
    """Return a module without what only explains, and without blanks before its lines.

    Lines of a text that goes over several of them might look the same: a module that has one is left as it is.
    """
    if any(line.count("`") % 2 for line in text.splitlines()):
        return text
    kept, noting = [], False
    for line in text.splitlines():
        rest = line.strip()
        if noting or rest.startswith("/**"):
            _, closed, rest = rest.partition("*/")
            noting = not closed
        if rest and not rest.startswith("//"):
            kept.append(f"{rest}\n")
    return "".join(kept)
