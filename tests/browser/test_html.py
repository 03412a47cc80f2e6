"""The HTML and CSS are valid: the Nu checker reports no error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

CHECKER = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors(folder: Path) -> dict[str, str]:
    """Return the errors of all pages, styles and drawings in a folder, each with the first file that has it."""
    kinds = ["--skip-non-html", "--also-check-css", "--also-check-svg"]
    command = [
        "java",
        "-Xss1m",
        "-jar",
        str(CHECKER),
        "--errors-only",
        "--format",
        "json",
        "--stdout",
        *kinds,
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    found: dict[str, str] = {}
    for message in messages:
        place = f"{unquote(message['url'])}:{message.get('lastLine')}"
        found.setdefault(message["message"], f"{place} {message.get('extract', '')[:120]}")
    return found


def test_pages_and_styles_are_valid(sample_site: Path) -> None:
    assert errors(sample_site) == {}


def test_the_checker_sees_errors(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>甲</title><p><div></p>", encoding="utf-8")
    (tmp_path / "a.css").write_text("p { colour: red }", encoding="utf-8")
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><p/></svg>", encoding="utf-8")
    found = " ".join(errors(tmp_path).values())
    assert all(f"/{name}:" in found for name in ("a.html", "a.css", "a.svg"))
