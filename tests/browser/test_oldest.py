"""What every sheet and script of the theme asks of a browser, the oldest declared ones have, or something before it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.helpers import REPOSITORY

CHECKER = Path(__file__).parent / "oldest" / "check.mjs"
ASSETS = REPOSITORY / "theme" / "assets"
DECLARED = REPOSITORY / "docs" / "部署" / "浏览器.md"

# Each is a fault. Of two sheets the second, with what comes first for the oldest browsers, is none.
STYLES = {
    "a property": ("a { inset: 0 }", "a { top: 0; right: 0; bottom: 0; left: 0; inset: 0 }"),
    "a fallback that comes too late": ("a { width: min(1rem, 2vw); width: 1rem }", "a { width: 1rem; width: min(1rem, 2vw) }"),
    "a word": ("a { overflow: clip }", "a { overflow: hidden; overflow: clip }"),
    "a unit": ("a { height: 50dvh }", "a { height: 50vh; height: 50dvh }"),
    "a function": ("a { width: clamp(1rem, 2vw, 3rem) }", "a { width: 2rem; width: clamp(1rem, 2vw, 3rem) }"),
    "a logical property": ("a { margin-inline: 0 }", "a { margin-left: 0; margin-right: 0; margin-inline: 0 }"),
    "a colour": ("a { color: oklch(50% 0 0) }", "a { color: #777; color: oklch(50% 0 0) }"),
    # Not dropped but unset: what comes before it does not hold.
    "a function of a variable": (
        "a { color: red; color: color-mix(in srgb, var(--a), red) }",
        "a { color: red } @supports (color: color-mix(in srgb, red, red)) { a { color: color-mix(in srgb, var(--a), red) } }",
    ),
    "a selector among others": ("a, b:is(c, d) { top: 0 }", "a, b c, b d { top: 0 }"),
    "a selector alone": ("a:has(b) { top: 0 }", "@supports selector(:has(b)) { a:has(b) { top: 0 } }"),
    "an element of the browser": ("a::file-selector-button { top: 0 }", "a::before { top: 0 }"),
    "a list within :not()": ("a:not(b, c) { top: 0 }", "a:not(b):not(c) { top: 0 }"),
    "a layer": ("@layer a { b { top: 0 } }", "@media print { b { top: 0 } }"),
    "a rule within a rule": ("a { color: red; b { top: 0 } }", "a { color: red } a b { top: 0 }"),
    "a range": ("@media (width >= 30em) { a { top: 0 } }", "@media (min-width: 30em) { a { top: 0 } }"),
    "a condition that those who lack it meet": (
        "@supports not (inset: 0) { a { aspect-ratio: 1 } }", "@supports (aspect-ratio: 1) { a { aspect-ratio: 1 } }",
    ),
    "room in a line": (
        "a { display: flex; gap: 1rem }",
        "a { display: flex; gap: 1rem } @supports not (inset: 0) { a > :not(:last-child) { margin-right: 1rem } }",
    ),
    "room in a line of some": (
        "html.x a { gap: 1rem } a { display: flex }",
        "html.x a { gap: 1rem } a { display: flex } @supports not (inset: 0) { a > * { margin: 0 1rem } }",
    ),
    "room in a line of who knows what": ("a { gap: 1rem }", "a { gap: 1rem } a { display: grid }"),
}  # fmt: skip
SCRIPTS = {
    "optional chaining": ("a?.b;", "a && a.b;"),
    "nullish": ("a ?? b;", "a || b;"),
    "assignment": ("a ||= b;", "a = a || b;"),
    "a method of texts": ("''.replaceAll('a', 'b');", "''.replace(/a/g, 'b');"),
    "a method of lists": ("[].at(-1);", "[].slice(-1)[0];"),
    "a static method": ("Object.hasOwn(a, 'b');", "Object.keys(a);"),
    "a global": ("structuredClone(a);", "JSON.parse(a);"),
    "a taken name": ("const { replaceChildren } = a;", "const { append } = a;"),
    "a class": ("class A { #b = 1; }", "class A { b() { return 1; } }"),
    "a pattern": ("/(?<=a)b/.test(c);", "/(?=a)b/.test(c);"),
    "a waiting module": ("export {}; await a;", "export {}; async () => { await a; };"),
    "streams": (
        "new CompressionStream('gzip');",
        "if (typeof CompressionStream === 'function') new CompressionStream('gzip');",
    ),
    "what comes with another name": (
        "a.pipeThrough(b); a.showModal();",
        "if (typeof HTMLDialogElement === 'function') a.showModal();",
    ),
    "asked by its name": ("a.replaceChildren();", "if ('replaceChildren' in a) a.replaceChildren();"),
}


def faults(*files: Path, apart: bool = False) -> list[str]:
    """Return what some sheets and scripts ask for and the oldest browsers have not, each after its file and line.

    The sheets are used together, unless they are to be looked at each by itself.
    """
    command = ["node", str(CHECKER), *(["--apart"] if apart else []), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    found: list[str] = json.loads(done.stdout)
    return found


def test_the_oldest_browsers_have_all_that_the_theme_asks_for() -> None:
    # Of others, as it is, and loaded when somebody asks for the code: where it does not run, share.js says so.
    files = [
        path
        for path in sorted(ASSETS.iterdir())
        if path.suffix in (".css", ".js") and path.name != "lean-qr.js"
    ]
    assert len(files) > 10
    assert faults(*files) == []


@pytest.mark.parametrize(("suffix", "pairs"), [("css", STYLES), ("js", SCRIPTS)])
def test_the_checker_sees_each_fault_and_each_way_around_it(
    suffix: str, pairs: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    files = {}
    for number, (name, texts) in enumerate(pairs.items()):
        for text, kind in zip(texts, ("bad", "good"), strict=True):
            files[tmp_path / f"{kind}{number}.{suffix}"] = f"{name}: {text}"
            (tmp_path / f"{kind}{number}.{suffix}").write_text(text, encoding="utf-8")
    found = faults(*files, apart=True)
    seen = {tmp_path / line.partition(":")[0] for line in found}
    assert [told for path, told in files.items() if path.name.startswith("bad") and path not in seen] == []
    assert [line for line in found if line.startswith("good")] == []


def test_site_owners_are_told_the_same_versions() -> None:
    source = (CHECKER.parent / "support.mjs").read_text(encoding="utf-8")
    line = re.search(r"export const OLDEST = \{(.*?)\}", source)
    assert line
    oldest = dict(re.findall(r'(\w+): "([\d.]+)"', line[1]))
    told = dict(
        re.findall(r"^\| (\w+)[^|]*\| ([\d.]+) \|", DECLARED.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {name.lower(): version for name, version in told.items()} == {
        name: version for name, version in oldest.items() if name != "safari_ios"
    }
