"""Published files that are no documents: each is opened once, and again only when it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import reason_of
from generator.load.assets.foreign import (
    Foreign,
    ForeignReadError,
    active_foreign,
    finding_too_complex,
    inspect_foreign,
)
from generator.load.assets.inspectors import INSPECTORS, inspector
from generator.load.assets.types import KINDS, WORDS, kind_of, suffix_of
from generator.load.cache.memo import Memo
from generator.load.gate.published_types import why_refused
from generator.load.gate.sensitive import check_text
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.source.text import MAX_TEXT_BYTES
from generator.model.asset import Asset
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place


def inspect_assets(
    files: ContentFiles,
    assets: Iterable[Asset],
    cache: Memo,
    foreign: Foreign,
    findings: list[Finding],
    *,
    whole: bool = True,
) -> None:
    """Add what is wrong with the published files; what was found in an unchanged file is known.

    Without ``whole`` only what would run is looked for: that is for no portal to leave out. A file that ended
    its reader is opened again each time: it may have been the machine's fault.
    """
    # The two kinds of look are remembered apart.
    keys = {asset.path: asset.path if whole else f"{asset.path}?" for asset in assets}
    # Those of the look are remembered by paths that begin with a slash.
    cache.keep_only_files({*keys.values(), *(path for path in cache.files if path.startswith("/"))})
    for path, key in sorted(keys.items()):
        stamp = files.stamps.get(path)
        if stamp is None:
            continue
        known = cache.get_file(key, stamp)
        if known is None:
            name = f"{CONTENT}/{path}"
            try:
                known = tuple(inspect_file(files.folder / path, name, foreign, whole=whole))
            except ForeignReadError:
                findings.append(finding_too_complex(Place(name), foreign))
                continue
            cache.put_file(key, stamp, known)
        findings.extend(known)


def inspect_file(
    path: Path, name: str, foreign: Foreign | None = None, *, whole: bool = True
) -> Iterator[Finding]:
    """Yield what is wrong with a file; ``name`` is its path to show.

    Without a process for foreign files, whatever they do is done here. Raises ForeignReadError.
    """
    from generator.load.assets.active import check_active

    place, suffix = Place(name), suffix_of(name)
    if why_refused(name)[0]:
        return  # told where it is named
    try:
        if path.stat().st_size == 0:
            if whole:
                yield finding("file-empty", place, "文件是空的，没有任何内容。", "重新导出或上传这个文件。")
            return
        active = active_foreign(foreign, path, name) if foreign else tuple(check_active(path, name))
        kind = kind_of(path)
    except OSError as error:
        yield finding("file-unreadable", place, f"无法读取：{reason_of(error)}。")
        return
    yield from active
    if active or not whole:
        return
    wanted = KINDS.get(suffix)
    if wanted is None:
        return
    if kind != wanted and not (wanted == "text" and kind == "html"):
        message = f"扩展名是{suffix}，内容却是{WORDS[kind]}。"
        yield finding("file-mismatch", place, message)
        return
    place = Place(name)
    if kind in INSPECTORS and suffix not in (".zip", ".m4a"):
        yield from inspect_foreign(foreign, kind, path, name) if foreign else inspector(kind)(path, place)
    elif kind in ("text", "html"):
        yield from _check_text_file(path, name, suffix)
    elif kind in ("ole", "zip", "rar", "7z", "rtf"):
        yield finding("file-unchecked", place, f"没有检查{WORDS[kind]}里面的文字。")


def _check_text_file(path: Path, name: str, suffix: str) -> Iterator[Finding]:
    from generator.load.assets.captions import check_captions

    if path.stat().st_size > MAX_TEXT_BYTES:
        yield finding("file-unchecked", Place(name), "文本文件超过8MB，没有检查里面的文字。")
        return
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if suffix == ".vtt":
            yield finding("captions-invalid", Place(name), "字幕不是UTF-8编码。", "另存为UTF-8编码。")
            return
        text = raw.decode("gb18030", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if suffix == ".vtt":
        yield from check_captions(text, name)
    yield from check_text(text, name)
