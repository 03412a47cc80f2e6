"""What a page is on paper: printed as Chromium prints it, then read as a reader of the PDF would."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from playwright.sync_api import Browser

from tests.browser.test_accessibility import DARK

_FOLIO = re.compile(r"—(\d+(?:/\d+)?)—")


@dataclass(frozen=True)
class Sheet:
    """One side of paper: its size in points, the words that lie on it, without blanks, and its number."""

    width: float
    height: float
    words: str
    number: str


def print_page(browser: Browser, address: str, scripts: bool = True, dark: bool = False) -> list[Sheet]:
    """Return the sheets of a page."""
    return sheets_of(print_file(browser, address, scripts, dark))


def print_file(browser: Browser, address: str, scripts: bool = True, dark: bool = False) -> bytes:
    """Return a page as Chromium writes it for a printer, on the paper that the page asks for."""
    with browser.new_context(java_script_enabled=scripts) as context:
        if dark:
            context.add_init_script(DARK)
        page = context.new_page()
        page.goto(address)
        return page.pdf(prefer_css_page_size=True, print_background=False)


def sheets_of(file: bytes) -> list[Sheet]:
    """Return the sheets of a PDF. What lies beyond the edge of a sheet is not on it."""
    document = pypdfium2.PdfDocument(file)
    sheets = []
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        text = folded(page.get_textpage().get_text_bounded(0, 0, width, height))
        folio = _FOLIO.search(text)
        assert folio, text
        sheets.append(Sheet(width, height, text.replace(folio[0], "", 1), folio[1]))
    document.close()
    return sheets


def folded(text: str) -> str:
    """Return a text without blanks, its signs as they are looked for."""
    # A font may have one drawing for two signs; the PDF then names either.
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("\ufffe", "-").replace("\x02", "-")


def missing(wanted: list[str], sheets: list[Sheet]) -> list[str]:
    """Return what is on none of the sheets; what begins on one may end on the next."""
    whole = "".join(sheet.words for sheet in sheets)
    return [each for each in wanted if folded(each) not in whole and not _runs_on(folded(each), sheets)]


def _runs_on(words: str, sheets: list[Sheet]) -> bool:
    """Tell whether words begin on one sheet and end on the next, among others: in a row of a table."""
    pairs = [(first.words, second.words) for first, second in pairwise(sheets)]
    return any(
        words[:cut] in first and words[cut:] in second
        for first, second in pairs
        for cut in range(1, len(words))
    )
