"""Judge a number by the words and signs around it: a phone, a card, a contract, an amount."""

from __future__ import annotations

import re

from generator.patterns import pattern

_REACH = 20
_CLAUSE_END = pattern(r"[\n。；;|，,、]")
_UNIT = pattern(
    r"[ \u3000]*+(?:[万亿]?元|[万亿](?![\u4e00-\u9fff])|[万亿]?(?:平方|立方|公里|千米|公斤|千克|千瓦|公顷|吨|人次|株|亩))"
)
_MONEY = "￥¥$€"
_CODE_WORDS = pattern(
    "合同|协议|项目|工程|订单|流水|工单|运单|快递|物流|发票|票据|凭证|案号|批号|批文|备案|许可|批准|登记证|信用代码|机构代码"
    "|组织代码|识别号|纳税|税号|注册号|索引号|文号|条码|条形码|序列号|设备号|车架号|统一编码|标识码|标识号|追溯码|受理号|办件"
)
_IDENTITY_WORDS = pattern(r"身份证|身份号码|证件号|公民身份|(?<![A-Za-z])ID(?![A-Za-z])|sfz", re.IGNORECASE)
_PHONE_WORDS = pattern(r"电话|手机|联系|热线|传真|微信|tel|phone|mobile|\bmob\b|wechat|weixin", re.IGNORECASE)
_CARD_WORDS = pattern(
    r"卡号|银行|账号|账户|帐号|帐户|信用卡|储蓄卡|借记卡|一卡通|打款|汇款|card|bank", re.IGNORECASE
)
_CREDIT_WORDS = pattern("信用代码|机构代码")
_WORDS = {
    "identity": _IDENTITY_WORDS, "mobile": _PHONE_WORDS, "bank": _CARD_WORDS, "code": _CODE_WORDS, "credit": _CREDIT_WORDS,
}  # fmt: skip
# Letters that may stand right before a number without making it a part of a longer code.
_LABEL = pattern(
    r"(?:tel|phone|mobile|mob|cell|wechat|weixin|wx|id|no|card|sfz|sj|dh|zh|kh|a/c)[.:_-]?\Z", re.IGNORECASE
)
_RUN = pattern(r"(?<![A-Za-z0-9_/.-])[A-Za-z0-9_/.-]++\Z")
# How the addresses of pages of government portals end: t20260302_123456.html.
_PAGE = pattern(r"t[0-9]{8}_\Z")


def is_called(kind: str, text: str, start: int) -> bool:
    """Tell whether the words before a place name a kind of number: identity, mobile, bank, code, credit."""
    return _WORDS[kind].search(_clause(text, start)) is not None


def _clause(text: str, start: int) -> str:
    return _CLAUSE_END.split(text[max(0, start - _REACH) : start])[-1]


def is_amount(text: str, start: int, end: int) -> bool:
    """Tell whether a number is an amount or a part of a decimal fraction."""
    before = text[max(0, start - 2) : start]
    fraction = text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit()
    return (
        fraction
        or bool(_UNIT.match(text, end))
        or before[-1:] in tuple(_MONEY)
        or (before[-1:] == "." and before[:1].isdigit())
    )


def is_part_of_code(text: str, start: int, end: int) -> bool:
    """Tell whether letters make a number a part of a code, as HT-2026-13800138000."""
    after, before = text[end : end + 1], text[max(0, start - _REACH) : start]
    if after.isascii() and after.isalpha():
        return True
    run = _RUN.search(before)
    if not run or _LABEL.search(run[0]) or not (letters := run[0].rstrip("-_./0123456789")):
        return False
    return run[0][-1].isalpha() or letters[-1].isupper() or _PAGE.search(run[0]) is not None
