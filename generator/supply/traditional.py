"""The table of traditional characters that pages load for readers who want them; ``python -m generator.supply.traditional``.

Made of the dictionaries of OpenCC (https://github.com/BYVoid/OpenCC, Apache-2.0), configuration s2hk: phrases by
longest match first, then single characters, then the forms of Hong Kong, within each piece. Made once a version of the
program, where the package ``opencc`` is installed, and shipped; no build of a portal makes it.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "theme" / "assets" / "traditional-table.js"
LICENCE = TABLE.with_name("traditional-licence.txt")
# The first letter tells how much of the phrase before a phrase begins with: a nothing, b one character and so on.
_FIRST, _SAME = ord("a"), "."
_SIGNS = frozenset('abcdefghijklmnopqrstuvwxyz=~"\\')
_HEAD = """\
/* Simplified to traditional characters. Written by `python -m generator.supply.traditional`, not by hand.
   From the dictionaries of OpenCC {version} (STPhrases, STCharacters, HKVariants and their additions), put into this form
   by gongkai. Copyright the OpenCC authors; Apache License 2.0, see traditional-licence.txt beside this file. */
"""


def dictionary(name: str) -> dict[str, str]:
    """Return a dictionary of the installed OpenCC; of several values for a key the first, as OpenCC takes it.

    Raises OSError where the package ``opencc`` is not installed.
    """
    home = _home()
    tool = next((home / "bin").glob("opencc_dict*"))
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text"
        source = home / "share" / "opencc" / f"{name}.ocd2"
        subprocess.run([tool, "-i", source, "-o", text, "-f", "ocd2", "-t", "text"], check=True)
        lines = text.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {key: values.split(" ")[0] for key, values in pairs}


def _home() -> Path:
    spec = find_spec("opencc")
    if not spec or not spec.origin:
        raise FileNotFoundError("opencc")
    return Path(spec.origin).parent / "clib"


def table_script() -> str:
    """Return the script that holds the table: characters, phrases and forms, each as one text."""
    characters = dictionary("STCharacters")
    phrases = dictionary("STPhrases_GeneratedFromRegionalPhrases") | dictionary("STPhrases")
    forms = dictionary("HKVariantsPhrases") | dictionary("HKVariants")
    final = {key: convert(value, forms) for key, value in phrases.items()}
    single = {key: convert(value, forms) for key, value in characters.items()}
    parts = {
        "characters": _pairs({key: value for key, value in characters.items() if key != value}),
        "phrases": "".join(_phrases(final, single, forms)),
        "forms": _pairs({key: value for key, value in forms.items() if key != value or len(key) > 1}),
    }
    told = "".join(f'  {name}: "{text}",\n' for name, text in parts.items())
    return _HEAD.format(version=version("opencc")) + f"window.gongkaiTraditional = {{\n{told}}};\n"


def convert(text: str, entries: Mapping[str, str]) -> str:
    """Return a text with what the longest entries say in place of each of its pieces."""
    longest, made, at = max(map(len, entries)), [], 0
    while at < len(text):
        end = next((end for end in range(at + longest, at, -1) if text[at:end] in entries), at + 1)
        made.append(entries.get(text[at:end], text[at:end]))
        at = min(end, len(text))
    return "".join(made)


def _pairs(entries: Mapping[str, str]) -> str:
    return " ".join(f"{key}={value}" for key, value in sorted(entries.items()))


def _phrases(final: Mapping[str, str], single: Mapping[str, str], forms: Mapping[str, str]) -> Iterator[str]:
    """Yield the phrases in order, each without what it shares with the one before, and where it is not read character by
    character, with the characters that differ. Raises ValueError for one that holds a sign of this form."""
    before = ""
    for key in sorted(final):
        # A character beyond the first plane counts two in a browser: no phrase shares one.
        pairs = enumerate(zip(before, key, strict=False))
        shared = next((n for n, (a, b) in pairs if a != b or a > "\uffff"), min(len(before), len(key)))
        told = _differences([single.get(each, forms.get(each, each)) for each in key], final[key])
        if not _SIGNS.isdisjoint(key + told[1:]):
            raise ValueError(key)
        yield chr(_FIRST + shared) + key[shared:] + told
        before = key


def _differences(expected: list[str], value: str) -> str:
    if "".join(expected) == value:
        return ""
    if len(expected) != len(value):
        return f"~{value}"
    return "=" + "".join(_SAME if a == b else b for a, b in zip(expected, value, strict=True)).rstrip(_SAME)


if __name__ == "__main__":
    TABLE.write_text(table_script(), encoding="utf-8", newline="\n")
