"""``gongkai pack draft``: a file becomes packs/ID.yml, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import COLUMNS, PORTAL, Outcome, make_portal, run
from tests.intake.directives.known import TEXTS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small portal."""
    return make_portal(tmp_path / "portal", {"columns.yml": PORTAL + COLUMNS})


def draft(root: Path, *arguments: str | Path) -> Outcome:
    """Run the verb."""
    return run("pack", "draft", *map(str, arguments), "--root", root)


def test_a_directive_becomes_a_pack_that_check_reads(root: Path) -> None:
    outcome = draft(root, TEXTS / "brackets.txt", "--id", "sl-2026")
    assert outcome.code == 0
    assert "9项任务" in outcome.out + outcome.err
    assert (root / "packs/sl-2026.yml").is_file()
    assert run("pack", "check", "sl-2026", "--root", root).code == 0


def test_a_pack_that_is_there_is_left_alone(root: Path) -> None:
    draft(root, TEXTS / "brackets.txt", "--id", "sl-2026")
    (root / "packs/sl-2026.yml").write_text("mine", encoding="utf-8")
    outcome = draft(root, TEXTS / "lines.txt", "--id", "sl-2026")
    assert outcome.code == 2
    assert "没有改动" in outcome.out + outcome.err
    assert (root / "packs/sl-2026.yml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((TEXTS / "lines.txt",), "--id"), ((TEXTS / "lines.txt", "--id", "../x"), "不能用"),
        ((TEXTS / "lines.txt", "--id", "cq-2020"), "程序自带"), ((TEXTS / "none.txt", "--id", "sl-2026"), "找不到文件"),
        ((TEXTS, "--id", "sl-2026"), "读取"),
    ],
)  # fmt: skip
def test_what_cannot_be_drafted_is_told(arguments: tuple[str | Path, ...], words: str, root: Path) -> None:
    outcome = draft(root, *arguments)
    assert outcome.code == 2
    assert words in outcome.out + outcome.err
    assert not (root / "packs").exists()
