"""Every regular expression of the program takes linear time, or has a reason beside it why it does.

What people write, and what attackers write for them, is searched by hundreds of patterns. Measuring would only
show what somebody thought of; this reads the patterns themselves (ambiguity.py).
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest

import generator
from generator.patterns import LaterPattern
from tests.growth.ambiguity import slow_loops
from tests.helpers import REPOSITORY

SEARCHING = ("search", "sub", "subn", "finditer", "findall", "split")
# By where it stands and what it is called: why it takes linear time, or as good as that, nevertheless.
REASONS = {
    "generator.frames.slots._BLANK_LINES": "reads our own templates; a run of empty lines is taken whole",
    "generator.load.gate.hidden_links._TAG": "quotes turn inside to outside and back: at most six beginnings in a row run "
    "past all that follow, and what stands alone is the last of its kind",
    "generator.model.addresses.url_lock._NAME": "matches wherever it begins, but at a backslash that ends a line",
    "generator.load.assets.active_ole._RTF": "looks at no more than 200 characters behind each word that it begins with",
    "generator.kinds.filings.charts._HEADING": "stops at the next heading, where the next search begins",
    "generator.render.text.markdown._HEADING": "stops at the next heading, where the next search begins",
    "generator.render.text.markdown._MARKED_BREAK": "begins behind a Chinese character, and none stands among the tags it runs "
    "past",
    "generator.render.text.markdown._TABLE": "stops at the next table, where the next search begins",
    "generator.search.blocks._TAG": "reads what the sanitiser wrote: quotes are closed, and no tag begins in another",
}


@dataclass(frozen=True)
class Found:
    """A pattern: where it stands, what it is called, and whether a match may begin anywhere in a text."""

    where: str
    pattern: str
    flags: int
    searched: bool


def patterns() -> Iterator[Found]:
    """Yield the patterns of all modules: those they hold, and those they write where they use them."""
    calls = _calls()
    used = _searched(calls)
    for info in pkgutil.walk_packages(generator.__path__, "generator."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for each in _within(value):
                if isinstance(each.pattern, str | bytes):
                    text = each.pattern if isinstance(each.pattern, str) else each.pattern.decode("latin-1")
                    # A name of its own is used in its module alone; where a pattern is handed on, all is possible.
                    here = (info.name, name) if name.startswith("_") else ("", name)
                    searched = here in used or not isinstance(value, re.Pattern | LaterPattern)
                    yield Found(f"{info.name}.{name}", text, each.flags, searched)
    yield from _inline(calls)


def _within(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern | LaterPattern):
        yield cast("re.Pattern[Any]", value)
    elif isinstance(value, dict):
        yield from (found for each in value.values() for found in _within(each))
    elif isinstance(value, tuple | list):
        yield from (found for each in value for found in _within(each))


Calls = list[tuple[str, ast.Call, ast.Attribute]]


def _calls() -> Calls:
    """Return all calls of methods, each with the module that it stands in."""
    found = []
    for path in sorted((REPOSITORY / "generator").rglob("*.py")):
        name = ".".join(path.relative_to(REPOSITORY).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                found.append((name, node, node.func))
    return found


def _searched(calls: Calls) -> set[tuple[str, str]]:
    """Return the names, with their modules where they are nobody else's, that a searching method is called of."""
    found = set()
    for module, call, method in calls:
        names: list[ast.AST] = [method.value] if method.attr in SEARCHING else []
        for given in (*call.args, *(word.value for word in call.keywords)):
            names += ast.walk(given)
        for node in names:
            if isinstance(node, ast.Name):
                found.add((module if node.id.startswith("_") else "", node.id))
    return found


def _inline(calls: Calls) -> Iterator[Found]:
    for name, call, method in calls:
        is_re = isinstance(method.value, ast.Name) and method.value.id == "re"
        if not (is_re and call.args and method.attr in (*SEARCHING, "match", "fullmatch")):
            continue
        for text in _texts(call.args[0]):
            yield Found(f"{name}:{text}", text, 0, method.attr in SEARCHING)


def _texts(node: ast.expr) -> Iterator[str]:
    """Return a pattern written in place; what is put into it counts as a letter."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)


# All in one: finding them takes seconds, which each worker would spend before its first test if each were one of its own.
def test_every_pattern_takes_linear_time() -> None:
    every = set(patterns())
    names = {found.where for found in every}
    assert len(names) > 600
    assert {"generator.load.markdown.tags._START", "generator.load.gate.sensitive.SECRET_MARK"} <= names
    slow = {
        found: loops
        for found in every
        if (loops := slow_loops(found.pattern, found.flags, searched=found.searched))
    }
    assert [
        f"{found.where}: {found.pattern}: {'; '.join(loops)}"
        for found, loops in slow.items()
        if found.where not in REASONS
    ] == []
    assert set(REASONS) <= {found.where for found in slow}, "a reason that is needed no more"


@pytest.mark.parametrize(
    ("pattern", "searched"),
    [
        (r"(?:a|b|ab)*c", False), (r"(?:\s|&nbsp;|&ensp;|\s\s)*x", False), (r"(a*)*b", False), (r"a*a*b", False),
        (r"<[^>]*>", True), (r"(?s)<!--.*?-->", True), (r"[ \t]+#+\Z", True), (r"(`+)(?!`).*?\1", True),
        (r"\s*x\s*y", True),
    ],
)  # fmt: skip
def test_a_slow_pattern_is_seen(pattern: str, searched: bool) -> None:
    assert slow_loops(pattern, re.compile(pattern).flags, searched=searched)


@pytest.mark.parametrize(
    ("pattern", "searched"),
    [
        (r"<[^<>]*>", True),
        (r"[^\w-]+", True),
        (r"(?:a|b)*+c", False),
        (r"(.+?)\(([^()]*)\)", False),
        (r"x\s*+y", True),
    ],
)
def test_a_quick_pattern_is_let_pass(pattern: str, searched: bool) -> None:
    assert not slow_loops(pattern, re.compile(pattern).flags, searched=searched)
