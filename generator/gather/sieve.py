"""Keep out of the register what a portal must not publish, whoever wrote it: nothing of another portal goes unchecked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.gather.follow import Item
from generator.load.gate.sensitive import find_sensitive
from generator.visible import visible

_LONGEST = 200
_LONGEST_URL = 2_000


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
        why = _why_not(item)
        if why:
            refused.append((item, why))
        else:
            kept.setdefault(item.url, item)
    return Sifted(tuple(kept.values()), tuple(refused))


def _why_not(item: Item) -> str:
    texts = (item.title, item.issuer, item.doc_no)
    if not item.title or not item.issuer:
        return "没有标题或发布机构"
    if max(map(len, texts)) > _LONGEST or len(item.url) > _LONGEST_URL:
        return f"标题、发布机构、文号有超过{_LONGEST}个字的，或者网址太长"
    if any(visible(text) != text for text in (*texts, item.url)):
        return "有看不见的字符"
    suspect = next(find_sensitive("\n".join(texts)), None)
    return f"有{suspect.words}" if suspect else ""
