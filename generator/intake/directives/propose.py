"""What a drafted pack proposes beyond the words of the text: who is bound, and what would prove a task."""

from __future__ import annotations

import re
from datetime import date

from generator.data import dataclass
from generator.intake.directives.columns import without_paths
from generator.intake.directives.measures import Measure
from generator.mandates.declare_pack import Bound

_ONLY_COLUMN = re.compile(
    r"^[^，。；：]{0,40}(?:设置|开设|增设|设立|新设)(?:“[^”]{1,40}”[、和]?)++(?:等)?(?:专题|子)?(?:栏目|专栏)。?$"
)
_PATH_WORDS = re.compile(r"“[^”]{0,80}[>＞→][^”]{0,80}”")
_SHOWN = re.compile(r"公开|公布|发布|公示|展示|集中展示|更新|栏目|专栏")
_SENTENCE = re.compile(r"[^。；]{1,60}")
_TOWNSHIP = re.compile(r"镇|乡|街道")
_CLASSES = re.compile(r"部门|成员单位|有关单位|各单位|各级|行政机关|承办单位|主办单位")
_DISTRICTS = re.compile(r"区县|各区|各县|县区|县市区|区、县|市县")


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one task. ``look`` is what a person must judge, None where the site shows nothing."""

    binds: tuple[str, ...]
    only_column: bool
    look: str
    since: date | None
    until: date | None


def propose(measure: Measure, level: str, year: int) -> Proposal:
    """Return a proposal: the column alone is proof only where the text asks for nothing else."""
    text = without_paths(measure.text)
    only = bool(
        measure.columns.asks and measure.columns.paths and not measure.columns.doubt and _asks_no_more(text)
    )
    look = "" if only or not measure.columns.paths else _look(text)
    since = date(year, 1, 1) if year else None
    return Proposal(_binds(measure, level), only, look, since, measure.deadline)


def could_show(measure: Measure) -> bool:
    """Tell whether a task asks for something to be published, without naming where."""
    return not measure.columns.paths and bool(_SHOWN.search(measure.text))


def _asks_no_more(text: str) -> bool:
    return bool(_ONLY_COLUMN.match(_PATH_WORDS.sub("", text)))


def _look(text: str) -> str:
    found = _SENTENCE.match(text)
    return f"栏目里的内容是不是任务要求的：{found.group() if found else text[:60]}"


def _binds(measure: Measure, level: str) -> tuple[str, ...]:
    names = (*measure.responsible, *measure.lead) if not measure.responsible else measure.responsible
    said = "、".join(names)
    if level == "district":
        found = [Bound.DISTRICT.value]
        if _CLASSES.search(said):
            found.append(Bound.DISTRICT_DEPARTMENT.value)
        if _TOWNSHIP.search(said):
            found.append(Bound.TOWNSHIP.value)
        return tuple(found)
    if level == "municipality":
        cities = [name for name in names if not _DISTRICTS.search(name)]
        found = [Bound.CITY_DEPARTMENT.value] if cities else []
        if not cities and not any(_DISTRICTS.search(name) for name in names):
            found = [Bound.CITY.value]
        if any(_DISTRICTS.search(name) for name in names):
            found.append(Bound.DISTRICT.value)
        return tuple(found)
    return (Bound.TOWNSHIP.value,) if level == "township" else ()
