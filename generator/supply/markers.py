"""Environment markers of the lock, evaluated for any machine.

pip evaluates them for the machine it runs on; a kit is made for another. And what verifies the environment
uses none of its libraries, so it is not ``packaging`` that reads them here (tests hold the two equal).
"""

from __future__ import annotations

import operator
import platform
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Environment = Mapping[str, str]

# Windows and Linux, x86-64 and ARM64: what the program promises to run on.
PLATFORMS: dict[str, tuple[str, str]] = {
    "linux-x86_64": ("linux", "x86_64"),
    "linux-aarch64": ("linux", "aarch64"),
    "windows-x86_64": ("win32", "AMD64"),
    "windows-arm64": ("win32", "ARM64"),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# PyYAML has no wheel for it.
NOT_PROMISED = frozenset({("windows-arm64", "3.11")})
# The first and a last patch of a minor version: libraries draw lines between them.
PATCHES = ("0", "99")

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'[^']*'|"[^"]*")|(?P<word>[a-z_]+(?:\s+in)?)|(?P<sign>[<>=!~]{1,3}|[()]))"""
)
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def environment_for(target: str, python: str) -> Environment:
    """Return the markers' values on a platform of PLATFORMS with a Python such as ``3.13.0``."""
    system, machine = PLATFORMS[target]
    return _environment(system, machine, python)


def this_environment() -> Environment:
    """Return the markers' values on this machine."""
    return _environment(sys.platform, platform.machine(), platform.python_version())


def _environment(system: str, machine: str, python: str) -> Environment:
    return {
        "implementation_name": "cpython",
        "implementation_version": python,
        "os_name": "nt" if system == "win32" else "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_system": {"win32": "Windows", "linux": "Linux", "darwin": "Darwin"}.get(system, system),
        "python_full_version": python,
        "python_version": ".".join(python.split(".")[:2]),
        "sys_platform": system,
    }


def holds(marker: str, environment: Environment) -> bool:
    """Tell whether a marker holds; an empty one does. Raises ValueError where it is not understood."""
    if not marker.strip():
        return True
    parser = _Parser(_tokens(marker), environment)
    answer = parser.either()
    if parser.rest:
        raise ValueError(f"读不懂的条件：{marker}")
    return answer


def _tokens(marker: str) -> list[str]:
    tokens, position, text = [], 0, marker.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ValueError(f"读不懂的条件：{marker}")
        tokens.append(match[0].strip())
        position = match.end()
    return tokens


@dataclass
class _Parser:
    """Reads ``or`` over ``and`` over comparisons and brackets, and evaluates on the way."""

    rest: list[str]
    environment: Environment

    def either(self) -> bool:
        answer = self.both()
        while self.rest[:1] == ["or"]:
            self.rest.pop(0)
            answer = self.both() or answer
        return answer

    def both(self) -> bool:
        answer = self.one()
        while self.rest[:1] == ["and"]:
            self.rest.pop(0)
            answer = self.one() and answer
        return answer

    def one(self) -> bool:
        if self.rest[:1] == ["("]:
            self.rest.pop(0)
            answer = self.either()
            if self.rest[:1] != [")"]:
                raise ValueError("条件里的括号不成对")
            self.rest.pop(0)
            return answer
        if len(self.rest) < 3:
            raise ValueError("条件不完整")
        left, sign, right = (self.rest.pop(0) for _ in range(3))
        return _compare(left, sign, right, self.environment)


def _compare(left: str, sign: str, right: str, environment: Environment) -> bool:
    versions = any(word.endswith("_version") for word in (left, right))
    values = [word[1:-1] if word[0] in "'\"" else environment.get(word) for word in (left, right)]
    if values[0] is None or values[1] is None:
        raise ValueError(f"读不懂的条件：{left} {sign} {right}")
    if sign in {"in", "not in"}:
        return (values[0] in values[1]) == (sign == "in")
    if sign not in _ORDER:
        raise ValueError(f"读不懂的条件：{left} {sign} {right}")
    return _ORDER[sign](*(_numbers(value) if versions else value for value in values))


def _numbers(version: str | None) -> tuple[int, ...]:
    """Return a release's numbers without the zeros at its end: 3.12 is 3.12.0."""
    numbers = [int(part) for part in re.findall(r"\d+", re.split(r"[a-z+]", version or "")[0])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
