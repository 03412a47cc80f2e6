"""Write the readings that the program comes with anew, from pypinyin's dictionaries (MIT): ``python -m generator.pinyin.make``.

Four parts, an empty line between:

    pypinyin 0.55.0        what it is made of
    zheng 正政郑…          each syllable, ü as v, with the characters that are read so where no phrase says otherwise
    一 一丘 一丘之貉 …      each sign that begins a phrase, with the rest of all phrases it begins
    一丘之貉 yi qiu zhi he   the phrases that are read otherwise than their characters by themselves
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.pinyin.file import FILE, maker


def made_text() -> str:
    """Return what the file is to say."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    characters = {chr(code): _read(chr(code))[0] for code in sorted(PINYIN_DICT)}
    phrases = sorted(PHRASES_DICT)
    parts = (maker(), _syllables(characters), _phrases(phrases), _otherwise(phrases, characters))
    return "\n\n".join(parts) + "\n"


def _read(phrase: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return lazy_pinyin([phrase], errors=list)  # type: ignore[arg-type]


def _syllables(characters: Mapping[str, str]) -> str:
    lines: dict[str, list[str]] = {}
    for character, syllable in characters.items():
        lines.setdefault(syllable, []).append(character)
    return "\n".join(f"{syllable} {''.join(each)}" for syllable, each in sorted(lines.items()))


def _phrases(phrases: Iterable[str]) -> str:
    lines: dict[str, list[str]] = {}
    for phrase in phrases:
        lines.setdefault(phrase[0], []).append(phrase[1:])
    return "\n".join(f"{first} {' '.join(rest)}" for first, rest in lines.items())


def _otherwise(phrases: Iterable[str], characters: Mapping[str, str]) -> str:
    read = {phrase: _read(phrase) for phrase in phrases}
    return "\n".join(
        f"{phrase} {' '.join(syllables)}"
        for phrase, syllables in read.items()
        if syllables != [characters.get(each, each) for each in phrase]
    )


def main() -> None:
    """Write the file."""
    FILE.write_text(made_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
