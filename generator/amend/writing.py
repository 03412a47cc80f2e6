"""Write a changed file of a portal in the place of the old one: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from generator.errors import GongkaiError, reason_of


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put new bytes in the place of old ones, with the rights the file had.

    Raises GongkaiError where that cannot be done, and where the file is no longer what it was.
    """
    place = Path(os.path.realpath(path))
    made = place.with_name(f".{place.name}.gongkai")
    try:
        rights = stat.S_IMODE(place.stat().st_mode)
        if place.read_bytes() != old:
            raise GongkaiError(f"{path.name}刚才被改过，没有再改它。请再运行一次。")
        with contextlib.suppress(FileNotFoundError):
            made.unlink()
        with made.open("xb") as stream:
            stream.write(new)
        made.chmod(rights)
        made.replace(place)
    except OSError as error:
        with contextlib.suppress(OSError):
            made.unlink()
        raise GongkaiError(f"“{path}”写不进去：{reason_of(error)}。") from error
