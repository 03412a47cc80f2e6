"""Start values of a new policy document and of a new interpretation."""

from __future__ import annotations

from datetime import date

from generator.kinds.kind import DraftSpec, Start
from generator.kinds.policy.model import LIBRARIES
from generator.model.column import Column
from generator.model.interpretation import Form
from generator.model.words import ColumnType

_ELEMENTS = ("出台背景", "出台目的", "核心举措", "适用对象", "执行标准", "关键词", "专业名词", "新旧差异")


def policy_fields(column: Column, layout: str | None, day: date) -> list[str]:
    """Return the lines of the head that a column of policies or of interpretations asks for."""
    if column.type == ColumnType.INTERPRETATION.value:
        return _interpretation_fields(column)
    if column.type != ColumnType.POLICIES.value:
        return []
    lines = [
        "doc_no:                        # 发文字号，没有文号就删除这一行",
        f"signed: {day:%Y-%m-%d}             # 成文日期",
        "validity: 有效                 # 有效、失效、废止、已修改",
        "theme:                         # 主题分类，例如综合政务/政务公开",
        "genre:                         # 体裁分类，例如通知、意见、公告",
    ]
    if layout in LIBRARIES:
        lines[3:3] = [
            "effective:                     # 施行日期，写成2026-07-10",
            "expires:                       # 有效期至：最后一天；第二天自动标为失效",
            "history: []                    # 沿革，修订以后写成[{date: 2027-03-02, act: 修订, by: 文号}]",
            "replaced_by:                   # 替代文件：被新文件替代以后，写新文件在content之下的路径",
        ]
    return lines


def _interpretation_fields(column: Column) -> list[str]:
    lines = ["interprets: []                 # 解读的政策文件，写content之下的路径"]
    if column.name == Form.VIDEO.value:
        lines += [
            "form: 视频",
            "video:                         # 视频文件（MP4），放在本文档旁边",
            "captions:                      # 字幕文件（VTT）",
            "poster:                        # 封面图片",
        ]
    elif column.name == Form.PICTURE.value:
        lines += [
            "form: 图片",
            "picture:                       # 图片文件，放在本文档旁边",
            "picture_alt:                   # 图上的内容，用文字说全",
        ]
    return lines


def policy_body(column: Column) -> str:
    """Return the text that a new document of such a column is written over; empty for other columns."""
    if column.type == ColumnType.POLICIES.value:
        return "\n各镇人民政府、各街道办事处，区政府各部门：\n\n（在这里写正文。）\n\n（发文机关）\n\n（成文日期）\n"
    if column.type != ColumnType.INTERPRETATION.value:
        return ""
    if column.name == Form.VIDEO.value:
        return (
            "\n（在这里写视频的文字稿，按时间分段。）\n\n## 开头（00:00—00:05）\n\n（画面和字幕的内容。）\n"
        )
    if column.name == Form.PICTURE.value:
        return "\n图中内容的文字版如下。\n\n## （图上的第一部分）\n\n（在这里写这一部分的文字。）\n"
    return "".join(f"\n## {part}\n\n（在这里写{part}。）\n" for part in _ELEMENTS)


def start_policy(order: DraftSpec) -> Start | None:
    """Return what a new document of a column of policies or of interpretations starts with."""
    head = policy_fields(order.column, order.layout or order.column.layout, order.day)
    body = policy_body(order.column)
    return Start(tuple(head), body) if head or body else None
