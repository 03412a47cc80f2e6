"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

CODES = (
    CodeEntry(
        "report-arithmetic",
        Level.ERROR,
        "年报表格勾稽不平",
        "核对这一行和这一列的数，改正数据文件；正文里的数也要一致。",
    ),
    CodeEntry(
        "report-carry-over",
        Level.WARNING,
        "年报与上年接不上",
        "核对两年的年报；口径有调整的，在年报第六部分说明。",
    ),
    CodeEntry(
        "report-unchecked", Level.INFO, "年报表格没有核对", "写上annual_report.data，把三张表写进数据文件。"
    ),
    CodeEntry(
        "report-sections", Level.WARNING, "年报缺少部分", "按统一格式写六个二级标题，没有内容的部分写明“无”。"
    ),
    CodeEntry(
        "report-missing",
        Level.WARNING,
        "应公开的没有公开",
        "补发，或在expected中改正单位名称；不必公开的从expected中删除。",
    ),
    CodeEntry(
        "report-late", Level.WARNING, "公开晚于期限", "按期公开；核对发布日期，确实晚了的记下原因备查。"
    ),
)
finding = finder(CODES)
