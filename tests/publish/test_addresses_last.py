"""Whatever is moved, renamed and withdrawn: each address ever published gives a page, the way to it, or the notice."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check.run import check_portal
from generator.load.portal import Loaded, load_portal
from generator.model.addresses.address import column_page
from generator.model.addresses.trail import Trail
from generator.model.finding import has_errors
from generator.model.portal import Portal
from tests.helpers import AS_OF, MARKS, PORTAL, build, calm, document, run

TOPS = ("甲", "乙")
SLUGS = ("aa", "bb", "cc", "dd", "ee", "ff", "gg")


@dataclass
class Doc:
    """A document: its column, its file, and what its head says of where it was."""

    column: int
    stem: str
    old_urls: list[str] = field(default_factory=list)
    withdrawn: bool = False


@dataclass
class County:
    """A portal whose people follow the rules: columns below one of two, documents in them, all of it on disk."""

    root: Path
    columns: dict[int, tuple[int, str]] = field(default_factory=dict)
    said: dict[int, list[str]] = field(default_factory=dict)
    docs: list[Doc] = field(default_factory=list)
    published: dict[str, str] = field(default_factory=dict)

    def address(self, column: int) -> str:
        """Return the address of a column."""
        top, slug = self.columns[column]
        return f"t{top}/{slug}"

    def page(self, doc: Doc) -> str:
        """Return the address of a document."""
        return f"{self.address(doc.column)}/{doc.stem}.html"

    def is_free(self, column: int, stem: str, doc: Doc | None = None) -> bool:
        """Tell whether nothing else has, or ever had, an address: who asks for it wants what was there."""
        page = f"{self.address(column)}/{stem}.html"
        number = next((each for each, other in enumerate(self.docs) if other is doc), -1)
        taken = any(other is not doc and self.page(other) == page for other in self.docs)
        return not taken and self.published.get(page, f"文档{number}") == f"文档{number}"

    def write(self) -> None:
        """Write the portal anew; caches and urls.lock stay."""
        text = PORTAL + "columns:\n"
        for number, name in enumerate(TOPS):
            text += f"  - name: {name}\n    slug: t{number}\n    kind: group\n    description: 说明。\n    children:\n"
            text += (
                "      - {name: 常设, slug: zz, description: 说明。, unit: 某, owner: 某, cycle: monthly}\n"
            )
            for column, (top, slug) in self.columns.items():
                if top == number:
                    old = f", old_urls: [{', '.join(self.said[column])}]" if self.said.get(column) else ""
                    text += f"      - {{name: 栏目{column}, slug: {slug}, description: 说明。, unit: 某, owner: 某, cycle: monthly{old}}}\n"
        (self.root / "columns.yml").write_text(calm(text), encoding="utf-8")
        (self.root / "mkdocs.yml").write_text(MARKS, encoding="utf-8")
        content = self.root / "content"
        for path in content.rglob("*.md"):
            path.unlink()
        for number, doc in enumerate(self.docs):
            more = {"old_urls": f"[{', '.join(doc.old_urls)}]"} if doc.old_urls else {}
            if doc.withdrawn:
                more["withdrawn"] = "{date: 2026-11-01, reason: 数据有误}"
            path = content / self.address(doc.column) / f"{doc.stem}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document(f"文档{number}", f"正文{number}。", **more), encoding="utf-8")

    def note(self) -> None:
        """Remember every page that is published now, and what it is of."""
        self.published |= {self.page(doc): f"文档{number}" for number, doc in enumerate(self.docs)}
        self.published |= {column_page(self.address(each)): f"栏目{each}" for each in self.columns}

    def load(self) -> Loaded:
        return load_portal(self.root, date.fromisoformat(AS_OF))


def rename(county: County, which: int, how: int, says: bool) -> None:
    """Give a document's file another name; that is always said in its head."""
    doc = county.docs[which % len(county.docs)]
    stem = f"n{how % 7}"
    if county.is_free(doc.column, stem, doc):
        old, doc.stem = county.page(doc), stem
        doc.old_urls = [each for each in [*doc.old_urls, f"/{old}"] if each != f"/{county.page(doc)}"]


def move(county: County, which: int, how: int, says: bool) -> None:
    """Put a document into another column, under a name that it alone has where its head does not say so."""
    doc = county.docs[which % len(county.docs)]
    to = list(county.columns)[how % len(county.columns)]
    alone = sum(other.stem == doc.stem for other in county.docs) == 1
    if to != doc.column and county.is_free(to, doc.stem, doc):
        old, doc.column = county.page(doc), to
        if says or not alone or county.published.get(county.page(doc)):
            doc.old_urls = [each for each in [*doc.old_urls, old] if each != county.page(doc)]


def move_column(county: County, which: int, how: int, says: bool) -> None:
    """Put a column below the other top, or give it another slug; the latter is always said."""
    column = list(county.columns)[which % len(county.columns)]
    top, slug = county.columns[column]
    taken = set(county.columns.values())
    new = (1 - top, slug) if how % 2 else (top, SLUGS[how % len(SLUGS)])
    # What was another column's is left alone: its visitors would be told of the wrong one.
    if new in taken or county.published.get(f"t{new[0]}/{new[1]}/index.html", "") not in (
        "",
        f"栏目{column}",
    ):
        return
    old = county.address(column)
    county.columns[column] = new
    if says or not how % 2 or county.published.get(column_page(county.address(column))):
        county.said[column] = [
            each for each in [*county.said.get(column, []), old] if each != county.address(column)
        ]


def withdraw(county: County, which: int, how: int, says: bool) -> None:
    """Withdraw a document."""
    county.docs[which % len(county.docs)].withdrawn = True


def add(county: County, which: int, how: int, says: bool) -> None:
    """Publish one more document."""
    column = list(county.columns)[which % len(county.columns)]
    stem = f"n{how % 7}"
    if county.is_free(column, stem):
        county.docs.append(Doc(column, stem))


Operation = Callable[[County, int, int, bool], None]
Step = tuple[Operation, int, int, bool]
OPERATIONS: tuple[Operation, ...] = (rename, move, move_column, withdraw, add)
STEPS = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 50), st.integers(0, 50), st.booleans()),
    min_size=1,
    max_size=7,
)


def begin(folder: Path) -> County:
    """Return a county that has published four documents in three columns."""
    county = County(folder, {0: (0, "aa"), 1: (0, "bb"), 2: (1, "cc")})
    county.docs = [Doc(0, "n0"), Doc(0, "n1"), Doc(1, "n2"), Doc(2, "n3")]
    (folder / "urls.lock").write_text("# 登记\n", encoding="utf-8")
    return county


def publish(county: County) -> None:
    """Write the portal, and have its addresses recorded."""
    county.write()
    outcome = run("check", "--root", county.root, "--as-of", AS_OF, "--fix", "urls")
    assert outcome.code == 0, outcome.out + outcome.err
    county.note()


def follow(county: County, steps: list[Step]) -> Portal:
    """Take the steps; after each all is written, recorded and sound."""
    publish(county)
    for operation, which, how, says in steps:
        operation(county, which, how, says)
        publish(county)
    loaded = county.load()
    assert loaded.portal
    assert not has_errors(check_portal(loaded))
    return loaded.portal


def titles(portal: Portal) -> dict[str, str]:
    """Return what stands at each page."""
    found = {each.address: each.title for each in (*portal.documents, *portal.withdrawn)}
    return found | {column_page(each.address): each.name for each in portal.walk()}


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_address_leads_to_what_it_was_of(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        county = begin(Path(folder))
        portal = follow(county, steps)
        standing, trail = titles(portal), Trail(portal)
        for page, title in county.published.items():
            end = trail.end(page)
            assert end, page
            assert page in standing or standing[end] == title


def test_the_site_has_a_page_the_way_or_the_notice_at_each(tmp_path: Path) -> None:
    county = begin(tmp_path)
    steps: list[Step] = [
        (rename, 0, 5, True), (move, 1, 2, False), (move_column, 2, 1, False), (move_column, 0, 3, False),
        (withdraw, 2, 0, True), (add, 1, 0, True), (move_column, 0, 4, True), (rename, 2, 6, True),
    ]  # fmt: skip
    follow(county, steps)
    site = build(county.root)
    now = {county.page(doc): (f"文档{number}", doc.withdrawn) for number, doc in enumerate(county.docs)}
    led = 0
    for address, title in county.published.items():
        page = address
        text = (site / page).read_text(encoding="utf-8")
        while way := re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', text):
            assert "noindex" in text
            led += 1
            page = (site / page).parent.joinpath(way[1]).resolve().relative_to(site.resolve()).as_posix()
            page = page if page.endswith(".html") else column_page(page)
            text = (site / page).read_text(encoding="utf-8")
        assert title in text
        if page in now:
            assert now[page][0] == title
            assert ("撤回" in text) is now[page][1]
    assert led > 4
    said = "".join(
        path.read_text(encoding="utf-8") for path in (*site.glob("sitemap*.xml"), *site.rglob("_*.html"))
    )
    assert not any(page in said for page, (_, withdrawn) in now.items() if withdrawn)
