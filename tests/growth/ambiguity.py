"""Whether a regular expression may take more than linear time, told from its pattern alone.

A pattern becomes the automaton of its characters (Glushkov). Time grows with the square or worse where a word
leads round a loop and, just as well, on to another loop that it leads round too: the matcher then tries every
place at which to change over. That a search begins anew at each character is one more loop, before all others.
Where a loop may end in a match at any time, the matcher takes that and tries nothing else. What is possessive
or atomic gives nothing back: whoever goes on behind it meets no character that it would have taken.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

_parser: Any = re._parser  # type: ignore[attr-defined]
Chars = frozenset[str]
# What stands for all characters that a pattern does not name.
_OTHERS = "aZ5_ \n\t-.,:;/\\\"'<>()[]{}=#*&|`~!+\u3000\u00a0\u4e00\u3002é\u2028\u200b"
_UNBOUNDED = 200
Ends = list[tuple[int, Chars]]
NOTHING: Chars = frozenset()


@dataclass
class Part:
    """A part of a pattern: where it may begin and end, each with the characters that must not come next there;
    whether it may be empty, and what must not come next if it is."""

    first: Ends = field(default_factory=list)
    last: Ends = field(default_factory=list)
    empty: bool = True
    not_next: Chars = NOTHING


class Automaton:
    """The places of a pattern, what each takes, and which may follow which."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.flags = flags
        named = {chr(code) for code in _codes(_parser.parse(pattern, flags))}
        near = {
            chr(ord(char) + step) for char in named for step in (-1, 1) if 0 < ord(char) + step < 0x110000
        }
        cased = {char.swapcase() for char in named if len(char.swapcase()) == 1}
        self.every: Chars = frozenset(named | near | cased | set(_OTHERS))
        self.takes: list[Chars] = []
        self.follows: dict[int, list[tuple[int, Chars]]] = defaultdict(list)
        self.inner: list[str] = []

    def place(self, chars: Iterable[str]) -> Part:
        """Return a part that takes one of some characters."""
        self.takes.append(frozenset(chars))
        at = len(self.takes) - 1
        return Part([(at, NOTHING)], [(at, NOTHING)], empty=False)

    def link(self, ends: Ends, begins: Ends) -> None:
        for before, not_next in ends:
            for after, barred in begins:
                chars = self.takes[after] - not_next - barred
                if chars:
                    self.follows[before].append((after, chars))

    def then(self, one: Part, two: Part) -> Part:
        self.link(one.last, two.first)
        first, last = list(one.first), list(two.last)
        if one.empty:
            first += [(at, barred | one.not_next) for at, barred in two.first]
        if two.empty:
            last += [(at, barred | two.not_next) for at, barred in one.last]
        return Part(first, last, one.empty and two.empty, one.not_next | two.not_next)

    def sequence(self, items: Iterable[Any], inside: bool) -> Part:
        made = Part()
        for item in items:
            made = self.then(made, self.part(item, inside))
        return made

    def part(self, item: Any, inside: bool) -> Part:
        """Return one item of a parsed pattern; ``inside`` tells whether it lies within a loop."""
        name, value = str(item[0]), item[1]
        if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            return self.place(char for char in self.every if self.fits(item, char))
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, body = value
            return self.repeat(name, (least, most), body, inside)
        if name == "SUBPATTERN":
            return self.sequence(value[-1], inside)
        if name == "ATOMIC_GROUP":
            return self.sealed(self.sequence(value, inside))
        if name == "BRANCH":
            return self.branch([self.sequence(each, inside) for each in value[1]])
        if name == "ASSERT_NOT" and value[0] == 1 and len(value[1]) == 1:
            barred = frozenset(char for char in self.every if self.fits(value[1][0], char))
            return Part(not_next=barred)
        if name in ("ASSERT", "ASSERT_NOT") and value[0] == 1:
            self.inner.append(name)
            return Part()
        if name == "GROUPREF":
            # The same again as was met before: something, not known what.
            return self.place(self.every)
        if name == "AT" and str(value) == "AT_BEGINNING" and self.flags & re.MULTILINE:
            return self.place("\n")
        return Part()

    def repeat(self, name: str, times: tuple[int, int], body: Any, inside: bool) -> Part:
        least, most = times
        loops = most >= _UNBOUNDED or (inside and most > 1)
        if name == "POSSESSIVE_REPEAT":
            body = _one_of_several(body)
        made = self.sequence(body, inside or loops)
        if loops:
            self.link(made.last, made.first)
        if least > 1 or (most > 1 and not loops):
            # Once more as a part of its own: what must be there twice is no loop the first time.
            once = self.sequence(body, inside)
            made = self.then(once, made if loops else self.optional(made, least < 2))
        if least == 0:
            made = self.optional(made, True)
        return self.sealed(made) if name == "POSSESSIVE_REPEAT" else made

    def optional(self, part: Part, may_lack: bool) -> Part:
        return Part(part.first, part.last, part.empty or may_lack, part.not_next)

    def sealed(self, part: Part) -> Part:
        begins = frozenset(char for at, barred in part.first for char in self.takes[at] - barred)
        # So far its ends are followed by nothing but itself: what it would take again is never left to others.
        again = frozenset(char for end, _ in part.last for _, chars in self.follows[end] for char in chars)
        last = [(at, barred | again) for at, barred in part.last]
        return Part(part.first, last, part.empty, part.not_next | begins)

    def branch(self, parts: list[Part]) -> Part:
        return Part(
            [each for part in parts for each in part.first],
            [each for part in parts for each in part.last],
            any(part.empty for part in parts),
        )

    def fits(self, item: Any, char: str) -> bool:
        name, value = str(item[0]), item[1]
        if name == "ANY":
            return char != "\n" or bool(self.flags & re.DOTALL)
        chars = {char, char.lower(), char.upper()} if self.flags & re.IGNORECASE else {char}
        if name in ("LITERAL", "NOT_LITERAL"):
            return (chr(value) in chars) == (name == "LITERAL")
        if name == "RANGE":
            return any(value[0] <= ord(each) <= value[1] for each in chars if len(each) == 1)
        if name == "CATEGORY":
            return _in_category(str(value), char)
        if name == "IN":
            inside = any(self.fits(each, char) for each in value if str(each[0]) != "NEGATE")
            return inside != any(str(each[0]) == "NEGATE" for each in value)
        return True


def _in_category(name: str, char: str) -> bool:
    tests: dict[str, Callable[[str], bool]] = {
        "DIGIT": str.isdigit,
        "SPACE": str.isspace,
        "WORD": lambda each: each.isalnum() or each == "_",
    }
    for word, test in tests.items():
        if name.endswith(word):
            return test(char) != ("NOT" in name)
    return True


def _codes(items: Any) -> Iterable[int]:
    for item in items:
        if isinstance(item, tuple | list) or type(item).__name__ == "SubPattern":
            yield from _codes(item)
        elif type(item) is int and 0 < item < 0x110000:
            yield item


def _one_of_several(body: Any) -> Any:
    """Return alternatives of one character each as one set: where nothing is given back, the first that fits is
    taken, and that another would have fitted too is never asked."""
    items = list(body)
    if len(items) == 1 and str(items[0][0]) == "SUBPATTERN":
        items = list(items[0][1][-1])
    if len(items) != 1 or str(items[0][0]) != "BRANCH":
        return body
    single = [each[0] for each in items[0][1][1] if len(each) == 1 and str(each[0][0]) in ("IN", "LITERAL")]
    others = [each for each in items[0][1][1] if len(each) != 1 or str(each[0][0]) not in ("IN", "LITERAL")]
    if len(single) < 2 or any(str(each[0]) == "IN" and str(each[1][0][0]) == "NEGATE" for each in single):
        return body
    members = [part for each in single for part in (each[1] if str(each[0]) == "IN" else [each])]
    merged = (_parser.IN, members)
    return [(_parser.BRANCH, (None, [[merged], *others]))] if others else [merged]


def slow_loops(pattern: str, flags: int = 0, *, searched: bool) -> list[str]:
    """Return what may make a pattern slow, in words; ``searched`` tells whether a match may begin anywhere."""
    automaton = Automaton(pattern, flags)
    anchored = pattern.startswith(("^", r"\A")) and not flags & re.MULTILINE
    whole = automaton.sequence(_parser.parse(pattern, flags), inside=False)
    final = {at for at, _ in whole.last} if searched else set()
    start = -1
    if searched and not anchored:
        start = len(automaton.takes)
        automaton.place(automaton.every)
        automaton.link([(start, NOTHING)], [(start, NOTHING), *whole.first])
    return [*_doubled(automaton), *_changing(automaton, final, start)]


def _loops(automaton: Automaton) -> dict[int, frozenset[int]]:
    """Return for each place on a loop the places that lie on loops with it."""
    reach: dict[int, set[int]] = {}
    for at in range(len(automaton.takes)):
        seen: set[int] = set()
        todo = [at]
        while todo:
            for after, _ in automaton.follows[todo.pop()]:
                if after not in seen:
                    seen.add(after)
                    todo.append(after)
        reach[at] = seen
    return {
        at: frozenset(other for other in seen if at in reach[other])
        for at, seen in reach.items()
        if at in seen
    }


def _doubled(automaton: Automaton) -> Iterable[str]:
    """Yield loops that the same word leads round in two ways: time doubles with each character."""
    loops = _loops(automaton)
    for at, together in loops.items():
        seen: set[tuple[int, int, bool]] = set()
        todo = deque([(at, at, False)])
        while todo:
            one, two, parted = todo.popleft()
            steps_one = [step for step in automaton.follows[one] if step[0] in together]
            steps_two = [step for step in automaton.follows[two] if step[0] in together]
            for number, (next_one, chars_one) in enumerate(steps_one):
                for other, (next_two, chars_two) in enumerate(steps_two):
                    if not chars_one & chars_two:
                        continue
                    apart = parted or next_one != next_two or (one == two and number != other)
                    state = (next_one, next_two, apart)
                    if state == (at, at, True):
                        yield f"two ways round a loop of {_shown(automaton.takes[at])}"
                        return
                    if state not in seen:
                        seen.add(state)
                        todo.append(state)


def _changing(automaton: Automaton, final: set[int], start: int) -> Iterable[str]:
    """Yield pairs of loops between which a word changes over at any place: time grows with the square."""
    loops = _loops(automaton)
    told = set()
    for one in loops:
        for two in loops:
            if one == two or two in loops[one] or two in final:
                continue
            words = f"{'the search' if one == start else _shown(automaton.takes[one])} before {_shown(automaton.takes[two])}"
            if words not in told and _changes_over(automaton, one, two, loops):
                told.add(words)
                yield words


def _changes_over(automaton: Automaton, one: int, two: int, loops: dict[int, frozenset[int]]) -> bool:
    seen = {(one, one, two)}
    todo = deque(seen)
    while todo:
        first, middle, last = todo.popleft()
        for next_first, chars in automaton.follows[first]:
            if next_first not in loops[one]:
                continue
            for next_middle, more in automaton.follows[middle]:
                if not chars & more:
                    continue
                for next_last, most in automaton.follows[last]:
                    if next_last not in loops[two] or not chars & more & most:
                        continue
                    state = (next_first, next_middle, next_last)
                    if state == (one, two, two):
                        return True
                    if state not in seen:
                        seen.add(state)
                        todo.append(state)
    return False


def _shown(chars: Chars) -> str:
    return repr("".join(sorted(chars))[:12])
