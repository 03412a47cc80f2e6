"""A small portal with a document of each kind, in which every field has a value, built and read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from generator.kinds.kind import Head
from generator.load.heads.said import Group
from generator.load.portal import load_portal
from generator.render.site.records import document_record
from tests.helpers import AS_OF, COLUMNS, PORTAL, build, document, make_portal, run
from tests.kinds.filled import FOLDER, GROUPS, Filled, Filler
from tests.markup import VOID

TITLE = "写满的文档"
DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: yearly\n"
# What fields name lies apart from the document of no kind, on whose page its neighbours are.
OTHERS = f"  - name: 别的文档\n    slug: {FOLDER}\n    description: 别的文档。\n{DUTIES}"
# Kinds whose column is told by more than its layout.
PLACES = {
    "RequestDesk": "    kind: page\n    type: 依申请公开\n",
    "DecisionCatalogue": "    layout: decisions\n    type: 信息公开目录\n",
}
# The values are any, not such as fit together: what that breaks must not stop the build.
OFF = "checks:\n  - {code: plan-relation, level: off, reason: 样例的值是任意的}\n"


@dataclass(frozen=True)
class Shown:
    """What a page shows: its text with what it leads to and draws, and the text of what is marked for search."""

    words: str
    marked: str

    def has(self, words: tuple[str, ...]) -> bool:
        """Tell whether any of the words is there."""
        return any(word in self.words for word in words)


@dataclass(frozen=True)
class Place:
    """One kind in the built portal: its document's page, its column's, what search reads, what ``new`` writes.

    ``empty`` is the page of the column while it holds nothing.
    """

    page: Shown
    column: Shown
    empty: Shown
    searched: tuple[str, ...]
    new: str


@dataclass(frozen=True)
class Written:
    """The portal before it is built: its files, and the fields with their values."""

    files: dict[str, str | bytes]
    fields: tuple[Filled, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.marked: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.words += [unquote(named[key] or "") for key in ("href", "src", "datetime") if key in named]
        if tag not in VOID:
            self._open.append("data-search-extra" in named or any(self._open))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if any(self._open):
            self.marked.append(data)


def read_page(page: Path) -> Shown:
    """Return what a page shows."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return Shown("\n".join(reader.words), "\n".join(reader.marked))


def address(group: Group) -> str:
    """Return the address of the column that a kind has to itself."""
    return f"c{[each for _, each in GROUPS].index(group)}"


def write_portal() -> Written:
    """Return a portal with a column and a filled document for each kind."""
    tree, filler = PORTAL + COLUMNS + OTHERS, Filler()
    files: dict[str, str | bytes] = {}
    for head, group in GROUPS:
        tree += _column(head, group)
        values = filler.fill(group)
        keys = {group.key: values} if group.key else values
        head_lines = {key: json.dumps(value, ensure_ascii=False) for key, value in keys.items()}
        files[f"content/{_file(group)}"] = document(TITLE, published="2026-03-03 09:30", **head_lines)
        for name, text in filler.files.items():
            files[f"content{name}" if name.startswith("/") else f"content/{address(group)}/{name}"] = text
        filler.files.clear()
    files["content/tzgg/plain.md"] = document("不写什么的文档")
    return Written({"columns.yml": tree + OFF, **files}, tuple(filler.filled))


def build_portal(folder: Path, written: Written) -> tuple[Shown, dict[type, Place]]:
    """Build a portal; return a page of no kind, and what there is of each kind."""
    root = make_portal(folder / "filled", written.files)
    site = build(root)
    empty = make_portal(folder / "empty", {"columns.yml": written.files["columns.yml"]})
    before = build(empty)
    portal = load_portal(root, date.fromisoformat(AS_OF)).portal
    assert portal is not None
    columns = {column.address: column for column in portal.walk()}
    places = {}
    for _, group in GROUPS:
        stated = portal.lookups.by_path[_file(group)]
        place = Place(
            read_page(site / stated.address),
            read_page(site / address(group) / "index.html"),
            read_page(before / address(group) / "index.html"),
            document_record(stated, columns[stated.column], ()).extra,
            _new(empty, address(group)),
        )
        places[group.kind] = place
    return read_page(site / "tzgg/plain.html"), places


def _column(head: Head, group: Group) -> str:
    """Return the column of a kind: layouts and groups of a family come in one order."""
    layouts = list(head.layouts)
    where = head.groups.index(group)
    layout = f"    layout: {layouts[where]}\n" if layouts else ""
    name = f"{group.title or group.kind.__name__}目录"
    return (
        f"  - name: 写满的{name}\n    slug: {address(group)}\n    description: 写满的{name}。\n"
        f"{DUTIES}{PLACES.get(group.kind.__name__, layout)}"
    )


def _file(group: Group) -> str:
    is_page = "kind: page" in PLACES.get(group.kind.__name__, "")
    return f"{address(group)}/{'index' if is_page else 'a'}.md"


def _new(root: Path, column: str) -> str:
    """Return the text of a new document."""
    outcome = run("new", column, "新的文档", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 0, outcome.err
    (path,) = (root / "content" / column).rglob("*.md")
    return path.read_text(encoding="utf-8")
