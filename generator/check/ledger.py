"""Rules on what the directives ask for and on what ledger.yml states about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.check.proofs.states import assess_portal, gives_reason
from generator.load.columns.ledger import LEDGER_FILE
from generator.load.yaml.validate import did_you_mean
from generator.mandates.library import find_mandate, known_bases
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.mandate import Assessment, MandateState, Pack, Statement
from generator.model.portal import Portal
from generator.model.proof import FactKind, Names

_LACKING = (MandateState.NOT_MET, MandateState.PARTLY)
_SAID_BY_PEOPLE = (FactKind.LOOK, FactKind.STATED)


def check_mandates(portal: Portal) -> Iterator[Finding]:
    """Every pack that the portal names: mandated columns that are missing, mandates that are not met."""
    missing: dict[Names, list[Assessment]] = {}
    for pack, assessments in assess_portal(portal):
        place = portal.places.get(pack.id, Place("columns.yml"))
        for each in assessments:
            if each.state is MandateState.NOT_MET and not each.missing:
                yield _unmet(each, place)
            for path in each.missing if each.state in _LACKING else ():
                missing.setdefault(path, []).append(each)
        yield from _in_short(pack, assessments, place)
    for path, asking in missing.items():
        place = portal.places.get(asking[0].mandate.pack, Place("columns.yml"))
        refs = tuple(each.mandate.ref for each in asking)
        message = f"没有栏目“{'>'.join(path)}”，任务{'、'.join(refs)}点名要求设置。"
        yield finding("column-mandated", place, message, basis=refs)


def _unmet(assessment: Assessment, place: Place) -> Finding:
    mandate = assessment.mandate
    message = f"任务{mandate.ref}没有落实：{mandate.summary}{assessment.reason}"
    names = "、".join(">".join(path) for path in mandate.sought)
    hint = f"在栏目{names}公开有关内容。" if names else "在ledger.yml中改正说明，或落实后更新说明。"
    return finding("mandate-unmet", place, message, hint, (mandate.ref,))


def _in_short(pack: Pack, assessments: Iterable[Assessment], place: Place) -> Iterator[Finding]:
    words = {
        MandateState.PARTLY: ("mandate-partly", "项任务部分落实"),
        MandateState.UNJUDGED: ("mandate-unjudged", "项任务有内容，待核：是不是要点要求的，由人来看"),
        MandateState.NEEDS_STATEMENT: ("mandate-statement", "项任务网站上看不出来，还没有说明"),
    }
    for state, (code, what) in words.items():
        chosen = [each.mandate for each in assessments if each.state is state]
        if chosen:
            ids = "、".join(mandate.id for mandate in chosen)
            message = f"要点{pack.id}有{len(chosen)}{what}：{ids}。"
            yield finding(code, place, message, basis=tuple(mandate.ref for mandate in chosen))


def check_statements(portal: Portal) -> Iterator[Finding]:
    """Every statement of ledger.yml is about a mandate that needs one, once, with evidence that is there."""
    seen = dict[str, Statement]()
    for each in portal.statements:
        mandate = find_mandate(each.mandate, portal.own_packs.packs)
        if mandate is None and portal.own_packs.is_unread(each.mandate):
            continue
        if mandate is None:
            message = f"没有“{each.mandate}”这项任务。"
            choices = sorted(
                base for base in known_bases(portal.own_packs.packs) if base.partition("#")[0] in portal.packs
            )
            yield finding("mandate-unknown", each.place, message, did_you_mean(each.mandate, choices))
            continue
        if each.mandate in seen:
            message = f"任务{each.mandate}在第{seen[each.mandate].place.line}行已经说明过。"
            yield finding("statement-duplicate", each.place, message)
        seen.setdefault(each.mandate, each)
        said = any(fact.fact in _SAID_BY_PEOPLE for fact in mandate.facts)
        if not said and each.state is not MandateState.NOT_APPLICABLE:
            message = f"任务{each.mandate}的状态由网站内容算出，说明不改变它。"
            yield finding("statement-unneeded", each.place, message)
        if not gives_reason(each):
            message = f"任务{each.mandate}写的是不适用，没有写原因，这条说明不计算。"
            yield finding("statement-reason", each.place, message)
        if each.day > portal.as_of:
            message = f"任务{each.mandate}的说明写的是{each.day}，在基准日{portal.as_of}之后，暂不计算。"
            yield finding("statement-later", each.place, message)
            continue
        yield from _broken_evidence(each, portal)


def _broken_evidence(each: Statement, portal: Portal) -> Iterator[Finding]:
    for text in each.evidence:
        if text.endswith(".md") and text not in portal.lookups.by_path:
            message = f"任务{each.mandate}的证明“{text}”不是已公开的文档。"
            hint = f"写content里文档的路径，例如ywdt/tzgg/20260303-a.md；{LEDGER_FILE}里不写content/。"
            yield finding("link-broken", each.place, message, hint)
