"""Waiting for a page under a strict policy, which refuses the ``eval`` that Playwright waits with."""

from __future__ import annotations

import time

from playwright.sync_api import ElementHandle, Page

_PATIENCE = 30.0


def wait_until(page: Page, expression: str, element: ElementHandle | None = None) -> None:
    """Wait until an expression, or a function of an element, is true on a page. Fails after half a minute."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(expression, element):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)
