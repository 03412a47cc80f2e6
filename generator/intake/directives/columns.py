"""The columns of the website that a task names: 公开路径 in brackets, or in a sentence that asks for a column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.intake.directives.said import squash
from generator.mandates.atlas import AtlasEntry, read_atlas
from generator.mandates.plan import full_path

Names = tuple[str, ...]
_OPENING = re.compile(r"[（(〔\[【]\s*+(?:公开|发布)(?:路径|渠道|平台|栏目|位置|载体)\s*+[：:]")
_CLOSES = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】"}
_OPENS = {close: opening for opening, close in _CLOSES.items()}
_ARROWS = re.compile(r"(?:-{1,3}|—{1,2}|=)?[>＞→⇒›»]|-{2,3}|——")
_LEAD_NUMBER = re.compile(r"^(?:\d{1,2}[.．、]?|[①-⑳]|[（(]\d[）)])(?=\D)")
_SITE = re.compile(r"(?:网站|门户|官网|网站首页|首页|网|平台)$")
_SENTENCE = re.compile(
    r"“(?P<above>[^“”]{1,80}[>＞→][^“”]{1,80})”(?:栏目|目录)?(?:中|下|内|里)?[，,]?(?:至少)?(?:设置|开设|增设|设立|新增|建立)"
    r"(?P<names>(?:“[^“”]{1,40}”[、和及]?)++)(?P<after>(?:等)?(?:专题|专门|\d个|[一二三四五六七八九]个)?(?:子)?(?:栏目|专栏))?"
)
_QUOTED = re.compile(r"“([^“”]{1,40})”")
_NAMED = re.compile(r"(?:“[^“”]{1,24}”[、和及]?)++(?:等)?(?:信息公开)?(?:专题|专门|子)?(?:栏目|专栏|专区)")
_FOREIGN = re.compile(r"链接(?!到|至)[^，。；“”]{0,24}$")
_WANTED = re.compile(
    r"(?:设置|开设|增设|设立|新增|新设|建立|完善|优化|规范|发布|公开|展示|公布|在|到|至|的|个)[^，。；]{0,12}$"
)
_PLATFORM = re.compile(r"(?:规范|建成|统一)政府信息公开(?:平台|专栏)(?!建设)")
_DUTY = "法定主动公开内容"


@dataclass(frozen=True)
class Named:
    """The columns a task names, and why a person must look. ``asks`` tells that it wants them set up."""

    paths: tuple[Names, ...] = ()
    doubt: str = ""
    asks: bool = False


def find_columns(text: str) -> Named:
    """Return the columns that a task's text names; those named by their last step alone are doubtful."""
    bare = squash(text)
    written, broken = _bracketed(bare)
    paths = [path for each in written for path in path_list(each)]
    if paths:
        why = "括号没有配对，路径到哪里为止要核对" if broken else slash_doubt(written, paths)
        return Named(tuple(dict.fromkeys(paths)), why, asks=bool(_SENTENCE.search(bare)))
    plain = _OPENING.sub("", bare)
    sentence = list(_sentences(plain))
    if sentence:
        return Named(tuple(dict.fromkeys(sentence)), "", asks=True)
    return _by_name(bare)


def without_paths(text: str) -> str:
    """Return a task's text without the brackets that only say where it is to be published."""
    bare = squash(text)
    while found := _OPENING.search(bare):
        end = _closing(bare, found.start())
        bare = bare[: found.start()] + bare[end:]
    return re.sub(r"。{2,}", "。", bare)


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
        if len(steps) < 2:
            continue
        found += _expanded(steps[1:] if _SITE.search(steps[0]) else steps)
    return found


def _bracketed(bare: str) -> tuple[list[str], bool]:
    """Return what stands behind 公开路径 in each bracket, and whether a bracket does not close."""
    found: list[str] = []
    broken = False
    for opening in _OPENING.finditer(bare):
        end = _closing(bare, opening.start())
        broken = broken or bare[end - 1 : end] not in _OPENS
        found.append(bare[opening.end() : end])
    return found, broken


def _closing(bare: str, start: int) -> int:
    depth = 0
    for at in range(start, len(bare)):
        if bare[at] in _CLOSES:
            depth += 1
        elif bare[at] in _OPENS:
            depth -= 1
            if depth == 0:
                return at + 1
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
    """Return columns that are named without their path, where the atlas knows them: never certain."""
    found: list[Names] = []
    doubts: list[str] = []
    for named in _NAMED.finditer(bare):
        before = bare[: named.start()]
        if _FOREIGN.search(before) or not _WANTED.search(before):
            continue
        for name in _QUOTED.findall(named.group()):
            steps = [step for step in _ARROWS.split(name) if step]
            path = full_path(steps) if len(steps) > 1 else _known(steps[-1])
            found.append(path)
            doubts.append(
                f"原文只写了栏目名“{name}”，上级是照通常的栏目树补的"
                if len(path) > 1
                else f"原文没有写栏目“{name}”在哪里"
            )
    if not found and _DUTY in bare:
        found, doubts = [_known(_DUTY)], [f"原文没有写路径，只提到“{_DUTY}”"]
    if not found and _PLATFORM.search(bare):
        found, doubts = [("政府信息公开",)], ["原文没有写路径，只提到政府信息公开平台"]
    return Named(tuple(dict.fromkeys(found)), "；".join(dict.fromkeys(doubts)))


def _known(name: str) -> Names:
    """Return the path of the column of this name that stands highest in the atlas, the name alone without one."""
    level: list[tuple[Names, AtlasEntry]] = [((), read_atlas())]
    while level:
        for path, entry in level:
            if name in entry.below:
                return (*path, name)
        level = [((*path, each), below) for path, entry in level for each, below in entry.below.items()]
    return (name,)
