"""The ways in which readers may have asked to see pages; what is one more line here is looked at by every test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, Page

WIDTHS = (360, 768, 1440)


@dataclass(frozen=True)
class Scheme:
    """``kept`` is what the reader's browser remembers of the choices on the page, as its scripts write it."""

    name: str
    kept: dict[str, str] = field(default_factory=dict)
    forced: Literal["active", "none"] = "none"  # the system's own few colours in place of the page's


SCHEMES = (
    Scheme("浅色"),
    Scheme("深色", {"gk-scheme": "dark"}),
    Scheme("大字", {"gk-font": "large"}),
    Scheme("长辈版", {"gk-elder": "1"}),
    Scheme("系统配色", forced="active"),
)


@contextmanager
def shown_as(browser: Browser, scheme: Scheme) -> Iterator[Page]:
    """Open an empty page of a browser that remembers the choices of a scheme."""
    with browser.new_context(forced_colors=scheme.forced, viewport={"width": 1440, "height": 900}) as context:
        for key, value in scheme.kept.items():
            context.add_init_script(f"localStorage.setItem('{key}', '{value}')")
        yield context.new_page()
