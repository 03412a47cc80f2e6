"""Index numbers (索引号) that need no counter, so that two who cannot see each other's drafts do not give the same.

A number is the site's code, the year, and eight digits of a digest of what the document is. Numbers that were
counted have five digits and are never met. Of drafts in two clones that were not merged yet, two hundred in each,
one pair in 2500 such merges is alike (200 × 200 ÷ 10⁸); it is found, and mended, by ``gongkai check``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from generator.data import dataclass

DIGITS = 8


@dataclass(frozen=True)
class Numbers:
    """Gives the index numbers of a portal, and none of those that are ``taken``."""

    site_code: str
    taken: frozenset[str] = frozenset()

    def give(self, day: date, told: Iterable[str]) -> str:
        """Return the number of what is told of a document: whose it is, where it stands, what it is called.

        The same is told the same number, wherever it is asked, as long as nobody has it.
        """
        text = "\0".join((self.site_code, f"{day:%Y-%m-%d}", *told))
        attempt = 0
        while (number := self._number(day, f"{text}\0{attempt}")) in self.taken:
            attempt += 1
        return number

    def _number(self, day: date, text: str) -> str:
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        return f"{self.site_code}/{day.year}-{int.from_bytes(digest) % 10**DIGITS:0{DIGITS}d}"
