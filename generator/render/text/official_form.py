"""The set form of an official document in its HTML: whom it is sent to (主送机关), and its end (落款).

Source: 党政机关公文格式 (GB/T 9704-2012) 7.3.2, 7.3.5: the addressee stands at the left above the text and ends
in a full-width colon; the issuers and below them the date of signature close it at the right. What follows
them, a note of disclosure, annexes or the rules that are being issued, may well be part of the same text.
"""

from __future__ import annotations

import re

_BLANK = r"[ \t\u00a0\u3000]*+"
_CHINESE_DIGITS = "〇○零Ｏ一二三四五六七八九"
_DATE = (
    rf"(?:\d{{4}}{_BLANK}年{_BLANK}\d{{1,2}}{_BLANK}月{_BLANK}\d{{1,2}}"
    rf"|[{_CHINESE_DIGITS}]{{4}}{_BLANK}年{_BLANK}[一二三四五六七八九十]{{1,2}}{_BLANK}月{_BLANK}[一二三四五六七八九十]{{1,3}})"
    rf"{_BLANK}日"
)
_DATE_LINE = re.compile(rf"<p>{_BLANK}{_DATE}{_BLANK}</p>")
_DATE_BELOW = re.compile(rf"<p>([^<>\n]{{2,60}}+)(?:\n|<br ?/?>\n?){_BLANK}({_DATE}){_BLANK}</p>")
_LINE = re.compile(r"<p>([^<>]{2,60}+)</p>\s*+")
# How names of bodies end that issue documents or receive them.
_BODY = (
    "政府", "办公室", "办公厅", "委员会", "委", "局", "办", "厅", "部", "院", "会", "处", "科", "室", "所", "站",
    "中心", "公司", "集团", "学校", "中学", "小学", "幼儿园", "大学", "学院", "医院", "银行", "大队", "支队", "总队",
    "中队", "党组", "党委", "工委", "支部", "法院", "检察院", "街道", "办事处", "指挥部", "领导小组", "联合会", "协会",
    "管委会", "社", "馆", "台", "队", "园",
)  # fmt: skip
_AUDIENCE = (
    *_BODY, "部门", "单位", "机构", "企业", "组织", "法人", "个体户", "经营者", "镇", "乡", "村", "社区", "区县", "处室",
    "科室", "市民", "居民", "村民", "群众", "同志", "先生", "女士", "朋友", "们", "家长", "考生", "纳税人", "业主", "代表",
    "委员", "者", "户", "人员", "学生",
)  # fmt: skip
_NO_NAME = re.compile(r"[。；！？：:;!?“”\"]")
# Words of a sentence, which no list of bodies has: a law's first sentence may end in a colon, too.
_SENTENCE = re.compile(
    r"为了|应当|下列|以下|如下|规定|提交|包括|制定|根据|按照|修改|决定|报送|第.{1,6}条|问题|内容"
)
_PARTS = re.compile(r"[、，,]|及(?!其)|和(?!平|谐)|暨")
_ASIDE = re.compile(r"（[^（）]*+）|\([^()]*+\)")
_MOST_ISSUERS = 12
# What stands below the date where the text goes no further: notes in brackets, and footnotes.
_NOTHING_MORE = re.compile(r'(?:\s*+<p>\s*+（[^<>]{2,80}+</p>)*+\s*+(?:<div class="footnote-definition|\Z)')
# What stands there where another part begins: a heading, a note, annexes, the title of the rules issued.
_NEW_PART = re.compile(r"\s*+(?:<(?:h[1-6r]\b|table|div|figure|section|p><strong>)|<p>[^<>。；]{1,60}+<)")


def with_official_form(html: str) -> str:
    """Return a text's HTML with classes on its addressee and on the lines that close it."""
    if "：</p>" in html:
        html = _with_addressee(html)
    if "日</p>" in html or "日\u3000" in html or "日\u00a0" in html:
        html = _with_signature(html)
    return html


def _with_addressee(html: str) -> str:
    """Give the first paragraph its class if it names whom the document is sent to; headings may precede it."""
    start = html.find("<p>")
    before = html[:start].strip()
    if before and not (
        before.startswith("<h") and before.endswith(("</h2>", "</h3>")) and "</p>" not in before
    ):
        return html
    end = html.find("</p>", start)
    words = html[start + 3 : end]
    if len(words) > 300 or "<" in words or not words.endswith("：") or not _is_audience(words[:-1]):
        return html
    return f'{html[:start]}<p class="gk-addressee">{words}{html[end:]}'


def _is_audience(words: str) -> bool:
    """Tell whether words are a list of bodies or people, each named by its kind."""
    if _NO_NAME.search(words) or _SENTENCE.search(words):
        return False
    names = [name.strip(" \t\n\u00a0\u3000") for name in _PARTS.split(_ASIDE.sub("", words))]
    named = [name for name in names if name]
    return (
        bool(named)
        and named[-1].endswith(_AUDIENCE)
        and sum(n.endswith(_AUDIENCE) for n in named) * 2 >= len(named)
    )


def split_signature(html: str) -> str:
    """Let issuer and date that were written in one paragraph, line by line, be two, before lines are joined."""
    return _DATE_BELOW.sub(
        lambda both: f"<p>{both[1]}</p>\n<p>{both[2]}</p>" if _is_issuer(both[1], strict=True) else both[0],
        html,
    )


def _with_signature(html: str) -> str:
    """Give the issuers and the date below them their class, wherever in a text they close a document."""
    parts: list[str] = []
    done = 0
    for date in _DATE_LINE.finditer(html):
        last = _NOTHING_MORE.match(html, date.end()) is not None
        lines = _issuers_above(html, done, date.start(), last)
        if not lines or not (last or _NEW_PART.match(html, date.end())):
            continue
        first = lines[0][0]
        signed = [html[start + 3 : end] for start, end in lines] + [date[0][3:-4]]
        parts += (html[done:first], "\n".join(f'<p class="gk-sign">{words}</p>' for words in signed))
        done = date.end()
    return "".join((*parts, html[done:])) if parts else html


def _issuers_above(html: str, floor: int, end: int, last: bool) -> list[tuple[int, int]]:
    """Return where the words of the issuers right above a date begin (at their tag) and end, from the top."""
    found: list[tuple[int, int]] = []
    while len(found) < _MOST_ISSUERS:
        start = html.rfind("<p>", floor, end)
        line = _LINE.match(html, start, end) if start >= 0 else None
        # The line at the very end of a document may bear any name; elsewhere it must be that of a body.
        strict = bool(found) or not last
        if not line or line.end() != end or not _is_issuer(line[1], strict):
            break
        found.insert(0, (start, line.end(1)))
        end = start
    return found


def _is_issuer(words: str, strict: bool) -> bool:
    name = words.strip(" \t\n\u00a0\u3000")
    if not name or _NO_NAME.search(name) or len(name) > 40:
        return False
    return not strict or _ASIDE.sub("", name).endswith(_BODY)
