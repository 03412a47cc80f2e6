"""Rules on addresses: whatever is written to the site has one of its own, on every system it may lie on."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.filings.model import AnnualReport
from generator.kinds.policy.model import in_library
from generator.load.portal import Loaded
from generator.load.source.content import CONTENT
from generator.model.addresses.made import (
    EXPORTS,
    REPORT_DATA,
    download_address,
    export_address,
    fold,
    fold_letters,
    own_page,
    report_data_address,
)
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.look import PUBLIC
from generator.model.portal import ROBOTS, Portal, used_assets
from generator.patterns import pattern

_RENAME = "给其中一个换文件名。"
_LONGEST_PATH = 200
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_DEVICE = pattern(r"/(?:con|prn|aux|nul|com[1-9]|lpt[1-9])[./\n]")
_MARKS = pattern(r'[<>:"|?*\\\x01-\x09\x0b-\x1f]')
_END = pattern(r"[ .][/\n]")


@dataclass(frozen=True)
class _Made:
    """A file that the site makes of something: its address, what it is in words, and where that stands."""

    address: str
    words: str
    place: Place


def check_addresses(portal: Portal) -> Iterator[Finding]:
    """No attached file takes the address of a page or of a file that the portal makes, nor do two of these."""
    made: dict[str, _Made] = {}
    for each in _made(portal):
        other = made.setdefault(fold(each.address), each)
        if other is not each:
            message = f"{each.words}与{other.words}的网址都是“{each.address}”。"
            yield finding("address-duplicate", each.place, message, _RENAME)
    columns = {column.address for column in portal.walk()}
    folders = {address[:end] for address in columns for end, mark in enumerate(f"{address}/") if mark == "/"}
    documents: dict[str, str] = {}
    for path, place in _published(portal).items():
        folded = fold(path)
        if ".html" in folded and not documents:
            documents = {each.address: each.path for each in portal.documents}
        taken = _taken(folded, made, documents, columns, folders)
        if taken:
            message = f"“{CONTENT}/{path}”与{taken}。"
            yield finding("address-duplicate", place, message, "给这个文件换个名字，或移到文档旁边。")
    yield from _at_the_root(portal, made, columns, folders)


def _at_the_root(
    portal: Portal, made: dict[str, _Made], columns: set[str], folders: set[str]
) -> Iterator[Finding]:
    """Yield the files of public/ whose address at the root is that of something else; robots.txt may be replaced."""
    if not portal.root_files:
        return
    documents = {fold(each.address): each.path for each in portal.documents}
    attached = {fold(path): path for path in _published(portal)}
    for name in portal.root_files:
        folded = fold(name)
        taken = "" if name == ROBOTS else _taken(folded, made, documents, columns, folders)
        if not taken and folded in attached:
            taken = f"附件{CONTENT}/{attached[folded]}的网址相同"
        if taken:
            message = f"“{PUBLIC}/{name}”放到网站根目录时，与{taken}。"
            yield finding(
                "address-duplicate", Place(f"{PUBLIC}/{name}"), message, "给这个文件换个名字，或删除它。"
            )


def _published(portal: Portal) -> dict[str, Place]:
    """Return the files of content/ that go to the site as they are, each with who names it first."""
    named: dict[str, Place] = {}
    for document in portal.lookups.with_files:
        for asset in used_assets([document], ()):
            named.setdefault(asset.path, document.place)
    for register in portal.registers:
        for asset in register.assets:
            named.setdefault(asset.path, Place(f"{CONTENT}/{register.path}"))
    return {path: place for path, place in named.items() if not portal.gate.refusal(path)}


def _made(portal: Portal) -> Iterator[_Made]:
    """Yield the files that are made beside the pages."""
    for column in portal.walk():
        for document in portal.lookups.own(column.address) if in_library(column) else ():
            yield _Made(download_address(document), f"{document.place.path}的Word版", document.place)
    for register in portal.registers:
        name = f"{CONTENT}/{register.path}"
        for suffix in EXPORTS:
            yield _Made(export_address(register, suffix), f"名录{name}的下载文件", Place(name))
    for document in portal.lookups.having(AnnualReport):
        report = document.part(AnnualReport)
        for suffix in REPORT_DATA if report and report.tables else ():
            words = f"年报{document.place.path}的数据文件"
            yield _Made(report_data_address(document.address, suffix), words, document.place)


def _taken(
    path: str, made: dict[str, _Made], documents: dict[str, str], columns: set[str], folders: set[str]
) -> str:
    """Return what the address of an attached file, or of a folder it lies in, is the same as; empty if it is free."""
    if path in folders:
        return f"栏目“{path}”的文件夹同名"
    ways = [path[:end] for end, mark in enumerate(path) if mark == "/"]
    for way in (path, *ways):
        if way in made:
            return f"{made[way].words}的网址相同"
        if way in documents:
            return f"文档{CONTENT}/{documents[way]}的网址相同"
    own = own_page(path, columns) or next((own for way in ways if (own := _page_file(way, columns))), "")
    return f"系统的目录或文件同名（{own}）" if own else ""


def _page_file(way: str, columns: set[str]) -> str:
    return own_page(way, columns) if way.endswith((".html", ".xml", ".txt")) else ""


def check_names(loaded: Loaded) -> Iterator[Finding]:
    """No two files of content/ are one on Windows or macOS, and every name can be used there."""
    paths = loaded.files
    # In one text: a portal has a hundred thousand, and nearly always there is nothing to tell.
    listing = "/" + "\n/".join(paths) + "\n"
    folded = fold_letters(listing)
    if len(set(folded.split("\n"))) <= len(paths) or _END.search(folded):
        yield from _alike(paths)
    if _MARKS.search(listing) or _DEVICE.search(folded) or _END.search(folded):
        yield from (_unusable(path, why) for path in paths if (why := _fault(path)))
    # Of all names at once: hardly any is so long.
    for path in paths if max(map(len, paths), default=0) > _LONGEST_PATH else ():
        if len(path) > _LONGEST_PATH:
            yield _unusable(path, f"连同文件夹有{len(path)}个字，Windows上一共只容260个字")
    for column in loaded.portal.walk() if loaded.portal else ():
        if column.slug in _DEVICES:
            message = f"栏目“{column.name}”的地址“{column.slug}”在Windows上不能作文件夹名。"
            yield finding("file-name-windows", column.place, message, "给这个栏目写上另一个slug。")


def _alike(paths: tuple[str, ...]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(fold(path), path)
        if other != path:
            message = (
                f"“{CONTENT}/{path}”与“{CONTENT}/{other}”在Windows或苹果电脑上是同一个文件，只会留下一个。"
            )
            yield finding("address-duplicate", Place(f"{CONTENT}/{path}"), message, _RENAME)


def _fault(path: str) -> str:
    """Return why Windows cannot hold a file of this name."""
    for part in path.split("/"):
        if mark := _MARKS.search(part):
            return f"有“{mark[0]}”" if mark[0].isprintable() else "有看不见的控制字符"
        if part.endswith((" ", ".")):
            return "以空格或句点结尾"
        if part.partition(".")[0].lower() in _DEVICES:
            return f"“{part}”是Windows的设备名"
    return ""


def _unusable(path: str, why: str) -> Finding:
    return finding("file-name-windows", Place(f"{CONTENT}/{path}"), f"文件名在Windows上不能用：{why}。")
