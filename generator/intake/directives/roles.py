"""What the columns of a table of tasks are called, and what each of them holds."""

from __future__ import annotations

import re
from enum import StrEnum

from generator.intake.directives.said import squash


class Role(StrEnum):
    """What a column of the table holds."""

    NUMBER = "number"
    GROUP = "group"
    MEASURE = "measure"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    HELPERS = "helpers"
    DEADLINE = "deadline"
    PATHS = "paths"
    OTHER = "other"


# The first that is found in a header's words counts.
_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.NUMBER, re.compile(r"^(?:序号|编号|序次|项号)$")),
    (
        Role.LEAD,
        re.compile(r"牵头(?:责任)?(?:单位|部门|科室|机构|处室)|主办(?:单位|部门)|牵头及责任单位|^牵头$"),
    ),
    (Role.HELPERS, re.compile(r"(?:配合|协办|协同|参与|参加|协助)(?:单位|部门|科室|处室)")),
    (
        Role.RESPONSIBLE,
        re.compile(r"(?:责任|落实|承办|实施|承担|负责|执行)(?:单位|部门|科室|主体|机构|处室)|责任分工"),
    ),
    (
        Role.DEADLINE,
        re.compile(r"时限|(?:完成|办结|落实|实施|进度|截止)(?:时间|日期)|时间(?:要求|节点|安排|进度)|^时间$"),
    ),
    (Role.PATHS, re.compile(r"公开(?:路径|渠道|平台|栏目|位置|载体)|发布(?:路径|栏目|渠道)|^栏目$")),
    (
        Role.MEASURE,
        re.compile(
            r"举措|措施|具体(?:任务|内容|工作|要求|事项)|(?:工作|任务|主要|公开|重点)内容|任务(?:分解|要求|描述)"
            r"|工作(?:要求|目标)|落实要求|主要任务|公开事项"
        ),
    ),
    (Role.GROUP, re.compile(r"任务|事项|领域|类别|分类|指标|项目|要点|板块|方面|重点")),
    (
        Role.OTHER,
        re.compile(r"备注|说明|联系人|责任人|责任领导|分管领导|电话|完成情况|进展|考核|分值|频次|形式|方式"),
    ),
)
_UNITS = frozenset({Role.LEAD, Role.RESPONSIBLE, Role.HELPERS})
_LONGEST = 14
_LONGEST_LINE = 60
# All that a header line of a table copied as text consists of.
_HEADER_WORDS = re.compile(
    r"(?:序号|编号|(?:重点|主要|工作|具体|年度){0,3}任务(?:内容|分解|名称|类别|要求)?|(?:贯彻|落实|工作|具体|主要){1,3}(?:举措|措施|内容|要求)"
    r"|(?:牵头|责任|配合|协办|主办|承办|落实|参与|负责){1,3}(?:责任)?(?:单位|部门)|(?:完成|办结|工作|落实){0,3}(?:时限|时间|日期)(?:要求|节点)?"
    r"|时间(?:要求|节点)|公开(?:路径|渠道|平台|栏目|内容|事项)|备注|类别|领域|事项|重点工作|工作事项|重点领域)"
)


def role_of(text: str) -> Role | None:
    """Return what a column of this header holds, None where the text is no header."""
    bare = re.sub(r"[（(][^（()）]*+[）)]", "", squash(text))
    if not 0 < len(bare) <= _LONGEST or any(mark in bare for mark in "。；"):
        return None
    return next((role for role, words in _WORDS if words.search(bare)), None)


def is_header(texts: list[str]) -> bool:
    """Tell whether these cells are the header of a table of tasks: bodies or deadlines, and something to do."""
    roles = [role_of(text) for text in texts if squash(text)]
    if any(role is None for role in roles) and sum(role is None for role in roles) * 2 >= len(roles):
        return False
    known = {role for role in roles if role}
    return bool(known & _UNITS) and bool(known & {Role.GROUP, Role.MEASURE})


def header_roles(text: str) -> tuple[Role, ...]:
    """Return the columns that a line of header words names, in their order; none where it has other words."""
    bare = squash(text)
    if not 0 < len(bare) <= _LONGEST_LINE or _HEADER_WORDS.sub("", bare):
        return ()
    found = (role_of(word) for word in _HEADER_WORDS.findall(bare))
    return tuple(role for role in found if role)


def settle(roles: list[Role | None]) -> list[Role]:
    """Return one role for each column: where no column is called measure, the last that names tasks is it.

    With 责任单位 beside 配合单位 and no 牵头单位, the first leads and the second is responsible beside it.
    """
    known = [role or Role.OTHER for role in roles]
    if Role.MEASURE not in known and Role.GROUP in known:
        known[len(known) - 1 - known[::-1].index(Role.GROUP)] = Role.MEASURE
    first = known.index(Role.MEASURE) if Role.MEASURE in known else -1
    for at, role in enumerate(known):
        if role is Role.MEASURE and at != first:
            known[at] = Role.OTHER
    if Role.HELPERS in known and Role.LEAD not in known and Role.RESPONSIBLE in known:
        known = [Role.LEAD if role is Role.RESPONSIBLE else role for role in known]
    return [
        Role.RESPONSIBLE if role is Role.HELPERS and Role.RESPONSIBLE not in known else role for role in known
    ]
