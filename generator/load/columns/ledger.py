"""Read ledger.yml into statements. A faulty statement is left out, with findings; the others stand."""

from __future__ import annotations

from generator.load.columns.declare_ledger import LedgerFile, StatementDeclaration
from generator.load.gate.written import read_written
from generator.load.source.text import Source
from generator.load.yaml.marked import Marked
from generator.load.yaml.validate import did_you_mean, rename_all_labels, validate
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.mandate import MandateState, Statement

LEDGER_FILE = "ledger.yml"


def read_ledger(source: Source, findings: list[Finding]) -> tuple[Statement, ...]:
    """Return what units state; a portal without the file has no statements."""
    marked = read_written(source.text, LEDGER_FILE)
    if marked.readable and marked.value is not None:
        rename_all_labels(marked, LedgerFile)
    findings.extend(marked.findings)
    if not marked.readable or marked.value is None:
        return ()
    return tuple(_statements(marked, findings))


def _statements(marked: Marked, findings: list[Finding]) -> list[Statement]:
    if not isinstance(marked.value, dict):
        findings.append(finding("value-invalid", marked.place(()), "ledger.yml应以statements开头。"))
        return []
    for key in marked.value.keys() - LedgerFile.model_fields.keys():
        hint = did_you_mean(key, [*LedgerFile.model_fields, "说明"])
        findings.append(finding("key-unknown", marked.key_place((key,)), f"没有“{key}”这个键。", hint))
    items = marked.value.get("statements") or []
    if not isinstance(items, list):
        message = "说明（statements）应是列表，每项一行，以“- ”开头。"
        findings.append(finding("value-invalid", marked.place(("statements",)), message))
        return []
    read = []
    for number in range(len(items)):
        declared, problems, _ = validate(StatementDeclaration, marked, ("statements", number))
        findings.extend(problems)
        if declared:
            read.append(_statement(declared, marked, number))
    return read


def _statement(declared: StatementDeclaration, marked: Marked, number: int) -> Statement:
    return Statement(
        mandate=declared.mandate,
        state=MandateState(declared.state.value),
        day=declared.date,
        who=declared.who,
        evidence=tuple(declared.evidence),
        place=marked.place(("statements", number, "mandate")),
        reason=declared.reason,
    )
