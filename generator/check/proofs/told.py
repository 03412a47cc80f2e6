"""The findings that a proof may ask for, made by the very rules of check: ledger and check cannot disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from generator.data import dataclass
from generator.kinds.rules import RULES as KINDS
from generator.model.catalogue import finding
from generator.model.document import NO_REVIEW, Document, Review
from generator.model.finding import Finding
from generator.model.portal import Portal

REVIEWS = "review-unsigned"
_LABELS = ("初审", "复审", "终审")
_NOBODY = f"没有{'、'.join(_LABELS)}的签署人。"


@dataclass(frozen=True)
class Unsigned:
    """How many documents lack the three reviews; where the first that does stands among all, and what it lacks."""

    number: int
    place: tuple[timedelta, str]
    why: str


def known_codes() -> frozenset[str]:
    """Return the codes that a proof may ask for: those of the families, the reviews, and of rows."""
    families = {entry.code for family in KINDS for entry in family.codes}
    return frozenset(families | {REVIEWS} | ROW_CODES)


# Told of rows when a table is read, and kept with it.
ROW_CODES = frozenset({"register-late", "reply-late", "double-publicity-late"})


def makers(codes: frozenset[str]) -> frozenset[str]:
    """Return who makes the findings of some codes: families, each by its first code, and the rule on reviews."""
    families = {
        family.codes[0].code for family in KINDS if any(entry.code in codes for entry in family.codes)
    }
    return frozenset(families | ({REVIEWS} & codes))


def find(portal: Portal, maker: str) -> Iterator[Finding]:
    """Yield what one of the makers finds."""
    if maker == REVIEWS:
        yield from unsigned(portal)
        return
    for family in KINDS:
        if family.codes and family.codes[0].code == maker:
            yield from (each for rule in family.rules for each in rule(portal))


def unsigned(portal: Portal) -> Iterator[Finding]:
    """Yield the documents that three persons have not signed, each one review (三审三校).

    Source: 渝府办发〔2021〕50号 and the directives of the districts ask for 三审三校; who signs is not said.
    """
    for document in portal.documents:
        if message := why_unsigned(document.review):
            yield finding(REVIEWS, document.place, message)


def why_unsigned(review: Review) -> str:
    """Return what a review lacks of three signatures of three persons; empty where it has them."""
    if review is NO_REVIEW:
        return _NOBODY
    signed = (review.first, review.second, review.third)
    missing = [label for label, name in zip(_LABELS, signed, strict=True) if not name]
    if missing:
        return f"没有{'、'.join(missing)}的签署人。"
    return "三审三校要由三个人分别签署，这里有重复的姓名。" if len(set(signed)) < 3 else ""


def count_unsigned(documents: Sequence[Document]) -> tuple[int, int, str]:
    """Return how many documents lack the three reviews, the place of the first of them, and what it lacks."""
    lacking = [
        place for place, each in enumerate(documents) if each.review is NO_REVIEW or why_unsigned(each.review)
    ]
    return len(lacking), *((lacking[0], why_unsigned(documents[lacking[0]].review)) if lacking else (0, ""))


def in_order(document: Document) -> tuple[timedelta, str]:
    """Return what puts documents in the order of the portal: the newest first, then by their paths."""
    return datetime.max - document.published, document.path
