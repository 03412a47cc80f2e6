"""What a page of the desk reads does not grow with the portal: files opened and bytes sent, counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.desk.copy.state import key_of
from tests.desk.conftest import Visitor, opened, repository, visit
from tests.desk.test_first_view import MOST, sent
from tests.helpers import document

_SIZE = 60
_listening: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    # A hook of the interpreter stays for good, so it hears only while somebody counts.
    if event == "open" and _listening:
        _listening[-1].append(str(arguments[0]))


sys.addaudithook(_hear)


@contextmanager
def _opens() -> Iterator[list[str]]:
    """Give every file that is opened meanwhile, by whichever call and in whichever thread."""
    _listening.append([])
    try:
        yield _listening[-1]
    finally:
        _listening.pop()


def _portal(root: Path, size: int) -> Path:
    texts = {f"content/tzgg/n{n}.md": document(f"第{n}号通知", f"第{n}号的正文。") for n in range(size)}
    return repository(root, dict(texts))


def _home(visitor: Visitor) -> None:
    visitor.begin()
    assert visitor.get("/").status_code == 200


def _blank(visitor: Visitor) -> None:
    assert visitor.get(f"/drafts/{visitor.begin()}").status_code == 200


def _changed(visitor: Visitor) -> None:
    assert "第7号的正文" in visitor.get(f"/drafts/{visitor.change('tzgg/n7.md')}").text


def _saved(visitor: Visitor) -> None:
    draft = visitor.begin()
    assert "草稿已保存" in visitor.fill(draft, title="关于供水的通知", body="正文。").text


def _read(root: Path, work: Callable[[Visitor], None]) -> int:
    """Return how many files it takes to do something; what the first time reads for all times is not counted."""
    with opened(root) as desk:
        visitor = visit(desk)
        work(visitor)
        for each in desk.drafts.of("own"):
            desk.drafts.drop(each)
        with _opens() as seen:
            work(visitor)
        # Were nothing heard, the count would say nothing.
        assert any(".desk" in each for each in seen)
    return len(seen)


@pytest.mark.parametrize("work", [_home, _blank, _changed, _saved], ids=["home", "blank", "changed", "saved"])
def test_twice_as_many_documents_open_not_one_file_more(
    tmp_path: Path, work: Callable[[Visitor], None]
) -> None:
    few = _read(_portal(tmp_path / "少", _SIZE), work)
    assert _read(_portal(tmp_path / "多", 2 * _SIZE), work) == few


def test_the_first_view_of_a_large_portal_is_small(tmp_path: Path) -> None:
    with opened(_portal(tmp_path / "多", 2 * _SIZE)) as desk:
        visitor = visit(desk)
        draft = visitor.change("tzgg/n7.md")
        for address in ("/", "/new", "/documents", f"/documents/{key_of('tzgg/n7.md')}"):
            assert sent(visitor, address) <= MOST, address
        # The form can be filled in before the editor of its text comes, which the browser keeps for a year.
        assert sent(visitor, f"/drafts/{draft}", without="editor.js") <= MOST
