"""From a fact to the verdict on it: one word of the vocabulary, one judge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.check.proofs.ask import Ask
from generator.check.proofs.contents import judge_documents
from generator.check.proofs.elements import judge_clean, judge_elements
from generator.check.proofs.people import judge_look, judge_stated
from generator.check.proofs.policies import (
    judge_interpretations,
    judge_interpreted,
    judge_prompt,
    judge_tied,
)
from generator.check.proofs.site import judge_column, judge_feature, judge_link
from generator.check.proofs.tables import judge_every, judge_rows
from generator.check.proofs.verdict import Verdict
from generator.check.proofs.yearly import judge_filed, judge_press
from generator.model.proof import Fact, FactKind

_JUDGES: dict[FactKind, Callable[[Ask], Verdict]] = {
    FactKind.COLUMN: judge_column,
    FactKind.LINK: judge_link,
    FactKind.FEATURE: judge_feature,
    FactKind.ELEMENTS: judge_elements,
    FactKind.DOCUMENTS: judge_documents,
    FactKind.FILED: judge_filed,
    FactKind.INTERPRETATIONS: judge_interpretations,
    FactKind.PRESS: judge_press,
    FactKind.ROWS: judge_rows,
    FactKind.EVERY: judge_every,
    FactKind.PROMPT: judge_prompt,
    FactKind.INTERPRETED: judge_interpreted,
    FactKind.TIED: judge_tied,
    FactKind.CLEAN: judge_clean,
    FactKind.LOOK: judge_look,
    FactKind.STATED: judge_stated,
}


def judge(ask: Ask) -> Verdict:
    """Return the verdict on a fact."""
    if ask.fact.fact is FactKind.ANY_OF:
        verdicts = [judge(replace(ask, fact=fact)) for fact in ask.fact.facts]
        return max(verdicts, key=_worth)
    verdict = _JUDGES[ask.fact.fact](ask)
    if not verdict.holds and not verdict.some and verdict.wanted and ask.columns:
        return _unlike(ask, verdict)
    return verdict


def _unlike(ask: Ask, verdict: Verdict) -> Verdict:
    """Where the kind asked for is not there but other content is, a person must look: its head may not say all."""
    fact = ask.fact
    look = Fact(
        FactKind.LOOK,
        columns=fact.columns,
        since=fact.since,
        until=fact.until,
        year=fact.year,
        look=verdict.wanted,
    )
    seen = judge_look(replace(ask, fact=look))
    return seen if seen.holds else verdict


def _worth(verdict: Verdict) -> tuple[bool, bool, bool, bool]:
    """Order verdicts: what is proved, in time, before what people must say, before what is there in part."""
    proved = verdict.holds and not (verdict.look or verdict.stated)
    return (proved, verdict.holds and not verdict.late, verdict.holds and not verdict.stated, verdict.some)
