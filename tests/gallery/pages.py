"""Put the gallery together: a page with every part in every state, a page a part, and the frames as whole pages."""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.render.scripts.search_page import search_page_scripts
from tests.gallery.examples import FRAME, WRITTEN, Example
from tests.gallery.parts import THEME, Theme, Used, apart

ALL = "all.html"
_FRAMED = "下级栏目"
# The sheets and scripts that only pages of some kinds load; here all kinds stand together.
_MORE = ("home.css", "search.css", "register.css", "audit.css", "gallery.css")
_SCRIPTS = ("register.js", "audit.js", "rows.js", "zoom.js", "leave.js")
# What builds take out of pages that have none of its classes.
_ON_DEMAND = {"services.css": "gk-steps"}
_SHEET = """\
.gallery { border-top: 2px dashed #888; margin: 0 0 2rem; padding: .5rem .8rem; }
.gallery__name { font-size: .7rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
"""


@dataclass(frozen=True)
class Gallery:
    """What was made: the pages that are frames, those of a part, the number of parts drawn, and with what."""

    frames: tuple[str, ...]
    pages: tuple[str, ...]
    parts: int
    used: Used


def make_gallery(out: Path, examples: tuple[Example, ...]) -> Gallery:
    """Write the gallery into a folder that does not exist yet."""
    out.mkdir(parents=True)
    theme = Theme()
    theme.head = next(each.data for each in examples if each.part == "column-head")
    sheets = _put_assets(out)
    frames = [each for each in examples if each.part == FRAME]
    framed = next(each.data for each in frames if each.name == _FRAMED)
    with theme.noting():
        parts = [(each, theme.part(each)) for each in examples if each.part != FRAME]
        sections = [_section(each, html, number) for number, (each, html) in enumerate(parts)]
        _write(out / ALL, _page(theme, framed, "全部", "".join(sections), sheets))
        for part, group in groupby(zip(parts, sections, strict=True), key=lambda each: each[0][0].part):
            filling = "".join(section for _, section in group)
            _write(out / _file(part), _page(theme, framed, part, filling, sheets))
        names = []
        for number, each in enumerate(frames):
            content = _section(each, parts[number][1], number)
            names.append(f"frame-{number}.html")
            _write(
                out / names[-1], _page(theme, each.data, each.title, f"<h1>{each.name}</h1>{content}", sheets)
            )
    links = [(ALL, "全部"), *((name, each.title) for name, each in zip(names, frames, strict=True))]
    links += [(_file(part), part) for part in dict.fromkeys(each.part for each, _ in parts)]
    listed = "".join(f'<li><a href="{name}">{escape(title)}</a></li>' for name, title in links)
    _write(out / "index.html", _page(theme, framed, "样品", f"<h1>样品</h1><ul>{listed}</ul>", sheets))
    return Gallery(tuple(names), tuple(name for name, _ in links), len(parts), theme.used)


def _file(part: str) -> str:
    return f"{part.replace('/', '-')}.html"


def _section(example: Example, html: str, number: int) -> str:
    title, made = escape(example.title), " data-made" if example.name in WRITTEN else ""
    start = html.lstrip()
    part = f"<ul>{html}</ul>" if start.startswith("<li") else html
    if start.startswith("<tbody"):
        head = '<thead><tr><th scope="col">类别</th><th scope="col">名称</th><th scope="col">依据</th></tr></thead>'
        part = f'<div class="gk-scroll"><table class="gk-records">{head}{html}</table></div>'
    return (
        f'<section class="gallery" data-example="{title}"{made}><p class="gallery__name">{title}</p>\n'
        f"{apart(part, number)}\n</section>\n"
    )


def _page(theme: Theme, data: dict[str, Any], title: str, main: str, sheets: tuple[str, ...]) -> str:
    more = "".join(f'<link rel="stylesheet" href="assets/{name}">\n' for name in _MORE)
    more += "".join(f'<script src="assets/{name}" defer></script>\n' for name in _SCRIPTS)
    given = data["g"] | {"root": "", "stylesheets": sheets, "on_demand": _ON_DEMAND}
    return theme.frame({"g": given}, escape(title), more, main)


def _put_assets(out: Path) -> tuple[str, ...]:
    """Copy what pages load; return the sheets of Material among it, in the order of a frame."""
    shutil.copytree(THEME / "assets", out / "assets")
    (out / "search").mkdir()
    for address, script in search_page_scripts(out / "assets").items():
        (out / address).write_text(script, encoding="utf-8")
    (out / "assets/gallery.css").write_text(_SHEET, encoding="utf-8")
    found = importlib.util.find_spec("material")
    assert found
    assert found.origin
    sheets = sorted((Path(found.origin).parent / "templates/assets/stylesheets").glob("*.css"))
    for sheet in sheets:
        shutil.copyfile(sheet, out / "assets" / sheet.name)
    return tuple(f"assets/{sheet.name}" for sheet in sheets)


def _write(path: Path, html: str) -> None:
    path.write_text(html, encoding="utf-8", newline="\n")
