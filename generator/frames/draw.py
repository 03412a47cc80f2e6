"""Draw the frames of a portal with MkDocs and Material, once for each state of tree and theme."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generator.data import dataclass
from generator.errors import BuildError, SourceChangedError, reason_of
from generator.files import remove
from generator.frames.layers import Dress, add_files, dress_of, layered_files
from generator.frames.sandbox import explain
from generator.frames.slots import Frame, cut_frame
from generator.frames.view import NOT_FOUND, frame_pages, frame_view
from generator.load.cache.seal import is_sealed, seal_folder
from generator.model.portal import Portal
from generator.program import program_digest

_FRAMES_KEPT = 3
# Beside the frames: what the columns are called, by their addresses.
_NAMES = "names.json"
_HELD = ".held"


@dataclass(frozen=True)
class Frames:
    """The drawn frames on disk, read one by one, and the assets their pages load."""

    folder: Path
    key: str

    def read(self, address: str) -> Frame:
        """Return the frame of the page at ``address`` (of a column, or a special page)."""
        return cut_frame(frame_file(self.folder, address).read_text(encoding="utf-8"))

    def digests(self, addresses: Iterable[str]) -> dict[str, str]:
        """Return a digest of each of these frames and of what its column is called, which titles of pages say."""
        names = self.columns()
        return {
            address: _digest(frame_file(self.folder, address), names.get(address, ""))
            for address in addresses
        }

    def columns(self) -> dict[str, str]:
        """Return what the columns are called that have a frame, by their addresses."""
        names: dict[str, str] = json.loads((self.folder / _NAMES).read_bytes())
        return names

    @property
    def assets(self) -> Path:
        """The folder of style sheets, scripts and images."""
        return self.folder / "assets"


def frame_file(folder: Path, address: str) -> Path:
    """Return the file in which MkDocs draws the page at ``address``."""
    if address == NOT_FOUND:
        return folder / "404.html"
    return folder / address / "index.html" if address else folder / "index.html"


def draw_frames(portal: Portal, root: Path, cache: Path) -> Frames:
    """Return the frames of a portal, drawn now or found in ``cache``.

    Raises BuildError when MkDocs cannot draw them (a broken template), and SourceChangedError when the
    theme changes meanwhile.
    """
    try:
        dress = dress_of(root, portal.identity.look)
        frames = _frames(portal, dress, cache)
    except OSError as error:
        raise BuildError(f"theme读不出来：{reason_of(error)}（{error.filename}）。") from error
    if not is_sealed(frames.folder):
        _draw(portal, dress, frames.folder)
        if _frames(portal, dress_of(root, portal.identity.look), cache).key != frames.key:
            # They would be taken for those of the look that was read first.
            shutil.rmtree(frames.folder, ignore_errors=True)
            raise SourceChangedError("theme")
        _prune(cache / "frames")
    return frames


def find_frames(portal: Portal, root: Path, cache: Path) -> Frames | None:
    """Return the frames of a portal if they are drawn already."""
    frames = _frames(portal, dress_of(root, portal.identity.look), cache)
    return frames if is_sealed(frames.folder) else None


def kept_frames(cache: Path, key: str) -> Frames | None:
    """Return the frames of an earlier state by their key, if they are still there as they were drawn."""
    frames = Frames(cache / "frames" / key, key)
    return frames if key and is_sealed(frames.folder) else None


def hold_frames(cache: Path, site: str, key: str) -> None:
    """Keep the frames that the pages of a site stand in, however many others a preview asks for meanwhile.

    Without them each page of that site would be drawn anew, were a column renamed.
    """
    with suppress(OSError):  # it costs only time
        name = site.replace("/", "-").strip(".-")
        (cache / "frames" / f"{name}{_HELD}").write_text(key, encoding="utf-8")


def _frames(portal: Portal, dress: Dress, cache: Path) -> Frames:
    key = frames_key(portal, dress)
    return Frames(cache / "frames" / key, key)


def frames_key(portal: Portal, dress: Dress) -> str:
    """Return a digest of all that decides how frames look: tree, identity, theme, the program."""
    digest = hashlib.sha256(program_digest().encode())
    for address, column in frame_pages(portal).items():
        digest.update(repr(frame_view(portal, address, column)).encode("utf-8", "surrogatepass"))
    add_files(digest, layered_files(dress.layers))
    # The colours follow from the identity, which every view holds.
    digest.update("\n".join(sorted(dress.left_out)).encode("utf-8", "surrogateescape"))
    add_files(digest, dress.files)
    return digest.hexdigest()[:24]


def _draw(portal: Portal, dress: Dress, folder: Path) -> None:
    """Let MkDocs draw the frames, set up from what was read and checked: it never sees the portal's mkdocs.yml."""
    # Material greets every run with a notice on MkDocs 2, which we pin against.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from generator.frames.plugin import GongkaiPlugin

    remove(folder)
    empty = folder / "docs"
    empty.mkdir(parents=True)
    log, lines = logging.getLogger("mkdocs"), io.StringIO()
    handler = logging.StreamHandler(lines)
    log.addHandler(handler)
    log.propagate = False
    try:
        config = load_config(
            io.BytesIO(b"site_name: gongkai\n"),
            site_name=portal.name,
            site_url=portal.identity.site_url or None,
            docs_dir=str(empty),
            site_dir=str(folder / "site"),
            theme={"name": "material", "custom_dir": str(dress.layers[-1]), "language": "zh", "font": False},
            plugins=["gongkai"],
            hooks=[],
            markdown_extensions=[],
        )
        plugin = config.plugins["gongkai"]
        assert isinstance(plugin, GongkaiPlugin)
        plugin.portal, plugin.dress = portal, dress
        build(config)
    except (Exception, SystemExit) as error:
        raise BuildError(f"页面框架画不出来。{explain(error)}") from error
    finally:
        log.removeHandler(handler)
    if lost := [page for page in frame_pages(portal) if not frame_file(folder / "site", page).is_file()]:
        raise BuildError(
            f"theme里的main.html画出来是空的（{len(lost)}个页面）。改正它，或删除它，用程序自带的。"
        )
    for child in (folder / "site").iterdir():
        child.rename(folder / child.name)
    (folder / "site").rmdir()
    empty.rmdir()
    names = {column.address: column.name for column in portal.walk()}
    (folder / _NAMES).write_text(json.dumps(names), encoding="utf-8")
    seal_folder(folder)


def _digest(path: Path, name: str) -> str:
    name_and_frame = name.encode("utf-8", "surrogatepass") + b"\0" + path.read_bytes()
    return hashlib.blake2b(name_and_frame, digest_size=12).hexdigest()


def _prune(folder: Path) -> None:
    held = set(_held(folder))
    free = (path for path in folder.iterdir() if path.is_dir() and path.name not in held)
    for path in sorted(free, key=lambda path: path.stat().st_mtime)[:-_FRAMES_KEPT]:
        shutil.rmtree(path, ignore_errors=True)


def _held(folder: Path) -> Iterator[str]:
    for path in folder.glob(f"*{_HELD}"):
        with suppress(OSError, ValueError):
            yield path.read_text(encoding="utf-8")
