"""What the inspection of an attachment says of it, and archives to inspect."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from generator.load.assets.active import check_active


def active(folder: Path, name: str, data: bytes | str) -> list[str]:
    """Return the messages about a file with these bytes."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = list(check_active(path, name))
    assert all(each.code == "asset-active" and each.hint for each in found)
    return [each.message for each in found]


def archive(**members: str | bytes) -> bytes:
    """Return a ZIP archive; in names ``__`` stands for a slash."""
    return zipped({name.replace("__", "/"): data for name, data in members.items()})


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()
