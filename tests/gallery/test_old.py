"""Every part in every state, in the oldest browser that is declared."""

from __future__ import annotations

import pytest

from tests.browser.old_chromium import new_page, started, unpack
from tests.browser.test_old_browser import OVERFLOW, TOUCHING, complaints
from tests.gallery.pages import ALL
from tests.gallery.schemes import WIDTHS
from tests.gallery.test_looks import WIDE
from tests.shared import shared


def test_every_part_is_within_the_page_with_room_beside_it(
    gallery: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with started(shared(tmp_path_factory, "chromium78", unpack) / "chromium") as browser:
        for width in WIDTHS:
            page = new_page(browser, width)
            page.open(gallery + ALL)
            assert page.evaluate(WIDE) == [], width
            assert page.evaluate(OVERFLOW) == 0, width
            assert page.evaluate(TOUCHING) == [], width
            assert complaints(page) == []
