"""The kind-specific parts of a document's head -> the model, with the files they name looked up."""

from __future__ import annotations

from dataclasses import replace

from generator.kinds.consultation.head import make_consultation, make_decisions
from generator.kinds.filings.head import annual_report, budget, gazette, handbook, law_report
from generator.kinds.guide.head import make_guide
from generator.kinds.policy.head import interpretation, policy_life
from generator.load.documents.details_service import make_plan, make_press, make_request
from generator.load.heads.common import DocumentDeclaration
from generator.load.heads.reading import Reading
from generator.model.column import Column
from generator.model.details import NO_DETAILS, Details
from generator.model.words import ColumnKind, ColumnType

_KINDS = ("consultation", "decisions", "guide", "plan", "press", "request")
_COMMON = (
    *("effective", "expires", "replaced_by", "history", "interprets", "form", "elements"),
    *("annual_report", "law_report", "budget", "gazette"),
)
_KEYS = frozenset((*_KINDS, *_COMMON))


def make_details(reading: Reading, declared: DocumentDeclaration, column: Column) -> Details:
    """Return what a document says as one of its kind."""
    is_handbook = column.kind is ColumnKind.PAGE and column.type == ColumnType.GUIDE
    # Most documents are of no kind, which shows in the keys of their heads.
    if not (is_handbook or reading.parsed.elements) and declared.model_fields_set.isdisjoint(_KEYS):
        return NO_DETAILS
    common = Details(
        policy=policy_life(reading, declared),
        interpretation=interpretation(reading, declared),
        annual_report=annual_report(reading, declared),
        law_report=law_report(reading, declared),
        budget=budget(reading, declared),
        gazette=gazette(reading, declared),
        handbook=handbook(reading) if is_handbook else None,
    )
    if not any(getattr(declared, kind) for kind in _KINDS):
        return NO_DETAILS if common == NO_DETAILS else common
    return replace(
        common,
        consultation=make_consultation(reading, declared.consultation) if declared.consultation else None,
        decisions=make_decisions(reading, declared.decisions) if declared.decisions else None,
        guide=make_guide(reading, declared.guide) if declared.guide else None,
        plan=make_plan(reading, declared.plan) if declared.plan else None,
        press=make_press(reading, declared.press) if declared.press else None,
        request=make_request(reading, declared.request) if declared.request else None,
    )
