"""Findings for machines: JSON of our own, SARIF 2.1.0 and JUnit XML."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from generator.check.settings import CheckResult
from generator.kinds.catalogue import CATALOGUE
from generator.model.finding import Finding, Level, count_levels
from generator.visible import escaped_json, visible, visible_lines

# Characters that no XML document may hold (XML 1.0, Char), such as a form feed copied from a PDF.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RULE_INDEX = {code: index for index, code in enumerate(CATALOGUE)}
_SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def to_json(reviewed: CheckResult) -> str:
    """Return ``{"findings": [...], "summary": {"error", "warning", "info"}}``.

    Where settings switched findings off, ``switched_off`` says of each code how many and why.
    """
    findings = reviewed.findings
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
    report: dict[str, Any] = {"findings": rows, "summary": count_levels(findings)}
    if reviewed.off:
        report["switched_off"] = [asdict(each) for each in reviewed.off]
    return escaped_json(json.dumps(report, ensure_ascii=False, indent=2))


def to_sarif(reviewed: CheckResult) -> str:
    """Return a SARIF 2.1.0 log with one rule for each code of the catalogue."""
    rules = [
        {
            "id": entry.code,
            "name": entry.code,
            "shortDescription": {"text": entry.name},
            "help": {"text": f"{entry.cure}依据：{entry.origin}。"},
            "properties": {"source": entry.origin},
            "defaultConfiguration": {"level": _SARIF_LEVELS[entry.level]},
        }
        for entry in CATALOGUE.values()
    ]
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "gongkai", "language": "zh-CN", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding) for finding in reviewed.findings],
    }
    if reviewed.off:
        run["properties"] = {"switchedOff": [asdict(each) for each in reviewed.off]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return escaped_json(json.dumps(log, ensure_ascii=False, indent=2))


def _sarif_result(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "ruleId": finding.code,
        "ruleIndex": _RULE_INDEX[finding.code],
        "level": _SARIF_LEVELS[finding.level],
        "message": {"text": f"{finding.message}{finding.hint}"},
        "properties": {"basis": list(finding.basis)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.path, errors="surrogateescape")},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }


def to_junit(reviewed: CheckResult) -> str:
    """Return JUnit XML: one test case a finding; errors are failures, the rest passes with its text.

    What settings switched off is one skipped test case a code, with the reason.
    """
    findings, off = reviewed.findings, reviewed.off
    errors = sum(1 for finding in findings if finding.level is Level.ERROR)
    figures = {"failures": str(errors), "errors": "0", "skipped": str(len(off))}
    number = max(1, len(findings) + len(off))
    suite = ElementTree.Element("testsuite", {"name": "gongkai check", "tests": str(number)} | figures)
    for finding in findings:
        name = f"{finding.code} {finding.place}"
        case = ElementTree.SubElement(suite, "testcase", classname=finding.place.path, name=name)
        if finding.level is Level.ERROR:
            failure = ElementTree.SubElement(case, "failure", message=finding.message, type=finding.code)
            failure.text = "\n".join(map(visible, (str(finding.place), finding.message, finding.hint)))
        else:
            ElementTree.SubElement(case, "system-out").text = f"{finding.level.value}：{finding.message}"
    for one in off:
        case = ElementTree.SubElement(suite, "testcase", classname="columns.yml", name=one.code)
        message = f"已关闭{one.number}个问题：{one.reason}"
        ElementTree.SubElement(case, "skipped", message=message)
    if not findings and not off:
        ElementTree.SubElement(suite, "testcase", classname="gongkai", name="没有问题")
    text = ElementTree.tostring(_seen(suite), encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _NOT_IN_XML.sub("\ufffd", text)


def _seen(element: ElementTree.Element) -> ElementTree.Element:
    """Write out what cannot be seen in the words of an element and of all below it."""
    for each in element.iter():
        each.text = visible_lines(each.text) if each.text else None
        each.attrib.update({name: visible(value) for name, value in each.attrib.items()})
    return element
