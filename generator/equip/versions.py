"""Which version of the program a portal is written for: what its launcher installs."""

from __future__ import annotations

import re

PIN = "program/gongkai.txt"
_PINNED = re.compile(r"^gongkai==(?P<version>\d+(?:\.\d+)*+)(?P<rest>\S*+)", re.MULTILINE)
_NUMBERS = re.compile(r"\d+(?:\.\d+)*+")

Version = tuple[int, ...]


def pin_text(version: str, digest: str) -> str:
    """Return the text of the pin, as pip reads it; ``digest`` is that of the wheel, if it is known."""
    return f"gongkai=={version}" + (f" \\\n    --hash={digest}" if digest else "") + "\n"


def pinned(text: str) -> str:
    """Return the version that a pin names; empty where it names none."""
    found = _PINNED.search(text)
    return f"{found['version']}{found['rest']}" if found else ""


def number(version: str) -> Version:
    """Return a version as numbers that keep its order: 0.10 comes after 0.9, and 1.0 is 1."""
    found = _NUMBERS.match(version)
    numbers = tuple(map(int, found[0].split("."))) if found else ()
    while numbers and not numbers[-1]:
        numbers = numbers[:-1]
    return numbers
