"""Read the raw directives, where they are at hand: the column paths they name or demand by sentence.

usage: python -m tests.directives      writes data/directive_paths.json anew

The texts are not in the repository. They lie in the folder that GONGKAI_DIRECTIVES names, else in
``shared/seeds`` beside the checkout; without them the comparisons of test_directive_texts.py do not exist.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from tests.helpers import REPOSITORY

Names = tuple[str, ...]

# Pack, and the beginning of the file that holds its raw text.
FILES = {
    "cq-2020": "004_",
    "cq-2021": "003_",
    "wanzhou-2021": "000_",
    "tongliang-2021": "001_",
    "wulong-2022": "002_",
}
# The packs whose directives name paths on the website.
SOURCES = ("wanzhou-2021", "tongliang-2021", "cq-2021")
VARIABLE = "GONGKAI_DIRECTIVES"
DATA = Path(__file__).parent / "data"
KEPT = DATA / "directive_paths.json"
# A name that holds a slash and is one column, not two to choose from.
ONE_NAME = "预算/决算"
SHORT = "政府信息公开目录"
_CLOSING = {"（": "）", "〔": "〕", "(": ")"}
_OPENING = re.compile(r"[（〔(](?=公开(?:路径|渠道)[：:])")
_SITE_PATH = re.compile(r"政府网站>([^，,；;]+)")
_SENTENCE = re.compile(r"“([^”]*>[^”]*)”中?[，,]?(?:至少)?设置((?:“[^”]+”)+)(?:等|\d个子)?栏目")
# In the municipal table a row ends with cells that hold only names of bodies.
_BODY = re.compile(r"[^。：:>]*(?:政府|部门|单位|委|局|厅|办|院|中心)")


def texts_folder() -> Path | None:
    """Return the folder of the raw texts, where it is at hand. Raises FileNotFoundError for a wrong name."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "seeds"
    if all(any(folder.glob(f"{start}*.txt")) for start in FILES.values()):
        return folder
    if named:
        raise FileNotFoundError(
            f"{VARIABLE}指明的文件夹里没有全部五份要点原文（000_*.txt至004_*.txt）：{named}"
        )
    return None


def comparison_line() -> str:
    """Return what the head of a test run says about the raw texts."""
    folder = texts_folder()
    if folder:
        return f"要点原文：与{folder}里的{len(FILES)}份比较"
    return f"要点原文：不在手边，不比较（用{VARIABLE}指明文件夹）"


def raw_text(pack: str) -> str:
    """Return the whole text of a directive, which must be at hand."""
    folder = texts_folder()
    assert folder, comparison_line()
    (file,) = folder.glob(f"{FILES[pack]}*.txt")
    return file.read_text(encoding="utf-8")


def binding_text(pack: str) -> str:
    """Return the text that binds a district: of the municipal directive, only the rows for districts."""
    text = raw_text(pack)
    return "\n".join(district_rows(text)) if pack == "cq-2021" else text


def district_rows(text: str) -> Iterator[str]:
    """Yield the content of each row of the municipal table whose responsible bodies include districts."""
    content: list[str] = []
    bodies: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if _BODY.fullmatch(line):
            bodies.append(line)
            continue
        if bodies:
            if "区县" in bodies[-1]:
                yield "".join(content)
            content, bodies = [], []
        content.append(line)
    if bodies and "区县" in bodies[-1]:
        yield "".join(content)


def named_paths(text: str) -> set[Names]:
    """Return the column paths that a directive names, and those of the columns it demands by sentence."""
    joined = re.sub(r"\s+", "", text)
    # The municipal text has half-width brackets where the column's name has full-width ones.
    joined = joined.replace("(本部门)", "（本部门）")
    found: set[Names] = set()
    for opening in _OPENING.finditer(joined):
        for written in _SITE_PATH.findall(_bracket(joined, opening.start())):
            found.update(expand(written))
    for above, names in _SENTENCE.findall(joined):
        found.update((*_full(above.split(">")), name) for name in _sentence_names(names))
    return found


def expand(written: str) -> Iterator[Names]:
    """Yield the paths that one written path stands for: alternatives a/b become a path each."""
    paths: list[Names] = [()]
    for step in written.split(">"):
        names = [step] if step == ONE_NAME else step.split("/")
        paths = [(*path, name) for path in paths for name in names]
    yield from map(_full, paths)


def _full(path: Names | list[str]) -> Names:
    return ("政务公开", *path) if path[0] == SHORT else tuple(path)


def _sentence_names(names: str) -> list[str]:
    # “六稳”“六保” is one column, its name written with the marks; “视频、图片、文字” are three.
    quoted = re.findall(r"“([^”]+)”", names)
    return [names] if len(quoted) > 1 else quoted[0].split("、")


def _bracket(text: str, start: int) -> str:
    """Return what stands between the bracket at ``start`` and the one that closes it."""
    opening, closing, depth = text[start], _CLOSING[text[start]], 0
    for position in range(start, len(text)):
        depth += (text[position] == opening) - (text[position] == closing)
        if depth == 0:
            return text[start + 1 : position]
    raise ValueError(f"no closing bracket: {text[start : start + 40]}")


def extract(pack: str) -> list[list[str]]:
    """Return the paths that a directive names, in a fixed order."""
    return sorted(list(path) for path in named_paths(binding_text(pack)))


def kept_paths() -> dict[str, list[list[str]]]:
    """Return the paths as they were extracted and kept."""
    kept: dict[str, list[list[str]]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept


def kept_numbers() -> dict[str, list[str]]:
    """Return the numbers of the measures of each directive, as they were extracted and kept."""
    kept: dict[str, list[str]] = json.loads((DATA / "directive_items.json").read_text(encoding="utf-8"))
    return kept


def _write(paths: dict[str, list[list[str]]]) -> None:
    packs = []
    for pack, rows in paths.items():
        lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
        packs.append(f'  "{pack}": [\n{lines}\n  ]')
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text("{\n" + ",\n".join(packs) + "\n}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write({pack: extract(pack) for pack in SOURCES})
