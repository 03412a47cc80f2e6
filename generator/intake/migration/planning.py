"""Where each article goes: its column, its file, and which of its addresses are the same article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from generator.data import dataclass
from generator.intake.migration.file_names import Names, document_path
from generator.intake.migration.old.articles import Article, Survey
from generator.intake.migration.old.markup import bare
from generator.intake.migration.old.old_map import Channel, OldMap, channel_of
from generator.intake.migration.old.old_names import path_of
from generator.intake.migration.old.target_column import why_no_place
from generator.intake.migration.state import State
from generator.model.column import Column
from generator.model.words import ColumnKind


@dataclass(frozen=True)
class Planned:
    """A document to be made: of which article, in which column, as which file below content/.

    ``addresses`` are all its old ones, its own first. ``foreign`` tells that the file is not ours to write: somebody
    has moved it there, or had made it before.
    """

    article: Article
    column: Column
    issuer: str
    path: str
    addresses: tuple[str, ...]
    also: tuple[str, ...] = ()
    foreign: bool = False

    @property
    def folder(self) -> str:
        """Return the folder of the column."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class Plan:
    """Documents in their order, the columns of old lists, and why the rest goes nowhere."""

    documents: tuple[Planned, ...]
    lists: dict[str, Column]
    left: dict[str, str] = field(default_factory=dict)

    @property
    def by_address(self) -> dict[str, Planned]:
        """Return the document of each old address."""
        return {address: each for each in self.documents for address in each.addresses}


@dataclass(frozen=True)
class Ground:
    """What is there before a run: names given away, what earlier runs wrote, and the file of each known old address."""

    names: Names
    state: State
    known: Mapping[str, str]


def make_plan(said: OldMap, survey: Survey, ground: Ground) -> Plan:
    """Return where everything goes."""
    left = dict(survey.left)
    lists = {}
    for address in survey.lists:
        channel = channel_of(said, path_of(address), ())
        if channel:
            lists[address] = channel.column
        else:
            left[address] = "列表页，映射里没有它的栏目"
    documents = list(_documents(said, survey, ground, left))
    return Plan(tuple(documents), lists, left)


def _documents(said: OldMap, survey: Survey, ground: Ground, left: dict[str, str]) -> Iterator[Planned]:
    placed = {}
    for address, article in survey.articles.items():
        channel = channel_of(said, path_of(address), article.facts.channels)
        why = _why_left(article, channel)
        if why or channel is None:
            left.update(dict.fromkeys(article.parts, why))
        else:
            placed[address] = channel
    forwarded: dict[str, list[str]] = {}
    for address, target in survey.forwards.items():
        forwarded.setdefault(target, []).append(address)
    for same in _groups(survey, placed):
        first = same[0]
        channel = placed[first.address]
        addresses = [part for each in same for part in each.parts]
        addresses += [other for each in tuple(addresses) for other in forwarded.get(each, ())]
        path, foreign = _path(first, channel, addresses, ground)
        if not path:
            left.update(dict.fromkeys(addresses, f"单页栏目“{channel.column.name}”只放一份文档，已经有了"))
            continue
        columns = (placed[each.address].column for each in same[1:])
        others = (each.address for each in columns if each.kind is ColumnKind.DOCUMENTS)
        yield Planned(
            article=first,
            column=channel.column,
            issuer=channel.issuer or said.issuer,
            path=path,
            addresses=tuple(dict.fromkeys(addresses)),
            also=tuple(dict.fromkeys(each for each in others if each != channel.column.address)),
            foreign=foreign,
        )


def _why_left(article: Article, channel: Channel | None) -> str:
    if not article.facts.title:
        return "找不到标题"
    if article.facts.published is None:
        return "找不到发布日期"
    if channel is None:
        names = "、".join(article.facts.channels[:3])
        return f"映射里没有它的栏目（旧栏目：{names}）" if names else "映射里没有它的栏目"
    return why_no_place(channel.column)


def _groups(survey: Survey, placed: Mapping[str, Channel]) -> Iterator[list[Article]]:
    """Yield articles with those that are the same, in the order of their days: the plainest address goes first."""
    groups: dict[tuple[str, str, str], list[Article]] = {}
    for address in placed:
        article = survey.articles[address]
        facts = article.facts
        key = (bare(facts.title), f"{facts.published:%Y-%m-%d}", article.digest)
        groups.setdefault(key, []).append(article)
    ordered = [sorted(each, key=_plainness) for each in groups.values()]
    yield from sorted(ordered, key=lambda same: (str(same[0].facts.published), same[0].address))


def _plainness(article: Article) -> tuple[bool, int, str]:
    return "?" in article.address, len(article.address), article.address


def _path(article: Article, channel: Channel, addresses: list[str], ground: Ground) -> tuple[str, bool]:
    """Return the file of a document, and whether it is somebody else's."""
    before = next(
        (ground.state.documents[each] for each in addresses if each in ground.state.documents), None
    )
    there = next((ground.known[each] for each in addresses if each in ground.known), "")
    if there in ground.state.begun:
        return there, False
    if there and (before is None or there != before.path):
        return there, True
    if before and before.path.rpartition("/")[0] == channel.column.address:
        return before.path, False
    facts = article.facts
    day = facts.published
    assert day  # what has none is left
    path = document_path(
        channel.column, path_of(article.address), day.date(), facts.title, ground.names.is_taken
    )
    return (ground.names.take(path) if path else ""), False
