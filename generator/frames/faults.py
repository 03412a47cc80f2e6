"""Faults of a theme in words: which of its files, which line, what Jinja says."""

from __future__ import annotations

import traceback
from pathlib import Path

_CURE = "改正这一行；是从程序自带的theme复制来的，可以重新复制一份再改。"


def theme_fault(error: BaseException) -> str:
    """Return what is wrong with a theme, from the exception that drawing with it raised."""
    file, line = _place(error)
    where = f"theme里的{file}第{line}行" if file else "theme里的文件"
    said = str(error).strip() or type(error).__name__
    return f"{where}有误，页面画不出来：{said}。{_CURE}"


def _place(error: BaseException) -> tuple[str, int]:
    # Jinja tells the line of a mistake in writing; of others, the way down through the templates does.
    line = getattr(error, "lineno", None)
    named = getattr(error, "filename", None) or getattr(error, "name", None)
    if isinstance(line, int) and isinstance(named, str):
        return _short(named), line
    steps = traceback.extract_tb(error.__traceback__)
    last = next((step for step in reversed(steps) if step.filename.endswith(".html")), None)
    return (_short(last.filename), last.lineno or 1) if last else ("", 0)


def _short(name: str) -> str:
    """Return a template's path below theme/, as far as it can be told."""
    parts = Path(name).parts
    return "/".join(parts[parts.index("theme") + 1 :]) if "theme" in parts else Path(name).name
