"""Personal numbers as people write them are found, with their place; what looks alike is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.gate.personal import PersonalNumber, find_personal_numbers
from generator.load.gate.sensitive import check_text
from tests.load.gate.test_sensitive import DAYS, card, identity

GAPS = [
    "", " ", "-", "_", "\u00a0", "\u2009", "\u3000", "\u200b", "\ufeff", "－", "—", ".", " - ", "&nbsp;", "&#8203;", "&ensp;", "\n",
    "\n    ", "\n> ", "<br>", "**", "`", "<b>", "</span>", "](https://www.example.gov.cn/)", "[^1]", "\\-", "&shy;",
]  # fmt: skip
GROUPS = [(6, 8, 4), (6, 4, 4, 4), (3, 3, 8, 4), (18,), (10, 8), (14, 4), (1,) * 18, (6, 4, 2, 2, 4)]
BEFORE = [
    "",
    "ID",
    "No.",
    "No：",
    "编号",
    "sfz",
    "身份证：",
    "| ",
    "- ",
    "（",
    "<td>",
    "第1条 ",
    "张某_",
    "a/",
]
INLINE_GAPS = [" ", "-", ".", "\u00a0", "\u3000", "－", "\u200b", "&nbsp;", "<b>", " - ", "_"]


def found(text: str) -> list[PersonalNumber]:
    """Return the personal numbers of a text."""
    return list(find_personal_numbers(text))


def split(number: str, groups: tuple[int, ...], gaps: list[str]) -> str:
    """Return a number with gaps between its groups, taken in turn."""
    text, at = "", 0
    for index, size in enumerate(groups):
        text += (gaps[index % len(gaps)] if index else "") + number[at : at + size]
        at += size
    return text


def as_entities(number: str) -> str:
    """Return each character as HTML may write it."""
    return "".join(
        f"&#{ord(char)};" if place % 2 else f"&#x{ord(char):x};" for place, char in enumerate(number)
    )


@given(
    st.builds(identity, DAYS, st.integers(0, 999)), st.sampled_from(GROUPS), st.lists(st.sampled_from(GAPS), min_size=1, max_size=4),
    st.sampled_from(BEFORE), st.sampled_from(["X", "x", "×", "Ｘ", "&times;", "Х"]),
)  # fmt: skip
def test_identity_numbers_are_found_in_any_groups(
    number: str, groups: tuple[int, ...], gaps: list[str], before: str, cross: str
) -> None:
    written = split(number, groups, gaps).replace("X", cross)
    (one,) = found(f"甲。\n{before}{written}，乙")
    assert (one.kind, one.start) == ("identity", 3 + len(before))
    assert one.shown == f"{number[:3]}{'*' * 13}{number[-2:]}"


@given(DAYS, st.integers(0, 999), st.booleans())
def test_entities_and_full_width_digits_are_digits(day: date, serial: int, entities: bool) -> None:
    number = identity(day, serial)
    wide = number.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    assert [one.kind for one in found(f"号：{as_entities(number) if entities else wide}。")] == ["identity"]


@given(st.dates(date(1930, 1, 1), date(2009, 12, 31)), st.integers(0, 999), st.integers(1, 9))
def test_one_digit_mistyped_looks_like_one(day: date, serial: int, step: int) -> None:
    number = identity(day, serial)
    wrong = number[:16] + str((int(number[16]) + step) % 10) + number[17]
    (one,) = check_text(f"甲，{wrong}。\n", "a.md")
    assert (one.code, one.place.column) == ("personal-identity", 3)
    assert "像是身份证号，但校验位不对" in one.message
    assert wrong[6:14] not in one.message


@given(st.dates(date(1921, 1, 1), date(1999, 12, 31)), st.integers(0, 999), st.sampled_from(["", " ", "-"]))
def test_old_numbers_are_checked_by_region_and_day(day: date, serial: int, gap: str) -> None:
    number = f"500101{day:%y%m%d}{serial:03d}"
    assert [one.kind for one in found(f"甲{split(number, (6, 6, 3), [gap])}乙")] == ["identity"]
    assert found(f"甲{number[:8]}13{number[10:]}乙") == []
    assert found(f"甲99{number[2:]}乙") == []


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from([(11,), (3, 4, 4), (4, 4, 3), (3, 3, 5), (3, 8)]),
    st.sampled_from(INLINE_GAPS), st.sampled_from(["", "+86", "+86 ", "0086-", "86-", "(+86)", "（86）"]),
    st.sampled_from(["", "电话：", "Tel.", "| ", "甲"]),
)  # fmt: skip
def test_mobile_numbers_are_found_in_their_groups(
    number: str, groups: tuple[int, ...], gap: str, abroad: str, before: str
) -> None:
    (one,) = found(f"{before}{abroad}{split(number, groups, [gap])}，")
    assert (one.kind, one.start) == ("mobile", len(before) + (abroad[:1] in ("(", "（")))
    assert one.shown == f"{number[:3]}******{number[-2:]}"


@given(
    st.from_regex(r"(?:62[0-9]{13,16}|4[0-9]{14}|5[1-5][0-9]{13}|9558[0-9]{14}|60138[0-9]{13})", fullmatch=True),
    st.sampled_from(["", " ", "-", "\u3000", "\u200b", "&nbsp;"]),
)  # fmt: skip
def test_cards_are_found_by_fours(body: str, gap: str) -> None:
    number = card(body)
    sizes = (4, 4, 4, 4, len(number) - 16) if len(number) > 16 else (4, 4, 4, 4)
    kinds = [one.kind for one in found(f"甲：{split(number, sizes, [gap])}。")]
    # Of 18 digits, some are a sound identity number too.
    assert kinds in (["bank"], ["identity"])
    assert "bank" not in [one.kind for one in found(f"甲：{number[:-1]}{(int(number[-1]) + 1) % 10}。")]


@given(DAYS, st.integers(0, 999), st.sampled_from("0123456789"))
def test_a_number_within_a_longer_run_is_none(day: date, serial: int, digit: str) -> None:
    number = identity(day, serial)
    digits = number.replace("X", "0")
    assert found(f"{digit}13800138000{digits}") == []
    assert found(f"甲{number}{digit}乙") == []


@given(st.dates(), st.dates(), st.sampled_from("-./_ "), st.sampled_from([" ", "—", "\n", " 至 ", "-", "/"]))
def test_days_are_none(one: date, two: date, sign: str, between: str) -> None:
    days = [f"{day:%Y}{sign}{day:%m}{sign}{day:%d}" for day in (one, two)]
    assert found(f"{between.join(days)} 09:30:15") == []


@given(st.integers(10**6, 10**15))
def test_amounts_are_none(amount: int) -> None:
    assert found(f"共{amount:,}元，计{amount}元、{amount}.00、￥{amount}、{amount}万元") == []


@pytest.mark.parametrize(
    "text",
    [
        "（2026）渝0101民初12345号", "示例府办发〔2026〕46号", "合同编号：HT-2026-13800138000", "合同编号：500101202603020001",
        "项目编号：500101-2026-0302-0001", "项目代码2306-500101-04-01-123456", "统一社会信用代码915001010000000000",
        "ISBN 978-7-5000-0000-0", "106.13800138000,29.56000000000", "2019 2020 2021 2022 2023", "20260302093015123",
        "138****0000", "138\\*\\*\\*\\*0000", "6222 **** **** 0128", "500101********8518", "15000 230000 1800 2200",
        "1500000\n2000\n", "138\n1013\n2450\n", "发票号码：13800138000", "500101199013078518", "第13800138号", "t20260302_13800138000.html",
    ],
)  # fmt: skip
def test_what_looks_alike_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("13800138000、13912345678", ["mobile"] * 2), ("13800138000~13912345678", ["mobile"] * 2),
        ("1<a href='tel:13800138000'>2</a>", ["mobile"]), ("[1](tel:138-0013-8000) 2", ["mobile"]),
        ("电话：138\n0013 8000", ["mobile"]), ("请拨打138\n00138000咨询", ["mobile"]), ("汇到6222021234\n567894", ["bank"]),
        ("2*13800138000", ["mobile"]), ("20260302_13800138000.pdf", ["mobile"]),
        ("卡号：4222222222222", ["bank"]), ("3782-822463-10005", ["bank"]), ("卡号62220212\n34567894", ["bank"]),
        ("统一社会信用代码（或身份证号）：11010519491231002X", ["identity"]),
        ("13800138000 11010519491231002X", ["mobile", "identity"]),
    ],
)  # fmt: skip
def test_numbers_beside_others_are_found(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in found(text)] == kinds
