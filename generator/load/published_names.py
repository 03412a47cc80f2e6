"""Check the names of published files, which become addresses and the words of links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.data import dataclass
from generator.load.cache.memo import Memo
from generator.load.gate.sensitive import find_in_pieces
from generator.load.gatekeeper import places_of
from generator.load.source.content import CONTENT
from generator.load.source.text import Source
from generator.model.catalogue import finding
from generator.model.document import Document
from generator.model.finding import Finding, Place
from generator.model.portal import used_assets
from generator.model.register import Register

_HINT = "给文件改名，不写号码，再改正写到它的地方。"
# A stroke below the line parts words in a name as a blank does in a text.
_BLANKS = str.maketrans("_", " ")

# No name of a file has it.
_PARTING = "\0"


# With these a name may begin what is taken for markup, which goes on in the next one.
_MARKUP = frozenset("<[")


@dataclass(frozen=True)
class SuspectName:
    """A name that holds what must not be public: the code of its finding, and what to call it."""

    path: str
    code: str
    words: str


@dataclass(frozen=True)
class LookedThrough:
    """Names that were looked through, in one text, and what was found in them."""

    names: str
    found: tuple[SuspectName, ...]


def check_published_names(
    own: Iterable[str],
    naming: Collection[Document],
    registers: Collection[Register],
    content: Path,
    memo: Memo,
) -> Iterator[Finding]:
    """Yield the names that hold personal numbers, a file's own and those of the folders around it.

    ``own`` are the paths of the documents and tables, which are told of where they lie; an attached file is
    told of where one of ``naming`` or a register names it. The names are looked through as one text, and only
    where one holds a number is it asked who names it; the same names are not looked through twice.
    """
    for path, found in _suspects(own, "own", memo):
        yield _told(Place(f"{CONTENT}/{path}"), found)
    for path, found in _suspects(
        dict.fromkeys(asset.path for asset in used_assets(naming, registers)), "named", memo
    ):
        for place in _named_at(path, naming, registers, content):
            yield _told(place, found)


def _named_at(
    path: str, naming: Collection[Document], registers: Collection[Register], content: Path
) -> Iterator[Place]:
    for register in registers:
        if any(asset.path == path for asset in register.assets):
            yield Place(f"{CONTENT}/{register.path}")
    for document in naming:
        if any(asset.path == path for asset in used_assets([document], ())):
            yield from places_of(document, path, content)


def _told(place: Place, found: tuple[str, str]) -> Finding:
    code, words = found
    return finding(code, place, f"文件名里有{words}。", _HINT)


def _suspects(paths: Iterable[str], which: str, memo: Memo) -> Iterator[tuple[str, tuple[str, str]]]:
    names = _PARTING.join(paths)
    source = Source(f"names-{which}", names, names.encode("utf-8", "surrogatepass"))
    for each in memo.make(source, partial(_look_through, memo=memo), []).found:
        yield each.path, (each.code, each.words)


def _look_through(source: Source, _: list[Finding], memo: Memo) -> LookedThrough:
    """Look through the names that are new: what is in a name does not depend on the others."""
    last, names = memo.last(source.name, LookedThrough), source.text.split(_PARTING)
    if last is None or not _MARKUP.isdisjoint(source.text) or not _MARKUP.isdisjoint(last.names):
        return LookedThrough(source.text, tuple(_find(names)))
    known = frozenset(last.names.split(_PARTING))
    found = (*last.found, *_find([name for name in names if name not in known]))
    if found:
        # In the order of the names, as if all had been looked through.
        places = {name: place for place, name in enumerate(names)}
        found = tuple(
            sorted((each for each in found if each.path in places), key=lambda each: places[each.path])
        )
    return LookedThrough(source.text, found)


def _find(names: list[str]) -> Iterator[SuspectName]:
    for number, suspect in find_in_pieces([name.translate(_BLANKS) for name in names]):
        yield SuspectName(names[number], suspect.code, suspect.words)
