"""What changed between two states of a portal in its standing: mandates, statements, and the checks it switched."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from generator.check.proofs.states import assess_portal
from generator.data import dataclass
from generator.kinds.catalogue import CATALOGUE
from generator.model.mandate import STATE_LABELS, Assessment, MandateState, Statement
from generator.model.portal import Portal
from generator.model.settings import CheckSetting
from generator.report.ledger import statement_words

_WITHOUT = "（没有）"
_LEVELS = {"error": "错误", "warning": "警告", "info": "提示", "off": "关闭"}


@dataclass(frozen=True)
class Turned:
    """Something of the standing before and after, in words and in codes; empty where it was not there."""

    ref: str
    title: str
    before: str
    after: str
    before_code: str = ""
    after_code: str = ""
    why: str = ""


@dataclass(frozen=True)
class Standing:
    """All that changed: mandates in another state, statements given, changed or gone, settings of checks alike."""

    mandates: tuple[Turned, ...]
    statements: tuple[Turned, ...]
    checks: tuple[Turned, ...]


def compare_standing(old: Portal, new: Portal) -> Standing:
    """Compare two states, both looked at on the day of the portal: what the day alone changes is not told."""
    was, now = _assessed(old), _assessed(new)
    titles = {ref: _title(each) for ref, each in (was | now).items()}
    return Standing(
        tuple(_mandates(was, now)), tuple(_statements(old, new, titles)), tuple(_settings(old, new))
    )


def _title(assessment: Assessment) -> str:
    return f"{assessment.mandate.clause}：{assessment.mandate.summary}"


def _mandates(was: Mapping[str, Assessment], now: Mapping[str, Assessment]) -> Iterator[Turned]:
    for ref in _either(was, now):
        before, after = was.get(ref), now.get(ref)
        if (before and before.state) == (after and after.state):
            continue
        known = after or before
        assert known
        yield Turned(
            ref,
            _title(known),
            STATE_LABELS[before.state] if before else _WITHOUT,
            STATE_LABELS[after.state] if after else _WITHOUT,
            before.state.value if before else "",
            after.state.value if after else "",
            after.reason if after else "网站不再适用这份要点，或要点里不再有这项任务。",
        )


def _assessed(portal: Portal) -> dict[str, Assessment]:
    return {each.mandate.ref: each for _, assessments in assess_portal(portal) for each in assessments}


def _statements(old: Portal, new: Portal, titles: Mapping[str, str]) -> Iterator[Turned]:
    was = {each.mandate: each for each in old.statements}
    now = {each.mandate: each for each in new.statements}
    for ref in _either(was, now):
        before, after = was.get(ref), now.get(ref)
        if _said(before) != _said(after):
            yield Turned(
                ref,
                titles.get(ref, ref),
                statement_words(before) or _WITHOUT,
                statement_words(after) or _WITHOUT,
                _state(before),
                _state(after),
                "；".join(filter(None, (after.reason, *after.evidence))) if after else "",
            )


def _said(stated: Statement | None) -> Hashable:
    return stated and (stated.state, stated.day, stated.who, stated.evidence, stated.reason)


def _state(stated: Statement | None) -> str:
    return (stated.state or MandateState.STATED).value if stated else ""


def _settings(old: Portal, new: Portal) -> Iterator[Turned]:
    was, now = _decided(old), _decided(new)
    for key in _either(was, now):
        before, after = was.get(key), now.get(key)
        if (before and (before.level, before.reason)) == (after and (after.level, after.reason)):
            continue
        code, columns, files = key
        entry = CATALOGUE.get(code)
        where = "、".join((*columns, *files))
        title = f"{entry.name if entry else code}{f'（限于{where}）' if where else ''}"
        yield Turned(
            code,
            title,
            _level_words(before),
            _level_words(after),
            _level(before),
            _level(after),
            after.reason if after else "",
        )


def _decided(portal: Portal) -> dict[tuple[str, tuple[str, ...], tuple[str, ...]], CheckSetting]:
    return {(each.code, each.columns, each.files): each for each in portal.settings}


def _level(setting: CheckSetting | None) -> str:
    if setting is None:
        return ""
    return setting.level.value if setting.level else "off"


def _level_words(setting: CheckSetting | None) -> str:
    return f"{_LEVELS[_level(setting)]}（{setting.reason}）" if setting else "（没有另设）"


def _either(was: Mapping[Any, Any], now: Mapping[Any, Any]) -> list[Any]:
    """Return the keys of both in the order of the newer, what is gone at the end."""
    return [*now, *(key for key in was if key not in now)]


def standing_json(standing: Standing) -> dict[str, list[dict[str, str]]]:
    """Return the changes as lists of objects."""
    lists = {"mandates": standing.mandates, "statements": standing.statements, "checks": standing.checks}
    return {
        name: [
            {
                "code" if name == "checks" else "mandate": each.ref,
                "title": each.title,
                "before": each.before_code,
                "after": each.after_code,
                "before_words": each.before,
                "after_words": each.after,
                "reason": each.why,
            }
            for each in found
        ]
        for name, found in lists.items()
    }


def standing_blocks(standing: Standing) -> Iterator[tuple[str, str, tuple[Turned, ...]]]:
    """Yield what is to be told of each kind of change that there is: its title, the word for the reason, the rows."""
    for title, why, found in (
        ("落实情况变了的任务", "情况", standing.mandates),
        ("变了的书面说明", "说明", standing.statements),
        ("变了的检查设置", "", standing.checks),
    ):
        if found:
            yield title, why, found
