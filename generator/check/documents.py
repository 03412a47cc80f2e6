"""Rules on single documents and on how they stand beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from generator.check.duplicates import find_repeats, may_repeat
from generator.load.yaml.validate import did_you_mean
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal
from generator.model.subjects import all_subjects, is_subject
from generator.model.words import ColumnKind
from generator.patterns import pattern

_UNIQUE = (
    ("addresses", attrgetter("address"), "address-duplicate", "页面地址"),
    ("numbers", attrgetter("index_no"), "index-no-duplicate", "索引号"),
)
_YEAR = pattern(r"[〔\[［(（](\d{4})[〕\]］)）]")


def check_dates(portal: Portal) -> Iterator[Finding]:
    """No document is published before it was signed (国办秘函〔2019〕19号, false dates)."""
    for document in portal.documents:
        # As numbers, which are compared without making a date of the publication first.
        if document.signed and document.published.toordinal() < document.signed.toordinal():
            message = f"发布日期{document.published:%Y-%m-%d}早于成文日期{document.signed}。"
            yield finding("date-order", document.place, message)


def check_doc_numbers(portal: Portal) -> Iterator[Finding]:
    """The year in a document number (〔2026〕) is that of the signature."""
    for document in portal.documents:
        if document.doc_no and document.signed and not has_year(document.doc_no, document.signed.year):
            message = f"发文字号“{document.doc_no}”的年份与成文日期{document.signed}不同。"
            yield finding("doc-no-year", document.place, message)


def has_year(doc_no: str, year: int) -> bool:
    """Tell whether the first year in brackets of a document number, if it has one, is this one."""
    at = doc_no.find(f"〔{year}〕")
    # Nearly all are written so, and telling this is quicker than looking for any bracket.
    if at > 0 and doc_no[:at].isalnum():
        return True
    found = _YEAR.search(doc_no)
    return found is None or int(found[1]) == year


def check_subjects(portal: Portal) -> Iterator[Finding]:
    """主题分类 is one of the official classes or of the portal's own.

    Source: the classes of the State Council's library of policies; that a local portal has others is no fault, so
    that columns.yml can add them.
    """
    also = frozenset(portal.limits.subjects)
    wrong = {
        theme for theme in {each.theme for each in portal.documents} if theme and not is_subject(theme, also)
    }
    hints = {theme: did_you_mean(theme, (*all_subjects(), *also)) for theme in wrong}
    for document in portal.documents:
        if document.theme in wrong:
            message = f"主题分类“{document.theme}”不在主题分类表里，网页上不显示。"
            yield finding("subject-unknown", document.place, message, hints[document.theme])


def check_unique(portal: Portal) -> Iterator[Finding]:
    """Every page has an address of its own, and every index number stands for one document."""
    for what, key, code, words in _UNIQUE:
        if not may_repeat(portal, what, key, portal.withdrawn):
            continue
        documents = (*portal.documents, *portal.withdrawn)
        for document, other in find_repeats(documents, list(map(key, documents))):
            message = f"{words}“{key(document)}”与{other.place.path}相同。"
            yield finding(code, document.place, message)


def check_pages(portal: Portal) -> Iterator[Finding]:
    """A column that is a single page has that page."""
    withdrawn = {each.column for each in portal.withdrawn}
    for column in portal.walk():
        if column.address in withdrawn:
            continue
        if column.kind is ColumnKind.PAGE and not portal.lookups.own(column.address):
            place = Place(f"content/{column.address}/index.md")
            yield finding("page-missing", place, f"单页栏目“{column.name}”还没有内容。")
