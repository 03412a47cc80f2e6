"""Other branches as sites beside each other, for those who are to look at them: a banner, and nothing for search engines."""

from __future__ import annotations

import hashlib
import html
import re
import shutil
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path

from generator.errors import GongkaiError, reason_of
from generator.files import remove
from generator.publish.swap import swap_tree

MOST = 50
# A name that ends like a digest gets one itself: no branch takes the place of another's.
_PLAIN = re.compile(r"(?!.*-[0-9a-f]{8}$)[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?")
_OTHER = re.compile(r"[^\w.-]")
_HEAD = re.compile(r"<head\b[^<>]{0,200}>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^<>]{0,500}>", re.IGNORECASE)
_LONGEST = 40
_STYLE = "gongkai-preview.css"
_CSS = (
    ".gongkai-preview{position:sticky;top:0;z-index:99;margin:0;padding:.4rem 1rem;"
    "background:#7a1f12;color:#fff;font-size:.8rem;line-height:1.6;text-align:center}\n"
)
_ROBOTS = "User-agent: *\nDisallow: /\n"


def preview_name(branch: str) -> str:
    """Return the name of the folder, one alone, in which a branch is shown: whatever it is called, no other's."""
    if _PLAIN.fullmatch(branch) and ".." not in branch:
        return branch
    digest = hashlib.sha256(branch.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    plain = _OTHER.sub("-", unicodedata.normalize("NFC", branch).lower())
    short = re.sub(r"[-.]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    return f"{short or 'x'}-{digest}"


def show(site: Path, folder: Path, name: str, words: str) -> None:
    """Put a site in a folder of previews, in one step. Raises GongkaiError when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
        try:
            tree = making / name
            tree.mkdir(mode=0o755)
            _copy(site, tree, words)
            tree.chmod(0o755)
            swap_tree(tree, folder / name)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as error:
        raise GongkaiError(f"预览写不进“{folder}”：{reason_of(error)}。") from error


def is_taken(folder: Path, name: str, known: Path) -> bool:
    """Tell whether something that is no preview of ours lies where one would."""
    return (folder / name).exists() and not known.is_dir()


def take_away(folder: Path, name: str) -> None:
    """Remove a preview."""
    with suppress(OSError):
        remove(folder / name)


def _copy(site: Path, tree: Path, words: str) -> None:
    for source in sorted(site.rglob("*")):
        path = tree / source.relative_to(site)
        if source.is_dir():
            path.mkdir()
            path.chmod(0o755)
            continue
        if re.fullmatch(r"sitemap[\w-]*\.xml", path.name) and path.parent == tree:
            continue
        if path.suffix == ".html":
            up = "../" * (len(path.relative_to(tree).parts) - 1)
            text = source.read_text(encoding="utf-8")
            path.write_text(mark(text, words, f"{up}{_STYLE}"), encoding="utf-8", newline="")
        else:
            shutil.copyfile(source, path)
        path.chmod(0o644)
    for name, text in ((_STYLE, _CSS), ("robots.txt", _ROBOTS)):
        (tree / name).write_text(text, encoding="utf-8")
        (tree / name).chmod(0o644)


def mark(page: str, words: str, style: str) -> str:
    """Return a page with a banner that says what it is, and without leave to be found by search engines."""
    head = f'<meta name="robots" content="noindex, nofollow"><link rel="stylesheet" href="{style}">'
    banner = f'<p class="gongkai-preview" role="note">{html.escape(words)}</p>'
    return _with(_with(page, _HEAD, head), _BODY, banner)


def _with(page: str, where: re.Pattern[str], added: str) -> str:
    found = where.search(page)
    at = found.end() if found else 0
    return f"{page[:at]}{added}{page[at:]}"
