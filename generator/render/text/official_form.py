"""The set form of an official document in its HTML: whom it is sent to (主送机关), and its end (落款).

Source: 党政机关公文格式 (GB/T 9704-2012) 7.3.2, 7.3.5: the addressee stands at the left above the text and ends
in a full-width colon; the issuers and below them the date of signature close it at the right. What follows
them, a note of disclosure, annexes or the rules that are being issued, may well be part of the same text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from generator.patterns import pattern

_BLANK = r"[ \t\u00a0\u3000]*+"
_CHINESE_DIGITS = "〇○零Ｏ一二三四五六七八九"
_DATE = (
    rf"(?:\d{{4}}{_BLANK}年{_BLANK}\d{{1,2}}{_BLANK}月{_BLANK}\d{{1,2}}"
    rf"|[{_CHINESE_DIGITS}]{{4}}{_BLANK}年{_BLANK}[一二三四五六七八九十]{{1,2}}{_BLANK}月{_BLANK}[一二三四五六七八九十]{{1,3}})"
    rf"{_BLANK}日"
)
# A paragraph that closes a document may be set right or bold by whoever wrote it.
_OPENED = pattern(r'<p(?: class="gk-right")?>(?:<strong>)?')
_LAST_DAY = pattern(rf"日{_BLANK}(?:</strong>)?</p>")
_DATE_AT_END = pattern(rf"{_DATE}{_BLANK}\Z")
_LONGEST_DATE = 40
_BREAK = r"(?:\n|<br ?/?>\n?)"
_DATE_BELOW = pattern(rf"<p>((?:[^<>\n]{{2,60}}+{_BREAK}){{1,12}}+){_BLANK}({_DATE}){_BLANK}</p>")
_NAMES_ABOVE = pattern(
    rf"<p>((?:[^<>\n]{{2,60}}+{_BREAK}){{1,12}}+[^<>\n]{{2,60}}+)</p>\s*+(?=<p>{_BLANK}{_DATE}{_BLANK}</p>)"
)
_BREAKS = pattern(_BREAK)
_BARE_BREAK = pattern(r"\n(?<!>\n)")
_LINE = pattern(r'<p(?: class="gk-right")?>((?:<strong>)?+(?P<words>[^<>]{2,60}+)(?:</strong>)?+)</p>\s*+')
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
_NO_NAME = pattern(r"[。；！？：:;!?“”\"]")
# Words of a sentence, which no list of bodies has: a law's first sentence may end in a colon, too.
_SENTENCE = pattern(
    r"为了|应当|下列|以下|如下|规定|提交|包括|制定|根据|按照|修改|决定|报送|第.{1,6}条|问题|内容"
)
# Who speaks in an interview, and is not spoken to.
_SPEAKER = pattern(r"(?:记者|主持人|发言人|读者|笔者|采访者|提问者)\Z")
_PARTS = pattern(r"[、，,]|及(?!其)|和(?!平|谐)|暨")
_ASIDE = pattern(r"（[^（）]*+）|\([^()]*+\)")
# An order (令) is signed by who heads the body: 区　长　张某.
_SIGNER = pattern(r"(?:[省市区县州镇乡厅局部院会]长|主任|书记|主席)[\u4e00-\u9fff·]{2,6}")
_SPACES = pattern(r"[ \t\n\u00a0\u3000]+")
_SIGNED = pattern(r'<p class="gk-sign">((?:<strong>)?+[^<>]*+(?:</strong>)?+)</p>')
_TAGS = pattern(r"<[^<>]*+>")
_MOST_ISSUERS = 12
# What stands below the date where the text goes no further: notes in brackets, who else is sent it, who printed
# it and when, footnotes.
_BELOW = r"（[^<>]{2,80}+|(?:抄送|抄报|分送|主送)[：: \u3000][^<>]{1,300}+|[^<>印（抄分主][^<>印]{1,60}+印发"
_NOTHING_MORE = pattern(rf'(?:\s*+<p>\s*+(?:{_BELOW})</p>)*+\s*+(?:<div class="footnote-definition|\Z)')
# What stands there where another part begins: a heading, a note, annexes, the title of the rules issued.
_NEW_PART = pattern(r"\s*+(?:<(?:h[1-6r]\b|table|div|figure|section|p><strong>)|<p>[^<>。；]{1,60}+<)")


def with_official_form(html: str) -> str:
    """Return a text's HTML with classes on its addressee and on the lines that close it."""
    if "：</p>" in html:
        html = _with_addressee(html)
    if "日</" in html or "日\u3000" in html or "日\u00a0" in html:
        html = _with_signature(html)
    return html


def signers(html: str) -> list[str]:
    """Return the words of the first lines that close a text, without their date; none where nothing closes it.

    ``html`` is what with_official_form returns.
    """
    names: list[str] = []
    for line in _SIGNED.finditer(html):
        words = _TAGS.sub("", line[1]).strip(" \t\n\u00a0\u3000")
        date = _DATE_AT_END.search(words, max(0, len(words) - _LONGEST_DATE))
        name = words[: date.start()].strip(" \t\n\u00a0\u3000") if date else words
        names += [unescape(name)] if name else []
        if date:
            break
    return names


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


# A portal writes to the same few bodies, and signs with the same names, again and again.
@lru_cache(maxsize=1024)
def _is_audience(words: str) -> bool:
    """Tell whether words are a list of bodies or people, each named by its kind."""
    if _NO_NAME.search(words) or _SENTENCE.search(words) or _SPEAKER.search(words):
        return False
    names = [name.strip(" \t\n\u00a0\u3000") for name in _PARTS.split(_ASIDE.sub("", words))]
    named = [name for name in names if name]
    return (
        bool(named)
        and named[-1].endswith(_AUDIENCE)
        and sum(n.endswith(_AUDIENCE) for n in named) * 2 >= len(named)
    )


def split_signature(html: str) -> str:
    """Let issuers and date that were written in one paragraph be one a line, before lines are joined."""
    # Most texts have no paragraph of several lines: every end of a line follows a tag.
    if _BARE_BREAK.search(html) is None and "<br" not in html:
        return html
    return _NAMES_ABOVE.sub(_one_a_line, _DATE_BELOW.sub(_one_a_line, html))


def _one_a_line(together: re.Match[str]) -> str:
    issuers = [each for each in _BREAKS.split(together[1]) if each]
    if not all(_is_issuer(each, strict=True) for each in issuers):
        return together[0]
    return "\n".join(f"<p>{each}</p>" for each in (*issuers, *together.groups()[1:])) + "\n"


def _with_signature(html: str) -> str:
    """Give the issuers and the date below or beside them their class, wherever in a text they close a document."""
    parts: list[str] = []
    done = 0
    for day in _LAST_DAY.finditer(html):
        start = html.rfind("<p", done, day.start())
        opened = _OPENED.match(html, start) if start >= 0 else None
        words = html[opened.end() : day.start() + 1] if opened else ""
        date = _DATE_AT_END.search(words, max(0, len(words) - _LONGEST_DATE))
        if not date or "<" in words:
            continue
        last = _NOTHING_MORE.match(html, day.end()) is not None
        if not (last or _NEW_PART.match(html, day.end())):
            continue
        beside = words[: date.start()].strip(" \t\n\u00a0\u3000")
        lines = _issuers_above(html, done, start, last and not beside)
        if not (_is_issuer(beside, strict=True) if beside else lines):
            continue
        first = lines[0][0] if lines else start
        inner = html[html.index(">", start) + 1 : day.end() - 4]
        signed = [words for _, words in lines] + [inner]
        parts += (html[done:first], "\n".join(f'<p class="gk-sign">{words}</p>' for words in signed))
        done = day.end()
    return "".join((*parts, html[done:])) if parts else html


def _issuers_above(html: str, floor: int, end: int, last: bool) -> list[tuple[int, str]]:
    """Return where the issuers right above a date begin (at their tag), and what they are as HTML, from the top."""
    found: list[tuple[int, str]] = []
    while len(found) < _MOST_ISSUERS:
        start = html.rfind("<p", floor, end)
        line = _LINE.match(html, start, end) if start >= 0 else None
        # The line at the very end of a document may bear any name; elsewhere it must be that of a body.
        strict = bool(found) or not last
        if not line or line.end() != end or not _is_issuer(line["words"], strict):
            break
        found.insert(0, (start, line[1]))
        end = start
    return found


def _is_issuer(words: str, strict: bool) -> bool:
    name = words.strip(" \t\n\u00a0\u3000")
    if not name or _NO_NAME.search(name) or len(name) > 40:
        return False
    return not strict or is_body(name) or _SIGNER.fullmatch(_SPACES.sub("", name)) is not None


@lru_cache(maxsize=1024)
def is_body(name: str) -> bool:
    """Tell whether a name ends as names of bodies do that issue documents; what stands in brackets does not count."""
    return _ASIDE.sub("", name).endswith(_BODY)
