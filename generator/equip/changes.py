"""The list of changes that comes with the program, version by version."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.equip.versions import number

_HEADING = re.compile(r"^## (?P<version>\d+(?:\.\d+)*+)[^\n]*+$", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]\n]*+)\]\([^()\s]*+\)")


def changes_between(text: str, old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield each version after ``old`` and up to ``new`` with what changed in it, newest first as it is written.

    Links are told by their words: what they lead to is not in the portal.
    """
    found = list(_HEADING.finditer(text))
    ends = [each.start() for each in found[1:]] + [len(text)]
    for heading, end in zip(found, ends, strict=True):
        if number(old) < number(heading["version"]) <= number(new):
            yield heading["version"], _LINK.sub(r"\1", text[heading.end() : end]).strip()
