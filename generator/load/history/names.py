"""Names that a page open to all may show: of committers and reviewers, as far as they are nothing but names.

Who commits writes into his name whatever he likes, and what stood in a head at some time has not passed the
gate as it is today.
"""

from __future__ import annotations

from dataclasses import field

from generator.data import dataclass
from generator.load.gate.sensitive import find_sensitive
from generator.visible import visible

WITHHELD = "（未列出）"
_LONGEST, _MOST_DIGITS = 60, 6


@dataclass(frozen=True)
class Names:
    """Passes names; each is looked through once."""

    _passed: dict[str, str] = field(default_factory=dict)

    def shown(self, name: str) -> str:
        """Return a name as it may be shown: one that holds an address, a number or a mark of secrecy is not."""
        if name not in self._passed:
            self._passed[name] = _passed(name)
        return self._passed[name]


def _passed(name: str) -> str:
    plain = " ".join(visible(name).split())
    if len(plain) > _LONGEST:
        return WITHHELD
    if "@" in plain or "＠" in plain or "//" in plain:
        return WITHHELD
    # A number of a phone on a desk is no finding of the gate, and no name either.
    if sum(each.isdigit() for each in plain) > _MOST_DIGITS or any(find_sensitive(plain)):
        return WITHHELD
    return plain
