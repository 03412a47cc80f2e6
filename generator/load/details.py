"""The kind-specific parts of a document's head -> the model, with the files they name looked up."""

from __future__ import annotations

from generator.load.declare_document import DocumentDeclaration
from generator.load.filings import annual_report, budget, gazette, handbook, law_report
from generator.load.load_policy import interpretation, policy_life
from generator.load.reading import Reading
from generator.model.details import Details
from generator.model.portal import Column
from generator.model.words import ColumnKind, ColumnType


def make_details(reading: Reading, declared: DocumentDeclaration, column: Column) -> Details:
    """Return what a document says as one of its kind."""
    is_handbook = column.kind is ColumnKind.PAGE and column.type == ColumnType.GUIDE
    return Details(
        policy=policy_life(reading, declared),
        interpretation=interpretation(reading, declared),
        annual_report=annual_report(reading, declared),
        law_report=law_report(reading, declared),
        budget=budget(reading, declared),
        gazette=gazette(reading, declared),
        handbook=handbook(reading) if is_handbook else None,
    )
