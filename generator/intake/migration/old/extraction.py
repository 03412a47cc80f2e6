"""An article's facts out of the tree of its page, by the selectors of a template."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from generator.intake.markup.tree import Element
from generator.intake.migration.mapping.presets import STANDARD_TAGS
from generator.intake.migration.old.articles import Facts
from generator.intake.migration.old.facts import (
    day_in_address,
    find_day,
    find_issuer,
    find_moment,
    find_number,
    find_plain,
    find_source,
    labelled,
)
from generator.intake.migration.old.markup import bare, one_line, seen_text
from generator.intake.migration.old.old_map import OldMap, Picker, Template, is_among
from generator.intake.migration.old.old_names import link_address, path_of
from generator.load.markdown.dialect import text_id

Told = TypeVar("Told")
_SHOWING = ("img", "a", "video", "audio", "iframe", "embed", "object", "source")
# What parts the title of an article from the name of its site, and what such names have in them.
_PARTING = re.compile(r"[-_|–—]")
_SITE = re.compile(r"政府|网|门户|局|委|厅|办公室")
_REFRESH = re.compile(r"\d*+\s*+[;,]\s*+url\s*+=\s*+[\"']?\s*+([^\"']++)", re.IGNORECASE)
_SCRIPTED = re.compile(r"location(?:\.href|\.replace)?\s*+(?:=|\()\s*+[\"']([^\"']{1,500})[\"']")
_ID = re.compile(r"[\w\-.]{1,120}")
_MANY_LINKS = 5
# A page that only leads on says at most that it does.
_FEW = 40


def forward_of(tree: Element) -> str:
    """Return where a page sends its readers by itself, as written; empty for a page that stays."""
    for meta in tree.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            found = _REFRESH.match((meta.get("content") or "").strip())
            if found:
                return str(found[1]).strip()
    scripted = next(
        (found for script in tree.iter("script") if (found := _SCRIPTED.search(script.text or ""))), None
    )
    if scripted and len(bare(seen_text(tree))) <= _FEW:
        return str(scripted[1]).strip()
    return ""


def picked(pickers: Iterable[Picker], tree: Element) -> Iterator[tuple[Element, str]]:
    """Yield what selectors find, in their order, with its words: those of an attribute if the selector asks for one."""
    for each in pickers:
        for element in each.find(tree):
            words = element.get(each.attribute) or "" if each.attribute else seen_text(element)
            yield element, one_line(words)


def bodies(template: Template, tree: Element) -> list[Element]:
    """Return the elements that are the article: all that the first fitting selector finds, none inside another."""
    for picker in template.parts["body"]:
        found = [each for each in picker.find(tree) if holds_anything(each)]
        outer = [each for each in found if not any(other in each.iterancestors() for other in found)]
        if outer:
            return outer
    return []


def holds_anything(element: Element) -> bool:
    """Tell whether there is anything in an element to read or to see."""
    return (
        bool(bare(seen_text(element)))
        or next(element.iter("img", "video", "audio", "iframe"), None) is not None
    )


def without_furniture(template: Template, elements: Iterable[Element]) -> list[str]:
    """Take out of an article what its page put in: buttons, counters, scripts. The words behind them stay.

    Returns the words that were taken out: what a map drops is told.
    """
    dropped = []
    for element in elements:
        for picker in template.drop:
            for each in picker.find(element):
                if each is not element and each.getparent() is not None:
                    dropped.append(one_line(seen_text(each)))
                    each.drop_tree()
    return [words for words in dropped if words]


def lists_others(elements: Iterable[Element]) -> bool:
    """Tell whether what looks like an article is but a list of links."""
    said = linked = links = 0
    for element in elements:
        said += len(bare(seen_text(element)))
        for each in element.iter("a"):
            links += 1
            linked += len(bare(seen_text(each)))
    return links >= _MANY_LINKS and linked * 2 > said


def template_of(said: OldMap, tree: Element, address: str) -> tuple[int, list[Element]] | None:
    """Return the first template that a page is made by, with the elements of the article."""
    path = path_of(address)
    for number, template in enumerate(said.templates):
        if template.match and not is_among(path, template.match):
            continue
        if found := bodies(template, tree):
            return number, found
    return None


def facts_of(template: Template, tree: Element, found: list[Element], address: str) -> Facts:
    """Return what a page says of its article: by the template, else beside known labels, else by the standard tags."""
    said = labelled(tree, found[0])

    def first(part: str, read: Callable[[str], Told], nothing: Told) -> Told:
        lines = [words for _, words in picked(template.parts[part], tree)]
        for line in (*lines, said.get(part, ""), *tagged(tree, part)):
            if line and (value := read(line)):
                return value
        return nothing

    published: datetime | None = first("date", find_moment, None) or day_in_address(path_of(address))
    channels = [words for _, words in picked(template.parts["channel"], tree)]
    return Facts(
        title=_title(template, tree),
        published=published,
        source=first("source", find_source, ""),
        issuer=first("issuer", find_issuer, ""),
        number=first("number", find_number, ""),
        signed=first("signed", find_day, None),
        index_no=first("index_no", find_plain, ""),
        theme=said.get("theme", ""),
        genre=said.get("genre", ""),
        validity=said.get("validity", ""),
        # The last of a way down the tree is the nearest.
        channels=tuple(
            dict.fromkeys([*reversed([each for each in channels if each]), *tagged(tree, "channel")])
        ),
    )


def tagged(tree: Element, part: str) -> Iterator[str]:
    """Yield what the standard tags of a page say, whatever the letters of their names."""
    name = STANDARD_TAGS.get(part)
    for meta in tree.iter("meta") if name else ():
        if (meta.get("name") or "").strip().lower() == name:
            yield one_line(meta.get("content") or "")


def _title(template: Template, tree: Element) -> str:
    """Return the title: of what may be one, the longest that the page bears as a whole; else the first.

    The first heading of a page is as often the name of its site.
    """
    said = [words for _, words in picked(template.parts["title"], tree) if words]
    said += [words for words in tagged(tree, "title") if words]
    whole = next((one_line(title.text or "") for title in tree.iter("title")), "")
    borne = [words for words in said if words in whole]
    return (
        max(borne, key=lambda each: (len(each), -whole.index(each)))
        if borne
        else said[0]
        if said
        else _page_title(tree)
    )


def base_of(tree: Element, address: str) -> str:
    """Return the address that the links of a page start from: its own, unless it names another."""
    for base in tree.iter("base"):
        link = link_address(base.get("href") or "", address)
        if link:
            return link[0]
    return address


def _page_title(tree: Element) -> str:
    for title in tree.iter("title"):
        words = one_line(title.text or "")
        last = max((parted.start() for parted in _PARTING.finditer(words)), default=0)
        return words[:last].strip() if last and _SITE.search(words, last) else words
    return ""


def digest_of(elements: Iterable[Element]) -> str:
    """Return a digest of what an article says and shows, blanks apart."""
    found = hashlib.sha256()
    for element in elements:
        found.update(bare(seen_text(element)).encode("utf-8", "replace"))
        for each in element.iter(*_SHOWING):
            found.update(
                f"\0{(each.get('src') or each.get('href') or '').rpartition('/')[2]}".encode(
                    "utf-8", "replace"
                )
            )
    return found.hexdigest()


def ids_in(elements: Iterable[Element]) -> Iterator[str]:
    """Yield the ids in an article to which links may lead, as far as they can be ids in ours."""
    for element in elements:
        for each in element.iter():
            for name in (each.get("id"), each.get("name") if each.tag == "a" else None):
                if name and _ID.fullmatch(name) and text_id(name) == name:
                    yield name


def hrefs_with_marks(elements: Iterable[Element]) -> Iterator[str]:
    """Yield the links of an article that lead to a place within a page."""
    for element in elements:
        for each in element.iter("a"):
            href = each.get("href") or ""
            if "#" in href:
                yield href
