"""Set known findings apart from new ones, and tell how many are left and how many are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.data import dataclass
from generator.kinds.catalogue import CATALOGUE
from generator.load.known import Known, fingerprint, may_be_known
from generator.model.catalogue import finding
from generator.model.finding import Finding, Level, Place

_WORDS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}


@dataclass(frozen=True)
class Sorted:
    """The findings that are new, those that are known, and what is known and not found any more."""

    new: list[Finding]
    left: list[Finding]
    gone: list[Known]


def sort_known(findings: Iterable[Finding], known: Sequence[Known]) -> Sorted:
    """Part findings by what is known. Of more findings that are alike than are known, the last are new."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for each in known:
        counts[each.print] += each.count
    new: list[Finding] = []
    left: list[Finding] = []
    for one in findings:
        mark = fingerprint(one.code, one.place.path, one.message)
        if counts[mark] > 0 and may_be_known(one.code, CATALOGUE[one.code].firm):
            counts[mark] -= 1
            left.append(one)
        else:
            new.append(one)
    gone: list[Known] = []
    for each in known:
        over = min(each.count, counts[each.print])
        if over > 0:
            counts[each.print] -= over
            gone.append(replace(each, count=over))
    return Sorted(new, left, gone)


def tell_known(found: Sorted, name: str) -> Iterator[Finding]:
    """Yield how many known findings are left to mend, and how many are gone. ``name`` is the file's."""
    if found.left:
        levels = Counter(each.level for each in found.left)
        words = "、".join(f"{word}{levels[level]}个" for level, word in _WORDS.items() if levels[level])
        yield finding("known-left", Place(name), f"还有{len(found.left)}个已知问题没有改（{words}）。")
    if found.gone:
        total = sum(each.count for each in found.gone)
        first = min(found.gone, key=lambda each: each.place)
        yield finding("known-gone", first.place, f"有{total}个已知问题已经没有了。")


def accept(new: Iterable[Finding], known: Sequence[Known], day: str, who: str) -> list[Known]:
    """Return all that is known once new findings are too: what was known keeps its day and who took it for known."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in new:
        if may_be_known(one.code, CATALOGUE[one.code].firm):
            counts[one.code, one.place.path, one.message] += 1
    added = [Known(*words, count, day, who, Place("")) for words, count in counts.items()]
    return [*known, *added]


def prune(known: Sequence[Known], gone: Sequence[Known]) -> list[Known]:
    """Return what is known without what is gone."""
    less = Counter({each.place: each.count for each in gone})
    kept = (replace(each, count=each.count - less[each.place]) for each in known)
    return [each for each in kept if each.count > 0]
