"""Apply the portal's own settings to all findings: levels it changed, codes it switched off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.data import dataclass
from generator.kinds.catalogue import CATALOGUE
from generator.load.known import Known
from generator.load.portal import Loaded
from generator.load.yaml.validate import did_you_mean
from generator.model.addresses.address import is_within
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.portal import Portal
from generator.model.settings import CheckSetting


@dataclass(frozen=True)
class SwitchedOff:
    """Findings that a setting keeps out of the report: how many, of which code, and why."""

    code: str
    number: int
    reason: str


@dataclass(frozen=True)
class CheckResult:
    """All findings as the portal wants them levelled, what it switched off, and what it knew that is gone."""

    findings: list[Finding]
    off: tuple[SwitchedOff, ...] = ()
    gone: tuple[Known, ...] = ()


def check_settings(portal: Portal) -> Iterator[Finding]:
    """A setting names a code and columns that exist, and lowers nothing that would make a build unsafe."""
    addresses = {column.address for column in portal.walk()}
    for setting in portal.settings:
        entry = CATALOGUE.get(setting.code)
        if entry is None:
            hint = did_you_mean(setting.code, list(CATALOGUE))
            yield finding("check-setting", setting.place, f"没有“{setting.code}”这个问题代码。", hint)
        elif _refused(setting):
            message = f"“{setting.code}”（{entry.name}）不能关闭或降级，否则生成的网站不可靠。"
            yield finding("check-setting", setting.place, message, "删除这条设置，改正问题本身。")
        for address in setting.columns:
            if address not in addresses:
                message = f"检查设置里的“{address}”不是栏目地址。"
                hint = did_you_mean(address, sorted(addresses)) or "写栏目地址，例如zwgk/zcwj。"
                yield finding("check-setting", setting.place, message, hint)


def _refused(setting: CheckSetting) -> bool:
    entry = CATALOGUE[setting.code]
    return entry.firm and setting.level is not entry.level


def apply_settings(findings: list[Finding], loaded: Loaded) -> CheckResult:
    """Level and drop findings as the settings of columns.yml say; of several the last that fits counts."""
    portal = loaded.portal
    settings = [
        setting
        for setting in (portal.settings if portal else ())
        if setting.code in CATALOGUE and not _refused(setting)
    ]
    if portal is None or not settings:
        return CheckResult(findings)
    by_code: dict[str, list[CheckSetting]] = {}
    for setting in settings:
        by_code.setdefault(setting.code, []).insert(0, setting)
    where = Whereabouts(loaded) if any(setting.columns for setting in settings) else None
    kept: list[Finding] = []
    off: dict[tuple[str, str], int] = {}
    for one in findings:
        chosen = next((each for each in by_code.get(one.code, ()) if _fits(each, one, where)), None)
        if chosen is None:
            kept.append(one)
        elif chosen.level is None:
            off[one.code, chosen.reason] = off.get((one.code, chosen.reason), 0) + 1
        else:
            kept.append(replace(one, level=chosen.level))
    return CheckResult(
        kept, tuple(SwitchedOff(code, number, why) for (code, why), number in sorted(off.items()))
    )


class Whereabouts:
    """Finds the column that a finding is about: by its document, by its folder, or by its line."""

    def __init__(self, loaded: Loaded) -> None:
        portal = loaded.portal
        shown = (*portal.documents, *portal.withdrawn) if portal else ()
        documents = (*shown, *loaded.hidden)
        self.by_file = {f"content/{document.path}": document.column for document in documents}
        self.by_place = {column.place: column.address for column in (portal.walk() if portal else ())}

    def column(self, one: Finding) -> str:
        """Return the address of the column that a finding is about, empty where it is about none."""
        path = one.place.path
        if path.startswith("content/"):
            folder = path.removeprefix("content/").rpartition("/")[0]
            return self.by_file.get(path, folder)
        return self.by_place.get(one.place, "")


def _fits(setting: CheckSetting, one: Finding, where: Whereabouts | None) -> bool:
    if not setting.columns and not setting.files:
        return True
    if one.place.path.removeprefix("content/") in setting.files:
        return True
    address = where.column(one) if where and setting.columns else ""
    return any(is_within(address, column) for column in setting.columns)
