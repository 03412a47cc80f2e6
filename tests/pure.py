"""Work of the program that depends on nothing but what it is handed, done once a process of tests for the same.

A first build of the smallest portal spends half of its time on what comes with the program and is the same for every
portal: Material's sheets trimmed to the theme's words, the scripts of the search page joined, the schemas written, the
core of the index, for which Pagefind is started. Each is known here by all that goes into it, contents and not names or
times of files: a changed theme is a theme of its own.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar
from unittest import mock

from generator.frames import plugin, trim
from generator.render.machines import schemas
from generator.render.scripts import joining, ladder, search_page
from generator.search import build as search
from generator.search.questions import files, index
from generator.search.questions.index import Part, make_parts
from generator.search.questions.lexicon import Lexicon
from generator.search.questions.terms import Terms
from generator.search.service import PagefindRecord, make_bundle

Made = TypeVar("Made")
# Of more entries than these, telling them apart costs what is saved.
_FEW = 20


@contextmanager
def pure_once() -> Iterator[None]:
    """Let this process do once what depends only on what it is handed."""
    words, scripts = _Known[frozenset[str]](), _Known[dict[str, str]]()

    def theme_words(paths: Iterable[Path]) -> frozenset[str]:
        texts = [path for path in paths if path.name.lower().endswith(trim._TEXTS)]
        return words.of(texts, lambda: trim.theme_words(texts))

    make_scripts = search_page.search_page_scripts

    def search_page_scripts(assets: Path) -> dict[str, str]:
        modules = sorted(path for path in assets.glob("*.js") if path.is_file())
        return dict(scripts.of(modules, lambda: make_scripts(assets)))

    with ExitStack() as stack:
        for module, name, kept in (
            (plugin, "theme_words", theme_words),
            (plugin, "trim_sheet", lru_cache(16)(trim.trim_sheet)),
            (search_page, "search_page_scripts", search_page_scripts),
            (ladder, "joined", _joined()),
            (schemas, "schema_of", _schemas()),
            (files, "Lexicon", lru_cache(4)(Lexicon)),
            (index, "make_parts", _few_parts()),
            (search, "make_bundle", _bundles()),
        ):
            stack.enter_context(mock.patch.object(module, name, kept))
        yield


class _Known(Generic[Made]):
    """What was made of files, by their names and contents."""

    def __init__(self) -> None:
        self._made: dict[str, Made] = {}

    def of(self, paths: Iterable[Path], make: Callable[[], Made]) -> Made:
        digest = hashlib.sha256()
        for path in paths:
            data = path.read_bytes()
            digest.update(f"{path.name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        key = digest.hexdigest()
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]


def _joined() -> Callable[[Mapping[str, str], Collection[str], str], str]:
    @lru_cache(8)
    def known_by(modules: tuple[tuple[str, str], ...], known: tuple[str, ...], later: str) -> str:
        return joining.joined(dict(modules), known, later)

    def joined(modules: Mapping[str, str], known: Collection[str], later: str) -> str:
        return known_by(tuple(modules.items()), tuple(known), later)

    return joined


def _schemas() -> Callable[[str], dict[str, Any]]:
    make = cache(schemas.schema_of)

    def schema_of(name: str) -> dict[str, Any]:
        return copy.deepcopy(make(name))

    return schema_of


def _few_parts() -> Callable[..., list[Part]]:
    known: dict[str, list[Part]] = {}

    def parts(told: Iterable[Terms], places: Sequence[int], lexicon: Lexicon, number: int) -> list[Part]:
        terms = list(told)
        if len(places) > _FEW:
            return make_parts(terms, places, lexicon, number)
        key = repr((lexicon.key, terms, places, number))
        if key not in known:
            known[key] = make_parts(terms, places, lexicon, number)
        return known[key]

    return parts


def _bundles() -> Callable[[Iterable[PagefindRecord], str, Path, Path], None]:
    known: dict[str, dict[str, bytes]] = {}

    def bundle(pages: Iterable[PagefindRecord], language: str, out: Path, executable: Path) -> None:
        told = list(pages)
        key = repr((told, language, executable))
        if key in known:
            for name, data in known[key].items():
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                (out / name).write_bytes(data)
            return
        make_bundle(told, language, out, executable)
        if len(told) == 1:
            made = (path for path in out.rglob("*") if path.is_file())
            known[key] = {path.relative_to(out).as_posix(): path.read_bytes() for path in made}

    return bundle
