"""The offline kit: the program, its wheels, the docs, the bill of materials and their digests in one archive."""

from __future__ import annotations

import hashlib
import os
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.errors import BuildError
from generator.supply.installed import digest_of, files_below

# What only who changes the program needs.
_LEFT_OUT = ("tests/", "benchmarks/", ".ci/", ".vscode/", ".gitignore", ".gitattributes")
# Where there is no git to say what belongs to it.
_PROGRAM = (
    *(
        "gongkai",
        "gongkai.cmd",
        "pyproject.toml",
        "hatch_build.py",
        "requirements",
        "generator",
        "theme",
        "docs",
    ),
    *("README.md", "README.en.md", "CHANGELOG.md", "CONTEXT.md", "CONTRIBUTING.md", "LICENSE"),
    *(
        "columns.yml",
        "mkdocs.yml",
        "ledger.yml",
        "urls.lock",
        "old_urls.csv",
        "known.csv",
        "content",
        "public",
        "registers",
        "packs",
    ),
)
_EXECUTABLE = ("gongkai",)
MANIFEST = "SHA256SUMS"
_README = """\
gongkai {version} 离线安装包

适用：{targets}；Python {pythons}。

一、先在这台机器上装好Python（上面列出的版本）。
二、解压到一个文件夹。Linux用unzip，不要用会丢掉权限的工具。
三、在解压出来的文件夹里运行：
      Linux    ./gongkai build
      Windows  gongkai build
    第一次运行从wheels文件夹安装软件包，不上网，约需一两分钟。

自己的网站放在别的文件夹：运行 gongkai init 文件夹 --pack 要点，新文件夹里有自己的启动程序。
它从wheels文件夹安装程序：把这里的wheels复制过去，或者用环境变量GONGKAI_WHEELS写明这里的wheels在哪里。
原来的网站换到这一版：gongkai upgrade --root 网站的文件夹。

核对：Linux运行 sha256sum -c {manifest}。
装好以后运行 gongkai verify --wheels wheels，逐个文件与安装包比较。
软件物料清单是sbom.cdx.json（CycloneDX）。说明书从docs/README.md看起。
"""


def program_files(checkout: Path) -> tuple[str, ...]:
    """Return what belongs to the program in a checkout, by its names there. Raises BuildError."""
    names = _tracked(checkout) if (checkout / ".git").exists() else _found(checkout)
    kept = [name for name in names if not name.startswith(_LEFT_OUT) and (checkout / name).is_file()]
    if "gongkai" not in kept:
        raise BuildError(f"{checkout}里的程序不完整，做不了离线安装包。")
    return tuple(sorted(kept))


def _tracked(checkout: Path) -> list[str]:
    try:
        told = subprocess.run(
            ["git", "-C", str(checkout), "ls-files", "-z"], capture_output=True, check=True, encoding="utf-8"
        )
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
        raise BuildError("问不了git哪些文件属于程序；请确认装有git，文件夹属于当前用户。") from error
    return [name for name in told.stdout.split("\0") if name]


def _found(checkout: Path) -> Iterator[str]:
    for name in _PROGRAM:
        place = checkout / name
        if place.is_dir():
            paths = (path.relative_to(checkout).as_posix() for path in files_below(place))
            yield from (path for path in paths if not path.endswith(".pyc"))
        elif place.is_file():
            yield name


def digests(folder: Path) -> Mapping[str, str]:
    """Return the SHA-256 of the wheels of a folder, by their names."""
    return {path.name: digest_of(path) for path in sorted(folder.glob("*.whl"))}


def readme(version: str, targets: Sequence[str], pythons: Sequence[str]) -> bytes:
    """Return the kit's note, as Windows' editor reads it."""
    text = _README.format(
        version=version, targets="、".join(targets), pythons="、".join(pythons), manifest=MANIFEST
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def write_kit(file: Path, folder: str, checkout: Path, wheels: Path, notes: Mapping[str, bytes]) -> None:
    """Write the archive, all of it below one folder; ``notes`` are further files. Raises OSError.

    The same program and wheels give the same bytes: the archive holds no time.
    """
    sources: dict[str, Path | bytes] = {name: checkout / name for name in program_files(checkout)}
    sources |= {f"wheels/{path.name}": path for path in sorted(wheels.glob("*.whl"))}
    sources |= notes
    unfinished = file.with_name(f"{file.name}.part")
    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            sums = [f"{_add(archive, folder, name, sources[name])}  {name}\n" for name in sorted(sources)]
            _add(archive, folder, MANIFEST, "".join(sums).encode())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _add(archive: zipfile.ZipFile, folder: str, name: str, source: Path | bytes) -> str:
    data = source if isinstance(source, bytes) else source.read_bytes()
    entry = zipfile.ZipInfo(f"{folder}/{name}")
    entry.create_system = 3  # Unix, whose modes follow
    entry.external_attr = (0o100755 if name in _EXECUTABLE else 0o100644) << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
    return hashlib.sha256(data).hexdigest()


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return values in their order, each once."""
    return tuple(dict.fromkeys(values))


def near_wheels(checkout: Path) -> Path | None:
    """Return the folder of wheels that a kit brought; None in a checkout that has none."""
    folder = checkout / "wheels"
    return folder if folder.is_dir() and any(os.scandir(folder)) else None
