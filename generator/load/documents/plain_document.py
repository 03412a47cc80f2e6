"""Build the declaration of a document from a plain head, without pydantic.

Making that validator takes longer than reading the one document that was edited, as it covers all kinds of
documents. The keys that nearly every document has are simple enough to do without; any other key, and any
value that is not surely sound, is left to it. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from generator.kinds.heads import DocumentDeclaration
from generator.load.heads.common import CommonHead, ReviewDeclaration
from generator.load.yaml.fields import parse_date, parse_datetime, parse_line
from generator.model.words import Validity

_NEEDED = {"title", "issuer", "published"}


def declare_plain(head: Mapping[str, Any]) -> CommonHead | None:
    """Return what the values of a head declare; None if the validator has to tell."""
    readers = _readers()
    if not _NEEDED <= head.keys() <= readers.keys():
        return None
    try:
        declared = {key: readers[key](value) for key, value in head.items()}
    except ValueError:
        return None
    if not declared["title"]:
        return None
    # A copy with a few values of its own is made in a fifth of the time of one put together field by field.
    return _unsaid().model_copy(update=declared)


@cache
def _readers() -> dict[str, Callable[[Any], object]]:
    """Return how the value of each simple key is read; what is not as it should be raises ValueError."""
    optional = ("doc_no", "index_no", "replaced_by", "theme", "genre", "source", "author", "summary", "video")
    further = ("captions", "poster", "picture", "picture_alt", "column")
    return {
        **dict.fromkeys(("title", "issuer"), _line),
        "published": _moment,
        **dict.fromkeys((*optional, *further), _optional_line),
        **dict.fromkeys(("topics", "keywords", "attachments", "interprets"), _lines),
        **dict.fromkeys(("signed", "effective", "expires"), parse_date),
        "validity": lambda value: None if value is None else Validity(value),
        "review": _review,
    }


@cache
def _unsaid() -> CommonHead:
    """Return what a head that says nothing declares. Declarations are never changed, so all share its values."""
    fields = DocumentDeclaration.model_fields
    defaults = {key: field.get_default(call_default_factory=True) for key, field in fields.items()}
    return DocumentDeclaration.model_construct(set(), **defaults)


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return str(parse_line(value))


def _optional_line(value: object) -> str:
    return "" if value is None else _line(value)


def _lines(value: object) -> list[str]:
    if isinstance(value, list):
        return [_line(each) for each in value]
    return [] if value is None else [_line(value)]


def _moment(value: object) -> object:
    if value is None:
        raise ValueError
    return parse_datetime(value)


def _review(value: object) -> ReviewDeclaration:
    if not isinstance(value, dict) or not value.keys() <= ReviewDeclaration.model_fields.keys():
        raise ValueError
    signed = {key: _optional_line(name) for key, name in value.items()}
    return ReviewDeclaration.model_construct({*signed}, **({"first": "", "second": "", "third": ""} | signed))
