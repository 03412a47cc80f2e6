"""Whom a document is sent to, and its end, as people write them."""

from __future__ import annotations

import re

import pytest

from generator.render.text.markdown import make_converter, to_html

CONVERTER = make_converter()


def classed(text: str, name: str) -> list[str]:
    return re.findall(rf'<p class="gk-{name}">([^<]*)</p>', to_html(text, CONVERTER))


@pytest.mark.parametrize(
    ("end", "signed"),
    [
        ("县教育局\n县财政局\n2026年3月1日", ["县教育局", "县财政局", "2026年3月1日"]),
        ("县教育局  \n县财政局  \n县民政局  \n2026年3月1日", ["县教育局", "县财政局", "县民政局", "2026年3月1日"]),
        ("县教育局\n\n县财政局\n\n二〇二六年三月一日", ["县教育局", "县财政局", "二〇二六年三月一日"]),
        ("县教育局\n\n2026年3月1日\n\n抄送：县委办公室。", ["县教育局", "2026年3月1日"]),
        ("县教育局\n\n2026 年 3 月 1 日\n\n（公开）\n\n抄送：县委。", ["县教育局", "2026 年 3 月 1 日"]),
        ("县教育局\n\n2026年3月1日\n\n## 样例细则\n\n第一条　一。", ["县教育局", "2026年3月1日"]),
        ("自2026年起施行。\n县教育局\n2026年3月1日", []),
        ("会议定于\n2026年3月1日", []),
        ("县教育局\n\n2026年3月1日\n\n随后召开会议，安排工作。", []),
    ],
)  # fmt: skip
def test_the_issuers_and_the_date_close_a_document(end: str, signed: list[str]) -> None:
    assert classed(f"各学校：\n\n请照办。\n\n{end}", "sign") == signed


@pytest.mark.parametrize("words", ["各学校", "县政府各部门，各镇乡", "尊敬的家长", "县教育局", "各新闻单位"])
def test_those_addressed_are_known(words: str) -> None:
    assert classed(f"{words}：\n\n请照办。", "addressee") == [f"{words}："]


@pytest.mark.parametrize(
    "words", ["记者", "本报记者", "主持人", "新闻发言人", "问", "主要内容如下", "现将刑法第三条修改为"]
)
def test_those_who_speak_and_sentences_are_not_addressed(words: str) -> None:
    assert classed(f"{words}：\n\n“请讲。”", "addressee") == []
