"""The tables by which the search page understands other ways of typing: ``python -m generator.search.words.tables FOLDER``.

``FOLDER`` holds OpenCC's dictionaries (TSCharacters.txt, TSPhrases.txt, HKVariants.txt; Apache-2.0, BYVoid and contributors). They
are needed to make the tables anew, not to build a site. Readings come from pypinyin (MIT).

    search-traditional.json   traditional characters and words with what they are in simplified writing
    search-pinyin.json        each syllable with all characters that may be read so

The page fetches either only when a search has found nothing and the table could help.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[3] / "theme" / "assets"
TRADITIONAL, PINYIN = "search-traditional.json", "search-pinyin.json"
# The characters of GB 2312 and what of names and places lies beside them: what titles are written in.
_PLANES = [
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)
]
_BESIDE = (
    "镕堃喆淼犇垚昇煊珺玥浠瑄翀赟頔烜烎璟璐瑀祎婳嫄嬿芃苠菀菡蓥蘅邨邡郫酉鄠鄯鄄鄢浉渑瀍灞暐暾晞旸杧槟穄稆綦"
)


def traditional_table(characters: str, phrases: str, variants: str) -> dict[str, object]:
    """Return OpenCC's conversion to simplified writing: ``pairs`` of characters, then ``words`` that go otherwise.

    ``variants`` are the forms that Hong Kong writes where others write another traditional character.
    """
    singles = {old: new for old, new in _entries(characters) if len(old) == len(new) == 1 and old != new}
    for line in variants.splitlines():
        old, tab, forms = line.partition("\t")
        for form in forms.split() if tab and old in singles else ():
            if len(form) == 1 and form != singles[old]:
                singles.setdefault(form, singles[old])
    words = {
        old: new
        for old, new in _entries(phrases)
        if len(old) == len(new) and "".join(singles.get(char, char) for char in old) != new
    }
    return {"pairs": "".join(old + new for old, new in sorted(singles.items())), "words": words}


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of a dictionary of OpenCC, each with the commonest of what it may become."""
    for line in text.splitlines():
        old, tab, new = line.partition("\t")
        if tab and not line.startswith("#"):
            yield old, new.split()[0]


def pinyin_table(characters: Iterable[str]) -> dict[str, str]:
    """Return each syllable, ü as v, with the characters that have it among their readings."""
    from pypinyin import Style, pinyin

    found: dict[str, list[str]] = {}
    for char in sorted(set(characters)):
        for reading in pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")[:1]:
            for syllable in sorted({each.replace("ü", "v") for each in reading}):
                if syllable.isascii() and syllable.isalpha():
                    found.setdefault(syllable, []).append(char)
    return {syllable: "".join(chars) for syllable, chars in sorted(found.items())}


def characters() -> str:
    """Return the characters that have readings in the table."""
    return "".join(_PLANES) + _BESIDE


def _write(name: str, table: object) -> None:
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    (ASSETS / name).write_text(text + "\n", encoding="utf-8", newline="\n")


def main(folder: Path) -> None:
    """Write both tables."""
    told = [
        (folder / name).read_text(encoding="utf-8")
        for name in ("TSCharacters.txt", "TSPhrases.txt", "HKVariants.txt")
    ]
    _write(TRADITIONAL, traditional_table(*told))
    _write(PINYIN, pinyin_table(characters()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
