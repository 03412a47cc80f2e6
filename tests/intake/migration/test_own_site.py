"""The sample's own built site as an old one: its documents come back as they were, at the addresses they had."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.kinds.heads import sources_of
from generator.load.portal import load_portal
from generator.render.text.markdown import make_converter, to_html
from tests.helpers import AS_OF, REPOSITORY, check, run

SKIP = [
    "/assets/*",
    "/pagefind/*",
    "/audit/*",
    "/search/*",
    "/map/*",
    "/404.html",
    "/feeds/*",
    "/redirects/*",
    "*.docx",
    "/sitemap*",
]

CONVERTER = make_converter()


def words(text: str) -> str:
    """Return what a page shows of a Markdown text, without blanks and without the numbers of lists.

    Those of an old list are written out, as all numbers are that stood there.
    """
    text = re.sub(r"^(\*\*)?\d+\\?\.\s*", r"\1", text, flags=re.MULTILINE)
    return re.sub(r"\s", "", re.sub(r"<[^<>]*>", "", to_html(text, CONVERTER)))


def body_of(path: Path) -> str:
    """Return the text of a document."""
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


@pytest.mark.usefixtures("sample_site")
def test_the_sample_comes_back_as_it_was(sample_root: Path, tmp_path: Path) -> None:
    old = load_portal(sample_root, date.fromisoformat(AS_OF)).portal
    assert old
    channels = [{"from": f"/{column.address}/", "column": column.address} for column in old.walk()]
    said = {"presets": ["gongkai"], "channels": channels, "lists": ["*/_*.html"], "skip": SKIP}
    (tmp_path / "migration.yml").write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    root = tmp_path / "portal"
    (root / "content").mkdir(parents=True)
    for name in ("columns.yml", "mkdocs.yml"):
        shutil.copy(REPOSITORY / name, root / name)
    options = ("--map", tmp_path / "migration.yml", "--root", root, "--as-of", AS_OF, "--format", "json")
    outcome = run("migrate", sample_root / "site", *options)
    made = {each["path"].removeprefix("content/"): each for each in json.loads(outcome.out)["made"]}
    assert set(made) == {each.path for each in old.documents}
    assert {each["kept"] for each in made.values()} == {1.0}
    for document in old.documents:
        assert made[document.path]["title"] == document.title
        if sources_of(document.parts):
            continue  # its page shows the tables of a data file as well
        assert words(body_of(root / "content" / document.path)) == words(
            body_of(sample_root / "content" / document.path)
        )
    left = json.loads(outcome.out)["left"]
    assert {Path(each["source"]).suffix for each in left} <= {".csv", ".json", ".xlsx"}, (
        "only tables of registers are left"
    )
    wrong = {each["code"] for each in check(root) if each["level"] == "error"}
    assert wrong <= {"column-empty-many"}, "registers are not moved"
