"""The lock files of requirements/, as pip reads them: names, versions, markers, digests, who asked for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.supply.markers import Environment, holds

_PIN = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*+)==(?P<version>[^\s;\\]++)[ \t]*+(?:;(?P<marker>[^\\]++))?\\?$"
)
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})\s*\\?$")
_VIA = re.compile(r"#\s+(?:via\s+)?([A-Za-z0-9][A-Za-z0-9._-]*(?: \(.*\))?)$")


@dataclass(frozen=True)
class Pin:
    """One distribution at one version. ``hashes`` are those of all its files, as ``sha256:…``."""

    name: str
    version: str
    marker: str = ""
    hashes: tuple[str, ...] = ()
    wanted_by: tuple[str, ...] = ()

    @property
    def requirement(self) -> str:
        """Return the pin as pip reads it, without its marker."""
        return " \\\n    ".join([f"{self.name}=={self.version}", *(f"--hash={each}" for each in self.hashes)])


def plain(name: str) -> str:
    """Return a distribution's name in its one normal form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(path: Path) -> tuple[Pin, ...]:
    """Return the pins of a lock file. Raises ValueError with a line's number, or OSError."""
    blocks: list[tuple[re.Match[str], list[str], list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if match := _PIN.match(text) if line[:1].strip() and text[0] != "#" else None:
            blocks.append((match, [], []))
        elif blocks and (found := _HASH.match(text)):
            blocks[-1][1].append(found[1])
        elif text.startswith("#"):
            if blocks and (wanting := _VIA.match(text)):
                blocks[-1][2].append(plain(wanting[1].split(" ")[0]))
        elif text:
            raise ValueError(f"第{number}行不是锁定的软件包：{text[:60]}")
    pins = tuple(
        Pin(
            plain(match["name"]), match["version"], (match["marker"] or "").strip(), tuple(hashes), tuple(via)
        )
        for match, hashes, via in blocks
    )
    if not pins or any(not pin.hashes for pin in pins):
        raise ValueError("没有软件包，或者有的没有校验值")
    return pins


def pins_for(pins: Iterable[Pin], environments: Sequence[Environment]) -> tuple[Pin, ...]:
    """Return the pins that are wanted in any of these environments. Raises ValueError for an odd marker."""
    return tuple(pin for pin in pins if any(holds(pin.marker, each) for each in environments))
