"""Look through a mirror once: what each page is, without keeping the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from generator.intake.markup.decoding import decode_page
from generator.intake.markup.tree import Element, parse_page
from generator.intake.migration.old.articles import Article, Survey
from generator.intake.migration.old.extraction import (
    base_of,
    digest_of,
    facts_of,
    forward_of,
    hrefs_with_marks,
    ids_in,
    lists_others,
    template_of,
    without_furniture,
)
from generator.intake.migration.old.joining import join_pages
from generator.intake.migration.old.mirror import Mirror, OldFile, read_bytes
from generator.intake.migration.old.old_map import OldMap, channel_of, is_among
from generator.intake.migration.old.old_names import is_first_page, link_address, path_of
from generator.intake.migration.old.sniffing import What

_LIST_NAMES = ("index", "list", "default", "more")
_MOST_FORWARDS = 20
Progress = Callable[[int, int], None]


@dataclass
class _Sorted:
    """The pages of a mirror as they are sorted, one after the other."""

    mirror: Mirror
    said: OldMap
    articles: dict[str, Article] = field(default_factory=dict)
    forwards: dict[str, str] = field(default_factory=dict)
    lists: list[str] = field(default_factory=list)
    homes: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    # Places within pages to which some article has a link: address and mark.
    led_to: set[tuple[str, str]] = field(default_factory=set)

    def add(self, file: OldFile) -> None:
        address = file.address
        tree = read_tree(file)
        if tree is None:
            self.left[address] = "网页里什么也没有"
            return
        target = _target(tree, address, self.mirror)
        listed = is_list(self.said, address)
        if target is not None and target != address:
            self.forwards[address] = target
        elif listed is True:
            self.lists.append(address)
        elif article := self._article(tree, address, may_list=listed is None):
            self.articles[address] = article
        elif listed is None:
            (self.homes if _is_home(address) else self.lists).append(address)
        else:
            self.left[address] = "没有模板认得这个网页：找不到正文"

    def _article(self, tree: Element, address: str, *, may_list: bool) -> Article | None:
        """Return the article of a page; None for one that is none, or, where it ``may_list``, has the looks of a list."""
        found = template_of(self.said, tree, address)
        if found is None:
            return None
        number, elements = found
        template = self.said.templates[number]
        facts = facts_of(template, tree, elements, address)
        if may_list and (facts.published is None or lists_others(elements)):
            return None
        without_furniture(template, elements)
        base = base_of(tree, address)
        for href in hrefs_with_marks(elements):
            link = link_address(href, base)
            if link and link[1]:
                file = self.mirror.find(link[0])
                self.led_to.add((file.address if file else link[0], link[1]))
        return Article(address, number, facts, digest_of(elements), frozenset(ids_in(elements)), (address,))

    def joined(self, pages: str) -> dict[str, Article]:
        """Return the articles, each whole, with those of its marks that are of use."""
        used: dict[str, set[str]] = {}
        for address, mark in self.led_to:
            used.setdefault(address, set()).add(mark)
        return {
            address: replace(
                each, marks=each.marks & {mark for part in each.parts for mark in used.get(part, ())}
            )
            for address, each in join_pages(self.articles, pages).items()
        }

    def end_forwards(self) -> None:
        """Let each page that forwards lead to where its readers end; what leads nowhere is left."""
        known = {*self.articles, *self.lists, *self.homes}
        known |= {each.address for each in self.mirror.files.values() if each.what is What.FILE}
        ends = {address: _end(address, self.forwards) for address in self.forwards}
        self.forwards = {address: end for address, end in ends.items() if end in known}
        lost = {address: end for address, end in ends.items() if end not in known}
        self.left |= {address: f"网页自动转到{end}，那里没有搬" for address, end in lost.items()}


def survey_mirror(mirror: Mirror, said: OldMap, progress: Progress) -> Survey:
    """Return what the pages of a mirror are."""
    found = _Sorted(mirror, said)
    for number, file in enumerate(mirror.files.values(), 1):
        progress(number, len(mirror.files))
        if is_among(path_of(file.address), said.skip):
            found.skipped.append(file.address)
        elif file.what is What.PAGE:
            found.add(file)
    found.end_forwards()
    return Survey(
        articles=found.joined(said.pages),
        forwards=found.forwards,
        lists=tuple(found.lists),
        homes=tuple(found.homes),
        skipped=tuple(found.skipped),
        left=found.left,
    )


def read_tree(file: OldFile) -> Element | None:
    """Return the tree of a page of the mirror."""
    return parse_page(decode_page(read_bytes(file)))


def _target(tree: Element, address: str, mirror: Mirror) -> str | None:
    """Return the address that a page sends its readers to; the known one where it is in the mirror."""
    written = forward_of(tree)
    link = link_address(written, base_of(tree, address)) if written else None
    if link is None:
        return None
    file = mirror.find(link[0])
    return file.address if file else link[0]


def _end(address: str, forwards: dict[str, str]) -> str:
    """Return where one comes from an address in the end; of pages that lead in a circle, to one of them."""
    for _ in range(_MOST_FORWARDS):
        if address not in forwards:
            return address
        address = forwards[address]
    return address


def is_list(said: OldMap, address: str) -> bool | None:
    """Tell whether a page is one of a list: True if the map says so, None if its name does, where it is no article."""
    path = path_of(address)
    if is_among(path, said.lists):
        return True
    if _is_home(address):
        return None
    name = path.rpartition("/")[2].lower()
    looks_like = is_first_page(address) or name.startswith(_LIST_NAMES)
    return None if looks_like and channel_of(said, path, ()) else False


def _is_home(address: str) -> bool:
    path = path_of(address)
    return path.count("/") == 1 and is_first_page(address)
