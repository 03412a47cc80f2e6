"""The state of every mandate, computed from the portal and from what units state in ledger.yml.

Met means that facts prove it. What only a person can judge, and what no website shows, is stated with a date,
evidence and a name, and told apart. Nothing is assumed, and nothing later than the portal's day counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from generator.check.proofs.ask import Ask
from generator.check.proofs.holdings import Holdings, document_proof
from generator.check.proofs.judge import judge
from generator.check.proofs.verdict import Verdict, names_of
from generator.mandates.library import load_packs
from generator.model.mandate import Assessment, Mandate, MandateState, Pack, Proof, Statement, is_bound
from generator.model.portal import Portal
from generator.model.proof import STRUCTURE, Fact, FactKind

_NO_PROGRESS = STRUCTURE | {FactKind.STATED, FactKind.CLEAN, FactKind.LOOK}


def assess_portal(portal: Portal) -> tuple[tuple[Pack, tuple[Assessment, ...]], ...]:
    """Return the packs that the portal names, each with the assessment of all its mandates."""
    holdings = Holdings(portal)
    return tuple((pack, _assess(pack, holdings)) for pack in load_packs(portal.packs, portal.own_packs.packs))


def assess_pack(portal: Portal, pack: Pack) -> tuple[Assessment, ...]:
    """Return the assessment of every mandate of a pack, in the order of the text."""
    return _assess(pack, Holdings(portal))


def _assess(pack: Pack, holdings: Holdings) -> tuple[Assessment, ...]:
    stated = statements_on(holdings.portal)
    return tuple(_assessment(mandate, pack, holdings, stated.get(mandate.ref)) for mandate in pack.mandates)


def statements_on(portal: Portal) -> dict[str, Statement]:
    """Return the statement that counts for each mandate on the portal's day: the newest that is not later."""
    counting: dict[str, Statement] = {}
    for each in portal.statements:
        known = counting.get(each.mandate)
        if each.day <= portal.as_of and gives_reason(each) and (known is None or each.day > known.day):
            counting[each.mandate] = each
    return counting


def gives_reason(stated: Statement) -> bool:
    """Tell whether a statement may count: that a task is not applicable needs a reason."""
    return bool(stated.reason) or stated.state is not MandateState.NOT_APPLICABLE


def _assessment(mandate: Mandate, pack: Pack, holdings: Holdings, stated: Statement | None) -> Assessment:
    if not is_bound(mandate, holdings.portal.level):
        return Assessment(mandate, MandateState.NOT_APPLICABLE, "这项任务不由本级机关承担。", ())
    if stated and stated.state is MandateState.NOT_APPLICABLE:
        reason = f"{stated.who}于{stated.day}说明不适用：{stated.reason}"
        return Assessment(
            mandate, MandateState.NOT_APPLICABLE, reason, _stated(stated, holdings), statement=stated
        )
    judged = [(fact, judge(Ask(fact, mandate, pack, holdings))) for fact in mandate.proof]
    made = _concluded(mandate, judged, holdings, stated)
    if pack.signed and holdings.portal.as_of < pack.signed:
        reason = f"{pack.short_title}{pack.signed}才印发，此前不要求落实。"
        return replace(made, state=MandateState.NOT_DUE, reason=reason, late=False)
    return made


def _concluded(
    mandate: Mandate, judged: list[tuple[Fact, Verdict]], holdings: Holdings, stated: Statement | None
) -> Assessment:
    places = holdings.places.of(mandate)
    missing = tuple(path for path in mandate.paths if not places[path])
    verdicts = [verdict for _, verdict in judged]
    shown = _each_once(proof for verdict in verdicts for proof in verdict.shown)
    lacking = [verdict for verdict in verdicts if not verdict.holds]
    if lacking or missing:
        told = [f"没有点名的栏目：{names_of(missing)}。"] if missing else []
        told += [each.reason for each in lacking if not (missing and _only_columns(each, missing))]
        progress = any(_is_progress(fact, verdict) for fact, verdict in judged)
        # A column that the clause names by its path is asked for before anything else.
        state = MandateState.PARTLY if progress and not missing else MandateState.NOT_MET
        pending = [(fact, verdict) for fact, verdict in judged if not verdict.holds]
        if _not_due(mandate, pending, holdings.portal, column_missing=bool(missing)):
            state = MandateState.NOT_DUE
            if mandate.deadline and holdings.portal.as_of > mandate.deadline and not stated:
                # What was to be filed by its day is due, although what is to be disclosed later is not.
                unsaid = [verdict.reason for verdict in verdicts if verdict.stated]
                told, state = (unsaid + told, MandateState.NEEDS_STATEMENT) if unsaid else (told, state)
        return Assessment(mandate, state, _sentence(told), shown, missing, stated)
    asking = [verdict for verdict in verdicts if verdict.look or verdict.stated]
    if asking and stated:
        return _as_stated(mandate, verdicts, stated, holdings, shown)
    late = max((verdict.late for verdict in verdicts if verdict.late), default=None)
    told = [verdict.reason for verdict in asking or verdicts]
    if late:
        told.append(f"逾期：{late}才公开，{_passed(mandate, judged)}")
    reason = _sentence(told)
    if any(verdict.look for verdict in asking):
        state = MandateState.UNJUDGED
    elif asking:
        pending = [(fact, verdict) for fact, verdict in judged if verdict.stated]
        waits = _not_due(mandate, pending, holdings.portal, column_missing=False)
        state = MandateState.NOT_DUE if waits else MandateState.NEEDS_STATEMENT
    else:
        state = MandateState.MET
    return Assessment(mandate, state, reason, shown, late=late is not None)


def _is_progress(fact: Fact, verdict: Verdict) -> bool:
    """Tell whether something of what is asked for is there: half of a fact, or the whole of one that content proves."""
    if verdict.look:
        return False
    return verdict.some and (not verdict.holds or fact.fact not in _NO_PROGRESS)


def _only_columns(verdict: Verdict, missing: Iterable[tuple[str, ...]]) -> bool:
    """Tell whether a verdict says no more than that columns are missing, which is told already."""
    return any(names_of([path]) in verdict.reason for path in missing) and not verdict.some


def _as_stated(
    mandate: Mandate,
    verdicts: list[Verdict],
    stated: Statement,
    holdings: Holdings,
    shown: tuple[Proof, ...],
) -> Assessment:
    reason = f"{stated.who}于{stated.day}说明。"
    told = [verdict.reason for verdict in verdicts if not (verdict.look or verdict.stated)]
    state = MandateState.STATED if stated.state is MandateState.MET else stated.state
    late = any(verdict.late for verdict in verdicts)
    proofs = _each_once((*_stated(stated, holdings), *shown))
    return Assessment(mandate, state, _sentence((reason, *told)), proofs, statement=stated, late=late)


def _stated(stated: Statement, holdings: Holdings) -> tuple[Proof, ...]:
    return tuple(_stated_proof(text, stated, holdings) for text in stated.evidence)


def _stated_proof(text: str, stated: Statement, holdings: Holdings) -> Proof:
    document = holdings.portal.lookups.by_path.get(text)
    if document:
        return document_proof(document)
    url = text if text.startswith(("https://", "http://")) else ""
    return Proof(text, url, f"{stated.who}，{stated.day}")


def _each_once(proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys(proofs))


def _sentence(told: Iterable[str]) -> str:
    """Join reasons to one sentence, each said once."""
    return "；".join(dict.fromkeys(reason.rstrip("。") for reason in told)) + "。"


def _passed(mandate: Mandate, judged: Iterable[tuple[Fact, Verdict]]) -> str:
    """Tell the last day of the fact that came to hold latest after it, and whether the text sets it."""
    late = [(verdict.late, fact, verdict.due) for fact, verdict in judged if verdict.late]
    _, fact, due = max(late, key=lambda each: each[0] or date.min)
    is_set = bool(due or fact.until or mandate.deadline)
    return f"{'期限是' if is_set else '任务的年度到'}{due or due_of(fact, mandate)}{'' if is_set else '为止'}"


def due_day(mandate: Mandate) -> date | None:
    """Return by when a mandate is to be met: as its text says, else when the period of its facts is over."""
    lasts = [last for fact in mandate.facts if (last := due_of(fact, mandate))]
    return mandate.deadline or max(lasts, default=None)


def due_of(fact: Fact, mandate: Mandate) -> date | None:
    """Return by when one fact is to hold: as it says, else as the mandate does."""
    if fact.fact is FactKind.FILED:
        # Its year is that of the reports, which come out in the next.
        return fact.until or mandate.deadline
    return fact.until or mandate.deadline or fact.last


def _not_due(
    mandate: Mandate, pending: Iterable[tuple[Fact, Verdict]], portal: Portal, *, column_missing: bool
) -> bool:
    """Tell whether no fact that is still pending was to hold by now.

    Without a day in the text its year of disclosure has to be over; a column that is named is to be there at once.
    """
    if column_missing and (mandate.deadline is None or portal.as_of > mandate.deadline):
        return False
    dues = [verdict.due or due_of(fact, mandate) for fact, verdict in pending]
    return all(due is not None and portal.as_of <= due for due in dues)
