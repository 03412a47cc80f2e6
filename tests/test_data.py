"""Frozen data classes whose methods are made when used are to their users those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any

import msgspec
import pytest

from generator import data
from generator.patterns import pattern


@data.dataclass(frozen=True)
class Later:
    """Made by ours."""

    name: str
    numbers: tuple[int, ...] = ()
    facts: dict[str, int] = field(default_factory=dict)
    aside: str = field(default="", compare=False, repr=False)
    mark: str = field(default="unset", init=False)


@dataclasses.dataclass(frozen=True)
class Same:
    """Made by the standard library."""

    name: str
    numbers: tuple[int, ...] = ()
    facts: dict[str, int] = field(default_factory=dict)
    aside: str = field(default="", compare=False, repr=False)
    mark: str = field(default="unset", init=False)


@data.dataclass(frozen=True, kw_only=True)
class Derived(Later):
    """One more field, and what is done behind all."""

    size: int = 0

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


def shown(value: Any) -> str:
    return repr(value).replace("Later(", "Same(")


@pytest.mark.parametrize(
    ("args", "named"), [(("a",), {}), (("a", (1,)), {"aside": "b"}), ((), {"name": "c"})]
)
def test_values_are_made_shown_and_taken_apart_as_in_the_standard_library(
    args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, theirs = Later(*args, **named), Same(*args, **named)
    assert shown(ours) == shown(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert dataclasses.astuple(dataclasses.replace(ours, name="z")) == dataclasses.astuple(
        dataclasses.replace(theirs, name="z")
    )
    assert vars(ours) == vars(theirs)
    assert Later.__match_args__ == Same.__match_args__


@pytest.mark.parametrize(("args", "named"), [((), {}), (("a", (), {}, "", 5), {}), (("a",), {"mark": "b"})])
def test_what_is_wrong_is_told_as_in_the_standard_library(
    args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    said = []
    for kind in (Later, Same):
        with pytest.raises(TypeError) as caught:
            kind(*args, **named)
        said.append(str(caught.value).replace("Later.", "").replace("Same.", ""))
    assert said[0] == said[1]


def test_values_are_equal_by_what_is_compared() -> None:
    assert Later("a", aside="x") == Later("a", aside="y")
    assert Later("a") != Later("b")
    assert Later("a") != Same("a")  # type: ignore[comparison-overlap]
    assert Later("a", facts={"a": 1}) != Derived(name="a", facts={"a": 1})


@data.dataclass(frozen=True)
class Point:
    """Hashable."""

    x: int


def test_values_serve_as_keys() -> None:
    assert {Point(1), Point(1), Point(2)} == {Point(2), Point(1)}


def test_values_do_not_change() -> None:
    value = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        value.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del value.x


def test_a_class_may_build_on_another() -> None:
    value = Derived("a", (1,), size=3)
    assert (value.name, value.numbers, value.size, value.mark) == ("a", (1,), 3, "unset")
    with pytest.raises(ValueError, match="-1"):
        Derived("a", size=-1)


@pytest.mark.parametrize("value", [Later("a", (1, 2), {"b": 3}), Derived("a", size=2)], ids=repr)
def test_values_travel(value: Later) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=type(value)) == value


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    later = pattern(r"(a+)b")
    wrong = pattern(r"(")
    found = later.search("caab")
    assert found
    assert found[1] == "aa"
    assert later.sub("x", "ab") == "x"
    assert later.pattern == r"(a+)b"
    with pytest.raises(Exception, match="missing"):
        wrong.match("")
