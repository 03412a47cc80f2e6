"""The list of the families for checking, in order."""

from __future__ import annotations

from generator.kinds.appointments.rules import RULES as APPOINTMENTS
from generator.kinds.consultation.rules import RULES as CONSULTATION
from generator.kinds.filings.rules import RULES as FILINGS
from generator.kinds.guide.rules import RULES as GUIDE
from generator.kinds.handbook.rules import RULES as HANDBOOK
from generator.kinds.kind import Rules
from generator.kinds.plan.rules import RULES as PLAN
from generator.kinds.policy.rules import RULES as POLICY
from generator.kinds.press.rules import RULES as PRESS
from generator.kinds.request.rules import RULES as REQUEST

RULES: tuple[Rules, ...] = (
    POLICY,
    FILINGS,
    HANDBOOK,
    CONSULTATION,
    GUIDE,
    PLAN,
    PRESS,
    REQUEST,
    APPOINTMENTS,
)
