"""The page that explains formats of registers: its example works as it stands, and its table counts are true."""

from __future__ import annotations

import re
from pathlib import Path

from generator.load.registers.formats import shipped_formats
from tests.helpers import PORTAL, REPOSITORY, build, check, codes, make_portal, run

PAGE = (REPOSITORY / "docs/站长/名录格式.md").read_text(encoding="utf-8")


def block(language: str, start: str) -> str:
    """Return the code of a language that contains a text."""
    found = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(next(text for text in found if start in text))


def test_the_example_makes_a_register_without_code(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + "columns:\n" + block("yaml", "kind: register"),
        "registers/parking.yml": block("yaml", "id: parking"),
        "content/ggtcc/公共停车场名录.csv": block("csv", "停车场名称"),
    }
    root = make_portal(tmp_path, files)
    assert codes(check(root)) == []
    page = (build(root) / "ggtcc/index.html").read_text(encoding="utf-8")
    for words in (
        "示例大道停车场",
        "每小时2元",
        "车位数（个）",
        "样例街道（1）",
        "最近更新：2026-10-08",
        "2025-06-01",
    ):
        assert words in page
    assert run("new", "公共停车场", "另一张表", "--root", root, "--as-of", "2026-11-20").code == 0


def test_the_page_says_how_many_formats_come_along() -> None:
    assert f"有{len(shipped_formats())}种" in PAGE
