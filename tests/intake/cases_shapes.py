"""Ways of writing tables and what is drawn in a DOCX file."""
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from tests.intake.case import Case
from tests.intake.docx import listed, lvl, make_docx, numbering, p, r, tbl, tc, tr
from tests.intake.pictures import PNG, drawn, in_vml, picture_rel


def table_cases() -> Iterator[Case]:
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


def grid_cases() -> Iterator[Case]:
    """Tables whose rows and cells are told in other ways."""
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


def drawing_cases() -> Iterator[Case]:
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
