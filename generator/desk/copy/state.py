"""What is published, as the desk knows it: loaded and checked once for each commit, shared by all who are at work."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import field, replace
from datetime import datetime
from functools import cached_property

from generator.check.proofs.states import assess_portal
from generator.check.run import check_portal
from generator.data import dataclass
from generator.desk.copy.repository import Copy, fetch, lay, tip_of
from generator.errors import GongkaiError
from generator.frames.draw import Frames, draw_frames
from generator.load.cache.folder import cache_folder
from generator.load.columns.url_lock import LOCK_FILE
from generator.load.documents.parse_cache import ParseCache, read_cache, write_cache
from generator.load.portal import Loaded, load_portal
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.mandate import Assessment, Mandate, MandateState, Pack
from generator.model.portal import Portal, governing_layouts
from generator.model.words import ColumnKind

_ASKING = (MandateState.NEEDS_STATEMENT, MandateState.UNJUDGED)


@dataclass(frozen=True)
class Known:
    """A portal at a commit: what was loaded, and what the check found."""

    commit: str
    loaded: Loaded
    portal: Portal
    findings: tuple[Finding, ...]
    at: datetime

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Every column by its address."""
        return {column.address: column for column in self.portal.walk()}

    @cached_property
    def writable(self) -> tuple[Column, ...]:
        """The columns that documents may be put into."""
        return tuple(
            each for each in self.portal.walk() if each.kind in (ColumnKind.DOCUMENTS, ColumnKind.PAGE)
        )

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document, public or not, by the key under which a browser asks for it."""
        everything = (*self.portal.documents, *self.portal.withdrawn, *self.loaded.hidden)
        return {key_of(each.path): each for each in everything}

    @cached_property
    def _packs(self) -> tuple[tuple[Pack, tuple[Assessment, ...]], ...]:
        return assess_portal(self.portal)

    @cached_property
    def assessed(self) -> dict[str, Assessment]:
        """Every mandate of the portal as it stands, by its name."""
        return {each.mandate.ref: each for _, assessments in self._packs for each in assessments}

    def name_of(self, mandate: Mandate) -> str:
        """Return how a person names a mandate: its directive, and where it stands there."""
        title = next((pack.title for pack, _ in self._packs if pack.id == mandate.pack), mandate.pack)
        return f"《{title}》{mandate.clause}"

    @cached_property
    def asking(self) -> tuple[Assessment, ...]:
        """The mandates about which somebody is to say something in ledger.yml, and nobody has said anything yet."""
        said = {each.mandate for each in self.portal.statements}
        return tuple(each for ref, each in self.assessed.items() if each.state in _ASKING and ref not in said)

    @cached_property
    def layouts(self) -> dict[str, str]:
        """The layout that governs each column that has one."""
        return governing_layouts(self.portal)


def key_of(path: str) -> str:
    """Return the key by which a browser asks for a file of content/."""
    return hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass
class Room:
    """The copy of the repository with what is known of it. Who works in it holds ``lock``: one at a time.

    ``now`` is the time in China.
    """

    copy: Copy
    now: Callable[[], datetime]
    lock: threading.RLock = field(default_factory=threading.RLock)
    offline: bool = False
    _known: Known | None = None
    _parsed: ParseCache | None = None
    _frames: tuple[str, Frames] | None = None

    @property
    def known(self) -> Known:
        """What is known now. Raises GongkaiError before anything is."""
        if self._known is None:
            raise GongkaiError("还在读取网站，请过一会儿再打开。")
        return self._known

    def follow(self, *, ask: bool = True) -> Known:
        """Look for what was published meanwhile, or for another day, and read it. Raises GongkaiError."""
        with self.lock:
            if ask:
                self.offline = not fetch(self.copy)
            tip, known = tip_of(self.copy), self._known
            if known and known.commit == tip and known.at.date() == self.now().date():
                return known
            lay(self.copy, tip)
            return self.take(tip, self.load())

    def load(self) -> Loaded:
        """Read the copy as it lies there. Raises GongkaiError."""
        folder = cache_folder(self.copy.root)
        first = self._parsed is None
        parsed = self._parsed if self._parsed is not None else read_cache(folder)
        loaded = load_portal(self.copy.root, self.now(), False, parsed)
        self._parsed = parsed
        if first:
            write_cache(folder, parsed)
        return loaded

    def load_lock(self) -> str:
        """Return the text of urls.lock as it lies in the copy; empty without one."""
        try:
            return (self.copy.root / LOCK_FILE).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def take(self, commit: str, loaded: Loaded, findings: list[Finding] | None = None) -> Known:
        """Note what is published now. Raises GongkaiError where the columns cannot be read."""
        if loaded.portal is None:
            raise GongkaiError(
                "网站的columns.yml读不出来，办公桌面打不开。请站长运行gongkai check，改好再提交。"
            )
        told = check_portal(loaded) if findings is None else findings
        self._known = Known(commit, loaded, loaded.portal, tuple(told), self.now())
        return self._known

    def frames(self, known: Known) -> Frames:
        """Return the empty pages of the portal, drawn when the first preview asks for them. Raises BuildError."""
        held = self._frames
        if held and held[0] == known.commit:
            return held[1]
        # While somebody publishes, which may take minutes, those of the commit before do.
        if not self.lock.acquire(blocking=held is None):
            assert held
            return held[1]
        try:
            folder = cache_folder(self.copy.root)
            drawn = draw_frames(replace(known.portal, preview=True), self.copy.root, folder)
            self._frames = (known.commit, drawn)
            return drawn
        finally:
            self.lock.release()
