"""Look up what the text of a document refers to: the files that it shows or offers, the documents that it links to."""

from __future__ import annotations

from generator.load.heads.reading import Reading
from generator.load.markdown.links import is_outside, resolve
from generator.model.asset import Asset
from generator.model.column import Column
from generator.model.finding import Place
from generator.model.gate import is_hidden


def body_references(reading: Reading, tree: dict[str, Column]) -> tuple[tuple[Asset, ...], tuple[str, ...]]:
    """Return the files and documents that a text refers to; what is not there is a finding at its place."""
    folder, sizes = reading.folder, reading.files.sizes
    assets: dict[str, Asset] = {}
    links: dict[str, None] = {}
    for reference in reading.parsed.references:
        if not reference.followed:
            continue
        place = Place(reading.name, reference.line, reference.column)
        if is_outside(reference.target, folder):
            reading.report("path-outside", place, f"“{reference.target}”不在content目录里。")
            continue
        path = resolve(reference.target, folder)
        # The home page is no file of content/.
        if path is None or (path == "." and not reference.media):
            continue
        if path.endswith(".md") and path in sizes:
            links[path] = None
        elif path != "." and is_hidden(path):
            reading.report("file-unpublishable", place, f"“{reference.target}”是隐藏文件，不能这样发布。")
        elif path in sizes:
            assets[path] = Asset(path, sizes[path])
        elif path not in tree or reference.media:
            hint = reading.files.spelling_hint(path)
            reading.report("link-broken", place, f"找不到“{reference.target}”。", hint)
    return tuple(assets.values()), tuple(links)
