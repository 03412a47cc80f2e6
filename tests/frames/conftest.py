"""Frames are drawn each time where their drawing is tested."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.drawn import drawn_anew


@pytest.fixture(autouse=True, scope="module")
def _anew() -> Iterator[None]:
    with drawn_anew():
        yield
