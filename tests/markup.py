"""Read HTML in tests: tags with their attributes, and whether every tag is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass
class Parsed:
    """The tags of a page in their order, its text, and what was wrong with the nesting."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text of the page, its runs of blanks made one."""
        return " ".join("".join(self.texts).split())

    def values(self, attribute: str) -> list[str]:
        """Return all values of an attribute."""
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]

    def named(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of all tags of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parsed = Parsed()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parsed.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.parsed.unbalanced.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parsed.texts.append(data)

    def close(self) -> None:
        super().close()
        self.parsed.unbalanced.extend(f"<{tag}>" for tag in self._open)


def parse_html(html: str) -> Parsed:
    """Parse a page or a part of one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parsed


def parse_page(path: Path) -> Parsed:
    """Parse a page of a built site."""
    return parse_html(path.read_text(encoding="utf-8"))
