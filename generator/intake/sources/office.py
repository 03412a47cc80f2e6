"""Let LibreOffice make a DOCX file of an older format, in a folder and with a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.intake.reading.blocks import Unreadable

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice", "soffice.exe")
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_CURE = "用Word或WPS打开，另存为DOCX再导入。"


def find_office() -> str | None:
    """Return the program of LibreOffice, None where it is not installed."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def convert(raw: bytes, suffix: str) -> bytes | Unreadable:
    """Return a file of the older format ``suffix`` as DOCX. It runs no macro: a new profile allows none."""
    program = find_office()
    if program is None:
        return Unreadable(
            f"{suffix.lstrip('.').upper()}格式要用LibreOffice转换，这台电脑没有装。",
            f"{_CURE[:-1]}；或者装上LibreOffice。",
        )
    with tempfile.TemporaryDirectory(prefix="gongkai-office-") as name:
        folder = Path(name)
        source = folder / f"source{suffix}"
        source.write_bytes(raw)
        profile = (folder / "profile").as_uri()
        command = [
            *(
                program,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
            ),
            *("--convert-to", "docx", "--outdir", str(folder / "out"), str(source)),
        ]
        try:
            subprocess.run(
                command,
                check=False,
                timeout=_SECONDS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "HOME": name},
            )
        except (subprocess.TimeoutExpired, OSError):
            return Unreadable("LibreOffice没有转换出来。", _CURE)
        made = folder / "out" / "source.docx"
        return (
            made.read_bytes()
            if made.is_file()
            else Unreadable("LibreOffice打不开这个文件，可能设了密码或已损坏。", _CURE)
        )
