"""A small directive as data, and portals that take it on, for the tests of own packs."""

from __future__ import annotations

from collections.abc import Iterable

HEAD = """\
pack: {id}
title: 关于印发政务公开工作要点任务分工的通知
doc_no: 示例府办发〔2026〕12号
issuer: 示例区人民政府办公室
signed: 2026-03-02
"""


def pack_text(pack_id: str = "sl-2026", mandates: str = "", more: str = "") -> str:
    """Return a pack's file; ``more`` are further keys of its head."""
    return HEAD.format(id=pack_id) + more + f"mandates:\n{mandates or mandate('1', '通知公告')}"


def mandate(number: str, *paths: str, more: str = "") -> str:
    """Return one mandate that names columns by their paths; ``more`` are further keys."""
    lines = f'  - id: "{number}"\n    summary: 公开第{number}项要求的信息。\n    lead: [区政府办公室]\n'
    if paths:
        lines += "    paths:\n" + "".join(f"      - {path}\n" for path in paths)
    return lines + "".join(f"    {line}\n" for line in more.splitlines())


def asking_for(paths: Iterable[str], pack_id: str = "sl-2026", more: str = "") -> str:
    """Return a pack with one mandate for each path."""
    return pack_text(pack_id, "".join(mandate(str(n), path) for n, path in enumerate(paths, 1)), more)
