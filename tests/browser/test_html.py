"""The HTML and CSS are valid: the Nu checker reports no error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

CHECKER = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


# The checker stops at once where the stack is too small for it. The compiler that takes least time to warm up
# and one thread for memory halve the processor time of some hundred pages.
JAVA = ("java", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(CHECKER))
OPTIONS = ("--errors-only", "--format", "json", "--stdout", "--skip-non-html")
KINDS = ("--also-check-css", "--also-check-svg")
BAD = {
    "a.html": "<!doctype html><title>甲</title><p><div></p>",
    "a.css": "p { colour: red }",
    "a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><p/></svg>",
}


def errors(*folders: Path) -> list[str]:
    """Return the errors of all pages, styles and drawings in some folders, each after its place."""
    command = [*JAVA, *OPTIONS, *KINDS, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [
        f"{unquote(each['url'])}:{each.get('lastLine')} {each['message']} {each.get('extract', '')[:120]}"
        for each in messages
    ]


def test_pages_and_styles_are_valid(sample_site: Path, tmp_path: Path) -> None:
    for name, text in BAD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    # In one run with files that are wrong, so that it is seen to look at each kind.
    found = errors(sample_site, tmp_path)
    planted = [line for line in found if f"{tmp_path.name}/a." in line]
    assert all(any(f"/{name}:" in line for line in planted) for name in BAD), found
    assert [line for line in found if line not in planted][:20] == []
