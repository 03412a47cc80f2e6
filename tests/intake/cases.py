"""DOCX files in the ways that Word, WPS and LibreOffice write them, each with what its page must show."""
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.intake.docx import centred, listed, lvl, make_docx, numbering, p, r, right, styled, tbl, tc, tr
from tests.intake.pictures import PNG, drawn, in_vml, picture_rel

_PAR = "为规范管理，制定本办法。"


@dataclass(frozen=True)
class Case:
    """A file: words that its page shows in this order, words that it does not show, cells by (words, columns, rows)."""

    name: str
    raw: bytes
    shows: tuple[str, ...]
    hides: tuple[str, ...] = ()
    cells: tuple[tuple[str, int, int], ...] = ()
    head: dict[str, str] = field(default_factory=dict)
    accept: bool = True
    lost: int = 0


def _chinese(one: str, two: str = "chineseCounting") -> str:
    return numbering(
        lvl(0, one, "%1、") + lvl(1, two, "（%2）") + lvl(2, "decimal", "%3.") + lvl(3, "decimal", "（%4）")
    )


def _numbered() -> Iterator[Case]:
    """Automatic numbers in the formats that offices use."""
    body = (
        listed("总体要求") + listed("指导思想", level=1) + listed("节约优先", level=2) + listed("2026年底前", level=2)
        + listed("细项", level=3) + listed("基本原则", level=1) + listed("重点任务") + listed("植树", level=1)
    )  # fmt: skip
    yield Case(
        "word-chinese-counting", make_docx(body, {"numbering": _chinese("chineseCounting")}),
        ("一、总体要求", "（一）指导思想", "1.节约优先", "2. 2026年底前", "（1）细项", "（二）基本原则", "二、重点任务", "（一）植树"),
    )  # fmt: skip
    yield Case(
        "wps-japanese-counting", make_docx("".join(listed(f"第{n}项") for n in range(1, 13)), {"numbering": _chinese("japaneseCounting")}),
        ("一、第1项", "十、第10项", "十一、第11项", "十二、第12项"),
    )  # fmt: skip
    for form, text, words in (
        ("chineseCountingThousand", "第%1条", ("第一条甲", "第二条乙")),
        ("ideographTraditional", "%1、", ("甲、甲", "乙、乙")),
        ("ideographZodiac", "%1、", ("子、甲", "丑、乙")),
        ("decimalEnclosedCircleChinese", "%1", ("①甲", "②乙")),
        ("decimalEnclosedFullstop", "%1", ("⒈甲", "⒉乙")),
        ("decimalEnclosedParen", "%1", ("⑴甲", "⑵乙")),
        ("chineseLegalSimplified", "%1、", ("壹、甲", "贰、乙")),
        ("decimalFullWidth", "%1．", ("１．甲", "２．乙")),
        ("upperRoman", "%1.", ("I.甲", "II.乙")),
        ("lowerLetter", "%1)", ("a)甲", "b)乙")),
        ("decimalZero", "%1", ("01甲", "02乙")),
    ):
        yield Case(
            f"number-{form}",
            make_docx(listed("甲") + listed("乙"), {"numbering": numbering(lvl(0, form, text))}),
            words,
        )
    law = numbering(
        lvl(0, "chineseCountingThousand", "第%1章 ")
        + lvl(1, "chineseCountingThousand", "第%2条 ", '<w:lvlRestart w:val="0"/>')
    )
    articles = "".join(listed(f"条文{n}。", level=1) for n in range(1, 102))
    yield Case(
        "law-articles-go-on", make_docx(listed("总则") + articles + listed("附则") + listed("施行。", level=1), {"numbering": law}),
        ("第一章 总则", "第一条 条文1。", "第二十条 条文20。", "第一百〇一条 条文101。", "第二章 附则", "第一百〇二条 施行。"),
    )  # fmt: skip
    again = '<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    yield Case(
        "restart-by-override",
        make_docx(
            listed("甲") + listed("乙") + p("另一组：") + listed("丙", 5) + listed("丁", 5),
            {"numbering": numbering(lvl(0, "decimal", "%1."), extra=again)},
        ),
        ("1.甲", "2.乙", "另一组：", "1.丙", "2.丁"),
    )
    legal = numbering(lvl(0, "chineseCounting", "%1、") + lvl(1, "decimal", "%1.%2", "<w:isLgl/>"))
    yield Case(
        "legal-decimal", make_docx(listed("章") + listed("节", level=1) + listed("节二", level=1), {"numbering": legal}),
        ("一、章", "1.1节", "1.2节二"),
    )  # fmt: skip
    styles = (
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = numbering(
        lvl(0, "chineseCounting", "%1、", '<w:pStyle w:val="2"/>')
        + lvl(1, "chineseCounting", "（%2）", '<w:pStyle w:val="3"/>')
    )
    yield Case(
        "wps-style-linked", make_docx(styled("2", "总体要求") + styled("3", "原则") + styled("2", "任务"), {"styles": styles, "numbering": linked}),
        ("一、总体要求", "（一）原则", "二、任务"),
    )  # fmt: skip
    named = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="公文"/>{lvl(0, "chineseCounting", "%1、")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="公文"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    yield Case(
        "list-style", make_docx(listed("甲", 2) + listed("乙", 2), {"numbering": named}), ("一、甲", "二、乙")
    )
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    alternative = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{custom}<w:suff w:val="nothing"/><w:lvlText w:val="%1号"/></w:lvl>'
    yield Case(
        "number-custom",
        make_docx(listed("甲") + listed("乙"), {"numbering": numbering(alternative)}),
        ("001号甲", "002号乙"),
    )
    bullets = numbering(lvl(0, "bullet", "\uf06c"))
    yield Case(
        "bullets", make_docx(listed("甲项") + listed("乙项"), {"numbering": bullets}), ("甲项", "乙项")
    )


def _in_runs() -> Iterator[Case]:
    """What stands in a paragraph."""
    yield Case(
        "marks",
        make_docx(
            p(
                r("面积12m") + r("2", '<w:vertAlign w:val="superscript"/>') + r("，CO") + r("2", '<w:vertAlign w:val="subscript"/>')
                + r("排放", "<w:b/>") + r("（删去）", "<w:strike/>") + r("下划线", '<w:u w:val="single"/>') + r("**", "<w:b/>") + r("。")
            )
        ),
        ("面积12m2，CO2排放（删去）下划线**。",),
    )  # fmt: skip
    yield Case(
        "hostile-signs", make_docx(p("# 井号 <script>alert(1)</script> a*b*c [x](y) `代码` 1<2 &amp; &lt; ~~3~~ |a|b|") + p("- 减号") + p("1. 数字") + p("> 引用")),
        ("# 井号 <script>alert(1)</script> a*b*c [x](y) `代码` 1<2 &amp; &lt; ~~3~~ |a|b|", "- 减号", "1. 数字", "> 引用"),
    )  # fmt: skip
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
    yield Case(
        "fields",
        make_docx(
            p(
                r("共") + field.format("begin") + told.format(" REF num ") + field.format("separate") + r("12") + field.format("end") + r("项，")
                + field.format("begin") + told.format(r" EQ \o\ac(○,3) ") + field.format("end") + r("见")
                + '<w:fldSimple w:instr=" DATE "><w:r><w:t>2026年3月9日</w:t></w:r></w:fldSimple>'
                + field.format("begin") + told.format(' HYPERLINK "https://www.example.gov.cn/a" ') + field.format("separate")
                + r("全文") + field.format("end") + r("。")
            )
        ),
        ("共12项，③见2026年3月9日全文。",), ("REF", "HYPERLINK"),
    )  # fmt: skip
    link = '<Relationship Id="rIdL" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://www.example.gov.cn/" TargetMode="External"/>'
    yield Case(
        "hyperlink",
        make_docx(
            p(r("见") + f'<w:hyperlink r:id="rIdL">{r("门户网站")}</w:hyperlink>' + r("。")), rels=link
        ),
        ("见门户网站。",),
    )
    yield Case(
        "wrappers",
        make_docx(
            p(
                f'<w:smartTag w:element="date">{r("三月")}</w:smartTag><w:customXml>{r("十二")}</w:customXml>'
                f'<w:sdt><w:sdtContent>{r("日")}</w:sdtContent></w:sdt><w:bdo w:val="ltr">{r("前")}</w:bdo>'
            )
            + f"<w:sdt><w:sdtContent>{p('块级控件里的一段。')}</w:sdtContent></w:sdt>"
        ),
        ("三月十二日前", "块级控件里的一段。"),
    )
    yield Case(
        "ruby",
        make_docx(
            p(
                r("读作")
                + f"<w:r><w:ruby><w:rt>{r('féng')}</w:rt><w:rubyBase>{r('沣')}</w:rubyBase></w:ruby></w:r>"
                + r("。")
            )
        ),
        ("读作沣féng。",),
    )
    yield Case(
        "symbols",
        make_docx(
            p(
                '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("同意") + '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>'
                + r("不同意") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + r("90分") + r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')
            )
        ),
        ("☑同意□不同意≥90分✓",),
    )  # fmt: skip
    yield Case(
        "tabs-and-breaks",
        make_docx(
            p(
                "<w:r><w:t>联系人：</w:t><w:tab/><w:t>张某</w:t><w:br/><w:t>电话：023</w:t><w:noBreakHyphen/><w:t>00000000</w:t></w:r>"
            )
        ),
        ("联系人：张某", "电话：023-00000000"),
    )
    formula = (
        "<m:oMath><m:r><m:t>S=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        "<m:sSup><m:e><m:r><m:t>h</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    yield Case("formula", make_docx(p(r("按") + formula + r("计算。"))), ("按S=(a+b)/2h2计算。",))
    yield Case(
        "hidden-text",
        make_docx(p(r("公开的。") + r("内部口径", "<w:vanish/>") + r("也公开。"))),
        ("公开的。也公开。",),
        ("内部口径",),
    )
    hidden = (
        '<w:style w:type="character" w:styleId="隐"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    yield Case(
        "hidden-by-style",
        make_docx(p(r("看得见。") + r("看不见", '<w:rStyle w:val="隐"/>')), {"styles": hidden}),
        ("看得见。",),
        ("看不见",),
    )
    comment = '<w:comment w:id="1"><w:p><w:r><w:t>这里要改</w:t></w:r></w:p></w:comment>'
    yield Case(
        "comments", make_docx(p('<w:commentRangeStart w:id="1"/>' + r("正文。") + '<w:r><w:commentReference w:id="1"/></w:r>'), {"comments": comment}),
        ("正文。",), ("这里要改",),
    )  # fmt: skip
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r("不含草原。"))}</w:footnote>'
    )
    ends = f'<w:endnote w:id="3">{p("来源：区林业局。")}</w:endnote>'
    yield Case(
        "notes",
        make_docx(
            p(
                r("森林覆盖率")
                + '<w:r><w:footnoteReference w:id="2"/></w:r>'
                + r("为50%")
                + '<w:r><w:endnoteReference w:id="3"/></w:r>'
                + r("。")
            ),
            {"footnotes": notes, "endnotes": ends},
        ),
        ("森林覆盖率为50%。", "不含草原。", "来源：区林业局。"),
    )
    placeholder = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处输入文字')}</w:sdtContent></w:sdt>"
    yield Case("placeholder", make_docx(p(r("姓名：张某") + placeholder)), ("姓名：张某",), ("单击此处",))


def _changes() -> Iterator[Case]:
    """Tracked changes, taken or refused, never mixed."""
    body = (
        p(r("任务") + f'<w:ins w:id="1" w:author="a">{r("十二")}</w:ins><w:del w:id="2"><w:r><w:delText>十</w:delText></w:r></w:del>' + r("项。"))
        + p(r("前一段"), '<w:rPr><w:del w:id="3"/></w:rPr>') + p(r("接着的一段。"))
        + f'<w:p><w:moveFrom w:id="4"><w:r><w:t>移走的句子。</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo w:id="5">{r("移走的句子。")}</w:moveTo></w:p>'
        + tbl(tr("甲", "乙"), tr("删", "行", props='<w:del w:id="6"/>'), tr("丙", "丁"))
    )  # fmt: skip
    yield Case(
        "changes-taken",
        make_docx(body),
        ("任务十二项。", "前一段接着的一段。", "移走的句子。", "甲", "丁"),
        ("任务十项", "任务十二十项", "删行"),
    )
    refused = body.replace('<w:del w:id="6"/>', '<w:ins w:id="6"/>')
    yield Case(
        "changes-refused",
        make_docx(refused),
        ("任务十项。", "前一段", "接着的一段。", "移走的句子。", "甲", "丁"),
        ("十二", "删行"),
        accept=False,
    )


def _tables() -> Iterator[Case]:
    """Tables merged both ways, nested, and as frames."""
    yield Case(
        "table-merged",
        make_docx(
            p("下表：")
            + tbl(
                tr("序号", tc("时限", '<w:gridSpan w:val="2"/>')),
                tr(tc("一", '<w:vMerge w:val="restart"/>'), "3月", "12日"),
                tr(tc("", "<w:vMerge/>"), "4月", "5日"),
                tr(tc("合计", '<w:gridSpan w:val="2"/>'), "17"),
            )
        ),
        ("下表：", "序号", "时限", "3月", "12日", "合计", "17"),
        cells=(("时限", 2, 1), ("一", 1, 2), ("合计", 2, 1)),
    )
    down = '<w:vMerge w:val="restart"/>'
    yield Case(
        "table-row-of-joined-cells",
        make_docx(
            tbl(
                tr("甲", "乙"),
                tr(tc("一", down), tc("二", down)),
                tr(tc("", "<w:vMerge/>"), tc("", "<w:vMerge/>")),
                tr("三", "四"),
            )
        ),
        ("甲", "乙", "一", "二", "三", "四"),
        cells=(("一", 1, 2), ("二", 1, 2), ("三", 1, 1)),
    )
    yield Case(
        "table-old-merge", make_docx(tbl(tr(tc("甲乙", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), "丙"), tr("1", "2", "3"))),
        ("甲乙", "丙", "1", "2", "3"), cells=(("甲乙", 2, 1),),
    )  # fmt: skip
    yield Case(
        "table-nested", make_docx(tbl(tr("外", tc(tbl(tr("内1", "内2"), tr("内3", "内4")) + p())), tr("下", "右"))),
        ("外", "内1", "内2", "内3", "内4", "下", "右"),
    )  # fmt: skip
    yield Case(
        "table-covered-text", make_docx(tbl(tr(tc("部门", '<w:vMerge w:val="restart"/>'), "甲"), tr(tc("遮住", "<w:vMerge/>"), "乙"))),
        ("部门", "甲", "乙"), ("遮住",), (("部门", 1, 2),),
    )  # fmt: skip
    yield Case(
        "table-frame", make_docx(tbl(tr(tc(p("框里的提示。") + p("第二段。"))))), ("框里的提示。", "第二段。")
    )
    control = f"<w:sdt><w:sdtContent>{tc('控件格')}</w:sdtContent></w:sdt>"
    yield Case(
        "table-controls",
        make_docx(
            tbl(f"<w:sdt><w:sdtContent>{tr('项目', '数值')}</w:sdtContent></w:sdt>", tr("甲", control))
        ),
        ("项目", "数值", "甲", "控件格"),
    )
    yield Case(
        "table-grid-before", make_docx(tbl(tr("甲", "乙", "丙"), tr("丁", "戊", props='<w:gridBefore w:val="1"/>'))), ("甲", "乙", "丙", "丁", "戊"),
    )  # fmt: skip
    numbers = numbering(lvl(0, "decimal", "%1"))
    yield Case(
        "table-numbered-rows",
        make_docx(
            tbl(
                tr("序号", "名称"),
                tr(tc(listed("")), "甲"),
                tr(tc(p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')), "乙"),
            ),
            {"numbering": numbers},
        ),
        ("序号", "名称", "1", "甲", "2", "乙"),
    )
    yield Case(
        "table-pipes",
        make_docx(tbl(tr("写法", "意思"), tr("a|b", "甲或乙"), tr("**", "星号"))),
        ("a|b", "甲或乙", "**", "星号"),
    )


def _drawn() -> Iterator[Case]:
    """Text boxes and pictures, in the new way, the old way and both at once."""
    box = "<w:txbxContent>" + p("文本框里的话。") + "</w:txbxContent>"
    new = f'<w:drawing><wp:anchor><wp:docPr id="1" name="文本框 1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    for name, inner in (("box-drawing", new), ("box-vml", old), ("box-both", both)):
        yield Case(
            name,
            make_docx(p(r("前文。") + f"<w:r>{inner}</w:r>") + p("后文。")),
            ("前文。", "文本框里的话。", "后文。"),
        )
    yield Case(
        "picture", make_docx(p(r("现场：")) + p(f"<w:r>{drawn('rIdP', '居民正在植树')}</w:r>"), rels=picture_rel("rIdP"), files={"word/media/image1.png": PNG}),
        ("现场：",),
    )  # fmt: skip
    yield Case(
        "picture-vml",
        make_docx(
            p(f"<w:r>{in_vml('rIdP')}</w:r>") + p("图下的话。"),
            rels=picture_rel("rIdP"),
            files={"word/media/image1.png": PNG},
        ),
        ("图下的话。",),
    )
    emf = picture_rel("rIdP").replace("image1.png", "image1.emf")
    yield Case(
        "picture-emf",
        make_docx(
            p(f"<w:r>{drawn('rIdP', '')}</w:r>") + p("正文。"),
            rels=emf,
            files={"word/media/image1.emf": b"\x01\0\0\0emf"},
        ),
        ("正文。",),
        lost=1,
    )
    chunk = '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="part.html"/>'
    yield Case(
        "alt-chunk", make_docx(p("前。") + '<w:altChunk r:id="rIdC"/>' + p("后。"), rels=chunk, files={"word/part.html": "<html><body><p>嵌入的段落。</p></body></html>".encode()}),
        ("前。", "嵌入的段落。", "后。"),
    )  # fmt: skip


def _whole() -> Iterator[Case]:
    """Whole documents with their official parts."""
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + p("目录") + p("一、总体要求	1") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    yield Case(
        "contents",
        make_docx(centred("示例区植树方案") + contents + p("一、总体要求") + p(_PAR)),
        ("一、总体要求", _PAR),
        head={"title": "示例区植树方案"},
    )
    red = (
        p("000012") + p("特急") + p(r("示例区人民政府办公室文件", '<w:sz w:val="72"/>'), '<w:jc w:val="center"/>')
        + p("示例府办发[2026]8号　　签发人：张某", '<w:jc w:val="center"/>') + centred("示例区人民政府办公室") + centred("关于开展春季义务植树活动的通知")
        + p("各镇人民政府、各街道办事处：") + p(_PAR) + p("附件：1.任务表") + p("2.联系表", '<w:ind w:left="960"/>')
        + right("示例区人民政府办公室") + right("二〇二六年三月九日") + p("（此件公开发布）") + p("抄送：区委办公室。")
    )  # fmt: skip
    yield Case(
        "official", make_docx(red), ("特急", "各镇人民政府、各街道办事处：", _PAR, "附件：1.任务表", "2.联系表", "示例区人民政府办公室", "二〇二六年三月九日", "抄送：区委办公室。"),
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
    titled = '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="公文标题"><w:name w:val="公文标题"/><w:basedOn w:val="a3"/></w:style>'
    yield Case(
        "chinese-style",
        make_docx(styled("公文标题", "示例区政务公开工作要点") + p(_PAR), {"styles": titled}),
        (_PAR,),
        head={"title": "示例区政务公开工作要点"},
    )
    yield Case(
        "strict",
        make_docx(centred("关于严格格式的通知") + p(_PAR) + tbl(tr("甲", "乙"), tr("1", "2")), strict=True),
        (_PAR, "甲", "2"),
        head={"title": "关于严格格式的通知"},
    )
    margins = {
        "header1": p("示例区人民政府办公室内部资料"),
        "footer1": p(r("— ") + '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>' + r(" —")),
    }
    yield Case(
        "margins", make_docx(centred("关于页眉的通知") + p(_PAR), margins), (_PAR,), ("内部资料", "— 1 —")
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


def cases() -> list[Case]:
    """Return all cases."""
    return [
        case
        for family in (_numbered, _in_runs, _changes, _tables, _drawn, _whole, _heads)
        for case in family()
    ]
