"""Ways of writing numbers, characters and changes within the lines of a DOCX file."""
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from tests.intake.case import Case, chinese
from tests.intake.docx import listed, lvl, make_docx, numbering, p, r, styled, tbl, tr


def number_cases() -> Iterator[Case]:
    """Automatic numbers in the formats that offices use."""
    body = (
        listed("总体要求") + listed("指导思想", level=1) + listed("节约优先", level=2) + listed("2026年底前", level=2)
        + listed("细项", level=3) + listed("基本原则", level=1) + listed("重点任务") + listed("植树", level=1)
    )  # fmt: skip
    yield Case(
        "word-chinese-counting", make_docx(body, {"numbering": chinese("chineseCounting")}),
        ("一、总体要求", "（一）指导思想", "1.节约优先", "2. 2026年底前", "（1）细项", "（二）基本原则", "二、重点任务", "（一）植树"),
    )  # fmt: skip
    yield Case(
        "wps-japanese-counting", make_docx("".join(listed(f"第{n}项") for n in range(1, 13)), {"numbering": chinese("japaneseCounting")}),
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


def level_cases() -> Iterator[Case]:
    """Numbers that go on, begin again or show the levels above."""
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


def style_cases() -> Iterator[Case]:
    """Numbers that styles bring, and those of makers of their own."""
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


def run_cases() -> Iterator[Case]:
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


def wrapped_cases() -> Iterator[Case]:
    """What stands around the characters of a paragraph."""
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


def apart_cases() -> Iterator[Case]:
    """What is hidden, noted or only asked for."""
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


def change_cases() -> Iterator[Case]:
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
