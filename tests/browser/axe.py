"""What axe-core finds on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


# Of what is well only the number: handing all of it over takes as long as finding it.
_ASK = """axe.run({where}, {{resultTypes: ['violations'], {options}}})
  .then(({{ violations, passes }}) => ({{ violations, passed: passes.length }}))"""


def ask_axe(page: Page, where: str, options: str) -> dict[str, Any]:
    """Return the violations that axe-core finds in a part of a page, and how many rules are kept."""
    # Half a megabyte, handed over once a page, however many schemes and widths it is looked at in. Evaluated, not added
    # as a script: the page keeps its strict policy.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    told: dict[str, Any] = page.evaluate(_ASK.format(where=where, options=options))
    return told


def violations(page: Page, where: str = "document", options: str = "") -> list[str]:
    """Return what axe-core finds in a part of a page, one line a rule and place; of each rule the first three places."""
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in ask_axe(page, where, options)["violations"]
        for node in violation["nodes"][:3]
    ]
