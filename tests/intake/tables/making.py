"""Workbooks as offices make them, for the tests of import."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter

PERMIT_LABELS = (
    "行政相对人名称", "行政相对人类别", "行政相对人代码_1(统一社会信用代码)", "行政相对人代码_2(工商注册号)",
    "行政相对人代码_3(组织机构代码)", "行政相对人代码_4(税务登记号)", "行政相对人代码_5(事业单位证书号)",
    "行政相对人代码_6(社会组织登记证号)", "法定代表人", "法定代表人证件类型", "法定代表人证件号码", "证件类型", "证件号码",
    "行政许可决定文书名称", "行政许可决定文书号", "许可类别", "许可证书名称", "许可编号", "许可内容", "许可决定日期",
    "有效期自", "有效期至", "许可机关", "许可机关统一社会信用代码", "当前状态", "数据来源单位",
    "数据来源单位统一社会信用代码", "备注",
)  # fmt: skip
PERMIT_CODES = (
    "XK_XDR_MC", "XK_XDR_LB", "XK_XDR_SHXYM", "XK_XDR_GSZC", "XK_XDR_ZZJG", "XK_XDR_SWDJ", "XK_XDR_SYDW",
    "XK_XDR_SHZZ", "XK_FRDB", "XK_FR_ZJLX", "XK_FR_ZJHM", "XK_XDR_ZJLX", "XK_XDR_ZJHM", "XK_XKWS", "XK_WSH",
    "XK_XKLB", "XK_XKZS", "XK_XKBH", "XK_NR", "XK_JDRQ", "XK_YXQZ", "XK_YXQZI", "XK_XKJG", "XK_XKJGDM", "XK_ZT",
    "XK_LYDW", "XK_LYDWDM", "BZ",
)  # fmt: skip
PENALTY_LABELS = (
    "行政相对人名称", "行政相对人类别", "行政相对人代码_1(统一社会信用代码)", "行政相对人代码_2(工商注册号)",
    "行政相对人代码_3(组织机构代码)", "行政相对人代码_4(税务登记号)", "行政相对人代码_5(事业单位证书号)",
    "行政相对人代码_6(社会组织登记证号)", "法定代表人", "法定代表人证件类型", "法定代表人证件号码", "证件类型", "证件号码",
    "行政处罚决定书文号", "违法行为类型", "违法事实", "处罚依据", "处罚类别", "处罚内容", "罚款金额（万元）",
    "没收违法所得、没收非法财物的金额（万元）", "暂扣或吊销证照名称及编号", "处罚决定日期", "处罚有效期", "公示截止期",
    "处罚机关", "处罚机关统一社会信用代码", "数据来源单位", "数据来源单位统一社会信用代码", "备注",
)  # fmt: skip
_CREDIT = "91500101MA5UTEST3R"


def workbook(*sheets: tuple[str, Callable[[Any, Any], None]]) -> bytes:
    """Return a workbook; each sheet is filled by a function of the book and the sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, fill in sheets:
        fill(book, book.add_worksheet(name))
    book.close()
    return out.getvalue()


def schools(_: Any, sheet: Any) -> None:
    """A list as a ministry gives it: two titles, sections by province, a note."""
    sheet.write(0, 0, "附件1")
    sheet.merge_range(1, 0, 1, 5, "全国普通高等学校名单")
    sheet.merge_range(2, 0, 2, 5, "（截至2026年6月15日，共5所）")
    sheet.write_row(3, 0, ["序号", "学校名称", "学校标识码", "主管部门", "所在地", "办学\n层次"])
    row = 4
    for area, count in (("北京市", 3), ("天津市", 2)):
        sheet.merge_range(row, 0, row, 5, f"{area}（{count}所）")
        for n in range(count):
            row += 1
            sheet.write_row(
                row, 0, [n + 1, f"{area[:2]}示例{n + 1}大学", 4111010000 + row, "示例部", area, "本科"]
            )
        row += 1
    sheet.write(row, 0, "注：名单不含军事院校。")


def budget(book: Any, sheet: Any) -> None:
    """A budget: a unit in the corner, a head of two merged rows, columns numbered, levels by indent, a sum."""
    money, share = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "0.0%"})
    code, deeper = book.add_format({"num_format": "000"}), book.add_format({"indent": 1})
    sheet.merge_range(0, 0, 0, 6, "2026年部门一般公共预算支出表")
    sheet.write(1, 0, "部门：示例区司法局")
    sheet.write(1, 6, "单位：万元")
    for column, label in ((0, "科目编码"), (1, "科目名称"), (2, "合计"), (5, "项目支出"), (6, "占比")):
        sheet.merge_range(2, column, 3, column, label)
    sheet.merge_range(2, 3, 2, 4, "基本支出")
    sheet.write_row(3, 3, ["人员经费", "公用经费"])
    sheet.write_row(4, 0, ["栏次", "", "1", "2", "3", "4", "5"])
    rows = ((7, "公共安全支出", 1200.5, 800, 200.5, 200, 0.8), (12, "司法", 1200.5, 800, 200.5, 200, 0.8))
    for n, (number, name, *amounts, part) in enumerate(rows, 5):
        sheet.write(n, 0, number, code)
        sheet.write(n, 1, name, deeper if n > 5 else None)
        for column, amount in enumerate(amounts, 2):
            sheet.write(n, column, amount, money)
        sheet.write(n, 6, part, share)
    sheet.merge_range(7, 0, 7, 1, "合计")
    for column in range(2, 6):
        sheet.write_formula(7, column, f"=SUM({'ABCDEF'[column]}6)", money, 1200.5)
    sheet.write(7, 6, 1, share)


def permits(rows: int = 30, codes: bool = False) -> Callable[[Any, Any], None]:
    """An official export of permits, with the row of codes above the labels if asked for."""

    def fill(_: Any, sheet: Any) -> None:
        if codes:
            sheet.write_row(0, 0, PERMIT_CODES)
        top = 1 if codes else 0
        sheet.write_row(top, 0, PERMIT_LABELS)
        for n in range(rows):
            person = n % 10 == 9
            sheet.write_row(top + 1 + n, 0, [
                "张某某" if person else f"示例商贸{n + 1}店", "01" if person else "法人及非法人组织",
                "", "" if person else f"5000000000{n:05d}", "", "", "", "", "" if person else "李某某", "", "",
                "身份证" if person else "", "", "准予行政许可决定书", f"示例市监许〔2026〕第{n + 1:04d}号", "01",
                "食品经营许可证", f"JY15001010000{n:04d}", "食品销售", f"2026/3/{n % 28 + 1}", f"2026/3/{n % 28 + 1}",
                "2031-03-01", "示例区市场监管局", "", 1, "示例区市场监管局", "", "",
            ])  # fmt: skip

    return fill


def penalties(_: Any, sheet: Any) -> None:
    """An official export of penalties."""
    sheet.write_row(0, 0, PENALTY_LABELS)
    for n in range(30):
        sheet.write_row(n + 1, 0, [
            f"示例商贸{n + 1}店", "个体工商户", "", f"5000000000{n:05d}", "", "", "", "", "李某某", "", "", "", "",
            f"示例市监罚〔2026〕第{n + 1:04d}号", "经营超过保质期的食品", "货架上有超过保质期的食品。", "《食品安全法》第一百二十四条",
            "警告;罚款", "警告，罚款0.5万元", 0.5, 0, "", "2026-03-02", "2099-12-31", "2099-12-31", "示例区市场监管局", "",
            "示例区市场监管局", "", "",
        ])  # fmt: skip


def amounts(title: str) -> Callable[[Any, Any], None]:
    """A small table of amounts."""

    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, title)
        sheet.write_row(1, 0, ["项目", "预算数（万元）", "执行数（万元）"])
        sheet.write_row(2, 0, ["收入", 10, 9])
        sheet.write_row(3, 0, ["支出", 8, 7])

    return fill


def nothing(_: Any, __: Any) -> None:
    """Leave a sheet empty."""


def ods(content: str) -> bytes:
    """Return an ODS file whose tables are written as XML."""
    out = io.BytesIO()
    names = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in names)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", f"<office:document-content {spaces}>{content}</office:document-content>"
        )
    return out.getvalue()
