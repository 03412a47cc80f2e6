"""What the program gives a portal's folder: the launchers, the version they install, schemas, settings for git and editors.

Some of it stays the program's and is renewed by every upgrade; the rest is the portal's own from then on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from generator.equip.versions import PIN, pin_text
from generator.load.source.walk import walk
from generator.program import shipped_theme
from generator.report.schema import DECLARATIONS, schema_text
from generator.supply.place import given, run_lock, said_by_launcher

LAUNCHER = "gongkai"
THEME_NOTE = "program/theme.txt"
_UPGRADED = "# 由程序给出，gongkai upgrade会更新，不要改。\n"

# The wheel of the program may be kept with the portal; the libraries of an offline kit are too large for that.
_IGNORED = """\
/site/
.cache/
.venv/
.venv.lock
.venv.probe
/wheels/*
!/wheels/gongkai-*.whl
"""
# A table is kept as it is, byte for byte: what Excel writes is not always UTF-8.
_ATTRIBUTES = """\
* text=auto eol=lf
*.cmd text eol=crlf
*.csv -text
urls.lock text eol=lf merge=union
{binary}"""
_BINARY = (
    *(
        "png",
        "jpg",
        "jpeg",
        "gif",
        "webp",
        "bmp",
        "ico",
        "mp4",
        "m4v",
        "mov",
        "webm",
        "mp3",
        "m4a",
        "wav",
        "ogg",
    ),
    *("pdf", "ofd", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "zip", "whl"),
)
_SCHEMAS = {
    "columns.schema.json": "columns.yml",
    "identity.schema.json": "mkdocs.yml",
    "ledger.schema.json": "ledger.yml",
    "synonyms.schema.json": "synonyms.yml",
    "migration.schema.json": "migration.yml",
    "register.schema.json": "registers/*.yml",
    "packs.schema.json": "packs/*.yml",
}
_SETTINGS = {
    "yaml.schemas": {f"./schema/{schema}": f"/{file}" for schema, file in _SCHEMAS.items()},
    "files.encoding": "utf8",
    "files.eol": "\n",
    "editor.insertSpaces": True,
    "editor.tabSize": 2,
    # A table that Excel saved as GBK is opened as such.
    "[csv]": {"files.autoGuessEncoding": True},
}


def begun_with() -> dict[str, bytes]:
    """Return what a new portal is given once, by path: from then on it is the portal's own."""
    binary = "".join(f"*.{each} binary\n" for each in _BINARY)
    settings = json.dumps(_SETTINGS, ensure_ascii=False, indent=2)
    return {
        ".gitignore": _IGNORED.encode(),
        ".gitattributes": _ATTRIBUTES.format(binary=binary).encode(),
        ".vscode/settings.json": f"{settings}\n".encode(),
        # Git keeps no empty folder, and a portal without content/ is a finding.
        "content/.gitkeep": b"",
        "public/.gitkeep": b"",
        "theme/.gitkeep": b"",
    }


def kept_up(version: str, digest: str) -> dict[str, bytes]:
    """Return what is renewed by every upgrade, by path. Raises OSError where the program is not whole."""
    files = {
        LAUNCHER: given("gongkai").read_bytes().replace(b"\r\n", b"\n"),
        "gongkai.cmd": _as_windows(given("gongkai.cmd").read_bytes()),
        "program/run.txt": run_lock().read_bytes().replace(b"\r\n", b"\n"),
        PIN: pin_text(version, digest).encode(),
        THEME_NOTE: theme_note(shipped_theme()).encode(),
    }
    for path in sorted(said_by_launcher().glob("*.txt")):
        files[f"program/launcher/{path.name}"] = path.read_bytes()
    for name, declaration in DECLARATIONS.items():
        files[f"schema/{name}"] = schema_text(declaration).encode()
    return files


def theme_note(theme: Path) -> str:
    """Return the digest of each file of the program's theme: an upgrade tells by them what a portal's own file missed."""
    lines = (f"{_digest(theme / name)}  {name}\n" for name in _names(theme))
    return _UPGRADED + "".join(lines)


def read_theme_note(text: str) -> dict[str, str]:
    """Return the digests of a note, by file."""
    pairs = (line.partition("  ") for line in text.splitlines() if not line.startswith("#"))
    return {name: digest for digest, _, name in pairs if name}


def _names(theme: Path) -> Iterator[str]:
    return (each.path for each in walk(str(theme)) if not each.path.endswith("/"))


def _digest(path: Path) -> str:
    # Ends of lines are not what a file says: a checkout on Windows has others.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _as_windows(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
