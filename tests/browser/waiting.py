"""Waiting for what a page does in its own time.

A strict policy refuses the ``eval`` that Playwright's own ``wait_for_function`` waits with. What Playwright's
``expect`` can say it says better; test_waiting.py sees to it that nobody asks a page once and believes the answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import ElementHandle, Locator, Page, expect

# In seconds. A machine that does much else at the same time is slow, not wrong.
_PATIENCE = 30.0


def be_patient() -> None:
    """Let ``expect`` wait as long as the functions here do."""
    expect.set_options(timeout=_PATIENCE * 1000)


def wait_until(page: Page, expression: str, element: ElementHandle | None = None) -> None:
    """Wait until an expression, or a function of an element, is true on a page. Fails after half a minute."""
    wait_for(page, lambda: bool(page.evaluate(expression, element)), expression)


def wait_for(page: Page, true: Callable[[], bool], told: str = "") -> None:
    """Wait until something is true outside the page, too. Fails after half a minute."""
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end, told
        page.wait_for_timeout(50)


def count_written(locator: Locator) -> int:
    """Return how many there are of what a page was written with: no script adds or takes away any."""
    return locator.count()
