"""The place of a pack that is to be written: its id is sound and not taken."""

from __future__ import annotations

import os
from pathlib import Path

from generator.errors import UsageError
from generator.mandates.declare_pack import PACK_ID
from generator.mandates.library import known_packs
from generator.model.portal import pack_path

_LONGEST_ID = 60


def new_pack(root: Path, pack_id: str) -> Path:
    """Return where the pack of this id is to be written. Raises UsageError for an id that is wrong or taken."""
    if not PACK_ID.fullmatch(pack_id) or len(pack_id) > _LONGEST_ID:
        raise UsageError(f"编号“{pack_id[:80]}”不能用；只用小写英文字母、数字和连字符，例如wanzhou-2026。")
    if pack_id in known_packs():
        raise UsageError(f"{pack_id}是程序自带的要点的编号，请换一个。")
    path = root / pack_path(pack_id)
    if os.path.lexists(path):
        raise UsageError(f"已有{pack_path(pack_id)}，没有改动。要重新起草，先把它改名或删去。")
    return path
