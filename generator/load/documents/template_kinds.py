"""What a new document of a column with a layout of its own starts with: the group of keys of its kind."""

from __future__ import annotations

from datetime import date, timedelta

from generator.model.column import Column
from generator.model.words import ColumnKind, ColumnType, Layout

_TERM = timedelta(days=30)


def kind_fields(column: Column, layout: Layout | None, day: date) -> list[str]:
    """Return the lines of the head; ``layout`` is that of the column or of the nearest above it."""
    if column.type == ColumnType.ON_REQUEST and column.kind is ColumnKind.PAGE:
        return _request()
    if layout is Layout.DECISIONS and column.type == ColumnType.CATALOGUE and "目录" in column.name:
        return _decisions(day)
    if layout is Layout.CONSULTATIONS:
        return _consultation(day)
    if layout is Layout.PLANS:
        return _plan(column, day)
    if layout is Layout.GUIDES:
        return _guide()
    return _press(day) if layout is Layout.PRESS else []


def _consultation(day: date) -> list[str]:
    return [
        "consultation:",
        f"  opens: {day:%Y-%m-%d}            # 征集开始",
        f"  closes: {day + _TERM:%Y-%m-%d}           # 征集截止，重大行政决策一般不少于30日",
        "  channels: []                 # 提出意见的方式，每条一种，写明地址、电话或邮箱",
        "  text:                        # 征求意见稿的文件名；写在本文里的写“正文”",
        "  explanation:                 # 起草说明，写法同上",
        "  decision:                    # 列入该事项的决策事项目录，写content之下的路径",
        "  result:                      # 结果反馈，有了再写",
    ]


def _decisions(day: date) -> list[str]:
    return [
        "decisions:",
        f"  year: {day.year}                   # 年度",
        "  items:",
        "    - name: （决策事项）",
        "      unit: （承办单位）",
        "      participation:           # 公众参与方式",
        "      planned:                 # 计划决策时间",
        "      consultation:            # 征求意见的文档，有了再写",
        "      adopted:                 # 决策公布，有了再写",
    ]


def _plan(column: Column, day: date) -> list[str]:
    first = (day.year - 1) // 5 * 5 + 1
    kinds = ("国民经济和社会发展规划", "国土空间规划", "区域规划")
    kind = column.name if column.name in kinds else "专项规划"
    return [
        "plan:",
        f"  kind: {kind}               # 规划类别",
        f"  period: {first}-{first + 4}           # 规划期",
        "  name:                        # 图上的简称",
        "  parent:                      # 上位规划，写content之下的路径",
        "  follows:                     # 上一个规划期的同类规划，写content之下的路径",
    ]


def _press(day: date) -> list[str]:
    return [
        "press:",
        "  led_by: 有关负责人           # 主要负责人、有关负责人、其他",
        "  form: 新闻发布会             # 新闻发布会、新闻通气会、媒体专访、线上线下答问、在线访谈",
        "  policy: 是                   # 本场是否解读政策",
        f"  held: {day:%Y-%m-%d}             # 举行日期",
        "  venue:                       # 地点",
        "  speakers: []                 # 发布人的姓名和职务",
    ]


def _request() -> list[str]:
    return [
        "request:",
        "  unit:                        # 受理机构",
        "  address:                     # 受理地址",
        "  postcode:                    # 邮政编码，写在引号里",
        "  hours:                       # 受理时间",
        "  phone:                       # 咨询电话",
        "  fax:                         # 传真",
        "  email:                       # 电子邮箱",
        "  online:                      # 网上申请的入口或说明",
        "  review_body:                 # 复议机关",
        "  forms: []                    # 申请表：audience适用对象、file文件名，自然人和法人各一份",
    ]


def _guide() -> list[str]:
    return [
        "guide:",
        "  item:                        # 事项名称",
        "  audience:                    # 服务对象，例如自然人、企业法人",
        "  unit:                        # 受理机构",
        "  basis: []                    # 设定依据，每条一项",
        "  conditions: []               # 申请条件，每条一项",
        "  materials: []                # 办理材料：name名称、form形式、copies份数、blank空表、sample样表",
        "  where: []                    # 办理地点",
        "  online:                      # 网上办理的入口",
        "  hours: []                    # 办理时间，写明节假日怎样安排",
        "  phone: []                    # 联系电话",
        "  steps: []                    # 办理流程：name环节、text怎么办、limit时限",
        "  legal_limit:                 # 法定期限",
        "  promised_limit:              # 承诺期限，即办件写“即办”",
        "  fee: []                      # 收费，不收费写“不收费”",
        "  result:                      # 办理结果，例如证照名称",
        "  delivery:                    # 结果送达",
        "  complaints: []               # 监督投诉",
    ]
