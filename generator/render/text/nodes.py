"""A tree of nodes from HTML that we made, for all that is made of a text besides its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

# An element nested deeper than this adds its content to the one around it: whoever walks the tree calls itself
# once a level, and nobody sees a hundredth indentation.
_DEEPEST = 100
_VOID = frozenset({"br", "hr", "img", "source", "track", "wbr", "input", "col"})


@dataclass
class Node:
    """An element: its tag, attributes and children, which are elements and texts by turns."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def is_a(self, name: str) -> bool:
        """Tell whether the element has a class."""
        return name in self.attributes.get("class", "").split()

    def text(self) -> str:
        """Return all text below the element."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Reader(HTMLParser):
    """Builds the tree; an end tag without its start is passed over, what stays open ends with its parent."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("body")]
        self.unopened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID and len(self.open) > _DEEPEST:
            self.unopened.append(tag)
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.unopened:
            if self.unopened[-1] == tag:
                self.unopened.pop()
            return
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_nodes(html: str) -> Node:
    """Return HTML as one element that holds it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]
