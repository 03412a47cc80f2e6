"""The words of a PDF file that has any: as one text, since a line and a page end where the paper does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# As many as are looked through for what must not be public (load/assets/pdf.py).
MOST_PAGES = 200
# Around the number of a page.
_BESIDE_NUMBER = " -–—－·第页"


def pdf_pages(raw: bytes) -> Iterator[str]:
    """Yield page by page, line by line. Raises PdfiumError for what is no PDF file, or one with a password."""
    import pypdfium2

    with pypdfium2.PdfDocument(raw) as document:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            yield text.get_text_bounded().replace("\r\n", "\n")
            text.close()
            page.close()


def flowing(pages: Iterable[str]) -> str:
    """Return pages as one text: without their numbers, and with nothing between two Chinese characters."""
    made: list[str] = []
    for page in pages:
        for words in _without_number([line.strip() for line in page.split("\n") if line.strip()]):
            if made and (made[-1][-1].isascii() or words[0].isascii()):
                made.append(" ")
            made.append(words)
    return "".join(made)


def _without_number(lines: list[str]) -> list[str]:
    """Return the lines of a page but its number, which stands at one of its ends."""
    if lines and _is_number(lines[-1]):
        return lines[:-1]
    return lines[1:] if lines and _is_number(lines[0]) else lines


def _is_number(line: str) -> bool:
    return len(line) <= 12 and line.strip(_BESIDE_NUMBER).isdecimal()
