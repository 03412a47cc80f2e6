"""Index numbers that two documents have: which of them keeps it, and a new one for the other.

A number that is out in the world stays: people have cited it. It is out when the document is public by what its
head says and is part of what was handed on: it stands, with this number, in the commit of the branch that the
current one follows (``origin/main``), or where none is followed in the last commit. Outside git the head decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.data import dataclass
from generator.errors import UsageError
from generator.load.documents.numbers import Numbers
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.markdown.mend import rewrite
from generator.load.portal import Loaded
from generator.load.source.content import CONTENT
from generator.load.source.git import ask_git
from generator.model.document import Document
from generator.model.moments import is_waiting

_KEY = re.compile(r"(?:index_no|索引号) *:")


@dataclass(frozen=True)
class Renumbered:
    """What came of mending: documents with their new numbers, and those that nobody but people can renumber."""

    done: tuple[tuple[Document, str], ...] = ()
    left: tuple[Document, ...] = ()


def index_numbers(loaded: Loaded) -> frozenset[str]:
    """Return all numbers that documents have, public or not."""
    return frozenset(each.index_no for each in _documents(loaded) if each.index_no)


def renumber(root: Path, loaded: Loaded) -> Renumbered:
    """Give new numbers to what is not published and has the number of another. Raises OSError."""
    if loaded.portal is None:
        return Renumbered()
    taken = set(index_numbers(loaded))
    done: list[tuple[Document, str]] = []
    left: list[Document] = []
    base = _handed_on(root)
    for group in _clashes(_documents(loaded)):
        stays, goes = _settle(group, _published(group, root, base, loaded), base is not None)
        left += stays
        for document in goes:
            told = (document.issuer, document.path, document.title)
            day = document.published.date()
            number = Numbers(loaded.portal.site_code, frozenset(taken)).give(day, told)
            if _write(root, document, number):
                taken.add(number)
                done.append((document, number))
            else:
                left.append(document)
    return Renumbered(tuple(done), tuple(left))


def _documents(loaded: Loaded) -> tuple[Document, ...]:
    return (*(loaded.portal.documents if loaded.portal else ()), *loaded.hidden)


def _clashes(documents: Iterable[Document]) -> Iterator[list[Document]]:
    by_number: dict[str, list[Document]] = {}
    for document in documents:
        if document.index_no:
            by_number.setdefault(document.index_no, []).append(document)
    yield from (group for group in by_number.values() if len(group) > 1)


@dataclass(frozen=True)
class _Standing:
    """How far documents of one number have come: public by their heads, and handed on with this number, by path."""

    public: frozenset[str]
    handed_on: frozenset[str]


def _published(group: list[Document], root: Path, base: str | None, loaded: Loaded) -> _Standing:
    public = frozenset(each.path for each in group if not each.draft and not is_waiting(each, loaded.moment))
    return _Standing(public, _holding(root, base, group[0].index_no) if base else public)


def _settle(group: list[Document], standing: _Standing, told: bool) -> tuple[list[Document], list[Document]]:
    """Return which documents keep a number they should not share, and which are to get another."""
    out = [each for each in group if each.path in standing.public & standing.handed_on]
    if out:
        return out[1:], [each for each in group if each not in out]
    # Nobody outside knows the number: it stays with what others have seen, then with the eldest.
    first = min(
        group,
        key=lambda each: (
            told and each.path not in standing.handed_on,
            each.path not in standing.public,
            each.published,
            each.path,
        ),
    )
    return [], [each for each in group if each is not first]


def _handed_on(root: Path) -> str | None:
    """Return the commit of the branch that the current one follows, or the last one here; None outside git."""
    try:
        for word in ("@{upstream}", "HEAD"):
            found = ask_git(root, ["rev-parse", "--verify", "--quiet", f"{word}^{{commit}}"])
            if commit := found.decode("ascii", "replace").strip():
                return commit
    except UsageError:  # without git there is no history to ask
        pass
    return None


def _holding(root: Path, commit: str, number: str) -> frozenset[str]:
    """Return the files of content/, by their path there, in which a number stands as of a commit."""
    listed = ask_git(root, ["grep", "-l", "-z", "-F", "-e", number, commit, "--", CONTENT])
    names = listed.decode("utf-8", "surrogateescape").split("\0")
    start = f"{commit}:{CONTENT}/"
    return frozenset(name.removeprefix(start) for name in names if name.startswith(start))


def _write(root: Path, document: Document, number: str) -> bool:
    def renumbered(text: str) -> str:
        parts = split_document(text, document.place.path)
        if not isinstance(parts, SplitDocument):
            return text
        end = len(text) - len(parts.body)
        lines = text[:end].split("\n")
        for at, line in enumerate(lines):
            # One line that says it plainly; what is written in another way is left to people.
            if _KEY.match(line) and line.count(document.index_no) == 1:
                lines[at] = line.replace(document.index_no, number)
                return "\n".join(lines) + text[end:]
        return text

    return rewrite(root / CONTENT / document.path, document.place.path, renumbered)
