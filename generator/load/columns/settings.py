"""Read ``checks`` and ``limits`` of columns.yml into the configuration of the checks."""

from __future__ import annotations

from typing import Any

from generator.data import dataclass
from generator.load.columns.declare_checks import CheckDeclaration, LimitsDeclaration, SettingLevel
from generator.load.columns.declare_columns import ColumnsFile
from generator.load.yaml.marked import Marked, Spot
from generator.load.yaml.validate import rename_labels
from generator.model.finding import Level
from generator.model.settings import CheckSetting, Limits
from generator.model.subjects import written_subject

# Takes the place of a faulty setting, so that the others keep their numbers and with them their lines.
_STAND_IN = {"code": "-", "level": SettingLevel.INFO.value, "reason": "-"}


@dataclass(frozen=True)
class CheckConfig:
    """The settings and thresholds of a portal."""

    settings: tuple[CheckSetting, ...]
    limits: Limits


def rename_check_labels(marked: Marked) -> None:
    """Replace the Chinese labels used as keys below ``checks`` and ``limits``."""
    if not isinstance(marked.value, dict):
        return
    rename_labels(marked, ("limits",), LimitsDeclaration)
    checks = marked.value.get("checks")
    for number in range(len(checks) if isinstance(checks, list) else 0):
        rename_labels(marked, ("checks", number), CheckDeclaration)


def make_check_config(declared: ColumnsFile, marked: Marked) -> CheckConfig:
    """Return the settings with their places; stand-ins of faulty ones, which have no code, are left out."""
    settings = tuple(
        CheckSetting(
            code=one.code,
            level=None if one.level is SettingLevel.OFF else Level(one.level.value),
            columns=tuple(address.strip("/") for address in one.columns),
            files=tuple(path.removeprefix("content/") for path in one.files),
            reason=one.reason,
            place=marked.place(("checks", number, "code")),
        )
        for number, one in enumerate(declared.checks)
        if one.code != _STAND_IN["code"]
    )
    return CheckConfig(
        settings,
        Limits(
            **declared.limits.model_dump(exclude={"vague_words", "subjects"}),
            vague_words=tuple(declared.limits.vague_words),
            subjects=tuple(map(written_subject, declared.limits.subjects)),
        ),
    )


def drop_check_setting(value: Any, fault: Spot) -> bool:
    """Make a faulty setting or threshold harmless without moving its neighbours."""
    whole = value.get(fault[0])
    if isinstance(whole, list) and len(fault) > 1 and isinstance(fault[1], int):
        whole[fault[1]] = dict(_STAND_IN)
    elif isinstance(whole, dict) and len(fault) > 1 and fault[1] in whole:
        del whole[fault[1]]
    else:
        value.pop(fault[0], None)
    return True
