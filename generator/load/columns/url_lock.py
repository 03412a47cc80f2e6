"""Read and write urls.lock, the recorded addresses (登记), and check it against the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.load.source.text import Source, read_source
from generator.model.addresses.slug import SAFE_STEM, SLUG
from generator.model.addresses.url_lock import (
    DocumentEntry,
    Drift,
    LockEntry,
    UrlLock,
    find_drift,
    join_names,
    recorded,
    split_names,
    unrecorded_documents,
)
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding, Place

LOCK_FILE = "urls.lock"
_HEAD = """\
# 地址的登记簿。程序写的，不用手工改；与columns.yml一起提交到版本库。
# 每行一个栏目：地址，两个空格，从一级栏目写起的名称。文件名要转成拼音的文档也占一行。登记过的不再变。
# 新加了栏目以后，运行gongkai check --fix urls登记。合并版本时两边的行都留下。
"""
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_SHOWN = 5
_PAGE = ".html"


def read_lock_file(root: Path, findings: list[Finding]) -> Source | None:
    """Return the text of urls.lock; None where a portal has none, or it cannot be read."""
    path = root / LOCK_FILE
    if not (path.exists() or path.is_symlink()):
        return None
    source = read_source(path, LOCK_FILE)
    if isinstance(source, Source):
        return source
    findings.append(source)
    return None


def parse_lock(source: Source, findings: list[Finding]) -> UrlLock:
    """Return the recorded addresses; lines that are wrong become findings and are left out."""
    reader = _Reader(findings)
    for number, line in enumerate(source.text.split("\n"), 1):
        text = line.strip()
        if text and not text.startswith("#"):
            reader.read(text, number)
    return UrlLock(tuple(reader.by_address.values()), tuple(reader.files.values()))


class _Reader:
    """Takes the lines of a lock one by one; a line that says again what another says is no fault."""

    def __init__(self, findings: list[Finding]) -> None:
        self.by_address: dict[str, LockEntry] = {}
        self.files: dict[str, DocumentEntry] = {}
        self._pages: dict[str, DocumentEntry] = {}
        self._by_name: dict[tuple[str, str], LockEntry] = {}
        self._findings = findings

    def read(self, text: str, number: int) -> None:
        """Take one line."""
        if text.startswith(_MARKS):
            hint = "把两边的行都留下，删去<<<<<<<、=======、>>>>>>>开头的各行。"
            self._report(number, "这里有合并版本时留下的冲突标记。", hint)
            return
        address, _, rest = text.partition(" ")
        if address.endswith(_PAGE):
            self._read_document(address, rest.strip(), number)
            return
        path = split_names(rest.strip())
        if not all(SLUG.fullmatch(slug) for slug in address.split("/")):
            self._report(number, f"“{address}”不是栏目地址；地址只能由小写字母、数字、连字符和斜杠组成。")
        elif len(path) != address.count("/") + 1:
            count = address.count("/") + 1
            self._report(
                number, f"地址“{address}”有{count}层，后面要写从一级栏目起的{count}个名称，用>隔开。"
            )
        else:
            self._add(LockEntry(address, path, number))

    def _read_document(self, address: str, file: str, number: int) -> None:
        *folders, name = address.removesuffix(_PAGE).split("/")
        if not (folders and all(map(SLUG.fullmatch, folders)) and SAFE_STEM.fullmatch(name)):
            self._report(number, f"“{address}”不是文档地址；地址只能由小写字母、数字、连字符和斜杠组成。")
            return
        if not file.endswith(".md"):
            self._report(number, f"地址“{address}”后面要写文档在content里的路径，以.md结尾。")
            return
        entry = DocumentEntry(address, file, number)
        for other in (self.files.setdefault(file, entry), self._pages.setdefault(address, entry)):
            if (other.file, other.address) != (file, address):
                message = f"“{file}”登记的地址“{address}”与第{other.line}行的“{other.file}”（{other.address}）冲突。"
                self._report(
                    number, message, "留下已经公开的一行，删去另一行，再运行gongkai check --fix urls。"
                )
                return

    def _add(self, entry: LockEntry) -> None:
        same = self.by_address.get(entry.address)
        if same and same.name != entry.name:
            message = (
                f"地址“{entry.address}”登记了两次：第{same.line}行是“{same.name}”，这里是“{entry.name}”。"
            )
            hint = "留下已经公开的一行，删去另一行；再运行gongkai check --fix urls，另一个栏目会得到新地址。"
            self._report(entry.line, message, hint)
            return
        other = self._by_name.setdefault((entry.parent, entry.name), entry)
        if other.address != entry.address:
            message = f"栏目“{join_names(entry.path)}”登记了两个地址：第{other.line}行是“{other.address}”。"
            self._report(entry.line, message, "留下已经公开的一行，删去另一行。")
            return
        self.by_address[entry.address] = entry

    def _report(self, number: int, message: str, hint: str = "") -> None:
        self._findings.append(finding("urls-lock", Place(LOCK_FILE, number), message, hint))


def lock_text(lock: UrlLock, columns: Iterable[Column], documents: Iterable[Document] = ()) -> str:
    """Return the text of urls.lock with every column of a whole tree recorded, and documents as they need it."""
    whole = recorded(lock, columns, documents)
    lines = [(entry.address, join_names(entry.path)) for entry in whole.entries]
    lines += [(entry.address, entry.file) for entry in whole.documents]
    lines.sort(key=lambda line: line[0].split("/"))
    return _HEAD + "".join(f"{address}  {name}\n" for address, name in lines)


def check_documents(lock: UrlLock, documents: Iterable[Document]) -> Iterator[Finding]:
    """Yield which documents have addresses by pinyin that are not recorded."""
    found = unrecorded_documents(lock, documents)
    if found:
        names = "、".join(document.path.rpartition("/")[2] for document in found[:_SHOWN])
        more = "等" if len(found) > _SHOWN else ""
        message = f"{len(found)}份文档的文件名不是小写字母和数字，地址由拼音得出，还没有登记：{names}{more}。"
        yield finding("address-unrecorded", Place(LOCK_FILE), message)


def check_lock(lock: UrlLock, columns: Iterable[Column]) -> Iterator[Finding]:
    """Yield how the recorded addresses and a whole tree differ."""
    drift = find_drift(lock, columns)
    yield from _moved(drift)
    for entry in drift.gone:
        message = f"登记过的地址“{entry.address}”（{'>'.join(entry.path)}）现在没有栏目，旧网址打不开。"
        hint = (
            f"栏目改了名的，在新栏目上写slug: {entry.slug}，地址不变；"
            f"不再公开的，从{LOCK_FILE}删去“{entry.address}”和它下面的各行。"
        )
        yield finding("address-gone", Place(LOCK_FILE, entry.line), message, hint)
    if drift.unrecorded:
        names = "、".join(column.name for column in drift.unrecorded[:_SHOWN])
        more = "等" if len(drift.unrecorded) > _SHOWN else ""
        message = f"{len(drift.unrecorded)}个栏目的地址还没有登记：{names}{more}。"
        yield finding("address-unrecorded", Place(LOCK_FILE), message)


def _moved(drift: Drift) -> Iterator[Finding]:
    for column, old in drift.moved:
        message = (
            f"栏目“{column.name}”登记的地址是“{old.address}”，写的slug却是“{column.slug}”，旧网址打不开。"
        )
        hint = (
            f"要保留旧网址，把slug改成{old.slug}，或删去slug；"
            f"确实要换，从{LOCK_FILE}删去“{old.address}”和它下面的各行，再运行gongkai check --fix urls。"
        )
        yield finding("address-gone", column.place, message, hint)
