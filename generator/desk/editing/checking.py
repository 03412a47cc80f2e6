"""Check one document while it is written: by the functions of the check, told at the field that each finding is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.check.run import RULES
from generator.check.settings import apply_settings
from generator.data import dataclass
from generator.desk.copy.state import Known
from generator.desk.editing.composing import Composed
from generator.desk.editing.fields import form_fields
from generator.kinds.heads import DocumentDeclaration
from generator.kinds.policy.validity import settle_validity
from generator.load.documents.parse import parse_document
from generator.load.documents.resolve import resolve_document
from generator.load.heads.reading import Reading
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.source.text import decode
from generator.load.yaml.validate import declared_keys, keys_by_label
from generator.model.addresses.url_lock import settle_addresses
from generator.model.document import Document, newest_first
from generator.model.finding import Finding, Level, sort_findings
from generator.model.moments import settle_notices
from generator.model.portal import Portal

BODY, WHOLE = "body", ""
_TOP_KEY = re.compile(r"""["']?([^\s"':#][^"':]*+)["']?[ \t]*:""")
_NAMED = re.compile(r"（([a-z_]+)）")
_CLAUSE = re.compile(r"[^；。]++[；。]?")
_WEBMASTERS = re.compile(r"gongkai|\.yml|\.lock|columns|---|”一行")
# What is said of files and lines means nothing to who fills in a form.
_HINTS = {"key-missing": "请填写这一栏。", "date-invalid": "请核对是不是真有这一天。"}


@dataclass(frozen=True)
class Told:
    """A finding for the form: the key of the field (``body``, or empty for the whole), its level and its words."""

    field: str
    level: str
    message: str
    hint: str
    code: str


@dataclass(frozen=True)
class Checked:
    """What came of a check: the document, None where none can be made of the text, and what is to be told."""

    document: Document | None
    told: tuple[Told, ...]

    @property
    def good(self) -> bool:
        """Tell whether nothing keeps it from being published."""
        return not any(each.level == Level.ERROR for each in self.told)


def check_draft(known: Known, folder: Path, path: str, composed: Composed, names: tuple[str, ...]) -> Checked:
    """Check a text as the document ``path``; ``names`` are its new files, which lie below ``folder`` as in content/."""
    found: list[Finding] = []
    document = _resolve(known, folder, path, composed.text, names=names, found=found)
    portal = _small_portal(known.portal, document)
    if document:
        for rule in RULES:
            found += rule(portal)
    told = apply_settings(sort_findings(found), replace(known.loaded, portal=portal)).findings
    mine = [each for each in told if each.place.path == f"{CONTENT}/{path}" and each.code != "draft"]
    lines = dict(_keys_by_line(composed))
    return Checked(document, tuple(told_at(each, lines, composed.body_line) for each in mine))


def _resolve(
    known: Known, folder: Path, path: str, text: str, *, names: tuple[str, ...], found: list[Finding]
) -> Document | None:
    content = known.loaded.content
    if content is None:
        return None
    source = decode(text.encode("utf-8", "replace"), f"{CONTENT}/{path}")
    if isinstance(source, Finding):
        found.append(source)
        return None
    parsed = parse_document(source)
    found += parsed.findings
    beside = path.rpartition("/")[0]
    sizes = {**content.sizes, path: len(source.raw)}
    for name in names:
        file = folder / beside / name
        sizes[f"{beside}/{name}"] = file.stat().st_size if file.is_file() else 0
    files = ContentFiles(
        folder if (folder / path).is_file() else content.folder, sizes, content.stamps, content.gate
    )
    document = resolve_document(Reading(path, files, parsed, found), known.columns, whole=True)
    if document is None:
        return None
    settled = settle_validity(
        settle_addresses([document], known.loaded.lock), known.columns.values(), known.portal.as_of
    )
    return settle_notices(settled, known.loaded.moment)[0]


def _small_portal(portal: Portal, document: Document | None) -> Portal:
    """Return a portal of one document and those that it may be compared with: the rules need not look at ten thousand."""
    return replace(
        portal,
        documents=newest_first(around(portal, document)) if document else (),
        registers=(),
        withdrawn=(),
    )


def around(portal: Portal, document: Document, *, column: bool = False) -> list[Document]:
    """Return a document with those that it is tied to, and those that have what is to be its own.

    With ``column`` also those beside which its page shows it.
    """
    tied = {*document.interprets, *document.links}
    others = [
        each
        for each in portal.documents
        if each.path != document.path
        and (
            (column and each.column == document.column)
            or each.path in tied
            or each.title == document.title
            or document.path in each.interprets
            or (document.doc_no and each.doc_no == document.doc_no)
            or (document.index_no and each.index_no == document.index_no)
        )
    ]
    return [document, *others]


def told_at(finding: Finding, lines: dict[int, str], body_line: int) -> Told:
    """Return a finding for the field that it is about."""
    known = {each.key.partition(".")[0] for each in form_fields()} | {"attachments"}
    field = BODY if finding.place.line >= body_line else lines.get(finding.place.line, WHOLE)
    named = _NAMED.search(finding.message)
    if finding.code == "key-missing" and named:
        field = named[1]
    field = field if field == BODY or field in known else WHOLE
    keys = declared_keys(DocumentDeclaration)
    message = _NAMED.sub(lambda each: "" if each[1] in keys else each[0], finding.message)
    message = message.replace("，应写成2026-03-02。", "。").replace("，应写成2026-03-02 09:30。", "。")
    hint = _HINTS.get(finding.code, _for_editors(finding.hint))
    return Told(field, finding.level.value, message, hint, finding.code)


def _for_editors(hint: str) -> str:
    """Return what of a hint can be done in a form; the rest is the webmaster's."""
    parts = _CLAUSE.findall(hint)
    kept = [part for part in parts if not _WEBMASTERS.search(part)]
    told = "".join(kept).removesuffix("；")
    if len(kept) == len(parts):
        return told
    return (f"{told.removesuffix('。')}。" if told else "") + "要另作设置的，请找站长。"


def _keys_by_line(composed: Composed) -> Iterator[tuple[int, str]]:
    """Yield each line of a head with the top key that it belongs to."""
    labels, current = keys_by_label(DocumentDeclaration), WHOLE
    for number, line in enumerate(composed.text.split("\n")[1 : composed.body_line - 2], 2):
        found = _TOP_KEY.match(line)
        if found:
            current = labels.get(found[1].strip(), found[1].strip())
        yield number, current
