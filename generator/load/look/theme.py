"""Read and check the folder theme/ of a portal: templates, style sheets, scripts and pictures."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.load.gate.sensitive import check_text
from generator.load.look.checks import check_style
from generator.load.look.files import SHEET
from generator.load.look.theme_files import FOLDER, shipped_names, stray_files
from generator.load.source.text import MAX_TEXT_BYTES
from generator.load.source.walk import walk
from generator.load.yaml.validate import did_you_mean
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.look import Look, LookFile
from generator.program import own_theme, shipped_theme

# What Python or MkDocs would take for a program or for settings.
_REFUSED = (".py", ".pyc", ".pyo", ".pyd", ".pth", ".so", ".dll", ".dylib", ".exe", ".mo")
_SETTINGS = "mkdocs_theme.yml"
# What has words for readers. Scripts and style sheets have figures of all lengths, and none to be read.
_TEXTS = (".html", ".txt", ".xml")


def check_theme(root: Path, look: Look, findings: list[Finding]) -> None:
    """Add what must not stand in a portal's own theme, what does nothing there, and what its words must not tell."""
    folder = root / FOLDER
    inside = os.path.realpath(root) + os.sep
    if not os.path.realpath(folder).startswith(inside):
        findings.append(finding("theme-file", Place(FOLDER), "theme是一个链接，指向网站文件夹之外。"))
        return
    strays = stray_files(root, look)
    own = os.path.realpath(folder) + os.sep
    for path, mode, stamp, linked, fault, _ in walk(str(folder)):
        place, name = Place(f"{FOLDER}/{path}".rstrip("/")), path.rpartition("/")[2]
        if fault:
            findings.append(finding("file-unreadable", place, f"无法读取：{fault}。"))
            continue
        if stamp is None:
            continue
        if linked and not os.path.realpath(folder / path).startswith(own):
            findings.append(finding("theme-file", place, "这个链接指向theme文件夹之外。"))
        elif not stat.S_ISREG(mode):
            findings.append(finding("theme-file", place, "这不是普通文件。"))
        elif name.lower().endswith(_REFUSED) or name.lower() == _SETTINGS:
            findings.append(finding("theme-file", place, "外观里不能放程序和MkDocs的设置，放了也不起作用。"))
        elif not os.access(folder / path, os.R_OK):
            findings.append(finding("file-unreadable", place, "无法读取：没有权限。"))
        elif path in strays:
            findings.append(_stray(path, place))
        elif name.lower().endswith(_TEXTS) and stamp[0] <= MAX_TEXT_BYTES and not _as_shipped(root, path):
            # What has vanished meanwhile is told by whoever looks whether the sources held still.
            with suppress(OSError):
                text = (folder / path).read_text(encoding="utf-8", errors="replace")
                findings.extend(check_text(text, place.path))
    findings.extend(_check_styles(root, look))


def _stray(path: str, place: Place) -> Finding:
    message = "这个文件没有用处：程序自带的外观里没有它，也没有别的文件用到它。"
    return finding("theme-stray", place, message, did_you_mean(path, shipped_names()))


def _check_styles(root: Path, look: Look) -> Iterator[Finding]:
    """Yield what is wrong with the style sheets that stand for the program's; those that are stated are looked at there."""
    own = own_theme(root)
    stated = {file.path for file in look.files}
    for name in sorted(shipped_names()) if own else ():
        path = f"{FOLDER}/{name}"
        if (
            name.endswith(SHEET)
            and path not in stated
            and own
            and (own / name).is_file()
            and not _as_shipped(root, name)
        ):
            sheet = LookFile("", path, Place(path))
            yield from check_style(root, path, sheet.address)


def _as_shipped(root: Path, name: str) -> bool:
    """Tell whether a file of the portal's theme is the program's, byte for byte: an old portal has all of them."""
    try:
        return (shipped_theme() / name).read_bytes() == (root / FOLDER / name).read_bytes()
    except OSError:
        return False
