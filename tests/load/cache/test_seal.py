"""A cache that was damaged, carried here or made up is as good as none: only time is lost."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from generator import machine
from generator.errors import UsageError
from generator.load.cache.folder import cache_folder
from generator.load.cache.kept import DecodeErrors, read_kept, write_kept
from generator.load.cache.seal import is_sealed, read_sealed, seal_folder, write_sealed
from generator.load.columns.columns import Tree
from generator.load.documents.codec import decode_document, decode_parsed, encode_document, encode_parsed
from generator.load.documents.parse_cache import ParseCache
from generator.load.portal import load_portal
from generator.publish.build import build
from generator.publish.stages import Listener
from generator.publish.tree import TreeContents
from tests.helpers import contents
from tests.programs import PROGRAMS, running_as
from tests.publish.edits import put_document
from tests.publish.scenes import Scene, new_scene

CACHES = 200
BOMBS = (
    *(head + b"\xff\xff\xff\xff" for head in (b"\xdd", b"\xdf", b"\xc6", b"\xdb", b"\xc9")),
    *(b"\x91" * 100_000, b"\x81\xa1a" * 100_000, b"\xc1", b"", b"\x80", b"\xc0"),
)


def test_what_was_kept_comes_back_and_nothing_else_does(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    write_kept(path, {"甲": (1, 2)})
    assert read_kept(path, dict[str, tuple[int, int]]) == {"甲": (1, 2)}
    assert read_kept(path, dict[str, tuple[int, str]]) is None
    assert read_kept(path, Tree) is None
    assert read_kept(tmp_path / "none", TreeContents) is None
    whole = path.read_bytes()
    for spot in range(len(whole)):
        path.write_bytes(whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1 :])
        assert not read_sealed(path)
        path.write_bytes(whole[:spot])
        assert not read_sealed(path)
    path.write_bytes(whole)
    assert read_sealed(path)


def test_a_seal_holds_in_its_place_alone(tmp_path: Path) -> None:
    path = tmp_path / "one/a.bin"
    write_sealed(path, b"data")
    (tmp_path / "two").mkdir()
    for other in (tmp_path / "one/b.bin", tmp_path / "two/a.bin"):
        shutil.copy2(path, other)
        assert not read_sealed(other)
    with running_as(PROGRAMS[1]):
        assert not read_sealed(path)
    assert read_sealed(path) == b"data"


def test_a_seal_of_another_machine_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, folder = tmp_path / "a.bin", tmp_path / "frames"
    folder.mkdir()
    (folder / "a.html").write_text("a", encoding="utf-8")
    write_sealed(path, b"data")
    seal_folder(folder)
    assert is_sealed(folder)
    monkeypatch.setattr("generator.load.cache.seal.machine_key", lambda: b"1" * 32)
    assert not read_sealed(path)
    assert not is_sealed(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows guards the folders of a user itself")
def test_a_key_that_others_may_read_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    machine.machine_folder.cache_clear()
    machine.machine_key.cache_clear()
    try:
        first = machine.machine_key()
        path = tmp_path / "gongkai/key"
        assert path.read_bytes() == first
        # As git would check it out.
        path.chmod(0o644)
        machine.machine_key.cache_clear()
        assert machine.machine_key() != first
        (tmp_path / "gongkai").chmod(0o777)
        machine.machine_folder.cache_clear()
        assert machine.machine_folder() != tmp_path / "gongkai"
    finally:
        machine.machine_folder.cache_clear()
        machine.machine_key.cache_clear()


def test_a_sealed_folder_tells_any_change(tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    (folder / "a").mkdir(parents=True)
    (folder / "a/index.html").write_text("a", encoding="utf-8")
    changes: list[Callable[[], object]] = [
        lambda: (folder / "a/index.html").write_text("b", encoding="utf-8"),
        lambda: (folder / "new.js").write_text("alert(1)", encoding="utf-8"),
        (folder / "a/index.html").unlink,
        lambda: (folder / "link").symlink_to("/etc"),
        lambda: (folder / ".sealed").write_bytes(b"0" * 32),
        (folder / ".sealed").unlink,
    ]
    for change in changes:
        copy = tmp_path / "whole"
        seal_folder(folder)
        assert is_sealed(folder)
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        change()
        assert not is_sealed(folder)
        shutil.rmtree(folder)
        shutil.copytree(copy, folder, copy_function=shutil.copyfile)


def test_every_document_of_the_sample_comes_back_as_it_was(sample_root: Path) -> None:
    cache = ParseCache()
    portal = load_portal(sample_root, date(2026, 11, 20), True, cache).portal
    assert portal
    for document in portal.documents:
        again = decode_document(encode_document(document))
        assert again == document
        assert vars(again).keys() <= vars(document).keys()
        parsed = cache.parsed.get(document.path, next(iter(_stamps(cache, document.path))))
        assert parsed
        kept = decode_parsed(encode_parsed(parsed))
        assert kept == parsed
        assert kept.declared and parsed.declared
        assert kept.declared.model_fields_set == parsed.declared.model_fields_set


def _stamps(cache: ParseCache, path: str) -> list[tuple[int, int, int, int]]:
    return [bucket[path][0] for bucket in cache.parsed._buckets.values() if path in bucket]


@pytest.mark.parametrize("bomb", range(len(BOMBS)))
def test_bytes_that_ask_for_too_much_are_refused(bomb: int) -> None:
    for decoder in (decode_document, decode_parsed):
        with pytest.raises(DecodeErrors):
            decoder(BOMBS[bomb])
    for kind in (Tree, TreeContents):
        with pytest.raises(DecodeErrors):
            if msgspec.msgpack.decode(BOMBS[bomb], type=kind):  # a holding of nothing is one
                raise ValueError


@pytest.mark.parametrize("value", ["\udcff", 1 << 70, {"a": -(1 << 70)}])
def test_what_cannot_be_kept_is_told_as_such(tmp_path: Path, value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        write_kept(tmp_path / "a.bin", value)
    assert not (tmp_path / "a.bin").exists()


def test_a_portal_with_numbers_beyond_measure_is_read_again_each_time(tmp_path: Path) -> None:
    scene = new_scene(tmp_path / "portal")
    columns = scene.root / "columns.yml"
    text = columns.read_text("utf-8").replace("{empty_block: 0}", "{empty_block: 0, news_days: 9999999}")
    columns.write_text(text, encoding="utf-8")
    for _ in range(2):
        assert build(scene.root, scene.day, Listener()).stats


def test_a_cache_elsewhere_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for number, inner in enumerate(("", "parsed", "build.lock", "preview/pagefind")):
        root = tmp_path / str(number)
        link = root / ".cache" / inner if inner else root / ".cache"
        link.parent.mkdir(parents=True)
        link.symlink_to(elsewhere)
        with pytest.raises(UsageError, match="链接"):
            cache_folder(root)
        with pytest.raises(UsageError, match="链接"):
            build(root, date(2026, 11, 20), Listener())
    (tmp_path / "file").mkdir()
    (tmp_path / "file/.cache").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="文件夹"):
        cache_folder(tmp_path / "file")
    assert list(elsewhere.iterdir()) == []


def _damage(cache: Path, other: Path, chance: random.Random) -> None:
    """Damage a few files of a cache, or put those of another portal or made-up ones in their place."""
    files = sorted(path for path in cache.rglob("*") if path.is_file() and path.name != "build.lock")
    for path in chance.sample(files, min(len(files), chance.randint(1, 6))):
        path.parent.mkdir(parents=True, exist_ok=True)  # damaged before, with all in it
        data = path.read_bytes() if path.is_file() else b""
        match chance.randrange(8) if not path.is_dir() else 7:
            case 0:
                path.write_bytes(data[: chance.randint(0, len(data))])
            case 1 if data:
                spot = chance.randrange(len(data))
                path.write_bytes(
                    data[:spot] + bytes([data[spot] ^ (1 << chance.randrange(8))]) + data[spot + 1 :]
                )
            case 2:
                stranger = chance.choice(sorted(each for each in other.rglob("*") if each.is_file()))
                shutil.copyfile(stranger, path)
            case 3:
                neighbour = chance.choice(files)
                if neighbour.is_file():
                    held = neighbour.read_bytes()
                    neighbour.write_bytes(data)
                    path.write_bytes(held)
            case 4:
                path.write_bytes(data[:32] + chance.choice(BOMBS))
            case 5:
                path.write_bytes(chance.randbytes(chance.randint(0, 200)))
            case 6:
                path.unlink(missing_ok=True)
                path.mkdir(exist_ok=True)
            case _:
                shutil.rmtree(path.parent if path.parent != cache else cache / "frames", ignore_errors=True)


def test_two_hundred_damaged_caches_cost_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, other = new_scene(tmp_path / "portal"), new_scene(tmp_path / "other")
    put_document(other, 1, 1, 1)
    for each in (scene, other):
        build(each.root, each.day, Listener())
        build(each.root, each.day, Listener())
    expected, cache = contents(scene.root / "site"), scene.root / ".cache"
    shutil.copytree(scene.root, tmp_path / "whole")
    # Whatever is damaged, what MkDocs draws is the same: it is drawn once and handed over, sealed.
    frames = tmp_path / "whole/.cache/frames"
    monkeypatch.setattr("generator.frames.draw._draw", lambda _portal, _theme, folder: _put(frames, folder))
    chance = random.Random(11)
    for number in range(CACHES):
        _damage(cache, other.root / ".cache", chance)
        result = build(scene.root, scene.day, Listener())
        assert result.stats, number
        assert contents(scene.root / "site") == expected, number


def _put(frames: Path, folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(frames / folder.name, folder)


def test_planted_pages_never_go_live(tmp_path: Path) -> None:
    scene: Scene = new_scene(tmp_path / "portal")
    build(scene.root, scene.day, Listener())
    build(scene.root, scene.day, Listener())
    expected = contents(scene.root / "site")
    # A clone: other inodes, other times, and pages that say something else.
    clone = tmp_path / "clone"
    shutil.copytree(scene.root, clone)
    shutil.rmtree(clone / "site")
    for path in (clone / ".cache").rglob("*.html"):
        times = path.stat()
        path.write_text("planted", encoding="utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert build(clone, scene.day, Listener()).stats
    assert contents(clone / "site") == expected
