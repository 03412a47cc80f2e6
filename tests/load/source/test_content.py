"""Names of files: what no page, download or system can bear is a finding, shown so that it can be read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.load.source.content import name_problem
from tests.helpers import AS_OF, check, codes, digest, document, make_portal, run

FOLDER = "content/tzgg"


@pytest.mark.parametrize(
    "name",
    [
        os.fsdecode(b"\xb9\xab\xb8\xe6.md"),
        os.fsdecode(b"a\xff.csv"),
        "告" * 80 + ".md",
        "夹" * 80 + "/a.md",
        "深/" * 400 + "a.md",
        "a\nb.md",
        "a\x1b[31m.md",
        "a\u202egpj.md",
        "a\u2028b.pdf",
        "a\x85.docx",
    ],
)
def test_a_name_that_nothing_can_bear_is_told(name: str) -> None:
    found = name_problem(f"tzgg/{name}")
    assert found
    assert found.code == "file-name"
    assert found.hint


@pytest.mark.parametrize(
    "name", ["关于 甲（2026）.md", "a　b.pdf", "é.md", "x" * 200 + ".md", "告" * 70 + ".pdf"]
)
def test_any_other_name_will_do(name: str) -> None:
    assert name_problem(f"tzgg/{name}") is None


def test_a_name_in_another_encoding_is_shown_safely_in_every_form(tmp_path: Path) -> None:
    root = make_portal(
        tmp_path, {f"{FOLDER}/a.md": document(), f"{FOLDER}/b\x1b]0;x\x07\n错误 c.md": document("乙")}
    )
    (root / FOLDER / os.fsdecode(b"\xb9\xab\xb8\xe6.md")).write_text(document("丙"), encoding="utf-8")
    assert codes(check(root)) == ["file-name", "file-name"]
    text = run("check", "--root", root, "--as-of", AS_OF)
    assert "\\xb9\\xab\\xb8\\xe6.md" in text.out
    assert "b\\x1b]0;x\\x07\\x0a错误 c.md" in text.out
    assert sum(line.startswith("错误 ") for line in text.out.splitlines()) == 2
    for form in ("json", "sarif", "junit"):
        out = run("check", "--root", root, "--as-of", AS_OF, "--format", form).out
        assert not {"\x1b", "\x07"} & set(out)
        out.encode("utf-8")
        ElementTree.fromstring(out) if form == "junit" else json.loads(out)
    before = digest(root / "site")
    assert run("build", "--root", root, "--as-of", AS_OF).code == 1
    assert digest(root / "site") == before
