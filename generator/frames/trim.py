"""Trim a style sheet of the site engine to what pages of ours can use.

Material's sheets are written for every page that Material can draw; ours have few of its parts. A rule goes when
its selector names a class, an id or a state that no file of the theme names, and a custom property when nothing
asks for it. Whatever a theme names, in a template, a sheet, a script or a comment, is kept with all its rules: so
a portal whose templates use more of Material gets more of its sheets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from generator.data import dataclass

_WORD = re.compile(r"[\w-]++")
# What braces, semicolons, commas and brackets inside of mean nothing. What has no end goes on to the last sign.
_QUIET = re.compile(
    r"\"(?:[^\"\\]|\\.?+)*+\"?|'(?:[^'\\]|\\.?+)*+'?|\\.?|url\((?![\"'])[^\"')]*+\)?", re.DOTALL
)
_NAMED = re.compile(r"[.#](-?[A-Za-z_][\w-]*+)")
_STATE = re.compile(r"\[([\w-]++)(?:=\"?([\w-]++)\"?)?")
_ASKED = re.compile(r"var\(\s*+(--[\w-]++)")
_TEXTS = (".html", ".css", ".js", ".svg", ".xml")
# Of these attributes a page of ours has few values: the theme names them.
_OUR_STATES = ("dir", "data-md-")
# What texts have besides what the theme names (generator/render/text/markdown.py).
_OF_TEXTS = frozenset({"footnote-reference", "footnote-definition", "footnote-definition-label"})


@dataclass(frozen=True)
class _Rule:
    """``head { body }``, or a statement without a body (``@charset``)."""

    head: str
    body: str | None


def theme_words(files: Iterable[Path]) -> frozenset[str]:
    """Return every word of a theme's files, and so the name of every class that its pages have. Raises OSError."""
    texts = (
        path.read_text(encoding="utf-8", errors="replace")
        for path in files
        if path.name.lower().endswith(_TEXTS)
    )
    return _OF_TEXTS.union(*(_WORD.findall(text) for text in texts))


def trim_sheet(text: str, words: frozenset[str]) -> str:
    """Return a style sheet without the rules and custom properties that pages with these ``words`` have no use for."""
    kept = list(_fitting(_rules(_without_comments(text)), words))
    values = dict(_properties(kept))
    asked = {name for name in values if name in words}
    fresh = asked | _asked(_written(kept, frozenset[str]().__contains__))
    while fresh:
        asked |= fresh
        fresh = set().union(*(_asked(values[name]) for name in fresh if name in values)) - asked
    moving = words.union(*(_WORD.findall(each.body or "") for each in kept))
    return _written((each for each in kept if _is_wanted(each, moving)), asked.__contains__)


def _without_comments(text: str) -> str:
    first, *rest = text.split("/*")
    return "".join((first, *(each.partition("*/")[2] for each in rest)))


def _is_wanted(rule: _Rule, words: frozenset[str]) -> bool:
    """Tell whether a rule is anything but a movement that no rule starts."""
    return not rule.head.startswith("@keyframes") or rule.head.split()[-1] in words


def _fitting(rules: Iterable[_Rule], words: frozenset[str]) -> Iterator[_Rule]:
    """Yield the rules that may apply, without those of their selectors that cannot."""
    for rule in rules:
        if rule.body is None or rule.head.startswith(("@font-face", "@keyframes", "@page", "@property")):
            yield rule
        elif rule.head.startswith("@"):
            inner = "".join(_as_text(each) for each in _fitting(_rules(rule.body), words))
            if inner:
                yield _Rule(rule.head, inner)
        else:
            selectors = [each for each in _split(rule.head, ",") if _may_apply(each, words)]
            if selectors:
                yield _Rule(",".join(selectors), rule.body)


def _may_apply(selector: str, words: frozenset[str]) -> bool:
    plain = _without_brackets(selector)
    if any(name not in words for name in _NAMED.findall(plain)):
        return False
    states = [each for each in _STATE.findall(plain) if each[0].startswith(_OUR_STATES)]
    return all(name in words and (not value or value in words) for name, value in states)


def _without_brackets(selector: str) -> str:
    """Return a selector without what its :not(), :is() and the like hold: that need not be there for it to apply."""
    parts, depth = [], 0
    for char in selector:
        depth += (char == "(") - (char == ")")
        if depth == 0 and char != ")":
            parts.append(char)
    return "".join(parts)


def _properties(rules: Iterable[_Rule]) -> Iterator[tuple[str, str]]:
    """Yield the custom properties of rules with all their values."""
    found: dict[str, str] = {}
    for name, value in _declarations(rules):
        if name.startswith("--"):
            found[name] = found.get(name, "") + value
    yield from found.items()


def _declarations(rules: Iterable[_Rule]) -> Iterator[tuple[str, str]]:
    for rule in rules:
        if rule.body is None:
            continue
        if rule.head.startswith("@") and "{" in rule.body:
            yield from _declarations(_rules(rule.body))
            continue
        for each in _split(rule.body, ";"):
            name, _, value = each.partition(":")
            yield name.strip(), value


def _asked(text: str) -> set[str]:
    return set(_ASKED.findall(text))


def _written(rules: Iterable[_Rule], wanted: Callable[[str], bool]) -> str:
    """Return rules as text, with only those custom properties that are ``wanted``."""
    parts = []
    for rule in rules:
        if rule.body is None:
            parts.append(_as_text(rule))
            continue
        if rule.head.startswith("@") and "{" in rule.body:
            inner = _written(_rules(rule.body), wanted)
        else:
            inner = ";".join(each for each in _split(rule.body, ";") if _is_kept(each, wanted))
        if inner:
            parts.append(_as_text(_Rule(rule.head, inner)))
    return "".join(parts)


def _is_kept(declaration: str, wanted: Callable[[str], bool]) -> bool:
    name = declaration.partition(":")[0].strip()
    return bool(name) and (not name.startswith("--") or wanted(name))


def _as_text(rule: _Rule) -> str:
    return f"{rule.head};" if rule.body is None else f"{rule.head}{{{rule.body}}}"


def _rules(text: str) -> Iterator[_Rule]:
    """Yield the rules of a sheet, or of the body of an @media."""
    start, opened, depth = 0, 0, 0
    for place, char in _marks(text, "{};"):
        if char == "{":
            opened = opened if depth else place
            depth += 1
        elif char == "}" and depth:
            depth -= 1
            if not depth:
                yield _Rule(text[start:opened].strip(), text[opened + 1 : place])
                start = place + 1
        elif char == ";" and not depth:
            yield _Rule(text[start:place].strip(), None)
            start = place + 1


def _split(text: str, sign: str) -> Iterator[str]:
    """Yield the parts of a text between signs that stand in no brackets."""
    start, depth = 0, 0
    for place, char in _marks(text, "()[]" + sign):
        if char == sign and not depth:
            yield text[start:place].strip()
            start = place + 1
        elif char != sign:
            depth += 1 if char in "([" else -1
    yield text[start:].strip()


def _marks(text: str, signs: str) -> Iterator[tuple[int, str]]:
    """Yield each of the signs of a text that stands in no string, address or escape, with its place."""
    quiet = re.compile(f"{_QUIET.pattern}|[{re.escape(signs)}]", re.DOTALL)
    for match in quiet.finditer(text):
        if len(match[0]) == 1:
            yield match.start(), match[0]
