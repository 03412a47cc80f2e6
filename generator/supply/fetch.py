"""The wheels of the lock for a named platform and Python, fetched by pip on any machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.errors import BuildError
from generator.supply.lock import Pin, pins_for
from generator.supply.markers import PATCHES, PLATFORMS, environment_for

# The C library of the oldest Linux that is promised (2.28: Debian 10, UOS 20, Kylin V10 SP1); pip takes each
# of these tags for itself, not for those below it.
_GLIBC = range(28, 4, -1)
_OLDER = {"x86_64": ("manylinux2014", "manylinux2010", "manylinux1"), "aarch64": ("manylinux2014",)}
_WINDOWS = {"AMD64": "win_amd64", "ARM64": "win_arm64"}


def tags_of(target: str) -> tuple[str, ...]:
    """Return the tags of wheels that run on a platform of PLATFORMS."""
    system, machine = PLATFORMS[target]
    if system == "win32":
        return (_WINDOWS[machine],)
    recent = tuple(f"manylinux_2_{minor}_{machine}" for minor in _GLIBC)
    return recent + tuple(f"{name}_{machine}" for name in _OLDER[machine])


def pin_sets(pins: Sequence[Pin], target: str, python: str) -> Iterator[tuple[str, tuple[Pin, ...]]]:
    """Yield each full version of a minor Python that draws a line in the lock, with the pins it needs."""
    seen: list[tuple[Pin, ...]] = []
    for patch in reversed(PATCHES):
        version = f"{python}.{patch}"
        needed = pins_for(pins, [environment_for(target, version)])
        if needed not in seen:
            seen.append(needed)
            yield version, needed


def fetch_wheels(pins: Sequence[Pin], target: str, python: str, into: Path, near: Path | None = None) -> None:
    """Put the wheels into a folder; ``near`` is one that has them already, which is then asked alone.

    pip evaluates markers for the Python it runs in, so that it is given the pins of the target and told to
    look for no others; it compares each file with the lock's digests. Raises BuildError.
    """
    for version, needed in pin_sets(pins, target, python):
        wanted = into / "wanted.txt"
        wanted.write_text("\n".join(pin.requirement for pin in needed) + "\n", encoding="utf-8")
        command = [
            *(sys.executable, "-I", "-X", "utf8", "-m", "pip", "download", "--quiet", "--no-deps"),
            *(
                "--disable-pip-version-check",
                "--only-binary=:all:",
                "--require-hashes",
                "--implementation",
                "cp",
            ),
            *("--python-version", version, "--dest", str(into), "-r", str(wanted)),
            *(word for tag in tags_of(target) for word in ("--platform", tag)),
            *(("--no-index", "--find-links", str(near)) if near else ()),
        ]
        try:
            _run_pip(command, f"没有取到{target}、Python {python}的安装包")
        finally:
            wanted.unlink()


def build_wheel(checkout: Path, into: Path) -> None:
    """Put the wheel of the program into a folder, made with what is installed. Raises BuildError.

    The same program gives the same bytes.
    """
    command = [
        *(sys.executable, "-I", "-X", "utf8", "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"),
        *("--disable-pip-version-check", "--no-build-isolation", "--no-cache-dir", "--wheel-dir", str(into)),
        str(checkout),
    ]
    _run_pip(command, "没有做成gongkai自己的安装包")


def _run_pip(command: Sequence[str], failed: str) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:]
        raise BuildError(f"{failed}：{''.join(last)}")
