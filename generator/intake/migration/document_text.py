"""The file of a document: its head by what the old page said, and its text."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable

from generator.intake.migration.convert import Body
from generator.intake.migration.planning import Planned
from generator.model.words import Validity

_VALIDITIES = frozenset(each.value for each in Validity)
# What YAML takes for nothing but a text, whatever it says.
_PLAIN = re.compile(r"[\u4e00-\u9fff《〔（][\u4e00-\u9fffA-Za-z0-9《》（）〔〕“”‘’、，。；！？：—…·～./-]*+")


def document_text(document: Planned, body: Body, old_urls: Iterable[str], publisher: str) -> str:
    """Return a document as it is written. ``publisher`` is who has published what names nobody.

    Who a page names as its source has published it, unless the map says that somebody else has.
    """
    facts = document.article.facts
    issuer = facts.issuer or document.issuer or facts.source or publisher
    source = facts.source if facts.source != issuer else ""
    moment = facts.published
    assert moment  # a document has one
    signed = facts.signed if facts.signed and (facts.number or facts.index_no) else None
    attachments = [posixpath.relpath(each.path, document.folder) for each in body.attachments]
    head = [
        f"title: {_quoted(facts.title)}",
        f"issuer: {_quoted(issuer)}",
        f"doc_no: {_quoted(facts.number)}" if facts.number else "",
        f"signed: {signed:%Y-%m-%d}" if signed else "",
        f"published: {moment:%Y-%m-%d %H:%M}",
        f"index_no: {_quoted(facts.index_no)}" if facts.index_no else "",
        f"validity: {facts.validity}" if facts.validity in _VALIDITIES else "",
        f"theme: {_quoted(facts.theme)}" if facts.theme else "",
        f"genre: {_quoted(facts.genre)}" if facts.genre else "",
        f"source: {_quoted(source)}" if source else "",
        _listed("attachments", attachments),
        _listed("also", document.also),
        _listed("old_urls", old_urls),
    ]
    lines = "\n".join(line for line in head if line)
    return f"---\n{lines}\n---\n\n{body.markdown}\n"


def _listed(key: str, values: Iterable[str]) -> str:
    lines = [f"  - {_quoted(value)}" for value in values]
    return "\n".join([f"{key}:", *lines]) if lines else ""


def _quoted(text: str) -> str:
    # A JSON string is also a YAML string, whatever stands in it.
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
