"""Where a version of the program reads a portal's files otherwise than the one before: how they are moved along.

A migration is told what the portal's files are and says what they become. It finds nothing to do in files that
are moved already: an upgrade that was cut off is done again from its beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.data import dataclass
from generator.equip.folder import Folder
from generator.equip.versions import number


@dataclass(frozen=True)
class Migration:
    """What changes with a version: its first version, what is told of it (in Chinese), and the change."""

    version: str
    title: str
    change: Callable[[Folder], None]


# In the order of their versions. 0.1.0 is the first.
MIGRATIONS: tuple[Migration, ...] = ()


def migrations_between(known: Sequence[Migration], old: str, new: str) -> tuple[Migration, ...]:
    """Return the migrations of the versions after ``old`` and up to ``new``, in their order."""
    wanted = [each for each in known if number(old) < number(each.version) <= number(new)]
    return tuple(sorted(wanted, key=lambda each: number(each.version)))
