"""Contrast as WCAG 2.1 has it, and colours brought to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.frames.colours import colour_sheet
from generator.model.colour import BLACK, READABLE, WHITE, contrast, mix, parse_colour, until_readable
from generator.model.look import Look

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        *(("#1a4d8f", "#1a4d8f"), ("1A4D8F", "#1a4d8f"), ("#abc", "#aabbcc"), (" #ABC ", "#aabbcc")),
        *(
            (text, "")
            for text in ("", "#", "red", "#12345", "#1234567", "rgb(0,0,0)", "#ggg", "#１２３", "#abc;}")
        ),
    ],
)
def test_what_is_a_colour(text: str, colour: str) -> None:
    assert parse_colour(text) == colour


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [(BLACK, WHITE, 21), (WHITE, WHITE, 1), ("#767676", WHITE, 4.54), ("#777777", WHITE, 4.48)],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS, COLOURS)
def test_a_colour_is_brought_to_be_read(colour: str, ground: str) -> None:
    towards = BLACK if contrast(BLACK, ground) > contrast(WHITE, ground) else WHITE
    assert contrast(until_readable(colour, (ground,), towards), ground) >= READABLE
    assert mix(colour, ground, 1) == colour


@given(COLOURS.filter(lambda colour: contrast(colour, WHITE) >= READABLE), COLOURS)
def test_whatever_is_stated_all_shades_are_read(primary: str, accent: str) -> None:
    """The pairs that theme/assets puts on each other."""
    light, dark = (
        dict(line.strip(" ;").split(": ") for line in rule.splitlines() if ": " in line)
        for rule in colour_sheet(Look(primary=primary, accent=accent)).split("}\n")[:2]
    )
    for shades, grounds, words in (
        (light, (WHITE, "#f3f5f8"), ("#1f2329", "#59636f")),
        (dark, ("#12161c", "#1a2029"), ("#e4e8ee", "#a9b4c2")),
    ):
        soft = shades["--gk-primary-soft"]
        assert all(contrast(shades["--gk-link"], ground) >= READABLE for ground in (*grounds, soft))
        assert all(contrast(word, soft) >= READABLE for word in words)
        assert contrast(WHITE, shades["--gk-primary"]) >= READABLE
        assert contrast(WHITE, shades["--gk-primary-deep"]) >= READABLE


def test_no_colour_is_no_sheet() -> None:
    assert colour_sheet(Look()) == ""
