"""content/**/*.md -> documents. Bodies stay on disk; what they refer to is looked up here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.load.cache import ParseCache, Stamp, stamp_of
from generator.load.declare_document import DocumentDeclaration
from generator.load.links import is_outside, resolve, resolve_file
from generator.load.marked import Spot
from generator.load.parse import ParsedDocument, parse_document
from generator.load.text import MAX_ASSET_BYTES, Source, read_source
from generator.load.validate import did_you_mean
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Asset, Column, Document, Review
from generator.model.slug import document_stem
from generator.model.words import ColumnKind

CONTENT = "content"
INDEX = "index.md"


@dataclass(frozen=True)
class ContentFiles:
    """Every file below content/ by its path there: its size in bytes, and its stamp."""

    folder: Path
    sizes: dict[str, int]
    stamps: dict[str, Stamp]


def list_content(root: Path, findings: list[Finding]) -> ContentFiles:
    """Walk content/ once; hidden files are left out, links that lead out of it are findings."""
    folder = root / CONTENT
    files = ContentFiles(folder, {}, {})
    real = os.path.realpath(folder)
    for path, entry in _walk(folder, ""):
        if entry.is_symlink() and not os.path.realpath(entry.path).startswith(real + os.sep):
            findings.append(
                finding("path-outside", Place(f"{CONTENT}/{path}"), "这个链接指向content目录之外。")
            )
            continue
        try:
            status = entry.stat()
        except OSError as error:
            message = f"无法读取：{error.strerror or error}。"
            findings.append(finding("file-unreadable", Place(f"{CONTENT}/{path}"), message))
            continue
        if not stat.S_ISREG(status.st_mode):
            place = Place(f"{CONTENT}/{path}")
            findings.append(finding("file-unreadable", place, "这不是普通文件。"))
            continue
        files.sizes[path] = status.st_size
        files.stamps[path] = stamp_of(status)
        if not path.endswith(".md") and status.st_size >= MAX_ASSET_BYTES:
            message = f"文件有{status.st_size / 1048576:.0f}MB，超过上限200MB。"
            findings.append(finding("file-too-large", Place(f"{CONTENT}/{path}"), message))
    return files


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry


@dataclass(frozen=True)
class _Reading:
    """One document being read: where it is, what its head says, and where problems go."""

    path: str
    files: ContentFiles
    parsed: ParsedDocument
    findings: list[Finding]

    @property
    def name(self) -> str:
        return f"{CONTENT}/{self.path}"

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.findings.append(finding(code, place, message, hint))

    def asset(self, target: str, spot: Spot) -> Asset | None:
        """Look up a file that the head names; a missing one is a finding at its line."""
        if not target:
            return None
        place = self.parsed.place(spot)
        path = resolve_file(target, self.folder)
        if path is None:
            self.report("path-outside", place, f"“{target}”不在content目录里。")
            return None
        if path not in self.files.sizes:
            here = [p.rpartition("/")[2] for p in self.files.sizes if p.startswith(f"{self.folder}/")]
            self.report("attachment-missing", place, f"找不到文件“{target}”。", did_you_mean(target, here))
            return None
        return Asset(path, self.files.sizes[path])

    def policy(self, target: str, spot: Spot) -> str | None:
        """Look up a document that this one interprets."""
        path = resolve(target, "")
        if path is not None and path.endswith(".md") and path in self.files.sizes:
            return path
        name = target.rpartition("/")[2]
        same = [p for p in self.files.sizes if p.rpartition("/")[2] == name]
        hint = did_you_mean(target, same) if same else ""
        self.report("interprets-missing", self.parsed.place(spot), f"找不到被解读的文件“{target}”。", hint)
        return None


def load_documents(
    files: ContentFiles, tree: dict[str, Column], whole: bool, cache: ParseCache, findings: list[Finding]
) -> list[Document]:
    """Read every document of content/; ``whole`` tells whether the column tree is complete."""
    paths = [path for path in files.sizes if path.endswith(".md")]
    cache.keep_only(set(paths))
    documents = []
    for path in paths:
        parsed = _parsed(path, files, cache, findings)
        if parsed is None:
            continue
        findings.extend(parsed.findings)
        document = _resolve(_Reading(path, files, parsed, findings), tree, whole)
        if document:
            documents.append(document)
    return documents


def _parsed(
    path: str, files: ContentFiles, cache: ParseCache, findings: list[Finding]
) -> ParsedDocument | None:
    stamp = files.stamps[path]
    known = cache.get(path, stamp)
    if known:
        return known
    source = read_source(files.folder / path, f"{CONTENT}/{path}")
    if not isinstance(source, Source):
        findings.append(source)
        return None
    parsed = parse_document(source)
    cache.put(path, stamp, parsed)
    return parsed


def _resolve(reading: _Reading, tree: dict[str, Column], whole: bool) -> Document | None:
    declared = reading.parsed.declared
    if declared is None and reading.parsed.findings and not reading.parsed.places.get(("title",)):
        return None
    column = _column_of(reading, declared.column if declared else "", tree, whole)
    if declared is None or column is None:
        return None
    return _document(reading, declared, column)


def _column_of(reading: _Reading, override: str, columns: dict[str, Column], whole: bool) -> Column | None:
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


def _document(reading: _Reading, declared: DocumentDeclaration, column: Column) -> Document:
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
    )


def _body_references(reading: _Reading) -> tuple[tuple[Asset, ...], tuple[str, ...]]:
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
