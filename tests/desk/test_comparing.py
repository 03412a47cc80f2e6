"""What has changed, in the words of people: nothing that the public would see differently is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.desk.editing.comparing import Change, changes
from tests.helpers import document

LINES = st.lists(st.text(st.sampled_from("甲乙丙丁，。*[]()#|- 1"), max_size=12), max_size=8)


def told(before: str, after: str) -> list[tuple[str, str, str, str]]:
    """Return the changes as texts."""
    return [
        (
            each.where,
            each.act,
            "".join(part.text for part in each.before),
            "".join(part.text for part in each.after),
        )
        for each in changes(before, after)
    ]


def marked(change: Change) -> tuple[str, str]:
    """Return what of a change is told to have gone and come."""
    return tuple("".join(part.text for part in each if part.mark) for each in (change.before, change.after))  # type: ignore[return-value]


def test_each_change_is_told_where_it_is() -> None:
    before = document("通知", "第一段。\n\n第二段有错字。\n\n第三段。", attachments="[甲.pdf]")
    after = document(
        "通知（修订）",
        "第一段。\n\n第二段没有错字。\n\n新的一段。",
        attachments="[乙.pdf]",
        doc_no="〔2026〕1号",
    )
    assert told(before, after) == [
        ("标题", "改动", "通知", "通知（修订）"),
        ("发文字号", "增加", "", "〔2026〕1号"),
        ("附件", "删去", "甲.pdf", ""),
        ("附件", "增加", "", "乙.pdf"),
        ("正文", "改动", "第二段有错字。", "第二段没有错字。"),
        ("正文", "改动", "第三段。", "新的一段。"),
    ]
    assert marked(changes(before, after)[4]) == ("", "没")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("见[网站](https://example.cn/a)。", "见[网站](https://example.cn/b)。"),
        ("![图](a.png)", "![图](b.png)"),
        ("![图](a.png)", "![别的话](a.png)"),
        ("## 甲", "### 甲"),
        ("## 甲", "甲"),
        ("**甲**乙", "甲乙"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", "| 甲 | 乙 |\n| --- | ---: |\n| 1 | 2 |"),
        ("- 甲\n- 乙", "1. 甲\n2. 乙"),
    ],
)
def test_what_the_words_do_not_show_is_told_too(old: str, new: str) -> None:
    assert told(document("通知", old), document("通知", new))


def test_who_signed_is_no_change_and_an_exchanged_file_is_one() -> None:
    text = document("通知", "正文。", attachments="[甲.pdf]")
    assert told(text, text.replace("title:", "review: {first: 张某}\ntitle:", 1)) == []
    found = changes(text, text, ({"甲.pdf": "1"}, {"甲.pdf": "2", "图.png": "3"}))
    assert [(each.where, each.act) for each in found] == [
        ("文件“甲.pdf”", "换了内容"),
        ("正文里的图片或视频", "增加"),
    ]


@settings(max_examples=120, deadline=None)
@given(LINES, LINES)
def test_nothing_is_told_only_of_what_is_the_same(one: list[str], other: list[str]) -> None:
    before, after = document("通知", "\n\n".join(one)), document("通知", "\n\n".join(other))
    found = told(before, after)
    assert bool(found) == ("\n\n".join(one).strip() != "\n\n".join(other).strip())
    assert told(before, before) == []


def test_of_a_text_that_is_all_new_few_lines_are_compared_letter_by_letter() -> None:
    before = document("通知", "\n\n".join(f"甲乙丙{n}" for n in range(300)))
    after = document("通知", "\n\n".join(f"甲{n}丁丙" for n in range(300)))
    found = changes(before, after)
    assert len(found) == 300 and 0 < sum(len(each.before) > 1 for each in found) <= 60
    long = changes(document("通知", "甲" * 2000 + "乙"), document("通知", "甲" * 2000 + "丙"))
    assert [len(each.before) for each in long] == [1]
