"""Personal numbers, marks of secrecy and hidden links in the text of documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.gate.personal import find_personal_numbers, is_identity_number, passes_luhn
from generator.load.gate.sensitive import check_links, check_text
from tests.helpers import check, codes, document, make_portal

WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]
DAYS = st.dates(date(1900, 1, 1), date(2026, 1, 1))
AROUND = st.sampled_from(["", "身份证号：", "（", "| ", "\n", "，", "号码为", "ID:"])


def identity(day: date, serial: int) -> str:
    """Return a sound identity number."""
    body = f"500101{day:%Y%m%d}{serial:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return body + "10X98765432"[total % 11]


def card(body: str) -> str:
    """Return a card number that passes Luhn."""
    return next(body + digit for digit in "0123456789" if passes_luhn(body + digit))


def kinds(text: str) -> list[str]:
    """Return the kinds of personal numbers in a text."""
    return [number.kind for number in find_personal_numbers(text)]


@given(DAYS, st.integers(0, 999), AROUND, st.sampled_from(["", "）", "，", " |", "的申请", "。"]))
def test_every_identity_number_is_found_wherever_it_stands(
    day: date, serial: int, before: str, after: str
) -> None:
    number = identity(day, serial)
    (found,) = find_personal_numbers(f"{before}{number}{after}")
    assert (found.kind, found.start) == ("identity", len(before))
    assert number[6:14] not in found.shown


@given(DAYS, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_a_number_with_one_wrong_digit_is_none(day: date, serial: int, place: int, step: int) -> None:
    number = identity(day, serial)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not is_identity_number(wrong)


@given(st.from_regex(r"62[0-9]{13,16}", fullmatch=True), AROUND)
def test_every_card_is_found_and_none_with_one_wrong_digit(body: str, before: str) -> None:
    number = card(body)
    if kinds(f"{before}{number}") != ["identity"]:
        assert kinds(f"{before}{number}。") == ["bank"]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "bank" not in kinds(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "13800138000", "联系电话13912345678", "138 0013 8000", "+86 138-0013-8000", "8613800138000", "１３８００１３８０００",
        "| 张某 | 13800138000 |", "tel:13800138000",
    ],
)  # fmt: skip
def test_mobile_numbers_are_found_as_people_write_them(text: str) -> None:
    assert kinds(text) == ["mobile"]


@pytest.mark.parametrize(
    "text",
    [
        "023-00000000", "010-12345678", "400-800-1234", "12345", "138****8000", "110105********002X", "索引号5000000000/2026-00001",
        "总额13800000000元", "合计15912345678.50", "915001010000000000", "2026-03-02 09:30", "第1380013800号", "a13800138000b",
        "统一社会信用代码91500101MA5U00000X", "6222 **** **** 0128", "ISBN 9787500000000", "面积13800138000平方米",
    ],
)  # fmt: skip
def test_what_looks_alike_is_no_personal_number(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "机密★3年",
        "秘密 ★ 一年",
        "绝密☆",
        "机密",
        "**秘密 20年**",
        "内部资料",
        "（内部资料，注意保存）",
        "封面印有“内部资料 请勿外传”字样",
        "秘密长期",
    ],
)
def test_marks_of_secrecy_are_found(text: str) -> None:
    assert [each.code for each in check_text(f"第一行。\n{text}\n", "a.md")] == ["secret-mark"]


@pytest.mark.parametrize(
    "text",
    [
        "做好保密工作，保守国家秘密。",
        "涉及商业秘密的除外。",
        "机密文件的管理办法",
        "内部资料性出版物管理办法",
        "## 秘密级文件怎样处理",
    ],
)
def test_the_words_in_a_sentence_are_no_mark(text: str) -> None:
    assert list(check_text(text, "a.md")) == []


@pytest.mark.parametrize(
    "text",
    [
        "[](https://a.example.com/)",
        "[ ](http://a.example.com/)",
        "[&nbsp;\u3000](//a.example.com)",
        '<a href="https://a.example.com/"></a>',
        '<a href="https://a.example.com/"><span> </span></a>',
        '<div style="display:none"><a href="https://a.example.com/">广告</a></div>',
        '<p style="position:absolute; left:-9999px">见<a href="https://a.example.com/">广告</a></p>',
        '<a href="https://a.example.com/" style="font-size:0">广告</a>',
        '<div hidden>\n<a href="https://a.example.com/">广告</a>\n</div>',
    ],
)
def test_hidden_links_are_found(text: str) -> None:
    assert [each.code for each in check_links(f"正文。\n\n{text}\n", "a.md")] == ["link-hidden"]


@pytest.mark.parametrize(
    "text",
    [
        "[国家网站](https://www.gov.cn/)",
        "[![图标](a.png)](https://www.gov.cn/)",
        '<a href="https://www.gov.cn/"><img src="a.png" alt="图标"></a>',
        "![](https://www.gov.cn/a.png)",
        "```\n[](https://a.example.com/)\n```",
        '<div style="display:none">说明</div>\n\n[国家网站](https://www.gov.cn/)',
    ],
)
def test_links_that_show_are_none(text: str) -> None:
    assert list(check_links(text, "a.md")) == []


def test_head_and_tables_are_read_too_and_a_reason_allows_it(tmp_path: Path) -> None:
    table = "| 姓名 | 电话 |\n|---|---|\n| 张某 | 13800138000 |"
    from tests.helpers import COLUMNS, PORTAL

    files: dict[str, str | bytes] = {"content/tzgg/a.md": document(body=table, summary="值班电话13800138000")}
    assert codes(check(make_portal(tmp_path, files))) == ["personal-mobile", "personal-mobile"]
    allowed = (
        "checks:\n  - {code: personal-mobile, level: off, files: [tzgg/a.md], reason: 防汛值班电话依法公布}\n"
    )
    assert check(make_portal(tmp_path, {"columns.yml": PORTAL + COLUMNS + allowed})) == []
