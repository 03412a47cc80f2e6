"""Draw the examples with the templates of the theme, and note which templates and macros were used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader, nodes
from jinja2.runtime import Macro
from markupsafe import Markup

from generator.render.templates.environment import make_environment
from tests.gallery.examples import FRAME, Example
from tests.helpers import REPOSITORY

THEME = REPOSITORY / "theme"
# Pages of columns print the head that all pages of a column share, drawn before them.
_HEAD = "column-head"
_NAMED = re.compile(r'(\s(?:id|for|aria-labelledby|aria-controls|aria-describedby)="|\shref="#)([^"]+)(")')


@dataclass
class Used:
    """What was drawn with, of all that there is."""

    templates: set[str] = field(default_factory=set)
    macros: set[str] = field(default_factory=set)


class _Loader(FileSystemLoader):
    def __init__(self, folder: Path, used: Used) -> None:
        super().__init__(folder)
        self.folder, self.used = folder, used

    def get_source(self, environment: Environment, template: str) -> Any:
        self.used.templates.add(_place(self.folder / template))
        return super().get_source(environment, template)


def _place(path: Path) -> str:
    return path.relative_to(THEME).as_posix()


def all_templates() -> set[str]:
    """Return every template of the theme."""
    # MkDocs draws an error page only where it finds a template of that name; all is in main.html.
    return {_place(path) for path in THEME.rglob("*.html")} - {"404.html"}


def all_macros() -> set[str]:
    """Return every macro of the theme, after its file."""
    environment = Environment(autoescape=True)
    return {
        f"{template} {macro.name}"
        for template in all_templates()
        for macro in environment.parse((THEME / template).read_text(encoding="utf-8")).find_all(nodes.Macro)
    }


class Theme:
    """The templates of the theme; ``used`` tells of those that have drawn something.

    What an example does not give is taken as not there: that templates are given all they ask for is the business of
    the tests of whole portals, whose environment allows nothing else.
    """

    def __init__(self) -> None:
        self.used = Used()
        self._pages = make_environment((THEME,)).overlay(
            loader=_Loader(THEME / "pages", self.used), undefined=ChainableUndefined, cache_size=400
        )
        self._pages.bytecode_cache = None
        # An overlay shares what it was made from, and that is what builds draw with.
        self._pages.globals = self._pages.globals | {"sounds": str, "root": ""}
        self._frames = Environment(
            loader=_Loader(THEME, self.used), autoescape=True, undefined=ChainableUndefined
        )
        self.head: dict[str, Any] = {}

    def part(self, example: Example) -> str:
        """Return a part of the content of a page, under the head of its column where it asks for one."""
        head = Markup(self._pages.get_template(f"{_HEAD}.html").render(self.head))
        html = self._pages.get_template(f"{example.part}.html").render({"head": head} | example.data)
        return filled(html, example.data.get("filled", {}))

    def frame(self, data: dict[str, Any], title: str, head: str, main: str) -> str:
        """Return a whole page."""
        html = self._frames.get_template(f"{FRAME}.html").render({"gongkai": data["g"]})
        slots = {
            "[[slot:title]]": title,
            "<!--slot:head-->": head,
            "<!--slot:main-->": main,
            "<!--slot:crumb-->": '<li><span aria-current="page">正文</span></li>',
        }
        for mark, filling in slots.items():
            html = html.replace(mark, filling)
        return html

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note the macros that are called meanwhile."""
        original = Macro.__call__

        def note(macro: Macro, *arguments: Any, **named: Any) -> Any:
            path = Path(macro._func.__code__.co_filename)
            if path.is_relative_to(THEME):
                self.used.macros.add(f"{_place(path)} {macro.name}")
            return original(macro, *arguments, **named)

        Macro.__call__ = note  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            Macro.__call__ = original  # type: ignore[method-assign]


def filled(html: str, filling: dict[str, str]) -> str:
    """Return a part as scripts leave it: places, known by an attribute, are shown and begin with what is written there."""
    for mark, inner in filling.items():
        place = re.search(rf"<[^<>]*\s{mark}(?=[\s>=])[^<>]*>", html)
        assert place, f"no element has {mark}"
        # Added to markup, a text would be escaped.
        html = "".join((html[: place.start()], place[0].replace(" hidden", ""), inner, html[place.end() :]))
    return html


def apart(html: str, number: int) -> str:
    """Return a part whose places have names of their own: many parts stand on one page."""
    return _NAMED.sub(
        lambda match: match[1] + " ".join(f"{each}-{number}" for each in match[2].split()) + match[3], html
    )
