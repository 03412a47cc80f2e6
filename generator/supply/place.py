"""The locations of the program's lock files and environment."""

from __future__ import annotations

from pathlib import Path

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
