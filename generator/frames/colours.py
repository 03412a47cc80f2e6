"""The colours of a portal as a style sheet: what it states, and all shades that follow from it.

Whatever is stated, words stay readable on it and in it: links are darkened for the ground of a page, and
lightened for that of the dark scheme, as far as it takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.colour import BLACK, WHITE, contrast, mix, until_readable
from generator.model.look import Look

# As frame.css has them: grounds, and words that stand on the soft shade.
_GROUND, _MUTED = "#f3f5f8", "#59636f"
_DARK_GROUND, _DARK_PAPER, _DARK_MUTED = "#12161c", "#1a2029", "#a9b4c2"
_DEEP, _READ_IN_THE_DARK, _SEEN_IN_THE_DARK = 0.76, 7.0, 1.6


def colour_sheet(look: Look) -> str:
    """Return the style sheet of the stated colours, empty where none is."""
    if not (look.primary or look.accent):
        return ""
    dark = dict(_dark(look))
    rules = ((":root", dict(_light(look))), ('[data-md-color-scheme="slate"]', dark))
    # As in frame.css: where no script asks for the system's wish, the sheet does.
    unasked = f"@media (prefers-color-scheme: dark) {{\n{_rule('.no-js body', dark)}}}\n"
    return "".join(_rule(selector, values) for selector, values in rules) + unasked


def _light(look: Look) -> Iterator[tuple[str, str]]:
    soft = ""
    if look.primary:
        soft = _tint(look.primary, WHITE, _MUTED, (0.1, 0.08, 0.06, 0.04, 0.02))
        yield "--gk-primary", look.primary
        yield "--gk-primary-deep", mix(look.primary, BLACK, _DEEP)
        yield "--gk-primary-soft", soft
    accent = look.accent or look.primary
    yield "--gk-link", until_readable(accent, (WHITE, _GROUND, soft or "#e9f0f9"), BLACK)


def _dark(look: Look) -> Iterator[tuple[str, str]]:
    soft = ""
    if look.primary:
        soft = _tint(look.primary, _DARK_PAPER, _DARK_MUTED, (0.25, 0.15, 0.05))
        # A bar as dark as the page would not be seen; white is read on it all the same.
        primary = until_readable(look.primary, (_DARK_PAPER,), WHITE, _SEEN_IN_THE_DARK)
        yield "--gk-primary", primary
        yield "--gk-primary-deep", mix(primary, BLACK, _DEEP)
        yield "--gk-primary-soft", soft
    accent = look.accent or look.primary
    grounds = (_DARK_GROUND, _DARK_PAPER, soft or "#1d2a3b")
    yield "--gk-link", until_readable(accent, grounds, WHITE, _READ_IN_THE_DARK)


def _tint(colour: str, ground: str, words: str, shares: tuple[float, ...]) -> str:
    """Return the strongest tint of a ground on which these words are read."""
    tints = (mix(colour, ground, share) for share in shares)
    return next((tint for tint in tints if contrast(words, tint) >= 5), ground)


def _rule(selector: str, values: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"
