"""Gather the ties (关联) between documents from all families."""

from __future__ import annotations

from generator.kinds.heads import HEADS
from generator.model.portal import Portal
from generator.model.ties import Tie, Ties


def make_ties(portal: Portal) -> Ties:
    """Return the ties between the public documents of a portal."""
    documents = portal.lookups.by_path
    found: dict[str, dict[Tie, None]] = {}
    states: dict[str, str] = {}
    for document in portal.lookups.stated:
        for head in HEADS:
            for owner, tie in head.ties(document):
                if owner in documents and tie.path in documents:
                    found.setdefault(owner, {})[tie] = None
            if state := head.state(document, portal):
                states[document.path] = state
    return Ties({path: tuple(ties) for path, ties in found.items()}, states)
