"""Read the map of an old site: what is wrong with it is told with its place, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from generator.data import dataclass
from generator.intake.migration.mapping.declare import (
    ChannelDeclaration,
    DumpDeclaration,
    MigrationFile,
    TemplateDeclaration,
)
from generator.intake.migration.mapping.presets import FURNITURE, PRESETS
from generator.intake.migration.old.target_column import find_column
from generator.load.source.text import Source, read_source
from generator.load.yaml.marked import Marked, Spot, parse_marked
from generator.load.yaml.validate import did_you_mean, rename_all_labels, validate
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding, has_errors
from generator.model.portal import Portal

# What a template says by selectors.
PARTS = (
    "title",
    "date",
    "source",
    "issuer",
    "number",
    "signed",
    "index_no",
    "channel",
    "body",
    "attachments",
)


@dataclass(frozen=True)
class Picker:
    """A selector, and the attribute it asks for; empty for the words of what it finds."""

    find: Any
    attribute: str = ""


@dataclass(frozen=True)
class Template:
    """A kind of old pages: where in them is what. ``match`` are the addresses it is for; none for all."""

    name: str
    match: tuple[str, ...]
    parts: dict[str, tuple[Picker, ...]]
    drop: tuple[Picker, ...]


@dataclass(frozen=True)
class Channel:
    """An old channel and the column it goes to: addresses below which it lies, or its names."""

    addresses: tuple[str, ...]
    names: frozenset[str]
    column: Column
    issuer: str


@dataclass(frozen=True)
class OldMap:
    """A map that can be followed."""

    sites: tuple[str, ...]
    templates: tuple[Template, ...]
    channels: tuple[Channel, ...]
    lists: tuple[str, ...]
    skip: tuple[str, ...]
    pages: str
    issuer: str
    dump: DumpDeclaration
    text: str


def read_map(path: Path, portal: Portal) -> tuple[OldMap | None, list[Finding]]:
    """Return the map, None where it cannot be followed, and all that is wrong with it."""
    source = read_source(path, path.name)
    if not isinstance(source, Source):
        return None, [source]
    marked = parse_marked(source.text, path.name)
    findings = list(marked.findings)
    if not marked.readable:
        return None, findings
    if not isinstance(marked.value, dict):
        message = "映射应由templates、channels等各项组成。"
        return None, [*findings, finding("value-invalid", marked.place(()), message)]
    rename_all_labels(marked, MigrationFile)
    findings = list(marked.findings)
    declared, faults, _ = validate(MigrationFile, marked)
    findings += faults
    if declared is None:
        return None, findings
    maker = _Maker(marked, portal, findings)
    made = maker.make(declared, source.text)
    return (None if has_errors(findings) else made), findings


@dataclass(frozen=True)
class _Maker:
    marked: Marked
    portal: Portal
    findings: list[Finding]

    def make(self, said: MigrationFile, text: str) -> OldMap:
        templates = [self.template(each, ("templates", n)) for n, each in enumerate(said.templates)]
        names = said.presets or ([] if said.templates else list(PRESETS))
        for number, name in enumerate(names):
            if self.known_preset(name, ("presets", number)):
                templates.append(self.template(PRESETS[name][1], (), PRESETS[name][0]))
        self.check_pages(said.pages)
        return OldMap(
            sites=tuple(
                each.lower().removeprefix("http://").removeprefix("https://").strip("/")
                for each in said.sites
            ),
            templates=tuple(templates),
            channels=tuple(self.channels(said.channels)),
            lists=tuple(said.lists),
            skip=tuple(said.skip),
            pages=said.pages,
            issuer=said.issuer,
            dump=said.dump,
            text=text,
        )

    def report(self, spot: Spot, message: str, hint: str = "") -> None:
        self.findings.append(finding("value-invalid", self.marked.place(spot), message, hint))

    def known_preset(self, name: str, spot: Spot) -> bool:
        if name in PRESETS:
            return True
        choices = "、".join(f"{key}（{words}）" for key, (words, _) in PRESETS.items())
        self.report(spot, f"没有“{name}”这个预设。", f"{did_you_mean(name, PRESETS)}可以写：{choices}。")
        return False

    def template(self, said: TemplateDeclaration, spot: Spot, name: str = "") -> Template:
        base = TemplateDeclaration.model_validate({})
        if said.preset and self.known_preset(said.preset, (*spot, "preset")):
            base = PRESETS[said.preset][1]
            name = name or PRESETS[said.preset][0]
        parts = {}
        for part in PARTS:
            own: list[str] = getattr(said, part)
            parts[part] = tuple(self.pickers(own or getattr(base, part), (*spot, part) if own else ()))
        if not parts["body"] and spot:
            self.report(
                spot, "这个模板没有写正文（body）在哪里。", '写上选择器，例如body: "#zoom"，或写preset。'
            )
        drop = [*self.pickers([*said.drop], (*spot, "drop")), *self.pickers([*base.drop, *FURNITURE], ())]
        return Template(said.name or name or f"模板{_number(spot)}", tuple(said.match), parts, tuple(drop))

    def pickers(self, said: Iterable[str], spot: Spot) -> Iterator[Picker]:
        for number, text in enumerate(said):
            selector, _, rest = text.partition("::attr(")
            attribute = rest.rstrip(") ") if rest else ""
            if not attribute and selector.lstrip().startswith("meta"):
                attribute = "content"
            try:
                yield Picker(CSSSelector(selector), attribute)
            except (SelectorError, etree.XPathError, ValueError):
                # One selector need not be written as a list: its place is then that of the key.
                here = (*spot, number) if (*spot, number) in self.marked.values else spot
                hint = '写成CSS选择器，例如"#zoom"、".info span"、"meta[name=PubDate]"；以#开头的要加引号。'
                self.report(here, f"“{text}”不是认得出的选择器。", hint)

    def channels(self, said: Iterable[ChannelDeclaration]) -> Iterator[Channel]:
        for number, each in enumerate(said):
            column = find_column(self.portal, each.column)
            if isinstance(column, str):
                self.report(("channels", number, "column"), column)
                continue
            addresses = tuple(word for word in each.of if word.startswith("/"))
            names = frozenset(word for word in each.of if not word.startswith("/"))
            yield Channel(addresses, names, column, each.issuer)

    def check_pages(self, pages: str) -> None:
        if pages and not ("{page}" in pages and "{n}" in pages):
            self.report(("pages",), f"分页的写法“{pages}”里要有{{page}}和{{n}}。", '例如"{page}_{n}"。')


def _number(spot: Spot) -> int:
    return int(spot[1]) + 1 if len(spot) > 1 else 1


def is_among(path: str, patterns: Iterable[str]) -> bool:
    """Tell whether an old address (with a slash in front) is one of these: written out, a folder's, or with ``*``."""
    return any(_fit(path, pattern) >= 0 for pattern in patterns)


def _fit(path: str, pattern: str) -> int:
    """Return how closely a pattern names an address, by the letters that are no joker; -1 where it does not."""
    if "*" in pattern:
        # In a pattern ? stands before a question, and brackets for themselves.
        literal = pattern.replace("[", "[[]").replace("?", "[?]")
        return len(pattern.replace("*", "")) if fnmatchcase(path, literal) else -1
    if path == pattern or path.startswith(pattern.rstrip("/") + "/"):
        return len(pattern)
    return -1


def channel_of(said: OldMap, path: str, names: Iterable[str]) -> Channel | None:
    """Return the channel of an old page: by the address that fits it closest, else by the name of its old channel."""
    best, found = -1, None
    for channel in said.channels:
        for pattern in channel.addresses:
            if (fit := _fit(path, pattern)) > best:
                best, found = fit, channel
    if found:
        return found
    for name in names:
        for channel in said.channels:
            if name in channel.names:
                return channel
    return None
