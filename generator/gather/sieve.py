"""Keep out of the register what a portal must not publish, whoever wrote it: nothing of another portal goes unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from generator.data import dataclass
from generator.gather.item import Item
from generator.load.gate.sensitive import find_sensitive
from generator.load.tables.sheet import Sheet, SheetRow
from generator.load.tables.sheet_texts import check_texts
from generator.visible import visible

_LONGEST = 200
_LONGEST_URL = 2_000
_URL = re.compile(r"https?://[^\s<>\"]++")


@dataclass(frozen=True)
class Sifted:
    """What may be published, and what not, with the reason in Chinese."""

    kept: tuple[Item, ...]
    refused: tuple[tuple[Item, str], ...]


def sift(items: Iterable[Item]) -> Sifted:
    """Part what may be published from what may not; of what comes twice, the first stays."""
    kept: dict[str, Item] = {}
    refused = []
    for item in items:
        if item.url in kept:
            continue
        why = _why_not(item)
        if why:
            refused.append((item, why))
        else:
            kept[item.url] = item
    return Sifted(tuple(kept.values()), tuple(refused))


def _why_not(item: Item) -> str:
    texts = (item.title, item.issuer, item.doc_no)
    if not item.title or not item.issuer:
        return "没有标题或发布机构"
    if max(map(len, texts)) > _LONGEST or len(item.url) > _LONGEST_URL:
        return f"标题、发布机构、文号有超过{_LONGEST}个字的，或者网址太长"
    if any(visible(text) != text for text in (*texts, item.content, item.url)):
        return "有看不见的字符"
    if not _URL.fullmatch(item.url) or not _is_day(item.published):
        return "网址或日期写得不对"
    # A register with such texts would keep all of the portal from being built.
    if any(check_texts(Sheet("", (SheetRow(1, 1, (*texts, item.content)),)))):
        return "有乱码，或者没有算出来的公式"
    suspect = next(find_sensitive("\n".join((*texts, item.content))), None)
    return f"有{suspect.words}" if suspect else ""


def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
