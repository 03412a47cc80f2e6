"""Closed vocabularies of the field, as the rules that set them write them."""

from __future__ import annotations

from enum import StrEnum


class ColumnKind(StrEnum):
    """What a column holds and so how its page is drawn."""

    DOCUMENTS = "documents"
    REGISTER = "register"
    PAGE = "page"
    LINKS = "links"
    GROUP = "group"


class ColumnType(StrEnum):
    """Values of the ColumnType tag (国办发〔2017〕47号, page tags)."""

    HOME = "首页"
    OVERVIEW = "概况信息"
    DUTIES = "机构职能"
    LEADERS = "负责人信息"
    NEWS = "工作动态"
    POLICIES = "政策文件"
    GUIDE = "信息公开指南"
    CATALOGUE = "信息公开目录"
    ANNUAL_REPORT = "信息公开年报"
    ON_REQUEST = "依申请公开"
    DATA_RELEASE = "数据发布"
    OPEN_DATA = "数据开放"
    INTERPRETATION = "政策解读"
    RESPONSE = "回应关切"
    SERVICES = "办事服务"
    COMPLAINTS = "咨询投诉"
    CONSULTATION = "征集调查"
    INTERVIEW = "在线访谈"


class Cycle(StrEnum):
    """How often a column is to be updated (更新周期)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    AS_NEEDED = "as-needed"


class PortalLevel(StrEnum):
    """The level of the body that runs the portal."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    DEPARTMENT = "department"
    TOWNSHIP = "township"


class Validity(StrEnum):
    """Validity of a policy document (有效性)."""

    VALID = "有效"
    EXPIRED = "失效"
    REPEALED = "废止"
    AMENDED = "已修改"


class HomeRole(StrEnum):
    """The block of the home page that shows a column."""

    NOTICES = "notices"
    INTERPRETATION = "interpretation"
    OFFICES = "offices"
    TOPIC = "topic"
    FEATURE = "feature"


# The layout of 政府信息公开; every other is that of a kind (generator/kinds).
FOUR_SECTIONS = "four-sections"

CYCLE_LABELS = {
    Cycle.DAILY: "每日更新",
    Cycle.WEEKLY: "每周更新",
    Cycle.MONTHLY: "每月更新",
    Cycle.QUARTERLY: "每季度更新",
    Cycle.HALF_YEARLY: "每半年更新",
    Cycle.YEARLY: "每年更新",
    Cycle.AS_NEEDED: "及时更新",
}

KIND_LABELS = {
    ColumnKind.DOCUMENTS: "文档",
    ColumnKind.REGISTER: "名录",
    ColumnKind.PAGE: "单页",
    ColumnKind.LINKS: "链接",
    ColumnKind.GROUP: "分组",
}

LEVEL_LABELS = {
    PortalLevel.MUNICIPALITY: "直辖市",
    PortalLevel.DISTRICT: "区县",
    PortalLevel.DEPARTMENT: "部门",
    PortalLevel.TOWNSHIP: "镇街",
}


def level_words() -> str:
    """Return the levels as people choose between them: municipality直辖市、district区县…"""
    return "、".join(f"{level.value}{label}" for level, label in LEVEL_LABELS.items())
