"""Texts thrown together of marks and tags, well formed or not, with a word of its own behind each."""

from __future__ import annotations

import random
import re

from tests.conservation.reading import Shown

PIECES = (
    "\n", "\n\n", "\n\n", "  \n", "\n- ", "\n1. ", "\n2026. ", "\n> ", "\n    ", "\n\t", "\n## ", "\n===\n",
    "\n---\n", "\n***\n", "\n```\n", "\n```text\n", "\n```注意 ", "\n~~~\n", "`", "``", "*", "**", "~~",
    "~", "_", "__", "[", "]", "](甲.md)", "](", ")", "![", "](图.png)", "](D:/a.png)", "]()",
    "<https://a.example/>", "<irc://a.example/>", "<localhost:80>", "[^1]", "[^1]", "\n\n[^1]: ",
    "\n\n[^二]: ", "[^二]", "\n\n[注]: ", "\n[1]: ", "\n\n[p]: 甲.md\n\n", "\n[p]: <乙 丙.md>\n", "[p]",
    "[甲][p]", "\n| a | b |\n|---|---|\n| ", " | ", " |\n| ", "\\|", "\n| a |\n|---|\n| ", "\n- [x] ",
    "\n- [x] | ", "\n  | - |\n", "\\", "\\*", "&", "&nbsp;", "&lt;", "&#36;", "<!--", "-->", "<!-- 注 -->",
    "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "\n<div>\n", "\n\n</div>\n\n", "<script>", "</script>",
    "<style>", "</style>", "<iframe>", "</iframe>", "<noscript>", "</noscript>", "<template>",
    "</template>", "<object>", "</object>", "<svg>", "</svg>", "<math>", "</math>", "<url>", "</url>",
    "<![CDATA[", "]]>", "<?php ", "?>", "<!甲", "<!A ", "<table><tr><td>", "</td></tr></table>",
    "<ol start=5><li>", "</ol>", "<img src=a.png>", "<img data-src=a.png alt=图>", '<a href="a.md">',
    "</a>", "<a href=javascript:x>", "<font color=red>", "</font>", "<h2>", "</h2>", "<pre>", "</pre>",
    "<center>", "<br>", "<select><option>", "</select>", "<textarea>", "</textarea>", "<button>",
    "<input value=填>", "<o:p>", "\n\n<div>\n<b ", "\n\n<p><a title=\"", "\n\n<td align=\"center>", '">',
    "\n<div", "</b ", "<!", "</ ", "<title>", "</title>", "<xmp>", "<details><summary>", "</details>",
    "3*4", "3~5", "www.a.example", " ", "\u3000", "“", "”", "：",
)  # fmt: skip
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_CODE = re.compile(r"<(script|style)\b.*?</\1", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"字\d+。")


def throw(seed: str) -> str:
    """Return a text; every word in it is there once."""
    chance = random.Random(seed)
    pieces = [chance.choice(PIECES) for _ in range(chance.randint(1, 14))]
    return "字0。" + "".join(f"{piece}字{number}。" for number, piece in enumerate(pieces, 1))


def lost_words(text: str, page: Shown) -> dict[str, int]:
    """Return the words that a page does not show, with their lines: none of comments, of scripts, within tags."""
    seen = "".join([*page.text, *page.targets, *page.said, *page.notes])
    meant = text
    for unseen in (_COMMENT, _CODE, _TAG):
        meant = unseen.sub("", meant)
    words = set(_WORD.findall(meant)) - set(_WORD.findall(seen))
    return {word: text.count("\n", 0, text.index(word)) + 1 for word in words}
