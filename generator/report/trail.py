"""The trail as CSV and JSON: one act a line, the newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from generator.model.trail.acts import Trail, TrailRow
from generator.tables import csv_text
from generator.visible import escaped_json

CSV_HEAD = (
    "提交时间", "事项", "标题", "栏目", "责任单位", "发布机构", "网址", "发布时间", "提交人", "作者", "初审", "复审", "终审",
    "版本", "说明",
)  # fmt: skip


def time_words(moment: datetime | None) -> str:
    """Return a moment to the minute, as heads of documents write it; empty for none."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def trail_csv(rows: Iterable[TrailRow]) -> str:
    """Return the trail as CSV."""
    lines: list[Sequence[object]] = [CSV_HEAD]
    for row in rows:
        act = row.act
        lines.append(
            [
                time_words(act.when), act.kind.value, row.title, ">".join(row.column), row.unit, row.issuer, row.url,
                time_words(act.appears), act.who, act.author, *act.reviewers, act.revision, "".join(act.notes),
            ]
        )  # fmt: skip
    return csv_text(lines)


def trail_json(trail: Trail, rows: Iterable[TrailRow]) -> str:
    """Return ``{"commit", "reason", "warnings": [], "acts": [{"kind", "time", "title", "url", …}]}``.

    Addresses are relative to the site's root, empty where there is no page. Times are China's.
    """
    acts = [
        {
            "kind": row.act.kind.value,
            "time": time_words(row.act.when),
            "title": row.title,
            "url": row.url,
            "column": list(row.column),
            "unit": row.unit,
            "issuer": row.issuer,
            "published": time_words(row.act.appears),
            "committer": row.act.who,
            "author": row.act.author,
            "review": dict(zip(("first", "second", "third"), row.act.reviewers, strict=True)),
            "revision": row.act.revision,
            "notes": list(row.act.notes),
        }
        for row in rows
    ]
    told = {
        "commit": trail.commit,
        "reason": trail.reason,
        "warnings": list(trail.warnings),
        "acts": acts,
    }
    return escaped_json(json.dumps(told, ensure_ascii=False, indent=1)) + "\n"
