"""Run a command of the webmaster's on this machine."""

from __future__ import annotations

import os
import subprocess
import tempfile

from generator.publish.releases.place import ORDER_SECONDS
from generator.publish.releases.shell import reason_in


def run_here(command: str) -> str:
    """Run a command in a shell; return in Chinese why it failed, empty when it did not. Raises OSError."""
    # Its words go into a file: a pipe would stay open as long as whatever the command leaves running.
    with tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(
                ["/bin/sh", "-c", command],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                timeout=ORDER_SECONDS,
                check=False,
                cwd="/",
                env={**os.environ, "LC_ALL": "C"},
            )
        except subprocess.TimeoutExpired:
            return f"过了{ORDER_SECONDS}秒还没有做完"
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    return reason_in(words, done.returncode) if done.returncode else ""
