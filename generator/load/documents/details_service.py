"""A plan, a press event and the desk for requests as declared -> the model."""

from __future__ import annotations

from generator.kinds.plan.declare import PlanDeclaration
from generator.kinds.plan.model import Plan
from generator.kinds.press.declare import PressDeclaration
from generator.kinds.press.model import Press
from generator.kinds.request.declare import RequestDeclaration
from generator.kinds.request.model import RequestDesk, RequestForm
from generator.load.heads.reading import Reading


def make_plan(reading: Reading, declared: PlanDeclaration) -> Plan:
    """Return a plan with its relations looked up."""
    first, _, last = declared.period.partition("-")
    return Plan(
        place=reading.parsed.place(("plan",)),
        kind=declared.kind,
        level=declared.level,
        starts=int(first),
        ends=int(last),
        name=declared.name,
        parent=reading.related(declared.parent, ("plan", "parent")),
        follows=reading.related(declared.follows, ("plan", "follows")),
    )


def make_press(reading: Reading, declared: PressDeclaration) -> Press:
    """Return a press event."""
    return Press(
        place=reading.parsed.place(("press",)),
        form=declared.form,
        led_by=declared.led_by,
        policy=declared.policy,
        held=declared.held,
        venue=declared.venue,
        speakers=tuple(declared.speakers),
    )


def make_request(reading: Reading, declared: RequestDeclaration) -> RequestDesk:
    """Return the desk that takes requests; its forms are looked up."""
    files = [
        (form.audience, reading.asset(form.file, ("request", "forms", n, "file")))
        for n, form in enumerate(declared.forms)
    ]
    return RequestDesk(
        place=reading.parsed.place(("request",)),
        forms=tuple(RequestForm(audience, file) for audience, file in files if file),
        **declared.model_dump(exclude={"forms"}),
    )
