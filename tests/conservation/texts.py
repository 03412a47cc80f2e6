"""Texts as people write them, made of many pieces: the same number gives the same text."""

from __future__ import annotations

import random
import re

WORDS = (
    "各镇人民政府、各街道办事处，区政府各部门：", "示例区人民政府办公室", "2026年3月2日", "为方便群众办事",
    "，", "。", "、", "；", "“重点”", "（试行）", "《办法》", "一、总则", "（一）时间", "第三条", "2026.",
    "3~5月", "~18岁", "60岁~", "A", "Abc", "12.5%", "￥100", "①", "·", "×", "&", "&amp;", "&lt;b&gt;",
    "&nbsp;", "\u3000\u3000", " ", "  ", "注意", "请带证件", "e.g. ", "——", "……",
    "https://www.example.gov.cn/", "a@example.gov.cn", "www.example.gov.cn/~x/", "C:\\甲", "\\*", "\\[",
    "\\`", "\\_", "snake_case_x", "#", "+", "=", "$x$", "{a}", "^", "[注]", "[1]", "𠮷野", "é", "㎡", "℃",
    " - ", "1.", "\\\\", "&#24037;", "&hearts;",
)  # fmt: skip
TARGETS = (
    "甲.md", "https://www.example.gov.cn/a?b=1&c=2", "<甲 乙.pdf>", "a%20b.pdf", "#一总则", "甲(1).pdf",
    "/a/b_c_d.md",
)  # fmt: skip
PICTURES = ("图.png", "<图 1.png>", "a_b_c.png", "https://www.example.gov.cn/x.png")
PLAIN = ("注意：", "（试行）", "“重点”", "《办法》", "请带证件。", "总则", "第三条")
TAGS = ("b", "strong", "u", "sup", "sub", "span", "s", "mark", "small", "i", "font", "code", "q", "ins")
BREAKS = ("\n", "  \n", "\\\n", "<br>", "\n\u3000\u3000")
HTML = (
    '<table>\n<tr><th colspan="2">{}</th></tr>\n<tr><td>{}</td><td rowspan="2">{}</td></tr>\n</table>',
    '<p align="center">{}</p>', '<div style="text-align: right">\n\n{}\n\n</div>',
    '<ol start="3">\n<li>{}</li>\n<li>{}</li>\n</ol>', '<ol type="a"><li value="5">{}<li>{}</ol>',
    "<ul><li>{}</li></ul>", "<details open><summary>{}</summary>{}</details>",
    "<dl><dt>{}</dt><dd>{}</dd></dl>", "<center>{}</center>", "<blockquote>{}</blockquote>",
    "<pre>{}\n  {}</pre>", "<h2>{}</h2>", "<!-- {} -->",
    '<figure><img src="图.png" alt="图"><figcaption>{}</figcaption></figure>', "<p>{}<br/>{}</p>",
    '<video controls src="a.mp4" poster="b.png"></video>', '<a href="a.md" title="题">{}</a>',
    "<ruby>漢<rt>{}</rt></ruby>",
)  # fmt: skip


class Text:
    """A text being made. Its notes and the targets that it names are defined at its end."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)
        self._named = False

    def write(self) -> str:
        """Return the whole text."""
        blocks = [self._line(), *(self._block(0) for _ in range(self._chance.randint(1, 6)))]
        if self._named:
            blocks.append("文[p]字[^1]字[^注]字")
            blocks += [f"[^{label}]: {self._line(2)}\n\n    {self._line(2)}" for label in ("1", "注")]
            blocks.append('[p]: <甲 乙.md> "题"')
        return "\n\n".join(blocks) + "\n"

    def _pick(self, *kinds: str) -> str:
        return self._chance.choice(kinds)

    def _line(self, depth: int = 0) -> str:
        return "文" + "".join(self._piece(depth) for _ in range(self._chance.randint(1, 5))) + "字"

    def _piece(self, depth: int) -> str:
        way = self._chance.random()
        if way < 0.6 or depth > 1:
            return self._pick(*WORDS)
        if way < 0.78:
            mark = self._pick("**", "*", "***", "~~", "`", "``")
            return f"文{mark}{''.join(self._pick(*PLAIN) for _ in range(self._chance.randint(1, 3)))}{mark}字"
        if way < 0.85:
            return f"[{self._line(2)}]({self._pick(*TARGETS)}{self._title()})"
        if way < 0.89:
            return f"![{self._pick(*PLAIN)}]({self._pick(*PICTURES)})"
        if way < 0.94:
            self._named = True
            return self._pick("[^1]", "[^注]", "[p]字", "[文][p]")
        if way < 0.97:
            return self._pick("<https://www.example.gov.cn/甲>", "<a@example.gov.cn>", "<tel:023-1>")
        tag = self._pick(*TAGS)
        return f"<{tag}>{self._line(2)}</{tag}>"

    def _title(self) -> str:
        return self._pick("", "", ' "题"', " (题)")

    def _lines(self) -> str:
        return self._line() + "".join(
            self._pick(*BREAKS) + self._line() for _ in range(self._chance.choice((0, 0, 1, 2)))
        )

    def _block(self, depth: int) -> str:
        ways = (self._lines, self._lines, self._heading, self._table, self._code, self._html, self._rule)
        if depth > 2 or self._chance.random() < 0.7:
            return self._chance.choice(ways)()
        return self._list(depth) if self._chance.random() < 0.7 else self._quote(depth)

    def _heading(self) -> str:
        if self._chance.random() < 0.3:
            return f"{self._line()}\n{self._pick('===', '---')}"
        return f"{'#' * self._chance.randint(1, 6)} {self._line()}{self._pick('', '', ' #')}"

    def _rule(self) -> str:
        return self._pick("***", "---", "___", "* * *", "示例区人民政府办公室\n2026年3月2日")

    def _table(self) -> str:
        width = self._chance.randint(1, 4)
        ruler = "|".join(self._pick("---", ":-:", "--:", ":---") for _ in range(width))
        rows = [
            [self._line().replace("|", "\\|") for _ in range(width)]
            for _ in range(self._chance.randint(1, 4))
        ]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], f"|{ruler}|", *lines[1:]])

    def _code(self) -> str:
        if self._chance.random() < 0.4:
            return f"    {self._line()}\n\n    {self._line()}"
        fence = self._pick("```", "~~~", "````")
        return f"{fence}{self._pick('', 'text')}\n{self._line()}\n  {self._line()}\n{fence}"

    def _html(self) -> str:
        made = self._pick(*HTML)
        return made.format(*("".join(self._pick(*PLAIN) for _ in range(2)) for _ in range(made.count("{}"))))

    def _list(self, depth: int) -> str:
        mark = self._pick("- ", "* ", "+ ", "1. ", "3) ", "- [ ] ", "- [x] ")
        indent = "\n" + " " * (2 if mark.startswith("- ") else len(mark))
        items = []
        for _ in range(self._chance.randint(1, 3)):
            # A rule right behind an item's mark is read otherwise by one parser or another.
            first = self._lines() if "[" in mark else self._block(depth + 1)
            first = self._line() if re.match(r"[*_-]", first) else first
            rest = [self._block(depth + 1)] if self._chance.random() < 0.3 else []
            items.append(mark + "\n\n".join([first, *rest]).replace("\n", indent))
        # Behind typed text micromark takes a list that begins with 3 for a paragraph.
        before = "### 文字\n\n" if mark == "3) " else ""
        return before + self._pick("\n", "\n\n").join(items)

    def _quote(self, depth: int) -> str:
        return "> " + self._block(depth + 1).replace("\n", "\n> ")
