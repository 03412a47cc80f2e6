"""The list of the families for drawing, in the order in which their blocks stand on a page."""

from __future__ import annotations

from generator.kinds.appointments.pages import PAGES as APPOINTMENTS
from generator.kinds.consultation.pages import PAGES as CONSULTATION
from generator.kinds.filings.pages import PAGES as FILINGS
from generator.kinds.gazette.pages import PAGES as GAZETTE
from generator.kinds.guide.pages import PAGES as GUIDE
from generator.kinds.kind import Layout, Pages
from generator.kinds.plan.pages import PAGES as PLAN
from generator.kinds.policy.pages import PAGES as POLICY
from generator.kinds.press.pages import PAGES as PRESS
from generator.kinds.request.pages import PAGES as REQUEST

PAGES: tuple[Pages, ...] = (
    POLICY,
    FILINGS,
    GAZETTE,
    CONSULTATION,
    GUIDE,
    PLAN,
    PRESS,
    REQUEST,
    APPOINTMENTS,
)


def layouts() -> dict[str, Layout]:
    """Return how the columns of each layout are drawn."""
    return {name: layout for pages in PAGES for name, layout in pages.layouts.items()}
