"""The known findings (已知问题) of a portal: those that were there when somebody looked, and may wait."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model.finding import Place

# What moves when lines are put in above, or when days pass: the same finding stays the same.
_MOVING = re.compile(
    r"第\d++(?:行(?:[A-Z]{1,3}列)?|条)|\d++(?=(?:天|个工作日|个自然日|个月|个|处|份|条|行|字|次|%))"
)
# What only tells of a state, and is to be told each time.
_TELLING = frozenset({"draft", "not-yet-published", "taken-down", "workdays-unknown"})
_PRIVATE = frozenset({"personal-identity", "personal-bank", "personal-mobile", "secret-mark"})


@dataclass(frozen=True)
class Known:
    """One known finding: what it says and where, how often, since which day, and who took it for known."""

    code: str
    path: str
    message: str
    count: int
    day: str
    who: str
    place: Place

    @property
    def print(self) -> tuple[str, str, str]:
        """What a finding is known by, on whatever line it stands."""
        return fingerprint(self.code, self.path, self.message)


def fingerprint(code: str, path: str, message: str) -> tuple[str, str, str]:
    """Return what two findings share that are the same one, before and after lines were put in above it."""
    return code, path, _MOVING.sub("#", message)


def may_be_known(code: str, firm: bool) -> bool:
    """Tell whether a finding of a code may wait: not what makes a site unsafe, nor what must not be public."""
    return not firm and code not in _PRIVATE and code not in _TELLING and not code.startswith("known-")
