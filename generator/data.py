"""Frozen data classes whose methods cost nothing before they are used: the program has hundreds.

``dataclasses.dataclass`` writes and compiles six methods for each class as it is defined, which was half of the time
that the program took to load. Of a frozen class five of them can be said once for all, and what sets the fields is
compiled when the first value is made. In all else these are data classes: ``fields``, ``replace``, ``asdict``, pickle
and msgspec take them as such.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    # Type checkers know the original, and that this one makes the same.
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, kw_only: bool = False) -> Any:
        """Make a class a data class, as the decorator of the standard library does."""
        make = _frozen if frozen else dataclasses.dataclass
        return make(cls, kw_only=kw_only) if cls else lambda later: make(later, kw_only=kw_only)


def _frozen(cls: type, *, kw_only: bool) -> type:
    # Without a text of its own a class would be given its signature, for which Python takes it apart.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
    for name, method in _methods(made).items():
        if name not in vars(made):
            setattr(made, name, method)
    return made


def _methods(cls: type) -> dict[str, Callable[..., Any]]:
    """Return the methods of a class by their names."""
    fields = dataclasses.fields(cls)
    values = _getter([each.name for each in fields if each.compare])
    shown = [each.name for each in fields if each.repr]
    seen = _getter(shown)

    def begin(self: Any, *args: Any, **named: Any) -> None:
        setter = _setter(cls)
        type.__setattr__(cls, "__init__", setter)
        setter(self, *args, **named)

    def equal(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: Any) -> int:
        return hash(values(self))

    def told(self: Any) -> str:
        said = ", ".join([f"{name}={value!r}" for name, value in zip(shown, seen(self), strict=False)])
        return f"{self.__class__.__qualname__}({said})"

    shared: dict[str, Callable[..., Any]] = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    return {"__init__": begin, "__eq__": equal, "__hash__": hashed, "__repr__": told, **shared}


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the values of some fields, of one as a tuple too: it is asked for that twice."""
    return attrgetter(*names, *names[:1]) if names else lambda _: ()


def _setter(cls: type) -> Callable[..., None]:
    """Return what sets the fields of a new value, compiled as the standard library does for a class of the same."""
    same = [(each.name, each.type, each) for each in dataclasses.fields(cls)]
    # With its text, for the same reason as above.
    after = {name: getattr(cls, name) for name in ("__post_init__", "__doc__") if hasattr(cls, name)}
    plain = dataclasses.make_dataclass(cls.__name__, same, namespace=after, frozen=True, repr=False, eq=False)
    setter: Callable[..., None] = vars(plain)["__init__"]
    setter.__qualname__ = f"{cls.__qualname__}.__init__"
    return setter


def _refuse_to_set(_: Any, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
