"""What a place asks of its documents, and whom a mandate binds: each told by one rule, whatever the kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.mandates.library import load_pack
from tests.check.test_mandates import ledger
from tests.helpers import PORTAL, check, document, make_portal

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"


def column(name: str, layout: str, below: str = "") -> str:
    """Return a column of a layout, with one below it that has none of its own."""
    text = f"  - name: {name}\n    layout: {layout}\n    description: {name}。\n{DUTIES}"
    return text + (f"    children:\n      - {{name: {below}, description: {below}。}}\n" if below else "")


def of_kind(root: Path, code: str) -> list[str]:
    """Return the files in which a code is found."""
    return [one["path"] for one in check(root) if one["code"] == code]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ("consultations", "details-missing"),
        ("guides", "details-missing"),
        ("plans", "details-missing"),
        ("press", "details-missing"),
        ("appointments", "details-missing"),
        ("annual-reports", "report-unfiled"),
        ("law-reports", "report-unfiled"),
        ("gazette", "report-unfiled"),
    ],
)
def test_what_a_place_asks_for_holds_below_it_too(layout: str, code: str, tmp_path: Path) -> None:
    tree = PORTAL + "columns:\n" + column("专栏", layout, "下级")
    files = {f"content/{place}/a.md": document(f"在{place}") for place in ("zl", "zl/xj")}
    root = make_portal(tmp_path, {"columns.yml": tree, **files})
    assert of_kind(root, code) == ["content/zl/a.md", "content/zl/xj/a.md"]


def test_a_layout_of_its_own_frees_a_column_below(tmp_path: Path) -> None:
    below = column("决策", "decisions").replace("\n", "\n    ").rstrip(" ")
    tree = PORTAL + "columns:\n" + column("指南", "guides") + f"    children:\n    {below}"
    root = make_portal(tmp_path, {"columns.yml": tree, "content/zn/jc/a.md": document()})
    assert of_kind(root, "details-missing") == []


def nested(paths: set[tuple[str, ...]], indent: str = "  ") -> str:
    """Return columns as YAML, one for each step of the paths."""
    text = ""
    for name in sorted({path[0] for path in paths}):
        below = {path[1:] for path in paths if path[0] == name and len(path) > 1}
        text += f"{indent}- name: {name}\n{indent}  description: 样例。\n"
        text += (
            f"{indent}  kind: group\n{indent}  children:\n{nested(below, indent + '    ')}" if below else ""
        )
    return text


def test_a_city_is_measured_by_the_columns_that_bind_a_city(tmp_path: Path) -> None:
    # All columns that the pack asks of districts: of those it asks of the city, some are missing.
    paths = {
        path for each in load_pack("cq-2021").mandates if "district" in each.binds for path in each.paths
    }
    tree = PORTAL.replace("district", "municipality") + "columns:\n" + nested(paths)
    mandates = ledger(make_portal(tmp_path, {"columns.yml": tree}), "cq-2021")
    assert mandates["15"]["state"] == "not-met"
    assert mandates["99"]["state"] == "partly-met"
