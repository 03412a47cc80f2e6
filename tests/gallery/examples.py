"""The examples: what each template of the theme is given to draw, written down beside this file, and what follows from it.

examples/NAME.yml belongs to theme/pages/NAME.html, main.yml to theme/main.html and the partials it is made of. Each
example has a ``name`` and ``data``; ``like`` names another whose data it starts from. Three more are made of the first:
without what its lists hold, with long words, with words that would break a page that does not escape them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

EXAMPLES = Path(__file__).parent / "examples"
FRAME = "main"
# An element that no page has, unless what people write is taken for markup.
PLANTED = "x-planted"
_HOSTILE = f"<{PLANTED} onclick=\"alert('1')\">&lt;" + "https://www.example.gov.cn/" + "abcdefghij" * 5
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
# What decides how a page is made, or is a closed list of words: no person writes it.
_FIXED = ("kind", "state", "level", "page", "cycle", "label", "invalid", "notice", "length")
_CLOSED = ("labels", "states")
_PAIRED = ("fields", "elements", "levels", "forms", "interpretations")  # the first of each is such a word
_LEAST = 70


class _Loader(yaml.SafeLoader):
    """Reads dates as the words they are, and ``!html`` as text that is markup already."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, each) for tag, each in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _markup(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Markup:
    return Markup(loader.construct_scalar(node))


_Loader.add_constructor("!html", _markup)


@dataclass(frozen=True)
class Example:
    """One state of a part: what its template is given."""

    part: str
    name: str
    data: dict[str, Any]

    @property
    def title(self) -> str:
        """What the gallery calls it."""
        return f"{self.part}：{self.name}"


def read_examples(folder: Path = EXAMPLES) -> tuple[Example, ...]:
    """Return all examples, those of a part together, with the three that are made of the first."""
    found: list[Example] = []
    for path in sorted(folder.rglob("*.yml")):
        part = path.relative_to(folder).with_suffix("").as_posix()
        own = _read(path, part)
        found += own
        found.append(Example(part, "空", {key: _empty(value) for key, value in own[0].data.items()}))
        found += [Example(part, name, _changed(own[0].data, change)) for name, change in WRITTEN.items()]
    return tuple(found)


def _read(path: Path, part: str) -> list[Example]:
    own: dict[str, Example] = {}
    for each in yaml.load(path.read_text(encoding="utf-8"), _Loader):
        data = _over(own[each["like"]].data, each["data"]) if "like" in each else each["data"]
        assert each["name"] not in own, f"{path.name}: two examples are called {each['name']}"
        own[each["name"]] = Example(part, each["name"], data)
    return list(own.values())


def _over(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: _over(below.get(key), value) for key, value in above.items()}
    return above


def _changed(value: Any, change: Callable[[str, Any], Any], key: str = "") -> Any:
    if key in _CLOSED:
        return value
    changed = change(key, value)
    if isinstance(changed, dict):
        return {name: _changed(each, change, name) for name, each in changed.items()}
    if isinstance(changed, list):
        paired = key in _PAIRED and changed and isinstance(changed[0], str)
        first = changed[:1] if paired else []
        return [*first, *(_changed(each, change, key) for each in changed[len(first) :])]
    return changed


def _is_written(key: str, value: Any) -> bool:
    plain = isinstance(value, str) and not isinstance(value, Markup)
    return plain and key not in _FIXED and _HAN.search(value) is not None


def _long(key: str, value: Any) -> Any:
    return value * (1 + _LEAST // len(value)) if _is_written(key, value) else value


def _hostile(key: str, value: Any) -> Any:
    return value + _HOSTILE if _is_written(key, value) else value


def _empty(value: Any) -> Any:
    rows = isinstance(value, list) and any(isinstance(each, (dict, list)) for each in value)
    return [] if rows else value


WRITTEN: dict[str, Callable[[str, Any], Any]] = {"长": _long, "怪": _hostile}
