"""Resolve a parsed document against the columns and files around it into a ``Document``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sys import intern

from generator.data import dataclass
from generator.kinds.heads import read_parts
from generator.load.cache.buckets import Buckets
from generator.load.documents.codec import mark_document
from generator.load.documents.parse import parse_document
from generator.load.documents.references import body_references
from generator.load.heads.common import CommonHead
from generator.load.heads.parsed import ParsedDocument
from generator.load.heads.reading import Reading
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.source.text import Source, read_source
from generator.load.yaml.validate import did_you_mean
from generator.model.addresses.slug import document_stem
from generator.model.asset import Asset
from generator.model.column import Column
from generator.model.document import NO_REVIEW, Correction, Document, Review, Withdrawal
from generator.model.finding import Finding, Place, Written
from generator.model.subjects import written_subject
from generator.model.words import ColumnKind

INDEX = "index.md"
_MEDIA = ("video", "captions", "poster", "picture")


@dataclass(frozen=True)
class ContentContext:
    """What documents are made among: ``sizes`` of all files of ``folder``, and the columns by address.

    ``whole`` tells whether the column tree is complete.
    """

    folder: Path
    sizes: dict[str, int]
    tree: dict[str, Column]
    whole: bool


def read_document(
    path: str,
    files: ContentFiles,
    around: ContentContext,
    parsed: Buckets[ParsedDocument],
    documents: Buckets[Document],
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Read one document. It is kept only if nothing is wrong with it: findings are found anew each time."""
    stamp = files.stamps[path]
    known = parsed.get(path, stamp)
    if known is None:
        read = parse_file(files.folder, path)
        if isinstance(read, Finding):
            return None, (read,)
        known = read
        parsed.put(path, stamp, known)
    found: list[Finding] = []
    document = resolve_document(Reading(path, files, known, found), around.tree, around.whole)
    if document:
        mark_document(document)
        if not known.findings and not found:
            documents.put(path, stamp, document)
    return document, (*known.findings, *found)


def parse_file(folder: Path, path: str) -> ParsedDocument | Finding:
    """Return what a document's file says, or why it cannot be read."""
    source = source_of(folder, path)
    return parse_document(source) if isinstance(source, Source) else source


def source_of(folder: Path, path: str) -> Source | Finding:
    """Return a document's file as it was read, or why it cannot be."""
    # As text: joining Paths would take as long as reading the file.
    return read_source(f"{folder}/{path}", f"{CONTENT}/{path}")


def resolve_document(reading: Reading, tree: dict[str, Column], whole: bool) -> Document | None:
    """Return the document that a parsed file makes in this column tree; problems go to the reading.

    Where it makes none, what it refers to is looked up all the same: all that is wrong with it is told at once.
    """
    declared = reading.parsed.declared
    if declared is None and reading.parsed.findings and not reading.parsed.places.get(("title",)):
        return None
    column = _column_of(reading, declared.column if declared else "", tree, whole)
    if declared is None:
        return None
    references = _references(reading, declared, tree)
    if column is None:
        return None
    also = _also(reading, declared.also, column, tree, whole) if declared.also else ()
    document = _document(reading, declared, column, references, also)
    return document if reading.parsed.sound else None


def _column_of(reading: Reading, override: str, columns: dict[str, Column], whole: bool) -> Column | None:
    address = override.strip("/") or reading.folder
    column = columns.get(address)
    place = reading.parsed.place(("column",)) if override else Place(reading.name)
    if column is None:
        if whole:
            message = f"“{address or CONTENT}”不是任何栏目的文件夹。"
            reading.report("document-no-column", place, message, did_you_mean(address, list(columns)))
        return None
    is_index = reading.path.rpartition("/")[2] == INDEX
    if column.kind is ColumnKind.PAGE and not is_index:
        message = f"“{column.name}”是单页栏目，只放一个index.md。"
    elif column.kind is not ColumnKind.PAGE and is_index:
        message = f"“{column.name}”不是单页栏目，文件名不能用index.md。"
    elif column.kind in (ColumnKind.LINKS, ColumnKind.REGISTER, ColumnKind.GROUP):
        message = f"“{column.name}”的kind是{column.kind.value}，不能直接放文档。"
    else:
        return column
    reading.report("document-kind", place, message)
    return None


@dataclass(frozen=True)
class _References:
    """The files and documents that a document refers to, in its text and in its head."""

    assets: tuple[Asset, ...]
    links: tuple[str, ...]
    attachments: tuple[Asset, ...]
    interprets: tuple[str, ...]
    media: dict[str, Asset | None]


def _references(reading: Reading, declared: CommonHead, tree: dict[str, Column]) -> _References:
    assets, links = body_references(reading, tree)
    attachments = (reading.asset(each, ("attachments", n)) for n, each in enumerate(declared.attachments))
    policies = (reading.policy(each, ("interprets", n)) for n, each in enumerate(declared.interprets))
    return _References(
        assets,
        links,
        tuple(asset for asset in attachments if asset),
        tuple(policy for policy in policies if policy),
        {key: reading.asset(getattr(declared, key), (key,)) for key in _MEDIA},
    )


def _also(
    reading: Reading, said: list[str], own: Column, columns: dict[str, Column], whole: bool
) -> tuple[str, ...]:
    """Return the further columns in whose lists a document is to stand."""
    found = dict[str, None]()
    for number, text in enumerate(said):
        address = text.strip("/")
        column, message, hint = columns.get(address), "", ""
        if column is None and whole:
            message = f"also里的“{text}”不是栏目的地址。"
            hint = did_you_mean(address, list(columns))
        elif column and column.kind is not ColumnKind.DOCUMENTS:
            message = f"also里的“{column.name}”的kind是{column.kind.value}，没有文档的列表。"
        elif column is own:
            message = f"文档本来就在“{column.name}”里，also不用再写。"
        elif column:
            found[address] = None
        if message:
            reading.report("also-column", reading.parsed.place(("also", number)), message, hint)
    return tuple(found)


def _document(
    reading: Reading, declared: CommonHead, column: Column, references: _References, also: tuple[str, ...]
) -> Document:
    file_name = reading.path.rpartition("/")[2]
    stem = "index" if file_name == INDEX else document_stem(file_name.removesuffix(".md"))
    return Document(
        path=reading.path,
        column=column.address,
        address=f"{column.address}/{stem}.html",
        title=declared.title,
        # Words that many documents have are one object, which the cache names once in each of its files.
        issuer=intern(declared.issuer),
        published=declared.published,
        place=reading.parsed.place(("title",)),
        doc_no=declared.doc_no,
        signed=declared.signed,
        index_no=declared.index_no,
        validity=declared.validity,
        theme=intern(written_subject(declared.theme)),
        genre=intern(declared.genre),
        topics=tuple(map(intern, declared.topics)),
        source=declared.source,
        reprinted=declared.reprinted,
        author=declared.author,
        summary=declared.summary,
        keywords=tuple(declared.keywords),
        attachments=references.attachments,
        interprets=references.interprets,
        video=references.media["video"],
        captions=references.media["captions"],
        poster=references.media["poster"],
        picture=references.media["picture"],
        picture_alt=declared.picture_alt,
        review=_review(declared),
        corrected=tuple(_corrections(reading, declared)) if declared.corrected else (),
        draft=declared.draft,
        withdraw_at=declared.withdraw_at,
        notice_until=declared.notice_until,
        assets=references.assets,
        links=references.links,
        digest=reading.parsed.digest,
        text=reading.parsed.text,
        parts=read_parts(reading, declared, column),
        also=also,
        old_urls=tuple(
            Written(text, reading.parsed.place(("old_urls", number)))
            for number, text in enumerate(declared.old_urls)
        ),
        withdrawn=Withdrawal(declared.withdrawn.date, declared.withdrawn.reason)
        if declared.withdrawn
        else None,
    )


def _review(declared: CommonHead) -> Review:
    said = declared.review
    return Review(said.first, said.second, said.third) if "review" in declared.model_fields_set else NO_REVIEW


def _corrections(reading: Reading, declared: CommonHead) -> Iterator[Correction]:
    """Yield the corrections, the earliest first; what is said to be before the publication is none."""
    for number, each in sorted(enumerate(declared.corrected), key=lambda pair: pair[1].date):
        if each.date < declared.published.date():
            message = f"更正日期{each.date}早于发布日期{declared.published:%Y-%m-%d}。"
            reading.report("corrected-date", reading.parsed.place(("corrected", number, "date")), message)
        yield Correction(each.date, each.note)
