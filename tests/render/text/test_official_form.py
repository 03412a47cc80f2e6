"""The set form of official documents: whom they are sent to, and the lines that close them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.text.markdown import make_converter, to_html
from generator.render.text.official_form import signers
from tests.markup import parse_html

CONVERTER = make_converter()
ISSUERS = ["区教委", "示例区人民政府", "示例区财政局", "示例区人力资源和社会保障局", "示例县防汛抗旱指挥部"]
DATES = [
    "2026年11月18日",
    "2026 年 11 月 18 日",
    "二〇一一年六月三日",
    "二○二六年十一月二十八日",
    "　　2026年1月8日",
]
AFTER = [
    "",
    "（此件公开发布）",
    "附件：任务分工表",
    "## 示例办法\n\n第一条　为了示例，制定本办法。",
    "联系人：张某，电话：023-00000000",
    "注[^1]\n\n[^1]: 注释。",
]


def classes(text: str, name: str) -> list[str]:
    """Return the words of all paragraphs with a class."""
    html = to_html(text, CONVERTER)
    mark = f'<p class="{name}">'
    return [parse_html(part.split("</p>")[0]).text.strip() for part in html.split(mark)[1:]]


@given(
    st.lists(st.sampled_from(ISSUERS), min_size=1, max_size=4), st.sampled_from(DATES), st.sampled_from(AFTER)
)
def test_issuers_and_date_close_a_document_whatever_follows(
    issuers: list[str], date: str, after: str
) -> None:
    text = "\n\n".join(["各学校：", "现通知如下。", *issuers, date, after])
    assert classes(text, "gk-sign") == [*issuers, date.strip()]
    assert classes(text, "gk-addressee") == ["各学校："]


@given(st.sampled_from(ISSUERS), st.sampled_from(DATES), st.sampled_from(["\n", "  \n", "\\\n"]))
def test_issuer_and_date_may_be_lines_of_one_paragraph(issuer: str, date: str, end: str) -> None:
    assert classes(f"现通知如下。\n\n{issuer}{end}{date}", "gk-sign") == [issuer, date.strip()]


ARRANGEMENTS = {
    "date beside the body": ("示例区教育委员会　　2026年1月8日", ["示例区教育委员会　　2026年1月8日"]),
    "date right behind the body": (
        "示例区人民政府办公室2026年1月8日\n\n（此件公开发布）",
        ["示例区人民政府办公室2026年1月8日"],
    ),
    "bodies one below the other in one paragraph": (
        "示例区教育委员会\n示例区财政局\n\n2026年1月8日",
        ["示例区教育委员会", "示例区财政局", "2026年1月8日"],
    ),
    "bodies broken by hand": (
        "示例区教育委员会<br>示例区财政局<br>\n2026年1月8日",
        ["示例区教育委员会", "示例区财政局", "2026年1月8日"],
    ),
    "bodies on one line": ("区教委　区财政局\n\n2026年1月8日", ["区教委　区财政局", "2026年1月8日"]),
    "one body beside the date, another above": (
        "区教委\n\n区财政局　2026年1月8日",
        ["区教委", "区财政局　2026年1月8日"],
    ),
    "with the word for a seal": (
        "示例区人民政府（盖章）\n\n2026年1月8日",
        ["示例区人民政府（盖章）", "2026年1月8日"],
    ),
    "in bold": ("**示例区人民政府**\n\n**2026年1月8日**", ["示例区人民政府", "2026年1月8日"]),
    "set right by the editor": (
        '<p align="right">示例区人民政府</p>\n<p align="right">2026年1月8日</p>',
        ["示例区人民政府", "2026年1月8日"],
    ),
    "figures of full width": (
        "示例区人民政府\n\n２０２６年１月８日",
        ["示例区人民政府", "２０２６年１月８日"],
    ),
    "below the list of annexes": (
        "附件：1.任务分工表\n\n　　　2.联系表\n\n示例区人民政府\n\n2026年1月8日",
        ["示例区人民政府", "2026年1月8日"],
    ),
    "who else is sent it and who printed it": (
        "示例区人民政府办公室\n\n2026年1月8日\n\n（此件公开发布）\n\n抄送：区委办公室，区人大常委会办公室。\n\n"
        "示例区人民政府办公室　　2026年1月8日印发",
        ["示例区人民政府办公室", "2026年1月8日"],
    ),
    "an order with the rules below": (
        "区　长　张某某\n\n2026年1月8日\n\n## 示例区停车管理办法\n\n第一条　为了管理停车，制定本办法。",
        ["区　长　张某某", "2026年1月8日"],
    ),
    "annexes below": (
        "示例区人民政府\n\n2026年1月8日\n\n附件1\n\n任务分工表\n\n| 任务 | 单位 |\n| --- | --- |\n| 甲 | 乙 |",
        ["示例区人民政府", "2026年1月8日"],
    ),
    "whom to call below": (
        "示例区人民政府\n\n2026年1月8日\n\n（联系人：张某某；联系电话：023-00000000）",
        ["示例区人民政府", "2026年1月8日"],
    ),
}


@pytest.mark.parametrize("name", ARRANGEMENTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_arrangement_of_the_closing_lines(name: str, end: str) -> None:
    closing, signed = ARRANGEMENTS[name]
    text = f"各学校：\n\n现通知如下。请认真落实。\n\n{closing}\n".replace("\n", end)
    assert classes(text, "gk-sign") == [" ".join(each.split()) for each in signed]
    assert classes(text, "gk-addressee") == ["各学校："]
    first = signed[0].partition("2026年")[0].strip("　")
    assert signers(to_html(text, CONVERTER))[0] == first


def test_a_text_without_closing_lines_has_no_signers() -> None:
    assert signers(to_html("正文。\n\n2026年1月8日", CONVERTER)) == []


def test_each_of_two_documents_in_one_text_is_closed() -> None:
    text = "正文。\n\n区教委\n\n2026年1月8日\n\n## 附：原通知\n\n正文。\n\n区财政局\n\n2025年1月8日\n"
    assert classes(text, "gk-sign") == ["区教委", "2026年1月8日", "区财政局", "2025年1月8日"]


def test_any_name_may_close_a_document_at_its_very_end() -> None:
    assert (
        classes("正文。\n\n示例区某某协调机制\n\n2026年1月8日\n\n（此件公开发布）", "gk-sign")[0]
        == "示例区某某协调机制"
    )


@pytest.mark.parametrize(
    "text",
    [
        "办理时间\n\n2026年1月8日\n\n办理地点在窗口。",
        "会议决定如下。\n\n2026年1月8日\n\n后文。",
        "由区教委负责。\n\n2026年1月8日起施行。",
        "2026年1月8日",
        "申请期限为每年1月1日至2026年1月8日",
        "第一次会议在区教委召开，时间是2026年1月8日",
        "主管部门　2026年1月8日\n\n请各单位按时报送材料，逾期不再受理。",
    ],
)
def test_a_date_alone_closes_nothing(text: str) -> None:
    assert classes(text, "gk-sign") == []


@pytest.mark.parametrize(
    "words",
    [
        "各镇人民政府，各街道办事处，区政府各部门，有关单位：",
        "各区县（自治县）人民政府，市政府各部门，有关单位：",
        "区教委、区财政局和区人力资源社会保障局：",
        "广大市民朋友：",
        "各镇（乡）、街道劳动就业社会保障服务所，各用人单位，广大求职者：",
        "各有关企业及个体经营者：",
        "机关各处室、委属各单位：",
    ],
)
def test_lists_of_bodies_are_addressees(words: str) -> None:
    assert classes(f"{words}\n\n现通知如下。", "gk-addressee") == [words]
    assert classes(f"# 标题\n\n{words}\n\n现通知如下。", "gk-addressee") == [words]


@pytest.mark.parametrize(
    "words",
    [
        "为了惩治毁林开垦的犯罪，将刑法第三百四十二条修改为：",
        "根据有关规定，现将有关事项公告如下：",
        "问：怎样申请？",
        "申请人应当向下列单位提交材料：",
        "一、总体要求：",
        "附件：",
        "第一条 本办法所称单位包括企业、机构、学校：",
    ],
)
def test_a_sentence_that_ends_in_a_colon_is_no_addressee(words: str) -> None:
    assert classes(f"{words}\n\n正文。", "gk-addressee") == []


def test_only_the_first_paragraph_is_one() -> None:
    assert classes("正文。\n\n各学校：\n\n正文。", "gk-addressee") == []


@given(st.text(st.sampled_from("区教委局：年月日2026 一二〇\n　（）。"), max_size=60))
def test_the_form_changes_no_word(text: str) -> None:
    html = to_html(text, CONVERTER)
    assert parse_html(html).text.split() == parse_html(html.replace(' class="gk-sign"', "")).text.split()
    assert parse_html(html).unbalanced == []
