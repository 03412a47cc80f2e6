"""Radicals (部首) that were typed or pasted for characters: they look alike, and no search finds them.

Text copied from a PDF file often has ⺠ (U+2EA0) for 民. The block CJK Radicals Supplement is listed here; the
Kangxi Radicals become characters by Unicode's own normalisation (NFKC).
Source: Unicode Character Database, EquivalentUnifiedIdeograph.txt.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞"
    "⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻"
    "⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘"
    "⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_CHARACTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺"
    "母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿"
    "肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青"
    "韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
# What a radical stands for.
SUPPLEMENT = dict(zip(_SUPPLEMENT, _CHARACTERS, strict=True))
_KANGXI = range(0x2F00, 0x2FD6)


def character_of(radical: str) -> str | None:
    """Return the character that a radical stands for; None for what is no radical."""
    if ord(radical) in _KANGXI:
        return unicodedata.normalize("NFKC", radical)
    return SUPPLEMENT.get(radical)
