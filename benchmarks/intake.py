"""What is kept of office files: our import beside pandoc, mammoth and markitdown on the same files.

``python -m benchmarks.intake [--peers PYTHON]``; PYTHON is that of an environment where pypandoc_binary, mammoth and
markitdown are installed. The files are those of the tests (tests/intake): DOCX in the ways Word, WPS and LibreOffice
write them, pages of five government systems. For each tool: the share of the characters a reader sees (automatic
numbers too) that are in the result in their order, the share of the numbers, merged cells that stayed merged.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from tests.intake.cases import cases
from tests.intake.making import make, shown
from tests.intake.pages import saved

_PEERS = {
    "pandoc": "import pypandoc; html = pypandoc.convert_file(path, 'html', format=kind)",
    "mammoth": "import mammoth; html = mammoth.convert_to_html(open(path, 'rb')).value",
    "markitdown": (
        "from markitdown import MarkItDown; import html as h; text = MarkItDown().convert(path).text_content; "
        "html = '<pre>' + h.escape(text) + '</pre>'"
    ),
}
_RUN = """
import json, sys
done = {}
for path, kind in json.loads(sys.stdin.read()):
    html = ""
    try:
        %s
    except Exception as error:
        html = ""
    done[path] = html
print(json.dumps(done))
"""


@dataclass(frozen=True)
class Wanted:
    """A file, and what a reader of it sees."""

    name: str
    raw: bytes
    words: tuple[str, ...]
    hides: tuple[str, ...]
    cells: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Score:
    """What a tool kept of one file."""

    characters: int
    kept: int
    numbers: int
    numbers_kept: int
    cells: int
    cells_kept: int
    leaked: int


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("td", "th"):
            self.spans.append((int(given.get("colspan") or 1), int(given.get("rowspan") or 1)))
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def wanted() -> list[Wanted]:
    """Return all files with what is to be seen of them."""
    found = [
        Wanted(f"{case.name}.docx", case.raw, case.shows, case.hides, case.cells)
        for case in cases()
        if case.accept
    ]
    for page in saved():
        found.append(Wanted(f"{page.name}.html", page.raw, page.shows, page.hides, page.cells))
    return found


def _kept(words: Sequence[str], got: str) -> tuple[int, int]:
    """Return how many characters are to be seen, and how many of them a result has in their order."""
    said = kept = at = 0
    for each in ("".join(one.split()) for one in words):
        said += len(each)
        found = got.find(each, at)
        if found >= 0:
            kept, at = kept + len(each), found + len(each)
            continue
        matcher = SequenceMatcher(None, each, got[at : at + 3 * len(each) + 200], autojunk=False)
        kept += sum(block.size for block in matcher.get_matching_blocks())
    return said, kept


def score(file: Wanted, html: str) -> Score:
    """Compare the HTML that a tool made of a file with what is to be seen."""
    reader = _Text()
    reader.feed(html)
    got = "".join("".join(reader.words).split())
    said, kept = _kept(file.words, got)
    numbers = re.findall(r"\d+(?:\.\d+)?", " ".join(file.words))
    there = re.findall(r"\d+(?:\.\d+)?", got)
    spans = [(columns, rows) for _, columns, rows in file.cells]
    return Score(
        said,
        kept,
        len(numbers),
        sum(number in there or number in got for number in numbers),
        len(spans),
        sum(span in reader.spans for span in spans),
        sum("".join(each.split()) in got for each in file.hides if not each.endswith(("=", "-", ";"))),
    )


def ours(files: Sequence[Wanted]) -> dict[str, str]:
    """Return what our pages show, by the names of files."""
    made = {}
    for file in files:
        document = make(file.raw, file.name)
        made[file.name] = f"<h1>{escape(document.title)}</h1>{shown(document).html}"
    return made


def peer(python: str, code: str, files: Sequence[Wanted], folder: Path) -> dict[str, str]:
    """Return what another tool makes of the files."""
    asked = []
    for file in files:
        path = folder / file.name
        path.write_bytes(file.raw)
        asked.append((str(path), path.suffix[1:]))
    run = subprocess.run(
        [python, "-c", _RUN % code], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    if run.returncode:
        return {}
    done: dict[str, str] = json.loads(run.stdout.splitlines()[-1])
    return {Path(path).name: html for path, html in done.items()}


def share(part: int, whole: int) -> str:
    """Return a share with four digits; a dash where there is nothing to share."""
    return f"{part / whole:.4f}" if whole else "-"


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    files = wanted()
    python = arguments[1] if len(arguments) > 1 and arguments[0] == "--peers" else ""
    tools: dict[str, Callable[[Path], dict[str, str]]] = {"gongkai": lambda _: ours(files)}
    for name, code in _PEERS.items() if python else ():
        tools[name] = lambda folder, code=code: peer(python, code, files, folder)  # type: ignore[misc]
    print(f"{len(files)} files")
    print("tool        characters  numbers  merged cells  files whole  hidden words shown")
    with tempfile.TemporaryDirectory() as folder:
        for name, tool in tools.items():
            html = tool(Path(folder))
            if not html:
                print(f"{name:12}not there")
                continue
            scores = [score(file, html.get(file.name, "")) for file in files]
            for file, each in zip(files, scores, strict=True):
                if name == "gongkai" and each.kept < each.characters:
                    print(f"  not whole: {file.name}")
            whole = sum(each.kept == each.characters for each in scores)
            print(
                f"{name:12}{share(sum(s.kept for s in scores), sum(s.characters for s in scores)):12}"
                f"{share(sum(s.numbers_kept for s in scores), sum(s.numbers for s in scores)):9}"
                f"{share(sum(s.cells_kept for s in scores), sum(s.cells for s in scores)):14}"
                f"{whole:>3} of {len(files):<7}{sum(s.leaked for s in scores)}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
