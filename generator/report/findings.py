"""Findings for machines: JSON of our own, SARIF 2.1.0 and JUnit XML."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from generator.model.catalogue import CATALOGUE
from generator.model.finding import Finding, Level, count_levels

_SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def to_json(findings: list[Finding]) -> str:
    """Return ``{"findings": [...], "summary": {"error", "warning", "info"}}``."""
    rows = [
        {
            "code": finding.code,
            "level": finding.level.value,
            "message": finding.message,
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "hint": finding.hint,
            "basis": list(finding.basis),
        }
        for finding in findings
    ]
    return json.dumps({"findings": rows, "summary": count_levels(findings)}, ensure_ascii=False, indent=2)


def to_sarif(findings: list[Finding]) -> str:
    """Return a SARIF 2.1.0 log with one rule for each code of the catalogue."""
    rules = [
        {
            "id": entry.code,
            "name": entry.code,
            "shortDescription": {"text": entry.name},
            "help": {"text": entry.cure},
            "defaultConfiguration": {"level": _SARIF_LEVELS[entry.level]},
        }
        for entry in CATALOGUE.values()
    ]
    run = {
        "tool": {"driver": {"name": "gongkai", "language": "zh-CN", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding) for finding in findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_result(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.level],
        "message": {"text": f"{finding.message}{finding.hint}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": place.path},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }


def to_junit(findings: list[Finding]) -> str:
    """Return JUnit XML: one test case a finding; errors are failures, the rest passes with its text."""
    errors = sum(1 for finding in findings if finding.level is Level.ERROR)
    suite = ElementTree.Element(
        "testsuite", name="gongkai check", tests=str(max(1, len(findings))), failures=str(errors), errors="0"
    )
    for finding in findings:
        name = f"{finding.code} {finding.place}"
        case = ElementTree.SubElement(suite, "testcase", classname=finding.place.path, name=name)
        if finding.level is Level.ERROR:
            failure = ElementTree.SubElement(case, "failure", message=finding.message, type=finding.code)
            failure.text = f"{finding.place}\n{finding.message}\n{finding.hint}"
        else:
            ElementTree.SubElement(case, "system-out").text = f"{finding.level.value}：{finding.message}"
    if not findings:
        ElementTree.SubElement(suite, "testcase", classname="gongkai", name="没有问题")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suite, encoding="unicode")
