"""An interpretation (解读): its form, and the elements a good one explains."""

from __future__ import annotations

from enum import StrEnum

from generator.data import dataclass


class Form(StrEnum):
    """The form of an interpretation, in the order in which a policy's page lists them."""

    VIDEO = "视频"
    PICTURE = "图片"
    TEXT = "文字"
    PRESS = "新闻发布"


class Element(StrEnum):
    """What an interpretation is to explain (渝府办发〔2021〕50号 二（二）3)."""

    BACKGROUND = "背景"
    PURPOSE = "目的"
    MEASURES = "举措"
    TARGETS = "对象"
    STANDARDS = "标准"
    KEYWORDS = "关键词"
    TERMS = "名词"
    CHANGES = "新旧差异"


@dataclass(frozen=True)
class Repeat:
    """Which share (0 to 1) of an interpretation stands word for word in its policy; both by their paths."""

    path: str
    policy: str
    share: float


@dataclass(frozen=True)
class PolicyRules:
    """What a portal asks of its policies and interpretations; thresholds are ours and may be changed.

    ``repeat_share`` is the share (0 to 1) of an interpretation's text that may stand in its policy word
    for word. ``important`` are the beginnings of document numbers whose documents call for interpretation.
    ``own_hosts`` are the endings of hosts that are opened without a notice.
    """

    elements: tuple[Element, ...] = tuple(Element)
    element_forms: tuple[Form, ...] = (Form.TEXT,)
    repeat_share: float = 0.5
    important: tuple[str, ...] = ()
    own_hosts: tuple[str, ...] = (".gov.cn",)
