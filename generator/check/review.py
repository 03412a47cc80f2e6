"""The rule on the three reviews (三审三校)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.portal import Portal


def check_reviews(portal: Portal) -> Iterator[Finding]:
    """Three persons have signed, each one review; only where ``limits.review`` asks for it.

    Source: 渝府办发〔2021〕50号 and the directives of the districts ask for 三审三校; who signs is not said.
    """
    if not portal.limits.review:
        return
    labels = ("初审", "复审", "终审")
    for document in portal.documents:
        review = document.review
        signed = (review.first, review.second, review.third)
        missing = [label for label, name in zip(labels, signed, strict=True) if not name]
        if missing:
            message = f"没有{'、'.join(missing)}的签署人。"
            yield finding("review-unsigned", document.place, message)
        elif len(set(signed)) < 3:
            message = "三审三校要由三个人分别签署，这里有重复的姓名。"
            yield finding("review-unsigned", document.place, message)
