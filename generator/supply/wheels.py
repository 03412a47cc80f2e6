"""Compare installed files with the wheels that the lock's digests vouch for; no other library."""

from __future__ import annotations

import hashlib
import marshal
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.supply.installed import Distribution, digest_of, distributions, files_below, library_folder
from generator.supply.lock import Pin, pins_for, plain, read_lock
from generator.supply.markers import Environment
from generator.supply.verify import BY_PIP, PROGRAM, LockMismatch

_HEAD = 16  # bytes of a .pyc before its code


def verify_wheels(
    environment: Path, lock: Path, markers: Environment, wheels: Path
) -> tuple[LockMismatch, ...]:
    """Compare each installed file with its wheel, and each compiled file with its source.

    Raises ValueError for a lock that cannot be read, OSError.
    """
    libraries = library_folder(environment)
    pins = pins_for(read_lock(lock), [markers])
    installed = {each.name: each for each in distributions(libraries)}
    problems: list[LockMismatch] = []
    for pin in pins:
        if pin.name in installed:
            problems += _against_wheel(installed[pin.name], pin, wheels, libraries)
    return (*problems, *_compiled(libraries))


def _against_wheel(found: Distribution, pin: Pin, wheels: Path, libraries: Path) -> Iterator[LockMismatch]:
    files = _wheels_of(pin, wheels)
    genuine = [file for file in files if f"sha256:{digest_of(file)}" in pin.hashes]
    if not genuine:
        text = "校验值与锁文件不符" if files else "没有"
        hint = "重新下载，或者另取一份离线包。"
        yield LockMismatch(
            "wheel-missing", pin.name, f"{wheels}里{pin.name} {pin.version}的安装包{text}。", hint
        )
        return
    # For several Pythons there may be several: the installed one is that which fits best.
    tries = [list(_differences(file, found, libraries)) for file in genuine]
    yield from min(tries, key=len)


def _wheels_of(pin: Pin, wheels: Path) -> list[Path]:
    parted = [(file, file.name.split("-")) for file in sorted(wheels.glob("*.whl"))]
    return [file for file, parts in parted if plain(parts[0]) == pin.name and parts[1] == pin.version]


def _differences(wheel: Path, found: Distribution, libraries: Path) -> Iterator[LockMismatch]:
    names = set()
    with zipfile.ZipFile(wheel) as archive:
        for info in archive.infolist():
            if info.is_dir() or info.filename == f"{found.folder.name}/RECORD" or _moved(info.filename):
                continue
            path = libraries / info.filename
            names.add(path)
            digest = hashlib.sha256(archive.read(info)).hexdigest()
            if not path.is_file() or digest_of(path) != digest:
                text = f"与{wheel.name}里的不同：{path.as_posix()}。"
                yield LockMismatch("file-changed", path.as_posix(), text)
    for file in found.files or ():
        added = file.path.parent == found.folder and file.path.name in BY_PIP
        inside = file.path.is_relative_to(libraries) and file.path.suffix != ".pyc"
        if inside and not added and file.path not in names:
            text = f"{wheel.name}里没有这个文件：{file.path.as_posix()}。"
            yield LockMismatch("file-stray", file.path.as_posix(), text)


def _moved(name: str) -> bool:
    """Tell whether pip puts a file elsewhere: scripts, headers, data."""
    return ".data/" in name.partition("/")[0] + "/"


def _compiled(libraries: Path) -> Iterator[LockMismatch]:
    for path in files_below(libraries):
        if path.suffix != ".pyc" or path.parent.name != "__pycache__":
            continue
        source = path.parent.parent / f"{path.name.partition('.')[0]}.py"
        if source.is_file() and not _same_code(path, source):
            text = f"编译过的代码与源文件不符：{path.as_posix()}。"
            yield LockMismatch("file-changed", path.as_posix(), text)


def _same_code(path: Path, source: Path) -> bool:
    try:
        kept = marshal.loads(path.read_bytes()[_HEAD:])
        return bool(kept == compile(source.read_bytes(), str(source), "exec", dont_inherit=True))
    except (EOFError, SyntaxError, TypeError, ValueError):
        return True  # of another Python, which this one does not run


def wheels_present(wheels: Path, pins: Sequence[Pin]) -> bool:
    """Tell whether a folder has a wheel of each pin, besides the program itself."""
    return all(_wheels_of(pin, wheels) for pin in pins if pin.name != PROGRAM)
