"""Index numbers without a counter: two clones, many drafts, one merge."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.documents import numbers
from generator.load.documents.numbers import Numbers
from generator.load.gate.sensitive import check_text
from tests.helpers import AS_OF, Outcome, check, codes, document, make_portal, run

_NUMBER = re.compile(r"^index_no: \"?(\S+?)\"?(?: |$)", re.MULTILINE)
_WHO = ("-c", "user.name=甲", "-c", "user.email=a@example.gov.cn")


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder; it must go well."""
    done = subprocess.run(
        ["git", "-C", str(root), *_WHO, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(root: Path, words: str) -> None:
    """Commit all there is."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", words)


def fix(root: Path) -> Outcome:
    """Mend the index numbers."""
    return run("check", "--fix", "index", "--root", root, "--as-of", AS_OF)


def numbers_of(root: Path) -> dict[str, str]:
    """Return the index number of each document by its path."""
    content = root / "content"
    found = {}
    for path in sorted(content.rglob("*.md")):
        match = _NUMBER.search(path.read_text(encoding="utf-8"))
        found[path.relative_to(content).as_posix()] = match[1] if match else ""
    return found


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of one bare repository that holds a portal with one published document."""
    bare, first, second = (tmp_path / name for name in ("bare", "first", "second"))
    start = make_portal(tmp_path / "start", {"content/tzgg/a.md": document(index_no="5000000000/2026-00041")})
    (start / ".gitignore").write_text(".cache/\nsite/\n", encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main", str(start))
    commit(start, "start")
    git(tmp_path, "clone", "-q", "--bare", str(start), str(bare))
    for clone in (first, second):
        git(tmp_path, "clone", "-q", str(bare), str(clone))
    return first, second


def merge(first: Path, second: Path) -> None:
    """Hand on what the first has, and take it into the second."""
    git(first, "push", "-q", "origin", "main")
    git(second, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    git(second, "fetch", "-q")


@pytest.mark.parametrize("digits", [8, 1])
def test_two_clones_with_many_drafts_merge_without_a_clash_or_it_is_mended(
    digits: int, clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # With one digit nearly every draft of the second has a number of the first.
    monkeypatch.setattr(numbers, "DIGITS", digits)
    for clone, word in zip(clones, "甲乙", strict=True):
        for number in range(4 if digits == 1 else 12):
            outcome = run(
                "new",
                "通知公告",
                f"{word}{number}",
                "--file",
                f"{'ab'[word == '乙']}{number}",
                "--root",
                clone,
                "--as-of",
                AS_OF,
            )
            assert outcome.code == 0, outcome.err
        commit(clone, word)
    merge(*clones)
    second = clones[1]
    theirs, before = numbers_of(clones[0]), numbers_of(second)
    assert len(before) == len(theirs) + (4 if digits == 1 else 12)
    clashes = len(before) - len(set(before.values()))
    assert (clashes == 0) is (digits == 8)
    assert ("index-no-clash" in codes(check(second))) is (clashes > 0)
    assert fix(second).code == 0
    after = numbers_of(second)
    assert len(set(after.values())) == len(after)
    # What the other has handed on keeps its numbers.
    assert theirs.items() <= after.items()
    assert {"index-no-clash", "index-no-duplicate"}.isdisjoint(codes(check(second)))


def put(root: Path, name: str, **fields: str) -> Path:
    """Write a document."""
    path = root / "content/tzgg" / f"{name}.md"
    path.write_text(document(f"文档{name}", f"{name}的正文。", **fields), encoding="utf-8")
    return path


def test_what_is_published_keeps_its_number(clones: tuple[Path, Path]) -> None:
    first, second = clones
    number = "5000000000/2026-00042"
    put(first, "theirs", index_no=number)
    commit(first, "theirs")
    mine = put(second, "mine", index_no=number, published="2026-03-01 09:30")
    commit(second, "mine")
    merge(first, second)
    assert "index-no-duplicate" in codes(check(second))
    outcome = fix(second)
    assert outcome.code == 0
    assert "mine.md的索引号由" in outcome.err
    assert numbers_of(second)["tzgg/theirs.md"] == number
    assert number not in mine.read_text(encoding="utf-8")


def test_of_two_that_are_published_neither_is_changed(clones: tuple[Path, Path]) -> None:
    root = clones[0]
    put(root, "b", index_no="5000000000/2026-00041")
    commit(root, "b")
    git(root, "push", "-q", "origin", "main")
    before = numbers_of(root)
    outcome = fix(root)
    assert outcome.code == 1
    assert "没有改：content/tzgg/" in outcome.err
    assert numbers_of(root) == before


@pytest.mark.parametrize(
    "hide", [{"draft": "true"}, {"published": "2026-12-01 09:30"}], ids=["draft", "later"]
)
def test_what_is_not_public_gives_way_without_git(hide: dict[str, str], tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/b.md": document(index_no="5000000000/2026-00041")})
    put(root, "a", index_no="5000000000/2026-00041", **hide)
    assert fix(root).code == 0
    found = numbers_of(root)
    assert found["tzgg/b.md"] == "5000000000/2026-00041"
    assert found["tzgg/a.md"] != found["tzgg/b.md"]
    assert "没有重复" in fix(root).err


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("index_no: ", "索引号:   "),
        lambda text: text.replace("2026-00041", "2026-00041  # 说明"),
    ],
    ids=["crlf", "bom", "chinese", "comment"],
)
def test_nothing_but_the_number_changes(change: Callable[[str], str], tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/b.md": document(index_no="5000000000/2026-00041")})
    path = put(root, "a", index_no="5000000000/2026-00041", draft="true")
    written = change(path.read_text(encoding="utf-8"))
    path.write_bytes(written.encode("utf-8"))
    assert fix(root).code == 0
    (number,) = re.findall(r"5000000000/2026-\d{8}", path.read_text(encoding="utf-8"))
    assert path.read_bytes().decode("utf-8") == written.replace("5000000000/2026-00041", number)


def test_an_unusual_way_of_writing_is_left_to_people(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/b.md": document(index_no="5000000000/2026-00041")})
    path = put(root, "a", draft="true")
    text = path.read_text(encoding="utf-8").replace("draft:", "index_no: >-\n  5000000000/2026-00041\ndraft:")
    path.write_text(text, encoding="utf-8")
    assert "没有改：content/tzgg/a.md" in fix(root).err
    assert path.read_text(encoding="utf-8") == text


@settings(max_examples=300)
@given(
    st.sampled_from(["5000000000", "bm50000001", "1101080001"]),
    st.dates(date(2000, 1, 1), date(2199, 12, 31)),
    st.lists(st.text(), max_size=3),
)
def test_a_number_has_the_official_form_and_looks_like_no_personal_one(
    site_code: str, day: date, told: list[str]
) -> None:
    number = Numbers(site_code).give(day, told)
    assert re.fullmatch(rf"{site_code}/{day.year}-\d{{8}}", number)
    assert Numbers(site_code, frozenset({number})).give(day, told) != number
    for text in (f"---\nindex_no: {number}\n---\n", f"索引号：{number}", number):
        assert list(check_text(text, "a.md")) == []
