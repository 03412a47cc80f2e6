"""All files that programs read: feeds, the description of the search, data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.render.machines.api import api_extras
from generator.render.machines.feeds import feed_extras
from generator.render.machines.opensearch import opensearch_extras
from generator.render.machines.reach import Keep, Reach, make_anew
from generator.render.templates.extra import Extra
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf


def machine_extras(
    shelf: Shelf, site: SiteFacts, code: str, marks: Mapping[str, str], keep: Keep = make_anew
) -> Iterator[Extra]:
    """Yield the files for programs. ``marks`` stand by path for what each document says; without keys none are needed.

    ``keep`` has what was worked out of each column before.
    """
    reach = Reach(shelf, site, marks, keep)
    yield from feed_extras(reach, code)
    yield from opensearch_extras(reach, code)
    yield from api_extras(reach, code)
