"""A drafted pack as YAML, as the webmaster goes on with it: every task with its place and what to look at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from generator.data import dataclass
from generator.intake.directives.columns import without_paths
from generator.intake.directives.measures import Measure
from generator.intake.directives.propose import could_show, propose
from generator.intake.directives.said import Reading
from generator.intake.directives.understood import Understood

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/packs.schema.json"
# The fields of a task by the names of the pack's keys, and what they are called.
_FIELDS = {
    "section": "章",
    "subsection": "节",
    "item_no": "序号",
    "summary": "任务",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "deadline": "时限",
    "paths": "公开路径",
}
_IDENTITY = {
    "title": "标题",
    "doc_no": "发文字号",
    "issuer": "发文机关",
    "signed": "成文日期",
    "level": "级别",
}
_MANNERS = {"table": "按表格读出", "text": "按复制成文字的表格读出", "outline": "按条目（没有表格）读出"}
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff]"
)
_MOST_UNREAD = 200


@dataclass(frozen=True)
class PackDraft:
    """A drafted pack: the text of packs/ID.yml, and lines to say on the screen."""

    text: str
    notes: tuple[str, ...]
    mandates: int


def write_pack(pack: str, source: str, reading: Reading, understood: Understood) -> PackDraft:
    """Return the pack of this id. ``source`` is the name of the directive's file."""
    body = [
        line
        for number, measure in enumerate(understood.measures, 1)
        for line in _mandate(number, measure, reading, understood)
    ]
    lines = [
        SCHEMA_LINE,
        f"# 由gongkai pack draft从{_one_line(source)}起草（{_MANNERS[understood.manner]}）。请对照原文逐条核对。",
        "# source是原文的位置；unsure列出要核对的项，核对一项、改好以后删去；“待核”写明为什么。",
        "# proof（证明）和binds（承担任务的机关）是程序按文字提出的，不是原文写的，都请看一遍。",
        *_head(pack, reading, understood),
        "mandates:",
        *body,
        *_unread(reading, understood),
    ]
    return PackDraft("\n".join(lines) + "\n", tuple(_notes(reading, understood)), len(understood.measures))


def _head(pack: str, reading: Reading, understood: Understood) -> Iterator[str]:
    identity = understood.identity
    for name, why in identity.doubts:
        yield f"# 待核：{_IDENTITY[name]}——{why}"
    yield f"pack: {_quoted(pack)}"
    for name, line in (("title", identity.title), ("doc_no", identity.doc_no), ("issuer", identity.issuer)):
        if line.text or name == "title":
            yield f"{name}: {_quoted(line.text or pack)}{_place(reading, [line.at])}"
    if identity.signed:
        yield f"signed: {identity.signed.isoformat()}{_place(reading, [identity.signed_at])}"
    yield f"level: {identity.level}"


def _mandate(number: int, measure: Measure, reading: Reading, understood: Understood) -> Iterator[str]:
    proposal = propose(measure, understood.identity.level, understood.identity.year)
    told = [(_key(name), why) for name, why in measure.doubts]
    yield ""
    for name, why in told:
        yield f"  # 待核：{_FIELDS[name]}——{_one_line(why)}"
    yield f"  - id: {_quoted(str(number))}"
    for key, value in (
        ("section", measure.section),
        ("subsection", measure.subsection),
        ("item_no", measure.item_no),
        ("summary", without_paths(measure.text) if measure.columns.paths else measure.text),
    ):
        if value or key == "summary":
            yield f"    {key}: {_quoted(value)}"
    yield f"    lead: {_listed(measure.lead)}"
    yield f"    responsible: {_listed(measure.responsible)}"
    if measure.deadline:
        yield f"    deadline: {measure.deadline.isoformat()}"
    if measure.term.text:
        yield f"    deadline_text: {_quoted(measure.term.text)}"
    if measure.columns.paths:
        yield "    paths:"
        yield from (f"      - {_listed(path)}" for path in measure.columns.paths)
    if proposal.binds:
        yield f"    binds: [{', '.join(proposal.binds)}]"
    yield from _proof(measure, proposal.only_column, proposal.look, (proposal.since, proposal.until))
    yield f"    source: {_quoted(_source(measure, reading))}"
    unsure = list(dict.fromkeys(name for name, _ in told))
    if unsure:
        yield f"    unsure: [{', '.join(unsure)}]"


def _proof(measure: Measure, only_column: bool, look: str, days: tuple[object, object]) -> Iterator[str]:
    if only_column:
        yield "    proof: [{fact: column}]"
        return
    if look:
        since, until = days
        yield "    proof:"
        yield "      - fact: look"
        yield f"        look: {_quoted(look)}"
        if since:
            yield f"        since: {since}"
        if until:
            yield f"        until: {until}"
        return
    if could_show(measure):
        yield "    # 原文要求公开，但没有写公开在哪个栏目：写上paths，再写proof。"


def _source(measure: Measure, reading: Reading) -> str:
    at = dict(measure.at)
    said = [reading.label(at["text"])] if "text" in at else []
    for name, word in (
        ("lead", "牵头单位"),
        ("responsible", "责任单位"),
        ("deadline", "时限"),
        ("paths", "公开路径"),
    ):
        if name in at and not set(at[name]) <= set(at.get("text", ())):
            said.append(f"{word}{reading.label(at[name])}")
    return "；".join(said)


def _unread(reading: Reading, understood: Understood) -> Iterator[str]:
    if not understood.unread:
        return
    yield ""
    yield "# 以下文字没有读成任务，请看一遍，是任务的照上面的样子补上："
    for line, why in understood.unread[:_MOST_UNREAD]:
        yield f"# {reading.label([line.at])}（{why}）：{_one_line(line.text)[:120]}"
    if len(understood.unread) > _MOST_UNREAD:
        yield f"# 还有{len(understood.unread) - _MOST_UNREAD}处没有列出。"


def _notes(reading: Reading, understood: Understood) -> Iterator[str]:
    measures = understood.measures
    doubtful = [(number, each) for number, each in enumerate(measures, 1) if each.doubts]
    yield f"{_MANNERS[understood.manner]}{len(measures)}项任务，其中{len(doubtful)}项有要核对的地方。"
    for name, why in understood.identity.doubts:
        yield f"待核：{_IDENTITY[name]}——{why}"
    for number, measure in doubtful:
        where = reading.label(dict(measure.at).get("text", ()))
        whys = "；".join(f"{_FIELDS[_key(name)]}——{_one_line(why)}" for name, why in measure.doubts)
        yield f"第{number}项（{where}）：{whys}"
    for line, why in understood.unread[:_MOST_UNREAD]:
        yield f"没有读成任务：{reading.label([line.at])}（{why}）{_one_line(line.text)[:40]}"


def _key(name: str) -> str:
    return "summary" if name == "text" else name


def _place(reading: Reading, at: Iterable[int]) -> str:
    label = reading.label(each for each in at if each)
    return f"  # {label}" if label else ""


def _listed(names: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def _quoted(text: str) -> str:
    """Return a text as a double-quoted YAML scalar, which JSON's strings are."""
    return json.dumps(_UNSEEN.sub("", text), ensure_ascii=False)


def _one_line(text: str) -> str:
    return _UNSEEN.sub(" ", text)
