"""A bar chart as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_ROW, _LABEL, _WIDTH = 34, 190, 520


def bar_chart(rows: Sequence[tuple[str, float]]) -> str:
    """Return an SVG of horizontal bars, one a (name, seconds) row."""
    longest = max(seconds for _, seconds in rows)
    height = _ROW * len(rows) + 12
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LABEL + _WIDTH + 90} {height}" '
        'font-family="sans-serif" font-size="14">'
    ]
    for number, (name, seconds) in enumerate(rows):
        y, width = number * _ROW + 6, max(1.0, seconds / longest * _WIDTH)
        colour = "#1a4d8f" if name.startswith("gongkai") else "#9aa7b5"
        parts.append(f'<text x="{_LABEL - 8}" y="{y + 18}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<rect x="{_LABEL}" y="{y}" width="{width:.1f}" height="24" fill="{colour}"/>')
        parts.append(f'<text x="{_LABEL + width + 6:.1f}" y="{y + 18}">{seconds:.2f} s</text>')
    return "\n".join([*parts, "</svg>", ""])
