"""``draft_pack``: a directive's file as a pack that a webmaster goes on with."""

from __future__ import annotations

from pathlib import Path

from generator.errors import UsageError
from generator.intake.directives.opened import open_directive
from generator.intake.directives.understood import understand
from generator.intake.directives.write import PackDraft, write_pack

__all__ = ["PackDraft", "draft_pack"]


def draft_pack(path: Path, pack: str) -> PackDraft:
    """Return the pack of this id, drafted from a directive's file (DOCX, HTML, or text). Nothing is written.

    Raises UsageError, in Chinese, where the file cannot be read or nothing in it looks like a task.
    """
    reading = open_directive(path)
    understood = understand(reading)
    if not understood.measures:
        raise UsageError(
            f"{path.name}里没有读出任务：没有任务分工的表格（任务、责任单位），也没有一、（一）1.这样的条目。"
            "如果是扫描件，请先识别成文字。"
        )
    return write_pack(pack, path.name, reading, understood)
