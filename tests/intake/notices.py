"""A notice with rules attached and two tables, as an office writes it."""

from __future__ import annotations

from tests.intake.docx import centred, listed, lvl, make_docx, numbering, p, r, right, tbl, tc, tr

TITLE = "示例区人民政府办公室关于印发示例区义务植树管理办法的通知"
_LISTS = (
    lvl(0, "chineseCounting", "%1、") + lvl(1, "chineseCounting", "（%2）") + lvl(2, "decimal", "%3."),
    lvl(0, "chineseCountingThousand", "第%1章 ")
    + lvl(1, "chineseCountingThousand", "第%2条 ", '<w:lvlRestart w:val="0"/>'),
)


def tables() -> str:
    """Return a plain table and one merged both ways."""
    plain = tbl(
        tr("单位", "株数", "联系电话"),
        tr("样例街道", "1200", "023-00000001"),
        tr("演示镇", "800", "023-00000002"),
    )
    merged = tbl(
        tr("序号", "任务", tc("完成时限", '<w:gridSpan w:val="2"/>'), props="<w:tblHeader/>"),
        tr("1", tc("植树", '<w:vMerge w:val="restart"/>'), "3月", "12日"),
        tr("2", tc("", "<w:vMerge/>"), "4月", "5日"),
    )
    return plain + p() + merged


def rules() -> str:
    """Return the rules that are attached."""
    return (
        p("附件")
        + centred("示例区义务植树管理办法")
        + listed("总则", 2)
        + listed("为了规范义务植树，制定本办法。", 2, 1)
        + listed("本办法自发布之日起施行。", 2, 1)
        + listed("附则", 2)
        + listed("本办法由区林业局负责解释。", 2, 1)
    )


def notice(annexes: str = "附件：示例区义务植树管理办法", behind: str | None = None) -> bytes:
    """Return the notice; ``annexes`` is the line that names them, ``behind`` what stands below the date."""
    head = (
        p(r("示例区人民政府办公室文件", '<w:sz w:val="72"/>'), '<w:jc w:val="center"/>')
        + p("示例府办发〔2026〕8号", '<w:jc w:val="center"/>')
        + p()
        + centred("示例区人民政府办公室")
        + centred("关于印发示例区义务植树管理办法的通知")
    )
    text = (
        p("各镇人民政府、各街道办事处，区政府各部门：")
        + p(r("　　《示例区义务植树管理办法》已经区政府同意，现印发给你们，请认真贯彻执行。"))
        + listed("总体要求")
        + p("坚持节约优先，控制在1.5万元以内。")
        + listed("时间安排")
        + listed("集中植树", 1, 1)
        + listed("3月12日前后进行。", 1, 2)
        + listed("2026年底前验收。", 1, 2)
        + p("具体任务见下表。")
        + tables()
        + p(annexes)
    )
    end = p() + right("示例区人民政府办公室") + right("二〇二六年三月九日") + p("（此件公开发布）")
    body = head + text + end + (rules() if behind is None else behind)
    return make_docx(body, {"numbering": numbering(*_LISTS)})
