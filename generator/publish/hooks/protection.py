"""Who may change which columns: a file that the webmaster keeps outside the repository.

Whatever cannot be read gives no right to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.data import dataclass
from generator.load.portal import Loaded
from generator.load.source.text import Source, read_source
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Flag, Lines, parse_list
from generator.load.yaml.marked import parse_marked
from generator.load.yaml.validate import rename_labels, validate
from generator.model.addresses.address import is_within
from generator.model.addresses.url_lock import UrlLock
from generator.model.column import Column
from generator.model.finding import Finding, has_errors
from generator.model.portal import Portal
from generator.publish.hooks.addresses import read_lock
from generator.publish.hooks.errors import RefusedError

_CONTENT = "content/"


class ReviewStep(StrEnum):
    """The three reviews (三审三校), as the file calls them."""

    FIRST = "初审"
    SECOND = "复审"
    THIRD = "终审"


class AccountDeclaration(Declaration):
    """一个账号可以改的栏目，和在办公桌面里可以审的。"""

    units: Lines = Field([], title="单位", description="责任单位是这些单位的栏目。")
    columns: Lines = Field(
        [], title="栏目", description="这些栏目和它们的下级；写栏目地址，或从一级栏目写起的名称，用>分开。"
    )
    reviews: Annotated[list[ReviewStep], BeforeValidator(parse_list)] = Field(
        [], title="审核", description="在办公桌面里可以审哪几步：初审、复审、终审，可以写几步。"
    )
    reviews_in: Lines = Field(
        [],
        title="审核范围",
        description="审哪些单位或栏目的文档，写法同单位、栏目；写“全部”是所有栏目。不写就是自己能改的。",
    )


class ProtectionDeclaration(Declaration):
    """权限文件的全部内容。"""

    webmasters: Lines = Field([], title="站长", description="什么都可以改的账号。")
    accounts: dict[str, AccountDeclaration] = Field(
        {}, title="账号", description="别的账号，各写可以改什么。"
    )
    review: Flag = Field(
        False,
        title="三审三校",
        description="true时，办公桌面里的文档、名录和台账的说明由三个人依次审过才发布。",
    )
    author_reviews: Flag = Field(
        False, title="作者可初审", description="true时，写的人可以自己初审；复审、终审仍是另外两个人。"
    )
    registers_by_third: Flag = Field(
        False,
        title="名录由终审发布",
        description="不再起作用：名录和文档一样由三个人依次审过。写着也读得懂，请删掉。",
    )


@dataclass(frozen=True)
class Foreign:
    """A changed file that is not the pusher's, and the column it concerns; None where it concerns all."""

    path: str
    column: Column | None


def read_protection(path: Path) -> ProtectionDeclaration:
    """Return what the webmaster has written. Raises RefusedError, with the place, for what cannot be understood."""
    source = read_source(path, path.name)
    if not isinstance(source, Source):
        raise RefusedError(f"读不了站长的权限文件，谁也不能推送。请站长检查“{path}”。{source.message}")
    marked = parse_marked(source.text, path.name)
    findings: list[Finding] = []
    if marked.readable:
        rename_labels(marked, (), ProtectionDeclaration)
        value = marked.value
        accounts = value.get("accounts") if isinstance(value, dict) else None
        for name in accounts if isinstance(accounts, dict) else ():
            rename_labels(marked, ("accounts", name), AccountDeclaration)
        declared, findings, _ = validate(ProtectionDeclaration, marked)
        if declared and not has_errors(marked.findings):
            return declared
    faults = [f"{each.place}　{each.message}{each.hint}" for each in [*marked.findings, *findings][:5]]
    raise RefusedError("\n".join(["站长的权限文件有错误，改正以前谁也不能推送：", *faults]))


def foreign_changes(
    paths: Iterable[str],
    loaded: Loaded,
    rights: AccountDeclaration,
    before: Mapping[str, list[str]],
) -> list[Foreign]:
    """Return the changed files that an account may not change.

    A document concerns every column in whose list it stands (``also``). ``before`` tells in which columns each
    file stood when it last went live: a document may be taken out of a column by its head alone, as it may be put
    into one.
    """
    portal = loaded.portal
    tree = {column.address: column for column in portal.walk()} if portal else {}
    mine = {column.address for column in tree.values() if is_mine(column, rights)}
    documents = (*portal.documents, *portal.withdrawn, *loaded.hidden) if portal else ()
    stands = {f"{_CONTENT}{each.path}": (each.column, *each.also) for each in documents}
    found = []
    for path in paths:
        concerned = (_folder_column(path, tree), *stands.get(path, ()), *before.get(path, [])[1:])
        columns = [each for each in dict.fromkeys(concerned) if each]
        foreign = next((each for each in columns if each not in mine), "")
        if foreign or not columns:
            found.append(Foreign(path, tree.get(foreign)))
    return found


def lock_is_mine(old: str, new: str, portal: Portal | None, rights: AccountDeclaration) -> bool:
    """Tell whether two texts of urls.lock differ in documents of an account's own columns alone."""
    mine = [column.address for column in portal.walk() if is_mine(column, rights)] if portal else []
    faults: list[Finding] = []
    before, after = read_lock(old), read_lock(new, faults)
    if faults or _columns(before) != _columns(after):
        return False
    return all(
        any(is_within(each, top) for top in mine) for pair in _pages(before) ^ _pages(after) for each in pair
    )


def _columns(lock: UrlLock) -> set[object]:
    return {(each.address, each.path) for each in lock.entries} | {
        (move.old, move.new) for move in lock.moves if move.whole
    }


def _pages(lock: UrlLock) -> set[tuple[str, str]]:
    return {(each.address, each.file) for each in lock.documents} | {
        (move.old, move.new) for move in lock.moves if not move.whole
    }


def is_mine(column: Column, rights: AccountDeclaration) -> bool:
    """Tell whether an account may change a column and what lies in it."""
    if column.unit and column.unit in rights.units:
        return True
    for told in rights.columns:
        names = tuple(part.strip() for part in told.split(">"))
        if is_within(column.address, told.strip("/")) or column.path[: len(names)] == names:
            return True
    return False


def _folder_column(path: str, tree: Mapping[str, Column]) -> str:
    """Return the column in whose folder a file of content/ lies, however deep; empty outside of all."""
    if not path.startswith(_CONTENT):
        return ""
    return next((each for each in _folders(path.removeprefix(_CONTENT)) if each in tree), "")


def _folders(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
