"""The form of the annual report on disclosure: its six parts, its three tables, their rows and columns.

Source: 国办公开办函〔2021〕30号 (reports on 2021 and later years). The bracketed remark on （二）部分公开 and
the long names of rows （六）1 to 3 are from memory.
"""

from __future__ import annotations

from decimal import Decimal

from generator.data import dataclass
from generator.model.finding import Place

FIRST_YEAR = 2021

# Each part with the names it goes by; the second name of part four stands in 条例第五十条 and in old reports.
PARTS: tuple[tuple[str, ...], ...] = (
    ("总体情况",),
    ("主动公开政府信息情况",),
    ("收到和处理政府信息公开申请情况",),
    (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    ("存在的主要问题及改进情况",),
    ("其他需要报告的事项",),
)

ISSUED = ("本年制发件数", "本年废止件数", "现行有效件数")
DECIDED = ("本年处理决定数量",)
CHARGED = ("本年收费金额（单位：万元）",)
# Item of 条例第二十条, columns, rows.
DISCLOSED: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("第二十条第（一）项", ISSUED, ("规章", "行政规范性文件")),
    ("第二十条第（五）项", DECIDED, ("行政许可",)),
    ("第二十条第（六）项", DECIDED, ("行政处罚", "行政强制")),
    ("第二十条第（八）项", CHARGED, ("行政事业性收费",)),
)
NORMATIVE_ROW = 1

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RECEIVED, CARRIED_IN, RESULTS, CARRIED_OUT = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果",
    "四、结转下年度继续办理",
)
TOTAL = "（七）总计"
OUTCOMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("（一）予以公开", ()),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ()),
    (
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    (
        "（四）无法提供",
        (
            "1.本机关不掌握相关政府信息",
            "2.没有现成信息需要另行制作",
            "3.补正后申请内容仍不明确",
        ),
    ),
    (
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
)

RULINGS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
DISPUTES = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")

RowPath = tuple[str, ...]


def request_rows() -> tuple[RowPath, ...]:
    """Return the rows of table three in their order, each as the labels from the outermost to its own."""
    results: list[RowPath] = []
    for outcome, reasons in OUTCOMES:
        results += [(RESULTS, outcome, reason) for reason in reasons] or [(RESULTS, outcome)]
    return ((RECEIVED,), (CARRIED_IN,), *results, (RESULTS, TOTAL), (CARRIED_OUT,))


def disclosed_rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the rows of table two in their order, each with its columns."""
    return tuple((row, columns) for _, columns, rows in DISCLOSED for row in rows)


@dataclass(frozen=True)
class FormCell:
    """One figure of a table and where it stands in its file."""

    value: Decimal
    place: Place


FormRow = tuple[FormCell, ...]


@dataclass(frozen=True)
class AnnualTables:
    """The figures of a report. Rows are in the order of ``disclosed_rows``, ``request_rows``, ``DISPUTES``."""

    disclosed: tuple[FormRow, ...]
    requests: tuple[FormRow, ...]
    disputes: tuple[FormRow, ...]

    def request(self, path: RowPath) -> FormRow:
        """Return a row of table three by its labels."""
        return self.requests[request_rows().index(path)]

    def outcome(self, outcome: str) -> Decimal:
        """Return how many requests ended in one of the six outcomes of table three, reasons added up."""
        pairs = zip(request_rows(), self.requests, strict=True)
        return sum((row[-1].value for path, row in pairs if path[1:2] == (outcome,)), Decimal(0))
