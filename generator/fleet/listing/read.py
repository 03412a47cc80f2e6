"""Read the list of a fleet: what is wrong with it is told with its place, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.data import dataclass
from generator.fleet.listing.declare import FleetFile, FleetPortal
from generator.load.source.text import Source, read_source
from generator.load.yaml.marked import Marked, parse_marked
from generator.load.yaml.validate import rename_all_labels, validate
from generator.model.catalogue import finding
from generator.model.finding import Finding, has_errors

# No name of a file on some system, or one that leads elsewhere.
_NO_NAME = re.compile(r"""[\x00-\x1f<>:"/\\|?*]|^[.\s]|[.\s]$""")
_LONGEST_NAME = 60
# An address by its scheme, or in the way of scp; all else is a folder. One letter is a drive of Windows.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://|[^/\\:]{2,}:[^\\]", re.IGNORECASE)
_SCHEMES = ("https://", "http://", "ssh://", "git://", "file://")


@dataclass(frozen=True)
class Listed:
    """A portal of the list, its places in full. ``root`` is empty for one that comes out of a repository."""

    name: str
    root: str
    repository: str
    revision: str
    target: str


def is_address(word: str) -> bool:
    """Tell whether a word is an address on another machine, not a folder."""
    return bool(_ADDRESS.match(word))


def read_fleet(path: Path) -> tuple[tuple[Listed, ...], list[Finding]]:
    """Return the portals of a list, none where it cannot be followed, and all that is wrong with it."""
    source = read_source(path, path.name)
    if not isinstance(source, Source):
        return (), [source]
    marked = parse_marked(source.text, path.name)
    if not marked.readable:
        return (), list(marked.findings)
    if not isinstance(marked.value, dict):
        return (), [
            *marked.findings,
            finding("value-invalid", marked.place(()), "网站群清单应由portals一项组成，下面每个网站一项。"),
        ]
    rename_all_labels(marked, FleetFile)
    declared, faults, _ = validate(FleetFile, marked)
    findings = [*marked.findings, *faults]
    if declared is None:
        return (), findings
    base = path.resolve().parent
    listed = tuple(_listed(each, base) for each in declared.portals)
    findings += [*_faults(declared, marked), *_repeated(listed, marked)]
    return (() if has_errors(findings) else listed), findings


def _listed(said: FleetPortal, base: Path) -> Listed:
    return Listed(
        said.name.strip(),
        str((base / said.root).resolve()) if said.root else "",
        _full(said.repository, base),
        said.revision or "main",
        _full(said.target, base),
    )


def _full(word: str, base: Path) -> str:
    return word if not word or is_address(word) else str((base / word).resolve())


def _faults(declared: FleetFile, marked: Marked) -> Iterator[Finding]:
    for number, each in enumerate(declared.portals):
        spot = ("portals", number)
        if bool(each.root) == bool(each.repository):
            message = f"“{each.name}”的root和repository要写一个，也只能写一个。"
            yield finding("value-invalid", marked.place(spot), message)
        if _NO_NAME.search(each.name) or len(each.name) > _LONGEST_NAME:
            message = f"名称“{each.name}”不能用来给日志命名：不能有/、:等符号，不能以点开头或结尾，不超过{_LONGEST_NAME}个字。"
            yield finding("value-invalid", marked.place((*spot, "name")), message)
        if each.revision.startswith("-"):
            message = f"版本“{each.revision}”不能以减号开头。"
            yield finding("value-invalid", marked.place((*spot, "revision")), message)
        if "::" in each.repository or (
            "://" in each.repository and not each.repository.lower().startswith(_SCHEMES)
        ):
            message = f"版本库“{each.repository}”应是文件夹，或者https、ssh的网址。"
            yield finding("value-invalid", marked.place((*spot, "repository")), message)


def _repeated(listed: tuple[Listed, ...], marked: Marked) -> Iterator[Finding]:
    """Yield what two portals have in common: they would build over each other."""
    words = {"name": "名称", "root": "文件夹", "target": "发布目标"}
    for key, word in words.items():
        seen: dict[str, str] = {}
        for number, each in enumerate(listed):
            value = getattr(each, key)
            # Some systems know no capitals in the names of files.
            first = seen.setdefault(value.casefold(), each.name) if value else each.name
            if value and first is not each.name:
                message = f"{word}“{value}”写了两次：“{first}”和“{each.name}”。"
                yield finding("value-invalid", marked.place(("portals", number, key)), message)
