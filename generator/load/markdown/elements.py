"""Find the elements of an interpretation (解读要素) that headings name."""

from __future__ import annotations

import re

from generator.model.interpretation import Element
from generator.patterns import pattern

# A heading, a line in bold alone, or the bold words that open a line or an entry of a list.
_HEADING = pattern(
    r"^[ ]{0,3}(?:#{1,6}[ \t]++(?P<hash>[^\n]++)|(?:[-*] +|\d+[.、] *)?\*\*(?P<bold>[^*\n]{2,30})\*\*)", re.M
)
_WORDS: tuple[tuple[Element, re.Pattern[str]], ...] = (
    (Element.BACKGROUND, pattern(r"背景|依据|由来|为什么|缘由")),
    (Element.PURPOSE, pattern(r"目的|目标|意义|解决什么问题|初衷")),
    (Element.MEASURES, pattern(r"举措|措施|主要内容|重点内容|主要任务|干什么|有哪些(?:内容|支持|政策)")),
    (Element.TARGETS, pattern(r"对象|范围|适用于谁|哪些人|谁(?:能|可以)|受益")),
    (Element.STANDARDS, pattern(r"标准|额度|补贴多少|给多少")),
    (Element.KEYWORDS, pattern(r"关键词|关键字")),
    (Element.TERMS, pattern(r"名词|术语|名称解释|概念")),
    (Element.CHANGES, pattern(r"新旧|差异|区别|变化|修订了|有什么不同|与原|对比|创新点")),
)


def find_elements(body: str) -> tuple[Element, ...]:
    """Return the elements that the headings of a Markdown text name, in any of their usual wordings."""
    if "#" not in body and "**" not in body:
        return ()
    headings = "\n".join(match["hash"] or match["bold"] for match in _HEADING.finditer(body))
    return tuple(element for element, words in _WORDS if words.search(headings))
