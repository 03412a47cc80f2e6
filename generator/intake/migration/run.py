"""A whole migration: an old site and its map in, documents and an account of every old address out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from generator.data import dataclass
from generator.errors import GongkaiError, reason_of
from generator.intake.migration.accounting import Books
from generator.intake.migration.convert import Bench, Body, convert
from generator.intake.migration.document_text import document_text
from generator.intake.migration.file_names import Names
from generator.intake.migration.old.articles import Survey
from generator.intake.migration.old.old_map import OldMap
from generator.intake.migration.old.old_names import path_of
from generator.intake.migration.old.old_site import open_old_site
from generator.intake.migration.old_files import Files
from generator.intake.migration.outcome import Outcome
from generator.intake.migration.placing import Done, Wanted, place_all, save_state, wanted_text
from generator.intake.migration.planning import Ground, Plan, make_plan
from generator.intake.migration.redirects import Addresses, standing_addresses, table_with
from generator.intake.migration.state import State, read_state
from generator.intake.migration.ways import Ways
from generator.load.old_urls import OLD_URLS
from generator.load.portal import Loaded
from generator.model.addresses.address import column_page, public_address
from generator.model.addresses.old_url import old_address
from generator.model.addresses.trail import base_path
from generator.model.portal import Portal
from generator.render.text.markdown import make_converter

_HOME = "index.html"
STATE = "state.json"


class Heard(Protocol):
    """Is told how a run comes along: which stage begins, and how much of it is done."""

    @property
    def stage(self) -> Callable[[str], None]:
        """Is told the name of a stage."""

    @property
    def progress(self) -> Callable[[int, int], None]:
        """Is told how many of how many are done."""


class _Silence:
    """Hears nothing."""

    def stage(self, name: str) -> None:
        """Hear nothing of a stage."""

    def progress(self, done: int, total: int) -> None:
        """Hear nothing of what is done."""


@dataclass(frozen=True)
class Order:
    """What is to be migrated: a mirror by a map into a portal at ``root``; the report goes to a folder of its own."""

    root: Path
    mirror: Path
    said: OldMap
    loaded: Loaded
    portal: Portal
    report: Path
    dry: bool = False


def migrate(order: Order, heard: Heard | None = None) -> Outcome:
    """Do all of a migration. Raises GongkaiError when something cannot be read or written."""
    state = read_state(order.report / STATE)
    heard = heard or _Silence()
    heard.stage("读旧网页")
    site = open_old_site(order.mirror, order.said, heard.progress)
    heard.stage("搬文档")
    portal = order.portal
    addresses = Addresses(portal, {each.path: each.address for each in portal.documents})
    ground = Ground(Names([*order.loaded.files, *state.paths]), state, _known(portal, site.survey, state))
    plan = make_plan(order.said, site.survey, ground)
    files = Files(ground.names, state, frozenset(column.address for column in portal.walk()))
    ways = Ways(site.mirror, site.survey, plan, site.sites)
    bench = Bench(order.said, ways, files, make_converter(), site.tree)
    bodies: dict[str, Body] = {}
    for number, document in enumerate(plan.documents):
        if not document.foreign:
            bodies[document.path] = convert(document, bench)
        heard.progress(number + 1, len(plan.documents))
    addresses.stand(standing_addresses(portal))
    addresses.stand(addresses.of_document(each) for each in plan.documents)
    addresses.stand(each.path for each in files.placed.values())
    wanted = list(_wanted(plan, bodies, files, addresses))
    table, own = table_with(order.root, dict(_rows(site.survey, plan, files, addresses)), state.rows)
    done = place_all(order.root, wanted, state, order.report / STATE, dry=order.dry)
    done |= {each.path: Done.FOREIGN for each in plan.documents if each.foreign}
    if not order.dry:
        if table is not None:
            _write(order.root / OLD_URLS, table)
        state.rows = own
        save_state(order.report / STATE, state)
    books = Books(site, plan, bodies, files, addresses, done)
    return Outcome(tuple(books.rows()), dry=order.dry)


def _known(portal: Portal, survey: Survey, state: State) -> dict[str, str]:
    """Return the file of each old page that the portal has already: by its old addresses, or by its title where it stood."""
    base = base_path(portal)
    moved = {
        page: each.path
        # Of two, that which a run has begun to write goes before that which it was to take away.
        for each in sorted(portal.documents, key=lambda document: document.path in state.begun)
        for said in each.old_urls
        if (page := old_address(said.text, base))
    }
    standing = {each.address: each for each in portal.documents}
    found = {}
    for address, article in survey.articles.items():
        page = old_address(path_of(address), base)
        there = standing.get(page or "")
        if page in moved:
            found[address] = moved[page]
        elif there and there.title == article.facts.title:
            found[address] = there.path
    return found


def _wanted(plan: Plan, bodies: Mapping[str, Body], files: Files, addresses: Addresses) -> Iterator[Wanted]:
    for document in plan.documents:
        if document.foreign:
            continue
        new = addresses.of_document(document)
        old = [written for each in document.addresses if (written := addresses.claim(each, new))]
        publisher = document.column.unit or addresses.portal.organizer
        text = document_text(document, bodies[document.path], dict.fromkeys(old), publisher)
        yield wanted_text(document.article.address, document.path, text)
    for each in files.placed.values():
        yield Wanted(each.address, each.path, each.digest, each.raw, each.source, is_document=False)


def _rows(survey: Survey, plan: Plan, files: Files, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Yield the old addresses that are no document's, as they are written, with where each leads."""
    targets = {address: column_page(column.address) for address, column in plan.lists.items()}
    targets |= {each.address: each.path for each in files.placed.values() if each.source}
    targets |= dict.fromkeys(survey.homes, _HOME)
    for address, end in survey.forwards.items():
        if end in targets:
            targets[address] = targets[end]
    for address, new in sorted(targets.items()):
        if written := addresses.claim(address, new):
            yield written, public_address(new) if new != _HOME else new


def _write(path: Path, raw: bytes) -> None:
    try:
        path.write_bytes(raw)
    except OSError as error:
        raise GongkaiError(f"“{path}”写不进去：{reason_of(error)}。") from error
