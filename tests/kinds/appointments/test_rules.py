"""Rules on appointments: whom, to what, when; and days that fit the publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import check, document, make_portal

NAMED = "person: 张某, post: 区教委副主任"
INCOMPLETE, DATE = "appointment-incomplete", "appointment-date"


def stated(people: str, **days: str) -> str:
    """Return appointments as YAML on one line."""
    return f"{{{''.join(f'{key}: {day}, ' for key, day in days.items())}people: [{people}]}}"


@pytest.mark.parametrize(
    ("appointments", "found"),
    [
        (stated(f"{{{NAMED}, decision: 任命}}", date="2026-03-03"), []),
        (stated(f"{{{NAMED}, decision: 任前公示}}", until="2026-03-03"), []),
        (
            stated(
                f"{{{NAMED}, decision: 免去}}, {{{NAMED}, decision: 任前公示}}",
                date="2026-03-01",
                until="2026-03-09",
            ),
            [],
        ),
        (stated("{post: 区教委副主任, decision: 任命}", date="2026-03-02"), [(INCOMPLETE, "姓名（person）")]),
        (stated("{person: 张某, decision: 任命}", date="2026-03-02"), [(INCOMPLETE, "“张某”没有写职务")]),
        (stated(f"{{{NAMED}, decision: 任命}}"), [(INCOMPLETE, "决定日期（date）")]),
        (stated(f"{{{NAMED}, decision: 任命}}", until="2026-03-09"), [(INCOMPLETE, "决定日期（date）")]),
        (stated(f"{{{NAMED}, decision: 任前公示}}"), [(INCOMPLETE, "公示截止（until）")]),
        (stated(f"{{{NAMED}, decision: 提名}}", date="2026-03-04"), [(DATE, "晚于发布日期2026-03-03")]),
        (stated(f"{{{NAMED}, decision: 任前公示}}", until="2026-03-02"), [(DATE, "早于发布日期2026-03-03")]),
        (stated("", date="2026-03-02"), [("value-invalid", "people")]),
    ],
)
def test_what_is_missing_or_cannot_be_is_told(
    appointments: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(appointments=appointments)})
    told = check(root)
    assert [finding["code"] for finding in told] == [code for code, _ in found]
    for finding, (_, words) in zip(told, found, strict=True):
        assert words in finding["message"]
