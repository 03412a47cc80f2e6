"""Parse one document from its text alone, without columns or other files, so that it can be kept."""

from __future__ import annotations

from collections.abc import Iterable

from generator.load.documents.head import ParsedHead, read_head
from generator.load.gate.sensitive import check_links, check_text
from generator.load.heads.common import CommonHead
from generator.load.heads.parsed import ParsedDocument
from generator.load.markdown.anchors import anchor_links, find_ids, foreign_media
from generator.load.markdown.changes import changes_told
from generator.load.markdown.dropped import check_dropped
from generator.load.markdown.elements import find_elements
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.markdown.links import find_references
from generator.load.markdown.literal_links import check_literal
from generator.load.markdown.nesting import check_nesting
from generator.load.markdown.paste import check_paste
from generator.load.source.digest import digest_of_file
from generator.load.source.text import Source
from generator.model.finding import Finding, Place
from generator.model.interpretation import Element
from generator.model.text_facts import TextFacts

# Characters from which on two texts that are alike were copied, not written alike.
_COMPARED = 80
# Keys that tell of a document; every other one is something to read, to see or to take away.
_FACTS = frozenset({
    "title", "issuer", "published", "doc_no", "signed", "index_no", "validity", "topics", "keywords", "theme", "genre",
    "source", "author", "column", "review", "corrected", "draft", "effective", "expires", "also", "old_urls",
    "withdraw_at", "notice_until", "reprinted",
})  # fmt: skip


def parse_document(source: Source) -> ParsedDocument:
    """Read the head and the references of a document; problems are findings."""
    name = source.name
    digest = digest_of_file(source.raw)
    parts = split_document(source.text, name)
    if not isinstance(parts, SplitDocument):
        return _failed(name, digest, [parts])
    head = read_head(parts.head, name)
    declared = head.declared
    if not head.readable:
        return _failed(name, digest, head.findings)
    elements = _elements(declared, parts.body)
    nested = tuple(check_nesting(parts.body, source.raw, parts.body_line, name))
    references = () if nested else tuple(find_references(parts.body, parts.body_line))
    findings = (
        *head.findings,
        *check_text(source.text, name),
        *check_links(source.text, name),
        *nested,
        *(() if nested else check_dropped(parts.body, references, parts.body_line, name, _is_bare(head))),
        *(() if nested else check_literal(parts.body, parts.body_line, name)),
        *(() if nested else check_paste(source.text, parts, name)),
    )
    media = tuple(foreign_media(references))
    facts = TextFacts(
        _text_digest(parts.body),
        " ".join(find_ids(parts.body)),
        tuple(anchor_links(references)),
        media,
        changes_told(parts.body),
    )
    return ParsedDocument(declared, head.places, references, findings, digest, elements, facts, head.sound)


def _text_digest(body: str) -> str:
    """Return a digest of the words of a text; empty for one so short that two may well be alike."""
    words = "".join(body.split())
    if len(words) < _COMPARED:
        return ""
    # The encoding nearest to how Python holds a Chinese text: it takes a tenth of the time of UTF-8.
    return digest_of_file(words.encode("utf-16-le", "surrogatepass"))


def _elements(declared: CommonHead | None, body: str) -> tuple[Element, ...]:
    """Look for elements only where they are asked for: in what says that it is an interpretation."""
    stated = declared and (declared.interprets or declared.form)
    return find_elements(body) if stated else ()


def _is_bare(head: ParsedHead) -> bool:
    """Tell whether a head has nothing to show but the facts that every document has."""
    return head.sound and head.declared is not None and not head.declared.model_fields_set - _FACTS


def _failed(name: str, digest: str, findings: Iterable[Finding]) -> ParsedDocument:
    return ParsedDocument(None, {(): Place(name)}, (), tuple(findings), digest, sound=False)
