"""Packs for people and programs: the list of all, and one with its mandates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from generator.mandates.library import known_packs, load_pack
from generator.model.mandate import Mandate, Pack
from generator.model.portal import OwnPacks, pack_path
from generator.model.words import LEVEL_LABELS, PortalLevel
from generator.visible import escaped_json, visible


def pack_rows(own: OwnPacks, used: Sequence[str]) -> list[dict[str, Any]]:
    """Return a row for each pack, the portal's own first; of a file with faults only the id is known."""
    ids = {pack.id for pack in own.packs}
    shipped = sorted(known_packs() - ids)
    packs = [load_pack(each, own.packs) for each in (*sorted(ids), *shipped)]
    rows = [_row(pack, pack.id in ids, pack.id in used) for pack in packs]
    faulty = [
        {"id": each, "own": True, "used": each in used, "readable": False, "path": pack_path(each)}
        for each in sorted(own.unread)
    ]
    return [*faulty, *rows]


def _row(pack: Pack, own: bool, used: bool) -> dict[str, Any]:
    return {
        "id": pack.id,
        "own": own,
        "used": used,
        "readable": True,
        "title": pack.title,
        "doc_no": pack.doc_no,
        "issuer": pack.issuer,
        "year": pack.signed.year if pack.signed else None,
        "level": pack.level,
        "mandates": len(pack.mandates),
        "supersedes": pack.supersedes,
        "path": pack_path(pack.id) if own else "",
    }


def list_json(rows: Sequence[dict[str, Any]]) -> str:
    """Return ``{"packs": [...]}``."""
    return escaped_json(json.dumps({"packs": list(rows)}, ensure_ascii=False, indent=2))


def list_lines(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the list for people, a pack a line."""
    for row in rows:
        whose = "自己的" if row["own"] else "自带的"
        state = "本网站适用" if row["used"] else "没有用"
        if not row["readable"]:
            yield visible(f"{row['id']}　{whose}　{state}　有错误，运行gongkai pack check {row['id']}查看")
            continue
        year = f"{row['year']}年" if row["year"] else "年份没有写"
        name = f"{row['doc_no']}　{row['title']}" if row["doc_no"] else row["title"]
        instead = f"　接替{row['supersedes']}" if row["supersedes"] else ""
        yield visible(f"{row['id']}　{whose}　{state}　{year}　任务{row['mandates']}项　{name}{instead}")


def pack_json(pack: Pack, own: bool, used: bool) -> str:
    """Return one pack with all its mandates."""
    row = _row(pack, own, used) | {
        "signed": pack.signed.isoformat() if pack.signed else None,
        "mandates": [_mandate(each) for each in pack.mandates],
    }
    return escaped_json(json.dumps(row, ensure_ascii=False, indent=2))


def _mandate(mandate: Mandate) -> dict[str, Any]:
    return {
        "id": mandate.id,
        "section": mandate.section,
        "subsection": mandate.subsection,
        "item_no": mandate.item_no,
        "summary": mandate.summary,
        "lead": list(mandate.lead),
        "responsible": list(mandate.responsible),
        "deadline": mandate.deadline.isoformat() if mandate.deadline else None,
        "deadline_text": mandate.deadline_text,
        "paths": [list(path) for path in mandate.paths],
        "binds": list(mandate.binds),
        "proof": mandate.proof_words,
    }


def pack_lines(pack: Pack, own: bool, used: bool) -> Iterator[str]:
    """Yield one pack for people: what it is, then each mandate below its headings."""
    yield visible(pack.title)
    level = LEVEL_LABELS.get(PortalLevel(pack.level), pack.level)
    facts = [
        f"编号{pack.id}",
        pack.doc_no,
        str(pack.signed or ""),
        f"{level}的要点",
        f"任务{len(pack.mandates)}项",
        f"在{pack_path(pack.id)}" if own else "程序自带",
        "本网站适用" if used else "本网站没有用",
        f"接替{pack.supersedes}" if pack.supersedes else "",
    ]
    yield visible("，".join(fact for fact in facts if fact))
    headings = ("", "")
    for mandate in pack.mandates:
        here = (mandate.section, mandate.subsection)
        if here != headings:
            headings = here
            yield ""
            yield visible("　".join(heading for heading in here if heading))
        yield from _mandate_lines(mandate)


def _mandate_lines(mandate: Mandate) -> Iterator[str]:
    yield visible(f"  {mandate.id}　{mandate.summary}")
    units = f"牵头：{'、'.join(mandate.lead)}" if mandate.lead else ""
    others = f"责任：{'、'.join(mandate.responsible)}" if mandate.responsible else ""
    due = str(mandate.deadline or mandate.deadline_text or "")
    facts = [units, others, f"时限：{due}" if due else "", f"证明：{mandate.proof_words}"]
    yield visible("      " + "；".join(fact for fact in facts if fact))
    for path in mandate.paths:
        yield visible(f"      栏目：{'>'.join(path)}")
