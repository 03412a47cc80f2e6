"""Choose files of the last release that the next one keeps, since open pages still ask for them.

A search page that was opened before a deploy has read the list of shards as it was then, and asks for the files
that it names when somebody searches: fragments, chunks and lists of an index, whose names hold a digest of what is
in them. A page that was being opened asks for its style sheets and scripts. What the new site has under the same
name is the new one: the page looks at the list of shards before each search, and goes over to the new index.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from generator.publish.releases.manifest import Manifest

_STAYING = ("pagefind/", "assets/", "search/questions/")
# Longer than a working day: the page of the morning still searches in the evening.
STAY = timedelta(days=1)


def carried_files(live: Manifest, files: Mapping[str, str], now: datetime) -> dict[str, tuple[str, str]]:
    """Return the files of the live release that the new one keeps, each with its digest and since when it is old.

    At least one release long, and then until a day after it was last part of a site.
    """
    fresh = {
        name: (digest, now.isoformat())
        for name, digest in live.files.items()
        if name.startswith(_STAYING) and name not in files
    }
    still = {
        name: (digest, since)
        for name, (digest, since) in live.carried.items()
        if name not in files and _is_younger(since, now)
    }
    return {**still, **fresh}


def _is_younger(since: str, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(since) < STAY
    except (ValueError, TypeError):
        return False
