"""What a form for a statement asks, who may fill it in, and what of it is still to be filled in."""

from __future__ import annotations

from generator.check.unit_lists import units_of
from generator.data import dataclass
from generator.desk.keeping.people import Person
from generator.load.columns.declare_ledger import StatedState
from generator.load.columns.ledger import LEDGER_FILE
from generator.model.mandate import Mandate

CHOICES = {
    StatedState.MET: "已落实", StatedState.PARTLY: "部分落实", StatedState.NOT_MET: "未落实", StatedState.NOT_APPLICABLE: "不适用",
}  # fmt: skip
# In the order of the form.
LABELS = {"state": "落实情况", "evidence": "证明", "reason": "原因", "who": "谁作的说明", "date": "日期"}
_REQUIRED = {
    "state": "请选落实情况。", "date": "请写是哪一天的情况。", "who": "请写谁作的说明：单位和姓名。",
    "evidence": "请写明凭什么这样说，至少一项。",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What was typed in the form, by key."""

    told: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.told.get(key, "")

    @property
    def labelled(self) -> dict[str, str]:
        """The same as a person reads it: by the titles of the fields, a choice by its name."""
        state = {key.value: label for key, label in CHOICES.items()}.get(self["state"], self["state"])
        lines = {key: "；".join(self[key].split("\n")) for key in LABELS}
        return {label: state if key == "state" else lines[key] for key, label in LABELS.items()}


def lacking_of(typed: Words) -> dict[str, list[str]]:
    """Return the fields that have to be filled in and are not, with words for each."""
    found = {key: [words] for key, words in _REQUIRED.items() if not typed[key].strip()}
    if typed["state"] and typed["state"] not in set(StatedState):
        found["state"] = [_REQUIRED["state"]]
    return found


def bound_units(mandate: Mandate) -> list[str]:
    """Return the units that a mandate is given to."""
    return units_of("、".join(mandate.units))


def may_state(person: Person, mandate: Mandate) -> bool:
    """Tell whether somebody speaks for a unit that a mandate is given to."""
    return person.rights is None or bool(set(person.rights.units) & set(bound_units(mandate)))


def plainly(reason: str) -> str:
    """Return why a statement is asked for, for who has a form before him, and no file."""
    return reason.replace(f"要在{LEDGER_FILE}中说明", "要作说明").replace(f"在{LEDGER_FILE}中说明", "作说明")


def for_editors(hint: str) -> str:
    """Return a hint for who has a form before him, and no file."""
    return "" if "yml" in hint or "content" in hint else hint.replace("写上reason：", "写上")
