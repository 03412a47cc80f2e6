"""Whatever is sent round, and in whatever manner, gives the same tasks; nothing wrong goes without a mark."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.directives.blocks import read_blocks
from generator.intake.directives.measures import Measure
from generator.intake.directives.opened import open_directive
from generator.intake.directives.understood import understand
from tests.intake.directives.manners import (
    TEXTS,
    Task,
    as_copy,
    as_full_copy,
    as_html,
    as_lines,
    as_outline,
    write_docx,
)

_SECTIONS = ("一、聚焦营商环境深化政务公开", "二、聚焦民生关切深化政务公开")
_PARTS = ("做好涉企政策信息公开", "推进重点项目信息公开", "严格信息发布审核", "加强业务培训")
_DOES = ("及时公开", "全面梳理并公开", "编制完成并公布", "健全完善")
_WHAT = (
    "惠企政策的申报条件、办理流程和咨询电话",
    "年度重大建设项目的批准结果和建设进度",
    "义务教育招生范围、计划和程序，并做好政策解答",
    "工作台账，做到件件有落实、事事有回音，每年至少开展1次自查",
)
_LEADS = (
    "区发展改革委",
    "区教委",
    "区卫生健康委",
    "区政府办公室",
    "区规划自然资源局",
    "区委网信办",
    "区融媒体中心",
)
_ALL = ("区政府各部门", "各镇街", "各乡镇（街道）", "区政府有关部门", "有关单位")
_TERMS = (
    ("长期坚持", ""), ("2026年6月30日前", "2026-06-30"), ("12月底前", "2026-12-31"), ("每季度末", ""),
    ("6月底前并长期坚持", "2026-06-30"), ("持续推进", ""), ("2026年9月底", "2026-09-30"), ("第三季度末", "2026-09-30"),
)  # fmt: skip
_PATHS: tuple[tuple[str, ...], ...] = (
    (), ("政务公开", "政府信息公开目录", "涉企政策"), ("政府信息公开", "法定主动公开内容", "预算/决算"),
)  # fmt: skip


@st.composite
def directives(draw: Any) -> list[Task]:
    """Return the tasks of an invented directive: two sections, parts, rows with one task or several."""
    tasks: list[Task] = []
    for section in _SECTIONS:
        for part in range(draw(st.integers(1, 2))):
            subsection = f"（{'一二'[part]}）{draw(st.sampled_from(_PARTS))}"
            for _ in range(draw(st.integers(1, 3))):
                lead = tuple(draw(st.lists(st.sampled_from(_LEADS), min_size=1, max_size=3, unique=True)))
                helpers = tuple(draw(st.lists(st.sampled_from(_ALL), min_size=1, max_size=2, unique=True)))
                term, day = draw(st.sampled_from(_TERMS))
                many = draw(st.integers(1, 3))
                for number in range(1, many + 1):
                    text = draw(st.sampled_from(_DOES)) + draw(st.sampled_from(_WHAT))
                    path = draw(st.sampled_from(_PATHS))
                    shown = str(number) if many > 1 else ""
                    tasks.append(Task(section, subsection, shown, text, lead, helpers, term, day, path))
    return tasks


def _same(tasks: Sequence[Task], read: Sequence[Measure], *, terms: bool = True) -> None:
    assert [(task.section, task.text[:6]) for task in tasks] == [
        (each.section, each.text[:6]) for each in read
    ]
    for task, each in zip(tasks, read, strict=True):
        assert (each.lead, each.responsible) == (task.lead, task.responsible)
        assert each.columns.paths == ((task.path,) if task.path else ())
        if terms:
            assert (each.deadline.isoformat() if each.deadline else "") == task.day


@pytest.mark.parametrize("manner", TEXTS)
@given(tasks=directives())
@settings(max_examples=6)
def test_text_in_any_manner_gives_the_tasks(manner: str, tasks: list[Task]) -> None:
    # A copy without a column for terms has none, and spoken brackets name none.
    _same(
        tasks, understand(read_blocks(TEXTS[manner](tasks))).measures, terms=manner not in ("copy", "spoken")
    )


@given(tasks=directives(), wide=st.integers(18, 40), narrow=st.integers(5, 9))
@settings(max_examples=10)
def test_cells_broken_at_any_width_are_put_together(tasks: list[Task], wide: int, narrow: int) -> None:
    _same(tasks, understand(read_blocks(as_copy(tasks, wide=wide, narrow=narrow))).measures, terms=False)
    _same(tasks, understand(read_blocks(as_full_copy(tasks, wide=wide, narrow=narrow))).measures)


@given(tasks=directives(), width=st.integers(22, 44))
@settings(max_examples=10)
def test_an_outline_broken_at_any_width_is_put_together(tasks: list[Task], width: int) -> None:
    _same(tasks, understand(read_blocks(as_outline(tasks, width=width))).measures)


@given(tasks=directives())
@settings(max_examples=10)
def test_blank_lines_between_cells_do_not_matter(tasks: list[Task]) -> None:
    _same(tasks, understand(read_blocks(as_lines(tasks, gap=True))).measures)


def test_merged_cells_of_a_page_and_of_word_are_read(tmp_path: Path) -> None:
    tasks = [
        Task(_SECTIONS[0], "（一）做好涉企政策信息公开", "1", "及时公开惠企政策", ("区发展改革委",), ("各镇街",), "12月底前", "2026-12-31"),
        Task(_SECTIONS[0], "（一）做好涉企政策信息公开", "2", "编制政策清单", ("区发展改革委",), ("各镇街",), "12月底前", "2026-12-31"),
        Task(_SECTIONS[1], "（一）加强业务培训", "", "健全完善工作台账", ("区教委", "区民政局"), ("有关单位",), "持续推进", ""),
    ]  # fmt: skip
    page, word = tmp_path / "页.htm", tmp_path / "表.docx"
    page.write_text(as_html(tasks), encoding="gb18030")
    write_docx(tasks, word)
    _same(tasks, understand(open_directive(page)).measures)
    _same(tasks, understand(open_directive(word)).measures)
