"""A pack's ledger (台账) as JSON and CSV: every mandate with its state and evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from generator.mandates.vocabulary import FACTS
from generator.model.mandate import STATE_LABELS, Assessment, Mandate, MandateState, Pack, Proof, Statement
from generator.tables import csv_text
from generator.visible import escaped_json

CSV_HEAD = (
    "任务编号", "工作任务", "分项", "序号", "贯彻举措", "牵头单位", "责任单位", "完成时限", "公开路径",
    "落实情况", "情况说明", "证明材料", "证明方式", "书面说明", "是否逾期",
)  # fmt: skip


def deadline_words(mandate: Mandate) -> str:
    """Return the deadline as the directive words it; without words, its day."""
    return mandate.deadline_text or (mandate.deadline.isoformat() if mandate.deadline else "")


def paths_words(mandate: Mandate, separator: str) -> str:
    """Return the named column paths as a directive writes them: 政务公开>政府信息公开目录>政策解读."""
    return separator.join(">".join(path) for path in mandate.paths)


def proof_words(proofs: Iterable[Proof], separator: str) -> str:
    """Return evidence in words: title and remark of each."""
    return separator.join(f"{proof.title}（{proof.note}）" if proof.note else proof.title for proof in proofs)


def ledger_json(pack: Pack, assessments: Sequence[Assessment]) -> str:
    """Return ``{"pack", "mandates": [{"id", …, "state", "reason", …, "evidence": [{"title", "url"}]}]}``.

    Addresses are relative to the site's root, empty where the evidence is not in the site. ``deadline``
    is a day where the directive gives one, otherwise its words. ``proof`` is what the state rests on, in the
    words of the packs joined by +; ``statement`` is null where nobody stated anything that counts.
    """
    rows = [
        {
            "id": each.mandate.id,
            "section": each.mandate.section,
            "subsection": each.mandate.subsection,
            "item_no": each.mandate.item_no,
            "summary": each.mandate.summary,
            "lead": list(each.mandate.lead),
            "responsible": list(each.mandate.responsible),
            "deadline": each.mandate.deadline.isoformat()
            if each.mandate.deadline
            else each.mandate.deadline_text,
            "paths": [list(path) for path in each.mandate.paths],
            "state": each.state.value,
            "reason": each.reason,
            "proof": each.mandate.proof_words,
            "late": each.late,
            "statement": _statement(each.statement),
            "missing": [list(path) for path in each.missing],
            "binds": list(each.mandate.binds),
            "deadline_text": each.mandate.deadline_text,
            "evidence": [{"title": proof.title, "url": proof.url} for proof in each.proofs],
        }
        for each in assessments
    ]
    return escaped_json(json.dumps({"pack": pack.id, "mandates": rows}, ensure_ascii=False, indent=2)) + "\n"


def _statement(stated: Statement | None) -> dict[str, object] | None:
    if stated is None:
        return None
    return {
        "state": stated.state.value,
        "date": stated.day.isoformat(),
        "who": stated.who,
        "reason": stated.reason,
        "evidence": list(stated.evidence),
    }


def statement_words(stated: Statement | None) -> str:
    """Return who stated what and when; empty where nobody did."""
    if stated is None:
        return ""
    state = "已落实" if stated.state is MandateState.MET else STATE_LABELS[stated.state]
    return f"{stated.who}，{stated.day}，{state}"


def fact_words(mandate: Mandate) -> str:
    """Return what a mandate is proved by, in words."""
    return "、".join(dict.fromkeys(FACTS[fact.fact].name for fact in mandate.proof))


def ledger_csv(assessments: Iterable[Assessment]) -> str:
    """Return the ledger as CSV, one mandate a line, several values in a cell divided by ；."""
    rows: list[Sequence[object]] = [CSV_HEAD]
    for each in assessments:
        mandate = each.mandate
        rows.append(
            [
                mandate.id, mandate.section, mandate.subsection, mandate.item_no, mandate.summary,
                "；".join(mandate.lead), "；".join(mandate.responsible), deadline_words(mandate),
                paths_words(mandate, "；"), STATE_LABELS[each.state], each.reason, proof_words(each.proofs, "；"),
                fact_words(mandate), statement_words(each.statement), "逾期" if each.late else "",
            ]
        )  # fmt: skip
    return csv_text(rows)
