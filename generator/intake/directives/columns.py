"""The columns of the website that a task names: 公开路径 in brackets, or in a sentence that asks for a column."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.data import dataclass
from generator.intake.directives.said import closings, squash
from generator.mandates.atlas import AtlasEntry, read_atlas
from generator.mandates.plan import full_path

Names = tuple[str, ...]
_OPENING = re.compile(r"[（(〔\[【]\s*+(?:公开|发布)(?:路径|渠道|平台|栏目|位置|载体)\s*+[：:]")
_ARROWS = re.compile(r"(?:-{1,3}|—{1,2}|=)?[>＞→⇒›»]|-{2,3}|——")
# More than this is no path of columns.
_DEEPEST, _MOST_SLASHES = 10, 5
_LEAD_NUMBER = re.compile(r"^(?:\d{1,2}[.．、]?|[①-⑳]|[（(]\d[）)])(?=\D)")
_SITE = re.compile(r"(?:网站|门户|官网|网站首页|首页|网|平台)$")
_SENTENCE = re.compile(
    r"“(?P<above>[^“”]{1,80}[>＞→][^“”]{1,80})”(?:栏目|目录)?(?:中|下|内|里)?[，,]?(?:至少)?(?:设置|开设|增设|设立|新增|建立)"
    r"(?P<names>(?:“[^“”]{1,40}”[、和及]?)++)(?P<after>(?:等)?(?:专题|专门|\d个|[一二三四五六七八九]个)?(?:子)?(?:栏目|专栏))?"
)
_QUOTED = re.compile(r"“([^“”]{1,40})”")
_NAMED = re.compile(r"(?:“[^“”]{1,24}”[、和及]?){1,8}(?:等)?(?:信息公开)?(?:专题|专门|子)?(?:栏目|专栏)")
_FOREIGN = re.compile(r"链接(?!到|至)[^，。；“”]{0,24}$")
_WANTED = re.compile(
    r"(?:设置|开设|增设|设立|新增|新设|建立|完善|优化|规范|发布|公开|展示|公布|在|到|至|的|个)[^，。；]{0,12}$"
)


@dataclass(frozen=True)
class Named:
    """The columns a task names, and why a person must look. ``asks`` tells that it wants them set up.

    ``names`` are columns named without the path to them.
    """

    paths: tuple[Names, ...] = ()
    doubt: str = ""
    asks: bool = False
    names: Names = ()


def find_columns(text: str) -> Named:
    """Return the columns that a task's text names; those named alone are told apart."""
    bare = squash(text)
    written, broken = _bracketed(bare)
    paths = [path for each in written for path in path_list(each)]
    if paths:
        why = "括号没有配对，路径到哪里为止要核对" if broken else slash_doubt(written, paths)
        return Named(tuple(dict.fromkeys(paths)), why, asks=bool(_SENTENCE.search(bare)))
    if any(_ARROWS.search(each) for each in written):
        return Named((), "括号里的公开路径没有读出来")
    plain = _OPENING.sub("", bare)
    sentence = list(_sentences(plain))
    if sentence:
        return Named(tuple(dict.fromkeys(sentence)), "", asks=True)
    return _by_name(bare)


def without_paths(text: str) -> str:
    """Return a task's text without the brackets that only say where it is to be published."""
    bare = squash(text)
    ends = closings(bare)
    kept: list[str] = []
    start = 0
    for found in _OPENING.finditer(bare):
        if found.start() >= start:
            kept.append(bare[start : found.start()])
            start = _end(bare, ends, found.start())
    return re.sub(r"。{2,}", "。", "".join([*kept, bare[start:]]))


def slash_doubt(written: Iterable[str], paths: Iterable[Names]) -> str:
    """Return why to look at names that were divided at a slash: the atlas does not know them as columns."""
    divided = any("/" in each or "／" in each for each in written)
    unknown = divided and any(path[-1] not in _below(path[:-1]) for path in paths)
    return "名称里有“/”，按几个栏目读了，是不是一个栏目要核对" if unknown else ""


def path_list(written: str) -> list[Names]:
    """Return the paths in what stands behind 公开路径, each from the top; other channels are left out."""
    found: list[Names] = []
    for piece in re.split(r"[，,；;。\n]|(?<=\D)(?=[2-9][.．、]\D)", squash(written)):
        bare = _LEAD_NUMBER.sub("", piece.strip("（）()〔〕[]【】"))
        steps = [step.strip('“”"') if step.count("“") == 1 else step for step in _ARROWS.split(bare) if step]
        if (
            not 1 < len(steps) <= _DEEPEST
            or sum(step.count("/") + step.count("／") for step in steps) > _MOST_SLASHES
        ):
            continue
        found += _expanded(steps[1:] if _SITE.search(steps[0]) else steps)
    return found


def _bracketed(bare: str) -> tuple[list[str], bool]:
    """Return what stands behind 公开路径 in each bracket, and whether a bracket does not close."""
    found: list[str] = []
    broken = False
    ends = closings(bare)
    behind = 0
    for opening in _OPENING.finditer(bare):
        if opening.start() < behind:
            continue
        end = behind = _end(bare, ends, opening.start())
        broken = broken or opening.start() not in ends
        found.append(bare[opening.end() : end])
    return found, broken


def _end(bare: str, ends: dict[int, int], start: int) -> int:
    """Return where a bracket ends; one that is not closed ends with its sentence."""
    if start in ends:
        return ends[start]
    stop = bare.find("。", start)
    return stop if stop >= 0 else len(bare)


def _expanded(steps: list[str]) -> list[Names]:
    """Return the paths for 重要政策/政策解读; a name that the atlas knows with its slash stays one."""
    paths: list[Names] = [()]
    for step in steps:
        paths = [(*path, name) for path in paths for name in _names(path, step)]
    return [full_path(path) for path in paths]


def _names(above: Names, step: str) -> list[str]:
    name = step.replace("(", "（").replace(")", "）")
    if "/" not in name and "／" not in name:
        return [name]
    name = name.replace("／", "/")
    return [name] if name in _below(full_path(above)) else [each for each in name.split("/") if each]


def _below(path: Names) -> frozenset[str]:
    entry: AtlasEntry | None = read_atlas()
    for step in path:
        entry = entry.below.get(step) if entry else None
    return frozenset(entry.below) if entry else frozenset()


def _sentences(bare: str) -> list[Names]:
    found: list[Names] = []
    for sentence in _SENTENCE.finditer(bare):
        above = full_path([step for step in _ARROWS.split(sentence["above"]) if step])
        if _SITE.search(above[0]) and len(above) > 1:
            above = full_path(above[1:])
        names = sentence["names"].rstrip("、和及")
        known = _below(above)
        if names in known:
            found.append((*above, names))
            continue
        several = "个" in (sentence["after"] or "")
        for quoted in _QUOTED.findall(names):
            found += [(*above, each) for each in (quoted.split("、") if several else [quoted])]
    return found


def _by_name(bare: str) -> Named:
    """Return the columns that are named without their path; columns of other sites that are linked to are none."""
    found: list[str] = []
    for named in _NAMED.finditer(bare):
        before = bare[: named.start()]
        if not _FOREIGN.search(before) and _WANTED.search(before):
            found += _QUOTED.findall(named.group())
    return Named(names=tuple(dict.fromkeys(found)))


def complete(named: Named, written: Iterable[Names]) -> Named:
    """Return the columns with those named alone found among the paths that the directive writes elsewhere.

    One that no path leads to is left out, and said: nothing is put in for it.
    """
    paths: list[Names] = list(named.paths)
    doubts = [named.doubt] if named.doubt else []
    known = sorted(
        {path[:end] for path in written for end in range(1, len(path) + 1)},
        key=lambda path: (len(path), path),
    )
    for name in named.names:
        path = next((path for path in known if path[-1] == name), None)
        if path:
            paths.append(path)
            doubts.append(f"原文只写了栏目名“{name}”，上级取自这份要点别处写的路径")
            continue
        usual = _usual(name)
        where = f"；通常在{'>'.join(usual)}" if usual else ""
        doubts.append(f"原文只写了栏目名“{name}”，没有写上级，没有记作公开路径{where}")
    return Named(tuple(dict.fromkeys(paths)), "；".join(dict.fromkeys(doubts)), named.asks)


def _usual(name: str) -> Names:
    """Return where the column of this name stands in the atlas, the highest one; nothing without one."""
    level: list[tuple[Names, AtlasEntry]] = [((), read_atlas())]
    while level:
        for path, entry in level:
            if name in entry.below:
                return (*path, name)
        level = [((*path, each), below) for path, entry in level for each, below in entry.below.items()]
    return ()
