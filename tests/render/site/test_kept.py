"""What is kept of a column is what would be made anew, whatever changed in the column, in another, or beside both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from generator.check.by_column import check_by_column
from generator.load.cache.by_column import ByColumn
from generator.load.portal import load_portal
from generator.model.addresses.made import ATOM, JSON_FEED, api_address, api_column, feed_address
from generator.model.asset import AssetWords
from generator.model.portal import Portal
from generator.render.machines.extras import machine_extras
from generator.render.site.holdings import document_marks, holdings
from generator.render.site.jobs import site_facts
from generator.render.site.keys import Held
from generator.render.site.questions import question_extras
from generator.render.site.records import search_index
from generator.render.site.shelf import make_shelf
from generator.render.templates.extra import Studio
from generator.search.questions.entry import Entry
from generator.search.questions.files import Told, tell
from generator.search.questions.lexicon import Lexicon
from generator.search.questions.terms import _numbers_of
from tests.helpers import MARKS, PORTAL, document, make_portal

DAY = date(2026, 11, 20)
COLUMNS = "columns:\n" + "".join(
    f"  - {{name: 栏目{name}, slug: {name}, description: 公开事项, unit: 甲, owner: 乙, cycle: monthly}}\n"
    for name in "ab"
)
FILE = "a/附件.txt"
# Files of answers are made of nothing that a studio has.
NO_STUDIO = cast(Studio, None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal in which a document offers a file, and links to and interprets one of another column."""
    texts = {
        "content/a/1.md": document(
            "解读", "见[原文](../b/1.md)。", interprets="[b/1.md]", attachments="[附件.txt]"
        ),
        "content/a/2.md": document("另一份"),
        f"content/{FILE}": "附件里的字。",
        "content/b/1.md": document("办法", validity="有效", doc_no="示府发〔2026〕1号"),
        "content/b/2.md": document("公告"),
    }
    return make_portal(tmp_path, {"columns.yml": PORTAL + COLUMNS, "mkdocs.yml": MARKS, **texts})


def read(root: Path, words: str = "一") -> Portal:
    """Read a portal as a build does that knows the words of the one file."""
    portal = load_portal(root, DAY).portal
    assert portal
    return portal.with_facts(words={FILE: AssetWords(words, 6)})


def told(portal: Portal, kept: ByColumn) -> object:
    """Return all that is kept by column, as it is used."""
    shelf = make_shelf(portal)
    held = Held(holdings(shelf), document_marks(shelf), kept)
    return (
        search_index(shelf, kept).outputs(),
        [
            (each.address, each.key)
            for each in machine_extras(shelf, site_facts(portal), "", held.marks, held.keep)
        ],
        [(each.address, each.key) for each in question_extras(shelf, "", kept)],
        list(check_by_column(portal, kept)),
    )


def gone(root: Path) -> None:
    """Remove what another document links to and interprets."""
    (root / "content/b/1.md").unlink()


def renamed(root: Path) -> None:
    """Give the linked document another place, and let the other follow."""
    (root / "content/b/1.md").rename(root / "content/b/3.md")
    path = root / "content/a/1.md"
    path.write_text(path.read_text(encoding="utf-8").replace("b/1.md", "b/3.md"), encoding="utf-8")


def repealed(root: Path) -> None:
    """Let a policy hold no more."""
    path = root / "content/b/1.md"
    path.write_text(path.read_text(encoding="utf-8").replace("有效", "废止"), encoding="utf-8")


def moved_on(root: Path) -> None:
    """Give the column of the linked document another address: no text changes."""
    path = root / "columns.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("栏目b,", "新栏目,"), encoding="utf-8")


def forbidden(root: Path) -> None:
    """Attach what is never published."""
    (root / "content/a/程序.exe").write_bytes(b"MZ")
    path = root / "content/a/1.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[附件.txt]", "[附件.txt, 程序.exe]"), encoding="utf-8"
    )


@pytest.mark.parametrize(
    "change", [gone, renamed, repealed, moved_on, forbidden], ids=lambda each: each.__name__
)
def test_what_is_kept_is_what_would_be_made_anew(
    root: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    folder = tmp_path / "kept"
    kept = ByColumn(folder)
    before = told(read(root), kept)
    kept.save()
    change(root)
    after = told(read(root), ByColumn(folder))
    assert after == told(read(root), ByColumn())
    assert after != before


def test_other_words_of_a_file_are_seen_where_no_document_changed(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    kept = ByColumn(folder)
    before = told(read(root), kept)
    kept.save()
    after = told(read(root, "二"), ByColumn(folder))
    assert after == told(read(root, "二"), ByColumn())
    assert after != before


def test_what_nobody_changed_is_not_made_again(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    kept = ByColumn(folder)
    told(read(root), kept)
    kept.save()
    again = ByColumn(folder)
    told(read(root), again)
    assert again.made == {}


def test_a_renamed_column_changes_no_data_of_its_documents(root: Path, tmp_path: Path) -> None:
    def keys() -> dict[str, str]:
        shelf = make_shelf(read(root))
        held = Held(holdings(shelf), document_marks(shelf), ByColumn(tmp_path / "kept"))
        extras = machine_extras(shelf, site_facts(shelf.portal), "", held.marks, held.keep)
        return {each.address: each.key for each in extras}

    before = keys()
    moved_on(root)
    after = keys()
    changed = {address for address, key in after.items() if before[address] != key}
    assert changed == {
        *(api_address("columns.json"), api_column("b")),
        *(feed_address(column, kind) for column in ("b", "") for kind in (ATOM, JSON_FEED)),
    }


def test_an_entry_is_told_once(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(entry: Entry) -> Told:
        asked.append(entry.asked)
        return tell(entry)

    def names() -> list[str]:
        kept = ByColumn(tmp_path / "kept")
        extras = list(question_extras(make_shelf(read(root)), "", kept))
        for each in extras:
            each.make(NO_STUDIO)
        kept.save()
        return [each.address for each in extras]

    monkeypatch.setattr("generator.render.site.questions.tell", counted)
    (root / "content/b/2.md").write_text(document("第二个办法", validity="有效"), encoding="utf-8")
    before = names()
    assert sorted(asked) == ["办法", "第二个办法"]
    (root / "content/b/2.md").write_text(document("另一个办法", validity="有效"), encoding="utf-8")
    after = names()
    assert asked[2:] == ["另一个办法"]
    assert before != after == [each.address for each in question_extras(make_shelf(read(root)), "")]
    assert len(asked) == 5


def test_only_a_question_that_changed_is_cut_into_terms(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[str] = []

    def counted(entry: Entry, words: dict[str, int], lexicon: Lexicon) -> NDArray[np.uint32]:
        cut.append(entry.asked)
        return _numbers_of(entry, words, lexicon)

    def files(kept: ByColumn) -> list[bytes]:
        shelf = make_shelf(read(root))
        return [each.make(NO_STUDIO) for each in question_extras(shelf, "", kept)]

    monkeypatch.setattr("generator.search.questions.terms._numbers_of", counted)
    (root / "content/b/2.md").write_text(document("第二个办法", validity="有效"), encoding="utf-8")
    files(ByColumn(tmp_path / "kept"))
    (root / "content/b/2.md").write_text(document("另一个办法", validity="有效"), encoding="utf-8")
    cut.clear()
    over_cache = files(ByColumn(tmp_path / "kept"))
    assert cut == ["另一个办法"]
    assert over_cache == files(ByColumn())
