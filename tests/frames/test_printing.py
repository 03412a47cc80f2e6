"""Tests of how templates print: what is printed is what Jinja prints, escaped or safe."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, StrictUndefined, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from generator.frames.printing import printed
from generator.frames.sandbox import ThemeEnvironment

_TEMPLATES = {
    "page.html": (
        '{% from "row.html" import row %}{{ text }}{{ html }}{{ number }}{{ nothing }}{{ row(text) }}'
        "{% set kept %}<i>{{ text }}</i>{% endset %}{{ kept }}{{ text ~ html }}{{ text | upper }}"
        "{% autoescape false %}{{ text }}{% endautoescape %}"
    ),
    "row.html": '{% macro row(text) %}<b title="{{ text }}">{{ text | safe }}</b>{% endmacro %}',
}
_VALUES = {"text": "<a href='x'>甲 & \"乙\"</a>", "html": Markup("<b>丙</b>"), "number": 3, "nothing": None}


class _Shown:
    def __html__(self) -> str:
        return "<i>丁</i>"


@pytest.mark.parametrize("value", [*_VALUES.values(), _Shown(), "", 1.5, ["<"]])
def test_a_value_is_printed_as_it_is_escaped(value: object) -> None:
    assert printed(value) == escape(value)


def test_a_template_prints_what_jinja_prints() -> None:
    pages = [
        kind(loader=DictLoader(_TEMPLATES), autoescape=True).get_template("page.html").render(**_VALUES)
        for kind in (ImmutableSandboxedEnvironment, ThemeEnvironment)
    ]
    assert pages[0] == pages[1]


def test_what_is_not_there_is_refused() -> None:
    environment = ThemeEnvironment(autoescape=True, undefined=StrictUndefined)
    with pytest.raises(UndefinedError):
        environment.from_string("{{ absent }}").render()
