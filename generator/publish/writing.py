"""Check that this user may write where a build writes; after a run as root, often not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.errors import UsageError

_CACHE, _SITE = ".cache", "site"


def must_write(root: Path) -> None:
    """Raise UsageError for the first place below a portal that is there and cannot be written."""
    for place in _places(root):
        if not os.access(place, os.W_OK):
            cure = "可以删除它，会自动重建；删不掉的，" if _CACHE in place.parts else "改法："
            raise UsageError(
                f"不能写入“{place}”：它属于{_owner(place)}，现在的用户是{user_name()}，可能曾用管理员身份运行过。"
                f"{cure}请管理员运行chown -R {user_name()} '{place}'。"
            )


def _places(root: Path) -> Iterator[Path]:
    for folder in (root / _CACHE, root / _SITE):
        if folder.is_dir():
            yield folder
    cache = root / _CACHE
    if cache.is_dir() and os.access(cache, os.R_OK | os.X_OK):
        yield from sorted(cache.iterdir())


def _owner(place: Path) -> str:
    try:
        return place.owner()
    except (KeyError, OSError, NotImplementedError):
        return "别的用户"


def user_name() -> str:
    """Return the account that runs this, as far as the system has a name for it."""
    import getpass  # with the terminal

    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "您"
