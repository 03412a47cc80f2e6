"""Under which licences the libraries are; ``python -m generator.supply.licences`` writes the page about them.

Kept as data, since a kit for Windows is made on Linux, where not all that it holds is installed; a test
compares the data with what the installed libraries say of themselves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from generator.supply.lock import read_lock
from generator.supply.place import run_lock

# SPDX identifiers that ask for no more than to be named, or (MPL, LGPL) that changes to the library itself be open.
ACCEPTABLE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU"),
        *("LGPL-2.1-or-later", "MPL-2.0", "PSF-2.0", "Zlib"),
    }
)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "部署" / "许可证.md"
_HEAD = """\
# 许可证

这一页由程序写出（`python -m generator.supply.licences`），不要手改。

gongkai自己用MIT许可，全文见[LICENSE](../../LICENSE)。它运行时用到下面的软件包，版本和校验值锁定在requirements/run.txt。许可证按SPDX的写法；用AND连起来的，几种都适用；用OR连起来的，任选一种。

这些许可证都允许政府机关免费使用、复制和内部分发，要求保留著作权声明；软件包里都带着许可证全文。MPL-2.0和LGPL另要求：改了那个软件包自己的文件，改动也要公开；本项目没有改。新加的软件包用了别的许可证，测试不通过。

| 软件包 | 版本 | 许可证 |
| --- | --- | --- |
"""
_TAIL = """
网页里画二维码的是lean-qr（2.7.4版，MIT），照原样放在theme/assets/lean-qr.js，许可证在文件开头。pagefind-bin里是Pagefind的程序，同为MIT。pymediainfo里带有MediaInfo（BSD-2-Clause），办公桌面的正文编辑器里有ProseMirror（MIT，全文在generator/desk/static/editor.js开头），lxml里带有libxml2和libxslt（MIT），pypdfium2里带有PDFium和它用的FreeType、libjpeg-turbo、OpenJPEG等（各为BSD、FTL、IJG一类的许可证，全文在软件包里）。

繁體的对照表（theme/assets/traditional-table.js）由OpenCC的词典做成，OpenCC用Apache-2.0，许可证全文在旁边的traditional-licence.txt，随网站一起发布。做表用的软件包opencc只在测试环境里，运行不需要。

搜索用的繁简对照表（theme/assets/search-traditional.json）由OpenCC的词典得出，OpenCC是Apache-2.0；读音表（search-pinyin.json）和程序用的读音（generator/pinyin/readings.txt）由pypinyin得出，pypinyin是MIT，许可证全文在readings.txt旁边的licence.txt；装着的pypinyin与做这个文件的版本不同时，读音由装着的得出。
"""


def licences() -> Mapping[str, str]:
    """Return the SPDX expression of each library, by its plain name."""
    text = (Path(__file__).parent / "licences.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def licence_page() -> str:
    """Return the page of all libraries. Raises KeyError for one whose licence nobody has looked up."""
    known = licences()
    versions: dict[str, list[str]] = {}
    for pin in read_lock(run_lock()):
        versions.setdefault(pin.name, []).append(pin.version)
    rows = [f"| {name} | {'、'.join(versions[name])} | {known[name]} |\n" for name in sorted(versions)]
    return _HEAD + "".join(rows) + _TAIL


if __name__ == "__main__":
    PAGE.write_text(licence_page(), encoding="utf-8", newline="\n")
