"""Rules on how soon a document is disclosed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.check.own import reprints
from generator.model.calendar.workdays import bound_workdays
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.portal import Portal

# The day on which the first version of the regulation, which set the same term, came into force.
_IN_FORCE = date(2008, 5, 1)


def check_publication_terms(portal: Portal) -> Iterator[Finding]:
    """A document is public within 20 working days of being signed, or as the limits say.

    Source: 政府信息公开条例 (国务院令第711号) 第二十六条. Documents from before the regulation are not
    judged, nor are those of other bodies that are only passed on. Where the holidays of a year are not announced,
    what is late on any calendar is told as late, and what may be either is told document by document.
    """
    is_reprinted = reprints(portal)
    limit = portal.limits.publish_workdays
    for document in portal.documents:
        signed = document.signed
        # As many calendar days hold no more working days: most documents are settled here.
        if signed is None or document.published.toordinal() - signed.toordinal() <= limit:
            continue
        if signed < _IN_FORCE or is_reprinted(document):
            continue
        day = document.published.date()
        count = bound_workdays(signed, day)
        late = count.beyond(limit)
        if late:
            least = "" if count.least == count.most else "至少"
            message = f"成文于{signed}，{day}才公开，{least}已是第{count.least}个工作日，超过{limit}个。"
            yield finding("published-late", document.place, message)
        elif late is None:
            message = (
                f"成文于{signed}，{day}公开，是第{count.least}至第{count.most}个工作日，"
                f"放假安排还没有公布，不能确定是否超过{limit}个。"
            )
            yield finding("workdays-unknown", document.place, message)
