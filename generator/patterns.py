"""Regular expressions that are compiled when they are first used.

The program has hundreds; what Python takes to compile them all, it took at each start, while one run uses few.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile`` returns, but that it is compiled when first asked for anything.

    What is wrong with the pattern is therefore told only then: tests/growth/test_patterns.py asks all of them.
    """
    return cast("re.Pattern[AnyStr]", LaterPattern(text, flags))


class LaterPattern:
    """A pattern that stands in for the compiled one; whatever it is asked for, it takes over."""

    def __init__(self, text: Any, flags: int) -> None:
        """``text``, of characters or bytes, and ``flags`` are those that ``re.compile`` takes."""
        self._said = (text, flags)

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled pattern has of this name; asked no second time, it is then found here."""
        if name.startswith("__"):
            raise AttributeError(name)
        text, flags = self._said
        value = getattr(re.compile(text, flags), name)
        setattr(self, name, value)
        return value
