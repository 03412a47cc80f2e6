"""content/**/*.md -> documents. Bodies stay on disk; what they refer to is looked up here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator.load.cache import ParseCache
from generator.load.content import CONTENT, ContentFiles
from generator.load.declare_document import DocumentDeclaration
from generator.load.details import make_details
from generator.load.links import is_outside, resolve
from generator.load.parse import ParsedDocument, parse_document
from generator.load.reading import Reading
from generator.load.text import Source, read_source
from generator.load.validate import did_you_mean
from generator.model.asset import Asset
from generator.model.finding import Finding, Place
from generator.model.portal import Column, Document, Review
from generator.model.slug import document_stem
from generator.model.words import ColumnKind
from generator.workers import Workers

INDEX = "index.md"
BATCH = 250


def load_documents(
    files: ContentFiles,
    tree: dict[str, Column],
    whole: bool,
    cache: ParseCache,
    findings: list[Finding],
    *,
    workers: Workers | None = None,
) -> list[Document]:
    """Read every document of content/; ``whole`` tells whether the column tree is complete."""
    paths = [path for path in files.sizes if path.endswith(".md")]
    cache.begin({address: deciding(column) for address, column in tree.items()}, files.stamps)
    documents: dict[str, Document | None] = {
        path: cache.documents.get(path, files.stamps[path]) for path in paths
    }
    rest = [path for path, document in documents.items() if document is None]
    _parse_many(rest, files, cache, workers or Workers(1))
    for path in rest:
        documents[path] = _read(path, files, cache, findings, tree=tree, whole=whole)
    return [document for document in documents.values() if document]


def deciding(column: Column) -> tuple[str, str]:
    """Return what a document takes from its column besides the address; names appear in findings alone.

    A document without findings stays good while this does. A column renamed, or given to another unit,
    does not cost the reading of all documents again.
    """
    return column.kind.value, column.type


def _read(
    path: str,
    files: ContentFiles,
    cache: ParseCache,
    findings: list[Finding],
    *,
    tree: dict[str, Column],
    whole: bool,
) -> Document | None:
    """Read one document. It is kept only if nothing is wrong with it: findings are found anew each time."""
    stamp = files.stamps[path]
    parsed = cache.parsed.get(path, stamp)
    if parsed is None:
        read = parse_file(files.folder, path)
        if isinstance(read, Finding):
            findings.append(read)
            return None
        parsed = read
        cache.parsed.put(path, stamp, parsed)
    found: list[Finding] = []
    document = resolve_document(Reading(path, files, parsed, found), tree, whole)
    findings += (*parsed.findings, *found)
    if document and not parsed.findings and not found:
        cache.documents.put(path, stamp, document)
    return document


def parse_file(folder: Path, path: str) -> ParsedDocument | Finding:
    """Return what a document's file says, or why it cannot be read."""
    # As text: joining Paths would take as long as reading the file.
    source = read_source(f"{folder}/{path}", f"{CONTENT}/{path}")
    return parse_document(source) if isinstance(source, Source) else source


def _parse_batch(folder: Path, paths: list[str]) -> list[ParsedDocument | Finding]:
    return [parse_file(folder, path) for path in paths]


def _parse_many(paths: list[str], files: ContentFiles, cache: ParseCache, workers: Workers) -> None:
    """Parse what the cache lacks in several processes, where it is much; unreadable files are left."""
    unread = [path for path in paths if not cache.parsed.get(path, files.stamps[path])]
    pool = workers.pool_for(len(unread))
    if pool is None:
        return
    batches = [unread[start : start + BATCH] for start in range(0, len(unread), BATCH)]
    for batch, found in zip(batches, pool.map(partial(_parse_batch, files.folder), batches), strict=True):
        for path, parsed in zip(batch, found, strict=True):
            if isinstance(parsed, ParsedDocument):
                cache.parsed.put(path, files.stamps[path], parsed)


def resolve_document(reading: Reading, tree: dict[str, Column], whole: bool) -> Document | None:
    """Return the document that a parsed file makes in this column tree; problems go to the reading."""
    declared = reading.parsed.declared
    if declared is None and reading.parsed.findings and not reading.parsed.places.get(("title",)):
        return None
    column = _column_of(reading, declared.column if declared else "", tree, whole)
    if declared is None or column is None:
        return None
    return _document(reading, declared, column)


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


def _document(reading: Reading, declared: DocumentDeclaration, column: Column) -> Document:
    file_name = reading.path.rpartition("/")[2]
    stem = "index" if file_name == INDEX else document_stem(file_name.removesuffix(".md"))
    assets, links = _body_references(reading)
    attachments = (
        reading.asset(target, ("attachments", index)) for index, target in enumerate(declared.attachments)
    )
    policies = (
        reading.policy(target, ("interprets", index)) for index, target in enumerate(declared.interprets)
    )
    return Document(
        path=reading.path,
        column=column.address,
        address=f"{column.address}/{stem}.html",
        title=declared.title,
        issuer=declared.issuer,
        published=declared.published,
        place=reading.parsed.place(("title",)),
        doc_no=declared.doc_no,
        signed=declared.signed,
        index_no=declared.index_no,
        validity=declared.validity,
        theme=declared.theme,
        genre=declared.genre,
        topics=tuple(declared.topics),
        source=declared.source,
        author=declared.author,
        summary=declared.summary,
        keywords=tuple(declared.keywords),
        attachments=tuple(asset for asset in attachments if asset),
        interprets=tuple(policy for policy in policies if policy),
        video=reading.asset(declared.video, ("video",)),
        captions=reading.asset(declared.captions, ("captions",)),
        poster=reading.asset(declared.poster, ("poster",)),
        picture=reading.asset(declared.picture, ("picture",)),
        picture_alt=declared.picture_alt,
        review=Review(**declared.review.model_dump()),
        draft=declared.draft,
        assets=assets,
        links=links,
        digest=reading.parsed.digest,
        text=reading.parsed.text,
        details=make_details(reading, declared, column),
    )


def _body_references(reading: Reading) -> tuple[tuple[Asset, ...], tuple[str, ...]]:
    folder, sizes = reading.folder, reading.files.sizes
    assets: dict[str, Asset] = {}
    links: dict[str, None] = {}
    for reference in reading.parsed.references:
        place = Place(reading.name, reference.line, reference.column)
        if is_outside(reference.target, folder):
            reading.report("path-outside", place, f"“{reference.target}”不在content目录里。")
            continue
        path = resolve(reference.target, folder)
        if path is None:
            continue
        if path.endswith(".md") and path in sizes:
            links[path] = None
        elif path in sizes:
            assets[path] = Asset(path, sizes[path])
        elif not any(other.startswith(f"{path}/") for other in sizes):
            reading.report("link-broken", place, f"找不到“{reference.target}”。")
    return tuple(assets.values()), tuple(links)
