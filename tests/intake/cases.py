"""DOCX files in the ways that Word, WPS and LibreOffice write them, each with what its page must show."""
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from tests.intake.case import PAR, Case
from tests.intake.cases_lines import (
    apart_cases,
    change_cases,
    level_cases,
    number_cases,
    run_cases,
    style_cases,
    wrapped_cases,
)
from tests.intake.cases_shapes import drawing_cases, grid_cases, table_cases
from tests.intake.docx import centred, make_docx, p, r, right, styled, tbl, tr


def _whole() -> Iterator[Case]:
    """Whole documents with their official parts."""
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + p("目录") + p("一、总体要求	1") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    yield Case(
        "contents",
        make_docx(centred("示例区植树方案") + contents + p("一、总体要求") + p(PAR)),
        ("一、总体要求", PAR),
        head={"title": "示例区植树方案"},
    )
    red = (
        p("000012") + p("特急") + p(r("示例区人民政府办公室文件", '<w:sz w:val="72"/>'), '<w:jc w:val="center"/>')
        + p("示例府办发[2026]8号　　签发人：张某", '<w:jc w:val="center"/>') + centred("示例区人民政府办公室") + centred("关于开展春季义务植树活动的通知")
        + p("各镇人民政府、各街道办事处：") + p(PAR) + p("附件：1.任务表") + p("2.联系表", '<w:ind w:left="960"/>')
        + right("示例区人民政府办公室") + right("二〇二六年三月九日") + p("（此件公开发布）") + p("抄送：区委办公室。")
    )  # fmt: skip
    yield Case(
        "official", make_docx(red), ("特急", "各镇人民政府、各街道办事处：", PAR, "附件：1.任务表", "2.联系表", "示例区人民政府办公室", "二〇二六年三月九日", "抄送：区委办公室。"),
        ("000012", "签发人"),
        head={
            "title": "示例区人民政府办公室关于开展春季义务植树活动的通知", "issuer": "示例区人民政府办公室",
            "doc_no": "示例府办发〔2026〕8号", "signed": "2026-03-09",
        },
    )  # fmt: skip
    letter = (
        p("示例区财政局", '<w:jc w:val="center"/>') + right("示例财函〔2026〕3号") + centred("示例区财政局关于报送情况的函")
        + p("区审计局：") + p("现将情况报送如下。") + p(r("示例区财政局\u3000\u3000"), '<w:jc w:val="right"/>') + right("2026年3月 9日")
    )  # fmt: skip
    yield Case(
        "letter", make_docx(letter), ("区审计局：", "现将情况报送如下。", "示例区财政局", "2026年3月9日"),
        head={"title": "示例区财政局关于报送情况的函", "doc_no": "示例财函〔2026〕3号", "issuer": "示例区财政局", "signed": "2026-03-09"},
    )  # fmt: skip
    broken = p(
        "<w:r><w:t>示例区林业局</w:t><w:br/><w:t>关于公布名单的公告</w:t></w:r>", '<w:jc w:val="center"/>'
    ) + p("<w:r><w:t>　　名单如下。</w:t><w:br/><w:t>　　请监督。</w:t></w:r>")
    yield Case(
        "soft-breaks",
        make_docx(broken),
        ("名单如下。", "请监督。"),
        head={"title": "示例区林业局关于公布名单的公告"},
    )


def _told_otherwise() -> Iterator[Case]:
    """Whole documents whose parts are told by other means."""
    titled = '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="公文标题"><w:name w:val="公文标题"/><w:basedOn w:val="a3"/></w:style>'
    yield Case(
        "chinese-style",
        make_docx(styled("公文标题", "示例区政务公开工作要点") + p(PAR), {"styles": titled}),
        (PAR,),
        head={"title": "示例区政务公开工作要点"},
    )
    yield Case(
        "strict",
        make_docx(centred("关于严格格式的通知") + p(PAR) + tbl(tr("甲", "乙"), tr("1", "2")), strict=True),
        (PAR, "甲", "2"),
        head={"title": "关于严格格式的通知"},
    )
    margins = {
        "header1": p("示例区人民政府办公室内部资料"),
        "footer1": p(r("— ") + '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>' + r(" —")),
    }
    yield Case(
        "margins", make_docx(centred("关于页眉的通知") + p(PAR), margins), (PAR,), ("内部资料", "— 1 —")
    )
    yield Case(
        "libreoffice-empty-runs",
        make_docx(
            p("<w:r><w:rPr/></w:r><w:r><w:t>一</w:t></w:r><w:r><w:t></w:t></w:r><w:r><w:t>段</w:t></w:r>")
            + p()
            + p("另一段。")
        ),
        ("一段", "另一段。"),
    )


def _heads() -> Iterator[Case]:
    """Heads and ends as they are found in the wild."""
    one_line = (
        p("附件1")
        + centred("示例区停车场管理办法")
        + centred("（征求意见稿）", 32)
        + p("第一条 制定本办法。")
        + right("示例区城市管理局　　2026年3月9日")
    )
    yield Case(
        "annex-first",
        make_docx(one_line),
        ("第一条 制定本办法。", "示例区城市管理局", "2026年3月9日"),
        head={
            "title": "示例区停车场管理办法（征求意见稿）",
            "issuer": "示例区城市管理局",
            "signed": "2026-03-09",
        },
    )
    joint = (
        centred("关于联合检查的通知")
        + p("各单位：")
        + p("请配合。")
        + right("示例区财政局　　示例区教育委员会")
        + right("二○二六年十二月三十一日")
    )
    yield Case(
        "joint",
        make_docx(joint),
        ("各单位：", "请配合。", "示例区财政局示例区教育委员会", "二○二六年十二月三十一日"),
        head={"title": "关于联合检查的通知", "issuer": "示例区财政局", "signed": "2026-12-31"},
    )
    plain = (
        p("示例区发展和改革委员会", '<w:jc w:val="center"/>')
        + p("关于印发《示例区“十五五”规划》的通知", '<w:jc w:val="center"/>')
        + p("示例发改〔2026〕15号", '<w:jc w:val="center"/>')
        + p("各有关单位：")
        + p("现印发给你们。")
        + p("示例区发展和改革委员会")
        + p("2026年3月2日")
    )
    yield Case(
        "number-below-title",
        make_docx(plain),
        ("各有关单位：", "现印发给你们。", "示例区发展和改革委员会", "2026年3月2日"),
        head={
            "title": "示例区发展和改革委员会关于印发《示例区“十五五”规划》的通知",
            "doc_no": "示例发改〔2026〕15号",
            "issuer": "示例区发展和改革委员会",
            "signed": "2026-03-02",
        },
    )


def _heads_not_published() -> Iterator[Case]:
    """Heads with what is drawn, and what is not for the public."""
    art = '<w:r><w:pict><v:shape><v:textpath string="示例区人民政府文件"/></v:shape></w:pict></w:r>'
    yield Case(
        "red-head-drawn",
        make_docx(
            p(r("示例府发〔2026〕2号") + art) + centred("关于样例的通知") + p("各单位：") + p("请执行。")
        ),
        ("各单位：", "请执行。"),
        ("示例区人民政府文件",),
        head={"title": "关于样例的通知", "doc_no": "示例府发〔2026〕2号", "issuer": "示例区人民政府"},
    )
    secret = p("机密") + p("示例府发〔2026〕1号") + centred("关于样例的通知") + p("正文。")
    yield Case(
        "secret",
        make_docx(secret),
        ("机密", "正文。"),
        head={"title": "关于样例的通知", "doc_no": "示例府发〔2026〕1号"},
    )


FAMILIES = (
    *(number_cases, level_cases, style_cases, run_cases, wrapped_cases, apart_cases, change_cases),
    *(table_cases, grid_cases, drawing_cases),
    *(_whole, _told_otherwise, _heads, _heads_not_published),
)


def cases() -> list[Case]:
    """Return all cases."""
    return [case for family in FAMILIES for case in family()]
