"""What the names of bodies look like, and how a cell with several of them is taken apart."""

from __future__ import annotations

import re

from generator.intake.directives.said import squash

# How the name of a body ends.
_ENDINGS = (
    "办公室|办公厅|委员会|管委会|工委|党委|政府|部门|单位|机关|机构|中心|学院|学校|大学|党校|镇街|街道|乡镇|镇乡|街镇|"
    "办事处|税务局|分局|支队|大队|总队|银行|支行|公司|集团|企业|园区|开发区|高新区|新区|社区|团队|科室|股室|网信|指挥部|"
    "专班|小组|成员|队伍|法院|检察院|军区|区县|县区|县市区|市县|镇街道|街乡|景区|保税区|负责人|人员|电视台|融媒体|平台|"
    "局|委|办|厅|部|院|处|站|所|馆|队|组|会|社|台|团|联|镇|乡|村|科|室|股|库"
)
# How it begins, so that a new name may be told from the rest of one that is broken over lines.
_BEGINNINGS = (
    "自治区|自治州|自治县|高新区|经开区|开发区|新区|全市|全区|全县|全省|有关|相关|党政|国家|乡镇|镇街|街道|其他|重庆|国网|"
    "人民银行|中国|市|区|县|省|州|盟|旗|各|本|镇|乡"
)
_END = re.compile(rf"(?:{_ENDINGS})(?:[（(][^（()）]{{1,30}}[）)])?$")
_BEGIN = re.compile(_BEGINNINGS)
_SEPARATORS = "、，,；;"
_NO_NAME = re.compile(r"[。：:！？!?>＞《》“”\"%％…]")
_NOTHING = frozenset({"", "—", "——", "-", "--", "/", "／", "无", "－", "–", "—-", "\\", "*", "――", "─", "──"})
_TAIL_RULE = re.compile(
    r"(?:等|(?:按照?(?:各自)?职责(?:分工)?|分别|共同|具体)?(?:牵头|负责|配合|参与|落实|承担)(?:负责|落实)?)$"
)
# These words end a name only as part of one; alone they are prefixes such as 市、区县政府.
_PREFIX_ALONE = frozenset({"市", "省", "区", "县", "区县", "县区", "乡镇", "镇", "街道", "镇街", "乡", "州"})
# Where a name can end and another begin: not within 区政府各部门 or 领导小组各成员单位.
_SEAM = re.compile(r"[局委办室厅门街道心）](?:[区县市][^、]|各|有关)")
_AND_OTHERS = re.compile(r"(.{3,24})等((?:有关|相关|各)?(?:责任)?(?:部门|单位))")
MAX_NAME = 32


def is_nothing(text: str) -> bool:
    """Tell whether a cell says by a dash that there is nothing."""
    return squash(text) in _NOTHING


def is_name(text: str) -> bool:
    """Tell whether a text looks like the name of one body."""
    bare = _TAIL_RULE.sub("", squash(text))
    if not 2 <= len(bare) <= MAX_NAME or _NO_NAME.search(bare):
        return False
    return bool(_END.search(bare))


def is_name_list(text: str) -> bool:
    """Tell whether a text is nothing but names of bodies."""
    names = split_names(text)
    if not names or _NO_NAME.search(squash(text)):
        return False
    return all(is_name(name) for name in names)


def is_whole(text: str) -> bool:
    """Tell whether a text ends with a whole name, so that the next line may begin another."""
    bare = squash(text)
    if (
        not bare
        or bare[-1] in _SEPARATORS
        or bare.count("（") + bare.count("(") > bare.count("）") + bare.count(")")
    ):
        return False
    last = re.split(f"[{_SEPARATORS}]", bare)[-1]
    return last not in _PREFIX_ALONE and bool(_END.search(last)) and not last.endswith(("各", "有关"))


def begins_name(text: str) -> bool:
    """Tell whether a line can be the beginning of a name."""
    return bool(_BEGIN.match(squash(text)))


def continues_name(before: str, text: str) -> bool:
    """Tell whether a line goes on with a name that could have ended: 市政府 + 各部门, 区政府 + 办公室."""
    bare = squash(text)
    if before.endswith("政府") and bare.startswith(
        ("各部门", "有关部门", "相关部门", "部门", "办公", "门户", "组成")
    ):
        return True
    if before.endswith(("区", "县", "镇", "乡", "街道", "市")) and bare.startswith(
        ("政府", "人民", "街道", "办事", "办公")
    ):
        return True
    if before.endswith(("乡", "镇")) and bare.startswith(("镇", "乡")):
        return True
    return bare[:1] in ("（", "(", "、", "，", ",", "；")


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a cell: divided by 、，； or line breaks or gaps; 市、区县政府办 is two names."""
    parts: list[str] = []
    depth, start = 0, 0
    for at, char in enumerate(text):
        if char in "（(〔":
            depth += 1
        elif char in "）)〕":
            depth = max(0, depth - 1)
        elif depth == 0 and (char in _SEPARATORS or char.isspace()):
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    names = [squash(part).strip("。.").replace("(", "（").replace(")", "）") for part in parts]
    whole = [each for name in names if name and not is_nothing(name) for each in _joined(name)]
    return tuple(dict.fromkeys(_spread(whole)))


def _joined(name: str) -> tuple[str, ...]:
    """Return the names in 区教委和区财政局 and 区教委等有关部门; 市民服务和营商环境促进中心 is one."""
    others = _AND_OTHERS.fullmatch(name)
    if others and is_name(others[1]):
        return (
            *_joined(others[1]),
            others[2] if others[2].startswith(("有关", "相关", "各")) else f"有关{others[2]}",
        )
    for at, sign in enumerate(name if len(name) <= 3 * MAX_NAME else ""):
        if sign in "和及与" and 2 < at < len(name) - 2:
            left, right = name[:at].removesuffix("以"), name[at + 1 :].removeprefix("其")
            if is_name(left) and begins_name(right) and is_name(right):
                return (left, *_joined(right))
    return (name,)


def _spread(names: list[str]) -> list[str]:
    """Give 市 of 市、区县政府办公室 the rest of the name that follows."""
    spread: list[str] = []
    for at, name in enumerate(names):
        if name not in _PREFIX_ALONE or at + 1 == len(names):
            spread.append(name)
            continue
        rest = next((other for other in names[at + 1 :] if other not in _PREFIX_ALONE), "")
        prefix = re.match(r"(?:区县|县区|镇街|乡镇|街道|市|省|区|县|镇|乡|州)", rest)
        spread.append(name + rest[prefix.end() :] if prefix else name)
    return spread


def run_together(name: str) -> tuple[str, ...]:
    """Return the names in one that lost what divided them: 区司法局区财政局. One name is itself."""
    for at in range(3, len(name) - 2 if len(name) <= 3 * MAX_NAME else 0):
        if _SEAM.match(name, at - 1) and is_name(name[:at]) and is_name(name[at:].partition("、")[0]):
            return (name[:at], *run_together(name[at:]))
    return (name,)


def strip_duty(text: str) -> str:
    """Return a list of bodies without the words that only say that they are in charge."""
    return _TAIL_RULE.sub("", text.strip().rstrip("。；;，,"))
