"""The locations of the program's lock files and environment."""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.supply.installed import digest_of

_PACKAGE = Path(__file__).resolve().parents[1]


def checkout() -> Path | None:
    """Return the folder of the checkout that the program runs from; None where it is installed from a wheel."""
    folder = _PACKAGE.parent
    return folder if (folder / "requirements" / "run.txt").is_file() else None


def run_lock() -> Path:
    """Return the lock of what the program needs to run."""
    folder = checkout()
    return folder / "requirements" / "run.txt" if folder else _PACKAGE / "_lock" / "run.txt"


def lock_of(environment: Path) -> Path:
    """Return the lock that an environment was installed from: where the tests were run, theirs."""
    folder = checkout()
    if folder and (environment / "gongkai-test.txt").is_file():
        return folder / "requirements" / "test.txt"
    return run_lock()


def verifier() -> Path:
    """Return the script that verifies an environment with nothing of it loaded."""
    return _PACKAGE / "cli" / "verify_alone.py"


def given(name: str) -> Path:
    """Return a file that the program gives portals: a launcher, or the list of changes."""
    packaged = _PACKAGE / "_portal" / name
    return packaged if packaged.is_file() else _PACKAGE.parent / name


def said_by_launcher() -> Path:
    """Return the folder of what gongkai.cmd says."""
    return _PACKAGE / "launcher"


def own_digest(version: str) -> str:
    """Return ``sha256:…`` of the wheel that the program was installed from, empty where that is not known."""
    note = _PACKAGE.parent / f"gongkai-{version}.dist-info" / "direct_url.json"
    try:
        told = json.loads(note.read_text(encoding="utf-8"))["archive_info"]["hashes"]["sha256"]
    except (OSError, ValueError, LookupError, TypeError):
        told = _digest_in_kit(version)
    return f"sha256:{told}" if re.fullmatch("[0-9a-f]{64}", str(told)) else ""


def _digest_in_kit(version: str) -> str:
    """Return the digest of the wheel that an offline kit holds of its own program; empty outside a kit."""
    folder = checkout()
    wheels = sorted((folder / "wheels").glob(f"gongkai-{version}-*.whl")) if folder else []
    return digest_of(wheels[0]) if len(wheels) == 1 else ""
