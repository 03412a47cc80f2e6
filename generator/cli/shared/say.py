"""The one place that writes to the screen, and the one that writes files where people asked for them.

What people wrote (titles, names, values) passes here on its way to a terminal, so that no control character
of theirs reaches it.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.errors import UsageError, reason_of
from generator.visible import visible_lines


def say(text: str, *, err: bool = False) -> None:
    """Write lines for people."""
    _echo(visible_lines(text), err=err)


def say_styled(text: str) -> None:
    """Write a line whose parts were made visible before they were coloured."""
    _echo(text)


def hand_out(text: str | bytes, *, nl: bool = False) -> None:
    """Write what programs read, as it is: JSON, CSV, XML, a workbook."""
    _echo(text, nl=nl)


def _echo(text: str | bytes, *, nl: bool = True, err: bool = False) -> None:
    try:
        click.echo(text, nl=nl, err=err)
    except BrokenPipeError:
        raise
    except OSError as error:
        if not err:  # with nowhere to say so, the exit code has to do
            raise UsageError(f"结果写不出去：{reason_of(error)}。") from error


def write_asked(path: Path, data: bytes, hint: str = "") -> None:
    """Write a file that the command line names. Raises UsageError, with the reason, when that cannot be done."""
    try:
        path.write_bytes(data)
    except (OSError, ValueError) as error:
        raise UsageError(f"“{path}”写不进去：{reason_of(error)}。{hint}") from error


def write_new(path: Path, data: bytes) -> None:
    """Write a file with the folders above it. Raises UsageError, with the reason, when that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"“{path.parent}”这个文件夹建不了：{reason_of(error)}。") from error
    write_asked(path, data)


def is_taken(path: Path) -> bool:
    """Tell whether anything is at a path; at one that no system could have, there is nothing."""
    return os.path.lexists(path)
