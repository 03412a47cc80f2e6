"""Folders of content/ whose documents all stand wrong for one reason, and columns all of whose documents are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.check.causes.cause import Cause, count_files, folder_of, said
from generator.check.causes.columns import NO_COLUMN
from generator.load.source.content import CONTENT
from generator.load.yaml.validate import did_you_mean
from generator.model.addresses.address import column_page
from generator.model.addresses.old_url import old_column
from generator.model.addresses.trail import Trail
from generator.model.addresses.url_lock import DocumentEntry
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.portal import Portal

Columns = Mapping[str, Column]
Gone = Mapping[Finding, DocumentEntry]
_KIND = "document-kind"
# A few documents that stand wrong are told one by one.
_MANY = 5


def moved_folders(gone: Gone, found: Iterable[Finding], columns: Columns) -> Iterator[Cause]:
    """Yield folders that were moved away from their columns: most documents in them are missed elsewhere."""
    missed = {_name(entry.file): (_folder(entry.file), one) for one, entry in gone.items()}
    moves = defaultdict[tuple[str, str], tuple[list[Finding], list[Finding]]](lambda: ([], []))
    for folder, stray in _grouped(found, folder_of).items():
        there = [missed[name] for name in (_name(one.place.path) for one in stray) if name in missed]
        for old, count in Counter(old for old, _ in there).most_common(1):
            if count * 2 > len(stray):
                here, lost = moves[_tops(old, folder)]
                here += stray
                lost += (one for was, one in there if was == old)
    for (old, new), (here, lost) in moves.items():
        column = columns.get(old)
        if column and len(here) >= _MANY:
            message = (
                f"栏目“{column.name}”的文件夹是{CONTENT}/{old}，它的{count_files(here, NO_COLUMN)}份文档"
                f"却在{CONTENT}/{new}，那里不是任何栏目的文件夹。"
            )
            hint = (
                f"把文件夹改回{CONTENT}/{old}；确实要换网址的，columns.yml里栏目的位置和slug也照新的文件夹改，"
                f"再在这个栏目上写old_urls: [{old}]。"
            )
            yield Cause(finding(NO_COLUMN, column.place, message, hint), tuple(here), new)
            message = f"栏目“{column.name}”的{len(lost)}份文档移到了{CONTENT}/{new}，它们的旧网址打不开。"
            yield Cause(finding("address-gone", column.place, message, hint), tuple(lost))


def stray_folders(found: Iterable[Finding], portal: Portal, columns: Columns) -> Iterator[Cause]:
    """Yield folders, and names written in heads, that are no column's, each once for all documents."""
    trail = Trail(portal)
    for top, met in _grouped(found, lambda one: _top(folder_of(one), columns)).items():
        if len(met) < _MANY:
            continue
        message = f"“{top}”不是任何栏目的文件夹，里面有{count_files(met, NO_COLUMN)}份文档。"
        end = trail.end(column_page(top))
        column = columns.get(old_column(end)) if end else None
        if column:
            hint = f"栏目“{column.name}”移到了“{column.address}”：把文件夹{CONTENT}/{top}移到{CONTENT}/{column.address}。"
            yield Cause(finding(NO_COLUMN, column.place, message, hint), tuple(met), top)
        else:
            hint = did_you_mean(top, columns)
            yield Cause(finding(NO_COLUMN, min(one.place for one in met), message, hint), tuple(met), top)


def misplaced(found: Iterable[Finding], columns: Columns) -> Iterator[Cause]:
    """Yield columns of a kind that has no place for the documents in their folders."""
    groups = defaultdict[tuple[str, str], list[Finding]](list)
    for one in found:
        if one.code == _KIND:
            groups[folder_of(one), one.message].append(one)
    for (folder, message), met in groups.items():
        column = columns.get(folder)
        # A head may name another column than that of its folder.
        if column and column.name == said(met[0]) and len(met) >= _MANY:
            told = f"{message.removesuffix('。')}；{CONTENT}/{folder}里有{count_files(met, _KIND)}份文档。"
            hint = "改了kind的，改回kind: documents；确实要换的，先把这些文档移到别的栏目。"
            yield Cause(finding(_KIND, column.place, told, hint), tuple(met), folder)


def emptied(gone: Gone, left: Iterable[DocumentEntry], columns: Columns) -> Iterator[Cause]:
    """Yield columns of whose recorded documents none is ``left``."""
    groups = defaultdict[str, list[Finding]](list)
    for one, entry in gone.items():
        groups[_folder(entry.file)].append(one)
    standing = {_folder(entry.file) for entry in left}
    for folder, met in groups.items():
        column = columns.get(folder)
        if column and folder not in standing and len(met) >= _MANY:
            message = (
                f"栏目“{column.name}”公开过的{len(met)}份文档现在都没有网页，{CONTENT}/{folder}里没有它们。"
            )
            hint = (
                "文件夹改了名或移走的，改回来；文档移到别的栏目的，运行gongkai check --fix urls，"
                "或在各文档头部写old_urls；撤回的，放回这些文档，在头部写withdrawn: {date: 日期, reason: 原因}。"
            )
            yield Cause(finding("address-gone", column.place, message, hint), tuple(met))


def _grouped(found: Iterable[Finding], key: Callable[[Finding], str]) -> dict[str, list[Finding]]:
    """Return the findings on documents that lie in no column's folder, by a key; a head may name another column."""
    groups = defaultdict[str, list[Finding]](list)
    for one in found:
        if one.code == NO_COLUMN and said(one) == folder_of(one):
            groups[key(one)].append(one)
    return groups


def _tops(old: str, new: str) -> tuple[str, str]:
    """Return the folders above two that were moved as one: what both end in, they had before."""
    one, other = old.split("/"), new.split("/")
    while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return "/".join(one), "/".join(other)


def _top(folder: str, columns: Columns) -> str:
    """Return the topmost folder around one that is no column's either."""
    while (above := folder.rpartition("/")[0]) and above not in columns:
        folder = above
    return folder


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]
