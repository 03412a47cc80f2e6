"""The pages of the policy family: its blocks on documents, and the page of its library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.kind import Layout, Pages
from generator.kinds.policy.library import library_addresses, library_lists, library_pages
from generator.kinds.policy.model import LIBRARIES, NOT_YET, PolicyLife, not_yet_in_force
from generator.model.document import Document


def _states(document: Document, day: date) -> Iterator[str]:
    life = document.part(PolicyLife)
    if life:
        yield document.validity or ""
        if not_yet_in_force(life, day):
            yield NOT_YET


PAGES = Pages(
    layouts=dict.fromkeys(LIBRARIES, Layout(library_pages, library_addresses, lists=library_lists)),
    states=_states,
)
