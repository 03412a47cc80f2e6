"""The addresses that went live through a repository, recorded beside it, whether or not anybody commits urls.lock.

What is built is what was pushed, and its urls.lock with the lines below it that the record has more: an address that
was live once is missed from then on. What was pushed goes before the record wherever the two differ, since people
say there what became of an address.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from generator.load.columns.url_lock import LOCK_FILE, MOVED, lock_text, parse_lock
from generator.load.source.text import Source
from generator.model.addresses.moves import settled
from generator.model.addresses.url_lock import UrlLock, join_names
from generator.model.finding import Finding, Place
from generator.model.portal import Portal

_FIX = "，或运行gongkai check --fix urls"


def read_lock(text: str, findings: list[Finding] | None = None) -> UrlLock:
    """Return what a text of urls.lock records; lines that are wrong are findings, and left out."""
    source = Source(LOCK_FILE, text, text.encode("utf-8", "surrogateescape"))
    return parse_lock(source, [] if findings is None else findings)


def joined(pushed: str, record: str) -> str:
    """Return the text of urls.lock that was pushed, with what the record has more below it.

    A faulty one stays as it is: it is refused anyway.
    """
    faults: list[Finding] = []
    ours, known = read_lock(pushed, faults), read_lock(record)
    lines = [] if faults else [*_columns(ours, known), *_documents(ours, known), *_moves(ours, known)]
    if not lines:
        return pushed
    begun = pushed if not pushed or pushed.endswith("\n") else f"{pushed}\n"
    return begun + "".join(f"{address}  {rest}\n" for address, rest in lines)


def without(text: str, files: Collection[str]) -> str:
    """Return a text of urls.lock in which nothing of these files of content/ is missed; each line keeps its number."""
    if not files:
        return text
    lines = text.split("\n")
    return "\n".join("" if line.partition(" ")[2].strip() in files else line for line in lines)


def brought_up(text: str, portal: Portal) -> str:
    """Return the text of urls.lock once a portal is live: all that it records, and every address of the portal."""
    lock = read_lock(text)
    documents = (*portal.documents, *portal.withdrawn)
    return lock_text(lock, tuple(portal.walk()), documents, tuple(settled(portal, lock)))


def placed(findings: Iterable[Finding], pushed: str) -> Iterator[Finding]:
    """Yield findings; those in lines that were not pushed name none, and no cure that needs them."""
    last = pushed.rstrip("\n").count("\n") + 1
    for each in findings:
        if each.place.path == LOCK_FILE and each.place.line > last:
            yield replace(each, place=Place(LOCK_FILE), hint=each.hint.replace(_FIX, ""))
        else:
            yield each


def _columns(ours: UrlLock, known: UrlLock) -> Iterator[tuple[str, str]]:
    there = {each.address for each in ours.entries} | {move.old for move in ours.moves if move.whole}
    named = {(each.parent, each.name): each.address for each in ours.entries}
    for each in known.entries:
        if each.address in there:
            continue
        other = named.get((each.parent, each.name))
        yield each.address, f"{MOVED}{other}" if other else join_names(each.path)


def _documents(ours: UrlLock, known: UrlLock) -> Iterator[tuple[str, str]]:
    there = {each.address for each in ours.documents} | {move.old for move in ours.moves}
    for each in known.documents:
        if each.address in there:
            continue
        other = ours.by_file.get(each.file)
        yield each.address, f"{MOVED}{other}" if other else each.file


def _moves(ours: UrlLock, known: UrlLock) -> Iterator[tuple[str, str]]:
    there = {each.address for group in (ours.entries, ours.documents) for each in group}
    there |= {move.old for move in ours.moves}
    yield from ((move.old, f"{MOVED}{move.new}") for move in known.moves if move.old not in there)
