"""Draw the frames of a portal with MkDocs and Material, once for each state of tree and theme."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BuildError, SourceChangedError
from generator.frames.slots import Frame, cut_frame
from generator.frames.view import NOT_FOUND, frame_pages, frame_view
from generator.libraries import version
from generator.model.portal import Portal

_FRAMES_KEPT = 3
_SEAL = "complete"


@dataclass(frozen=True)
class Frames:
    """The drawn frames on disk, read one by one, and the assets their pages load."""

    folder: Path
    key: str

    def read(self, address: str) -> Frame:
        """Return the frame of the page at ``address`` (of a column, or a special page)."""
        return cut_frame(frame_file(self.folder, address).read_text(encoding="utf-8"))

    def digests(self, addresses: Iterable[str]) -> dict[str, str]:
        """Return a digest of each of these frames."""
        return {address: _digest(frame_file(self.folder, address)) for address in addresses}

    @property
    def assets(self) -> Path:
        """The folder of style sheets, scripts and images."""
        return self.folder / "assets"

    @property
    def templates(self) -> Path:
        """The folder of the cache for what fills the frames: compiled page templates."""
        return self.folder.parents[1] / "templates"


def frame_file(folder: Path, address: str) -> Path:
    """Return the file in which MkDocs draws the page at ``address``."""
    if address == NOT_FOUND:
        return folder / "404.html"
    return folder / address / "index.html" if address else folder / "index.html"


def theme_folder(root: Path) -> Path:
    """Return the theme of the portal, or the one that comes with gongkai."""
    own = root / "theme"
    if (own / "main.html").is_file():
        return own
    here = Path(__file__).resolve()
    packaged = here.parents[1] / "_theme"
    return packaged if packaged.is_dir() else here.parents[2] / "theme"


def draw_frames(portal: Portal, root: Path, cache: Path) -> Frames:
    """Return the frames of a portal, drawn now or found in ``cache``.

    Raises BuildError when MkDocs cannot draw them (a broken template, a broken mkdocs.yml), and
    SourceChangedError when theme or mkdocs.yml change meanwhile.
    """
    theme = theme_folder(root)
    frames = _frames(portal, root, theme, cache)
    if not _is_whole(frames.folder):
        _draw(portal, root, theme, frames.folder)
        if frames_key(portal, root, theme) != frames.key:
            # They would be taken for those of the look that was read first.
            shutil.rmtree(frames.folder, ignore_errors=True)
            raise SourceChangedError("theme" if (root / "theme").exists() else "mkdocs.yml")
        _prune(cache / "frames")
    return frames


def find_frames(portal: Portal, root: Path, cache: Path) -> Frames | None:
    """Return the frames of a portal if they are drawn already."""
    frames = _frames(portal, root, theme_folder(root), cache)
    return frames if _is_whole(frames.folder) else None


def _frames(portal: Portal, root: Path, theme: Path, cache: Path) -> Frames:
    key = frames_key(portal, root, theme)
    return Frames(cache / "frames" / key, key)


def frames_key(portal: Portal, root: Path, theme: Path) -> str:
    """Return a digest of all that decides how frames look: tree, identity, theme, MkDocs, this code."""
    digest = hashlib.sha256()
    for package in ("mkdocs", "mkdocs-material"):
        digest.update(f"{package} {version(package)}\n".encode())
    for address, column in frame_pages(portal).items():
        digest.update(repr(frame_view(portal, address, column)).encode())
    config = root / "mkdocs.yml"
    code = Path(__file__).parent
    files = [config] if config.is_file() else []
    for folder in (theme, code):
        files += [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:24]


def _draw(portal: Portal, root: Path, theme: Path, folder: Path) -> None:
    # Material greets every run with a notice on MkDocs 2, which we pin against.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from generator.frames.plugin import GongkaiPlugin

    shutil.rmtree(folder, ignore_errors=True)
    empty = folder / "docs"
    empty.mkdir(parents=True)
    log, lines = logging.getLogger("mkdocs"), io.StringIO()
    handler = logging.StreamHandler(lines)
    log.addHandler(handler)
    log.propagate = False
    try:
        config = load_config(
            _config_source(root),
            docs_dir=str(empty),
            site_dir=str(folder / "site"),
            theme={"name": "material", "custom_dir": str(theme), "language": "zh", "font": False},
            plugins=["gongkai"],
        )
        plugin = config.plugins["gongkai"]
        assert isinstance(plugin, GongkaiPlugin)
        plugin.portal = portal
        build(config)
    except (Exception, SystemExit) as error:
        detail = lines.getvalue().strip().splitlines()
        raise BuildError(f"页面框架画不出来：{error}" + (f"（{detail[-1]}）" if detail else "")) from error
    finally:
        log.removeHandler(handler)
    for child in (folder / "site").iterdir():
        child.rename(folder / child.name)
    (folder / "site").rmdir()
    empty.rmdir()
    (folder / _SEAL).write_text(_inventory(folder), encoding="utf-8")


def _inventory(folder: Path) -> str:
    """Return the names and digests of all that was drawn."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _SEAL)
    return "".join(f"{path.relative_to(folder).as_posix()} {_digest(path)}\n" for path in files)


def _is_whole(folder: Path) -> bool:
    """Tell whether a folder holds a finished drawing, unaltered."""
    try:
        return (folder / _SEAL).read_text(encoding="utf-8") == _inventory(folder)
    except (OSError, ValueError):
        return False


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()


def _config_source(root: Path) -> str | io.BytesIO:
    path = root / "mkdocs.yml"
    return str(path) if path.is_file() else io.BytesIO(b"site_name: gongkai\n")


def _prune(folder: Path) -> None:
    drawn = sorted(
        (path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime
    )
    for path in drawn[:-_FRAMES_KEPT]:
        shutil.rmtree(path, ignore_errors=True)
