"""theme/ of a portal: templates, style sheets, scripts and pictures, all of them files of its own."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from generator.load.gate.sensitive import check_text
from generator.load.source.text import MAX_TEXT_BYTES
from generator.load.source.walk import walk
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

FOLDER = "theme"
# What Python or MkDocs would take for a program or for settings.
_REFUSED = (".py", ".pyc", ".pyo", ".pyd", ".pth", ".so", ".dll", ".dylib", ".exe", ".mo")
_SETTINGS = "mkdocs_theme.yml"
# What has words for readers. Scripts and style sheets have figures of all lengths, and none to be read.
_TEXTS = (".html", ".txt", ".xml")


def check_theme(root: Path, findings: list[Finding]) -> None:
    """Add what must not stand in a portal's own theme, and what its words must not tell."""
    folder = root / FOLDER
    inside = os.path.realpath(root) + os.sep
    if not os.path.realpath(folder).startswith(inside):
        findings.append(finding("theme-file", Place(FOLDER), "theme是一个链接，指向网站文件夹之外。"))
        return
    own = os.path.realpath(folder) + os.sep
    for path, status, linked, fault in walk(str(folder)):
        place, name = Place(f"{FOLDER}/{path}".rstrip("/")), path.rpartition("/")[2]
        if fault:
            findings.append(finding("file-unreadable", place, f"无法读取：{fault}。"))
            continue
        if path.endswith("/"):
            continue
        if linked and not os.path.realpath(folder / path).startswith(own):
            findings.append(finding("theme-file", place, "这个链接指向theme文件夹之外。"))
        elif not stat.S_ISREG(status.st_mode):
            findings.append(finding("theme-file", place, "这不是普通文件。"))
        elif name.lower().endswith(_REFUSED) or name.lower() == _SETTINGS:
            findings.append(finding("theme-file", place, "外观里不能放程序和MkDocs的设置，放了也不起作用。"))
        elif not os.access(folder / path, os.R_OK):
            findings.append(finding("file-unreadable", place, "无法读取：没有权限。"))
        elif name.lower().endswith(_TEXTS) and status.st_size <= MAX_TEXT_BYTES:
            # What has vanished meanwhile is told by whoever looks whether the sources held still.
            with suppress(OSError):
                text = (folder / path).read_text(encoding="utf-8", errors="replace")
                findings.extend(check_text(text, place.path))
