"""Charts as inline SVG: readable at the width of a phone, coloured by classes, told in words too.

Every chart has a title and a description for those who do not see it; the table beside it holds the figures.
Widths and heights are in the chart's own units, which the page scales to the room there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from generator.data import dataclass

WIDTH = 300
_ROW = 42
_TOP, _BOTTOM, _SIDE = 52, 30, 24
_PLOT = 150


@dataclass(frozen=True)
class Bar:
    """One bar: what it counts, and how many."""

    label: str
    value: Decimal


@dataclass(frozen=True)
class Series:
    """One line: what it counts, and how many at each step of the axis."""

    label: str
    values: tuple[Decimal, ...]


def number(value: Decimal) -> str:
    """Return a figure as people read it: no exponent, no needless sign."""
    return f"{value:f}"


def bar_chart(mark: str, title: str, unit: str, bars: Sequence[Bar]) -> str:
    """Return a chart of horizontal bars. ``mark`` makes its ids unique on the page."""
    most = max((bar.value for bar in bars), default=Decimal(0)) or Decimal(1)
    told = "；".join(f"{bar.label}{number(bar.value)}{unit}" for bar in bars)
    parts = []
    for place, bar in enumerate(bars):
        y = place * _ROW
        width = f"{bar.value / most * WIDTH:.1f}"
        parts.append(
            f'<text class="gk-chart__label" x="0" y="{y + 14}">{escape(bar.label)}</text>'
            f'<text class="gk-chart__value" x="{WIDTH}" y="{y + 14}">{number(bar.value)}</text>'
            f'<rect class="gk-chart__track" x="0" y="{y + 21}" width="{WIDTH}" height="12"/>'
            f'<rect class="gk-chart__bar" x="0" y="{y + 21}" width="{width}" height="12"/>'
        )
    return _svg(mark, f"{title}（单位：{unit}）", f"{told}。", max(1, len(bars)) * _ROW, "".join(parts))


def line_chart(mark: str, title: str, unit: str, steps: Sequence[str], lines: Sequence[Series]) -> str:
    """Return a chart of one or two lines over the steps of an axis, the axis from zero."""
    most = max((value for line in lines for value in line.values), default=Decimal(0)) or Decimal(1)
    told = "".join(
        f"{line.label}：{'、'.join(f'{s}{number(v)}{unit}' for s, v in zip(steps, line.values, strict=True))}。"
        for line in lines
    )
    height = _TOP + _PLOT + _BOTTOM
    parts = [f'<path class="gk-chart__axis" d="M0 {_TOP + _PLOT}H{WIDTH}"/>']
    for place, step in enumerate(steps):
        x = _x(place, len(steps))
        parts.append(f'<text class="gk-chart__step" x="{x}" y="{height - 10}">{escape(step)}</text>')
    for order, line in enumerate(lines, 1):
        parts += _line(order, line, most, len(steps))
    return _svg(mark, f"{title}（单位：{unit}）", told, height, "".join(parts))


def _line(order: int, line: Series, most: Decimal, count: int) -> Iterator[str]:
    points = [
        (_x(place, count), f"{_TOP + _PLOT * (1 - value / most):.1f}")
        for place, value in enumerate(line.values)
    ]
    path = "L".join(f"{x} {y}" for x, y in points)
    sample = 16 + (order - 1) * 124
    yield f'<path class="gk-chart__line gk-chart__line--{order}" d="M{path}"/>'
    yield f'<path class="gk-chart__line gk-chart__line--{order}" d="M{sample - 16} 12H{sample + 12}"/>'
    yield f'<text class="gk-chart__label" x="{sample + 18}" y="17">{escape(line.label)}</text>'
    # The first line's figures stand above its points, the second's below, so that near lines stay readable.
    shift = -9 if order == 1 else 20
    for (x, y), value in zip(points, line.values, strict=True):
        yield f'<circle class="gk-chart__point gk-chart__point--{order}" cx="{x}" cy="{y}" r="4"/>'
        yield f'<text class="gk-chart__figure" x="{x}" y="{float(y) + shift:.1f}">{number(value)}</text>'


def _x(place: int, count: int) -> str:
    room = WIDTH - 2 * _SIDE
    return f"{_SIDE + (room * place / (count - 1) if count > 1 else room / 2):.1f}"


def _svg(mark: str, title: str, told: str, height: int, inner: str) -> str:
    return (
        f'<svg class="gk-chart" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{mark}-title {mark}-desc">'
        f'<title id="{mark}-title">{escape(title)}</title><desc id="{mark}-desc">{escape(told)}</desc>'
        f"{inner}</svg>"
    )
