"""Directives whose packs are known: outlines as text, and tables as DOCX and HTML, all invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.intake.directives.manners import Task, as_html, write_docx
from tests.intake.directives.score import Expected

TEXTS = Path(__file__).parent / "texts"
Row = tuple[str, str, str, str, str]
_DUTY = "政府信息公开>法定主动公开内容"
_LIST = "政务公开>政府信息公开目录"


@dataclass(frozen=True)
class Known:
    """A directive that can be written into a folder, and what its pack must hold."""

    name: str
    write: Callable[[Path], Path]
    expected: tuple[Expected, ...]


def _expect(*parts: tuple[str, str, tuple[Row, ...]]) -> tuple[Expected, ...]:
    """Return tasks written as number, lead, responsible, deadline, path; names divided by blanks."""
    return tuple(
        Expected(
            section, subsection, number, tuple(lead.split()), tuple(responsible.split()), day,
            (tuple(path.split(">")),) if path else (),
        )
        for section, subsection, rows in parts
        for number, lead, responsible, day, path in rows
    )  # fmt: skip


BRACKETS = _expect(
    ("一、深化重点领域信息公开", "（一）推进规划和预算公开", (
        ("1", "", "县自然资源局", "", f"{_DUTY}>规划信息>国土空间规划"),
        ("2", "县财政局", "县政府各部门 各乡镇（街道）", "2026-06-30", f"{_DUTY}>预算/决算"),
    )),
    ("一、深化重点领域信息公开", "（二）推进民生信息公开", (
        ("3", "", "县教育体育局 各乡镇（街道）", "2026-08-31", ""),
        ("4", "", "县民政局", "", ""),
    )),
    ("二、提升政策发布解读质量", "（三）规范政策文件公开", (
        ("5", "县政府办公室", "县司法局 县融媒体中心", "2026-06-30", f"{_LIST}>政策文件库"),
        ("6", "", "县政府各部门", "", ""),
    )),
    ("二、提升政策发布解读质量", "（四）回应社会关切", (("7", "", "县政府办公室 县信访局 县政府各部门", "", ""),)),
    ("三、强化组织保障", "", (
        ("8", "", "县委组织部（县公务员局） 县政府办公室", "2026-12-31", ""),
        ("9", "", "县政府办公室 县行政学校", "2026-12-31", ""),
    )),
)  # fmt: skip
PARAGRAPHS = _expect(
    ("一、聚焦经济发展抓公开", "（一）加强营商环境信息公开", (("", "区发展改革委", "区经济信息局 区市场监管局 区税务局", "", ""),)),
    ("一、聚焦经济发展抓公开", "（二）加强重大项目信息公开", (("", "", "区发展改革委 区住房城乡建委 区交通局", "", ""),)),
    ("一、聚焦经济发展抓公开", "（三）加强减税降费信息公开", (("", "", "区财政局 区税务局", "", ""),)),
    ("二、聚焦社会民生抓公开", "（四）做好就业信息公开", (("", "", "区人力社保局", "2026-09-30", ""),)),
    ("二、聚焦社会民生抓公开", "（五）做好养老服务信息公开", (("", "区民政局", "各镇街", "", f"{_LIST}>养老服务"),)),
    ("三、聚焦工作基础抓公开", "（六）严格信息发布审核", (("", "", "区政府各部门 各镇街", "", ""),)),
    ("三、聚焦工作基础抓公开", "（七）办好依申请公开", (("", "区政府办公室", "区司法局 区政府各部门", "2026-12-31", ""),)),
)  # fmt: skip
LINES = _expect(
    ("一、政策公开", "", (
        ("1", "县政府办公室", "县司法局 各乡镇", "", f"{_DUTY}>履职依据"),
        ("2", "县司法局", "县政府有关部门", "2026-06-30", ""),
        ("3", "县委宣传部 县政府办公室", "县融媒体中心 县级有关部门", "", ""),
    )),
    ("二、平台建设", "", (
        ("4", "县政府办公室", "县大数据局", "2026-09-30", ""),
        ("5", "县政府办公室", "", "", ""),
    )),
    ("三、监督保障", "", (("6", "", "各乡镇 县政府各部门", "2027-01-31", ""),)),
)  # fmt: skip

_FIRST, _SECOND = "一、深化重点领域公开", "二、提高政策公开质量"
TASKS = (
    Task(_FIRST, "（一）公开规划信息", "1", "公开区级专项规划文本", ("区发展改革委",), ("区政府各部门",), "2026年6月30日前",
         "2026-06-30", ("政府信息公开", "法定主动公开内容", "规划信息", "专项规划")),
    Task(_FIRST, "（一）公开规划信息", "2", "归集历年规划并集中展示", ("区发展改革委",), ("区政府各部门",), "2026年6月30日前",
         "2026-06-30"),
    Task(_FIRST, "（二）公开民生信息", "", "公开义务教育招生范围和程序", ("区教委",), ("区教委", "各镇街"), "8月底前", "2026-08-31",
         ("政务公开", "政府信息公开目录", "义务教育")),
    Task(_FIRST, "（二）公开民生信息", "", "公开养老服务机构名录", ("区民政局",), ("各镇街",), "每季度末"),
    Task(_SECOND, "（一）加强政策解读", "1", "政策文件与解读材料同步公布", ("区政府办公室", "区司法局"), ("区政府各部门",), "长期坚持"),
    Task(_SECOND, "（一）加强政策解读", "2", "每季度至少举办1次新闻发布会", ("区政府办公室", "区司法局"), ("区政府各部门",), "长期坚持"),
    Task(_SECOND, "（二）回应社会关切", "", "办好网民留言，按期答复", ("区信访办",), ("区政府各部门", "各乡镇（街道）"),
         "6月底前并长期坚持", "2026-06-30"),
)  # fmt: skip


def _of_tasks(*, numbered: bool = False) -> tuple[Expected, ...]:
    return tuple(
        Expected(
            task.section, "" if numbered else task.subsection, str(at) if numbered else task.number,
            task.lead, task.responsible, task.day, (task.path,) if task.path else (),
        )
        for at, task in enumerate(TASKS, 1)
    )  # fmt: skip


def _text(name: str) -> Callable[[Path], Path]:
    return lambda _: TEXTS / name


def _page(folder: Path) -> Path:
    path = folder / "任务分工.html"
    path.write_text(as_html(TASKS), encoding="utf-8")
    return path


def _word(folder: Path) -> Path:
    path = folder / "任务清单.docx"
    write_docx(TASKS, path)
    return path


KNOWN = (
    Known("brackets", _text("brackets.txt"), BRACKETS),
    Known("paragraphs", _text("paragraphs.txt"), PARAGRAPHS),
    Known("lines", _text("lines.txt"), LINES),
    Known("cells", _text("cells.txt"), _expect(
        ("一、推进主动公开", "加强规划公开", (
            ("1", "区发展改革委", "区级各部门", "2026-06-30", ""),
            ("2", "", "区规划和自然资源局", "2026-12-31", ""),
        )),
        ("一、推进主动公开", "加强预决算公开", (
            ("3（1）", "区财政局", "区级各部门 各镇（街道）", "", ""),
            ("3（2）", "区财政局", "区级各部门 各镇（街道）", "", "政务公开>地方政府债务"),
        )),
        ("二、推进政策解读", "提升解读质量", (("4", "", "区政府办公室 区司法局 各镇（街道） 区级各部门", "", ""),)),
    )),
    Known("sentences", _text("sentences.txt"), _expect(
        ("一、突出重点领域，提升公开实效", "（一）推进权力运行公开", (("", "", "县政府各部门 各乡镇", "2026-05-31", ""),)),
        ("一、突出重点领域，提升公开实效", "（二）推进财政信息公开", (
            ("1", "", "县财政局 县政府各部门", "", ""),
            ("2", "", "县财政局 县政府各部门", "", ""),
        )),
        ("二、优化政策发布解读", "（三）规范文件发布", (("", "", "县政府办公室 县政府各部门", "", ""),)),
        ("二、优化政策发布解读", "（四）加强解读回应", (("", "", "县政府各部门", "", ""),)),
        ("三、加强组织领导", "", (("", "", "", "", ""),)),
    )),
    Known("numbered", _text("numbered.txt"), _expect(
        ("", "", (
            ("1", "", "区司法局 区政府有关部门", "2026-04-30", ""),
            ("2", "", "区财政局", "", ""),
            ("3", "", "区政府办公室 区政府各部门", "2026-10-31", ""),
        )),
    )),
    Known("page", _page, _of_tasks()),
    Known("word", _word, _of_tasks(numbered=True)),
    Known("merged", _text("merged.html"), _expect(
        ("一、推进决策公开", "（一）重大决策预公开", (
            ("1", "区政府办公室", "区司法局", "2026-03-31", f"{_LIST}>重大行政决策"),
            ("2", "区政府办公室", "区司法局 区政府有关部门", "", ""),
        )),
        ("一、推进决策公开", "（二）会议开放", (("", "区政府办公室", "区政府有关部门", "", ""),)),
        ("二、推进执行公开", "（一）民生实事公开", (("", "区发展改革委", "区教委 区民政局", "2026-12-31", ""),)),
        ("二、推进执行公开", "（二）审计结果公开", (("", "区审计局", "", "2026-11-30", ""),)),
    )),
)  # fmt: skip
