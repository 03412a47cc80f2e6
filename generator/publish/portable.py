"""A copy of the site to be opened from a disk or a stick, without a server (file://).

There a folder has no page of its own and no page may read a file: links lead to index.html, and the search page looks
through the list of all titles, which comes to it as a script.
"""

from __future__ import annotations

import json
import re
import shutil
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.errors import BuildError, reason_of
from generator.model.addresses.links import relative_root
from generator.model.addresses.made import API, REDIRECTS
from generator.publish.drafts import check_out
from generator.publish.swap import swap_tree
from generator.search.titles import TITLES

MARK = ".gongkai-portable"
_TOLD = "这个文件夹由gongkai build --portable写出，打开index.html就能看，不用放到服务器上。\n"
# The index of the search cannot be read there, nobody asks a server's rules, and there is no wrong address.
_BUNDLE = "pagefind"
_LEFT_OUT = (_BUNDLE, REDIRECTS, "404.html")
_TAG = re.compile(r'<[a-zA-Z](?:[^<>"]++|"[^"]*+")*+>')
_LINK = re.compile(r'(\s(?:href|src|action|poster)=")([^"]*+)(")')
_REFRESH = re.compile(r'(\scontent="0; url=)([^"]*+)(")')
_MODULE = re.compile(r'<script type="module"[^<>]*+></script>\n?')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:|//|[#]|$")


def check_portable(root: Path, out: Path) -> Path:
    """Return the folder to put the copy into. Raises UsageError for one that holds anything else."""
    return check_out(root, out, MARK, "--portable")


def put_portable(site: Path, out: Path) -> None:
    """Put a copy of a built site that needs no server into a folder, in one step. Raises BuildError."""
    made = out.with_name(f".{out.name}.gongkai-making")
    try:
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(site, made, copy_function=shutil.copyfile, ignore=_left_out(site))
        start = _read(site, f"{API}/index.json")
        base = urlsplit(start["url"]).path
        for path in made.rglob("*.html"):
            address = path.relative_to(made).as_posix()
            html = without_server(path.read_text(encoding="utf-8"), address, base)
            # No page may load a module there.
            path.write_text(_MODULE.sub("", html), encoding="utf-8", newline="\n")
        _copy_titles(site, made)
        (made / MARK).write_text(_TOLD, encoding="utf-8")
        swap_tree(made, out)
    except OSError as error:
        raise BuildError(f"“{out}”写不进去：{reason_of(error)}。") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _left_out(site: Path) -> Any:
    def choose(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if name in _LEFT_OUT} if Path(folder) == site else set()

    return choose


def without_server(html: str, address: str, base: str) -> str:
    """Return a page whose links lead to files; ``base`` is the path below which the site is served."""
    root = relative_root(address)

    def link(match: re.Match[str]) -> str:
        return f"{match[1]}{escape(_to_file(unescape(match[2]), root, base))}{match[3]}"

    def tag(match: re.Match[str]) -> str:
        text = _LINK.sub(link, match[0])
        return _REFRESH.sub(link, text) if "http-equiv" in text else text

    return _TAG.sub(tag, html)


def _to_file(target: str, root: str, base: str) -> str:
    """Return a link that leads to a file; one that leads elsewhere, or to a place on the page, as it is."""
    if _ELSEWHERE.match(target):
        return target
    end = min((spot for mark in "?#" if (spot := target.find(mark)) >= 0), default=len(target))
    path, rest = target[:end], target[end:]
    if path.startswith("/"):
        if not path.startswith(base):
            return target
        path = root + path.removeprefix(base)
    if path.endswith(("/", "/.", "/..")) or path in ("", ".", ".."):
        path = f"{path.rstrip('/') or '.'}/index.html"
    return path + rest


def _copy_titles(site: Path, made: Path) -> None:
    """Copy of the search what is a script: the titles, which titles.js looks through."""
    for path in (site / _BUNDLE).rglob(TITLES):
        target = made / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _read(site: Path, address: str) -> Any:
    return json.loads((site / address).read_text(encoding="utf-8"))
