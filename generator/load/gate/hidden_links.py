"""Links to other sites that a reader would not see: without words, or made invisible.

The tags of a text are gone through once, forward for what is hidden, backward for what is empty: however
often a tag is opened and left open, no part of the text is looked at again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from generator.data import dataclass
from generator.load.markdown.source_marks import blank_fences
from generator.patterns import pattern

_OUTSIDE = r"(?:https?:)?//"
_BLANK = r"[\s\u3000\u200b\ufeff]|&(?:nbsp|#160|ensp|emsp);"
_EMPTY = pattern(rf"(?<!!)\[(?:{_BLANK})*+\]\(\s*+<?{_OUTSIDE}", re.IGNORECASE)
# What a tag holds up to the first mark that may end it, or, where that stands in quotes, up to the one that does.
# Between two places where a tag begins, quotes change inside to outside and back, so that no more than six
# beginnings in a row can each be read past all that follow (the orders of three states).
_TAG = pattern(
    r"<(?P<end>/?)(?P<name>[a-z]\w*+)\b"
    r"(?P<rest>[^<>]*+(?=>)|(?:[^<>\"']|\"[^\"]*+\"|'[^']*+'|[\"']|<(?![a-z/!]))*+)>",
    re.IGNORECASE,
)
_HREF = pattern(rf"href\s*+=\s*+[\"']?{_OUTSIDE}", re.IGNORECASE)
_STYLE = pattern(r"style\s*+=\s*+[\"']", re.IGNORECASE)
_HIDING = pattern(
    r"display\s*+:\s*+none|visibility\s*+:\s*+hidden|font-size\s*+:\s*+0|opacity\s*+:\s*+0\s*+[;\"']"
    r"|(?:text-indent|left|top)\s*+:\s*+-\d{3,}+|(?:width|height)\s*+:\s*+[01]px",
    re.IGNORECASE,
)
_HIDDEN = pattern(r"\shidden(?=[\s=]|$)", re.IGNORECASE)
_NOTHING = pattern(rf"(?:{_BLANK}|<!--(?:[^-]|-(?!->))*+-->)*+", re.IGNORECASE)


@dataclass(frozen=True)
class _Tag:
    """A tag: its name in small letters, whether it ends something, what stands in it, and where it stands."""

    name: str
    ends: bool
    rest: str
    start: int
    stop: int

    @property
    def leads_outside(self) -> bool:
        return self.name == "a" and not self.ends and _HREF.search(self.rest) is not None

    @property
    def hides(self) -> bool:
        style = _STYLE.search(self.rest)
        return not self.ends and bool(
            (style and _HIDING.search(self.rest, style.end())) or _HIDDEN.search(self.rest)
        )


def find_hidden_links(text: str) -> Iterator[int]:
    """Yield where in a Markdown text the hidden links to other sites begin, in order; one within another once."""
    shown = blank_fences(text)
    spans = [match.span() for match in _EMPTY.finditer(shown)]
    if "<" in shown:
        spans += _hidden_by_tags(shown)
    reached = 0
    for start, stop in sorted(spans):
        if start >= reached:
            yield start
            reached = stop


def _hidden_by_tags(text: str) -> Iterator[tuple[int, int]]:
    tags = [
        _Tag(match["name"].lower(), bool(match["end"]), match["rest"], *match.span())
        for match in _TAG.finditer(text)
    ]
    empty = _followed_by_nothing(text, tags)
    ends: dict[str, list[int]] = {}
    for tag in tags:
        if tag.ends:
            ends.setdefault(tag.name, []).append(tag.start)
    outside = [match.start() for match in re.finditer("//", text)]
    for number, tag in enumerate(tags):
        if tag.leads_outside and (empty[number] or tag.hides):
            yield tag.start, tag.stop
        elif tag.hides:
            closings = ends.get(tag.name, [])
            closing = bisect_left(closings, tag.stop)
            link = bisect_left(outside, tag.stop)
            stop = closings[closing] if closing < len(closings) else len(text)
            if link < len(outside) and outside[link] < stop:
                yield tag.start, outside[link]


def _followed_by_nothing(text: str, tags: list[_Tag]) -> list[bool]:
    """Tell of each tag whether from it up to the next </a> there is nothing to be seen."""
    empty = [False] * (len(tags) + 1)
    for number in range(len(tags) - 2, -1, -1):
        tag, after = tags[number], tags[number + 1]
        if _NOTHING.fullmatch(text, tag.stop, after.start):
            closes = after.ends and after.name == "a"
            empty[number] = closes or (not after.name.startswith("img") and empty[number + 1])
    return empty
