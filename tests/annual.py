"""Annual reports for tests: a text with all parts, and a data file whose figures agree."""

from __future__ import annotations

from collections.abc import Sequence

from generator.kinds.filings.form import (
    CARRIED_IN,
    CARRIED_OUT,
    DISPUTES,
    PARTS,
    RECEIVED,
    RESULTS,
    TOTAL,
    disclosed_rows,
    request_rows,
)

Figures = Sequence[int]
TEXT = "\n\n".join(
    f"## {numeral}、{names[0]}\n\n情况如下。" for numeral, names in zip("一二三四五六", PARTS, strict=True)
)


def agreeing_requests(
    results: Sequence[Figures], carried_in: Figures, carried_out: Figures
) -> list[list[int]]:
    """Return table three around its results: every total, and first row so that the equation holds."""
    done = [sum(row[column] for row in results) for column in range(6)]
    received = [d + o - i for d, o, i in zip(done, carried_out, carried_in, strict=True)]
    rows = iter(results)
    table = []
    for path in request_rows():
        own = {RECEIVED: received, CARRIED_IN: carried_in, CARRIED_OUT: carried_out}.get(path[0])
        if path[0] == RESULTS:
            own = done if path[1] == TOTAL else next(rows)
        assert own is not None
        table.append([*own, sum(own)])
    return table


def data_file(
    requests: Sequence[Figures], disputes: Sequence[Figures] = ((1, 0, 0, 0, 1), (0,) * 5, (0,) * 5)
) -> str:
    """Return a data file as an editor writes it."""
    lines = ["主动公开:"]
    lines += [f"  {row}: {[0] * len(columns)}" for row, columns in disclosed_rows()]
    lines.append("依申请公开:")
    seen: set[tuple[str, ...]] = set()
    for path, row in zip(request_rows(), requests, strict=True):
        for depth in range(1, len(path)):
            if path[:depth] not in seen:
                seen.add(path[:depth])
                lines.append("  " * depth + f"{path[depth - 1]}:")
        lines.append("  " * len(path) + f"{path[-1]}: {list(row)}")
    lines.append("复议诉讼:")
    lines += [f"  {label}: {list(row)}" for label, row in zip(DISPUTES, disputes, strict=True)]
    return "\n".join(lines) + "\n"


def plain_results(public: int = 3) -> list[list[int]]:
    """Return results of table three in which ``public`` natural persons were given what they asked for."""
    count = sum(1 for path in request_rows() if path[0] == RESULTS and path[1] != TOTAL)
    return [[public if number == 0 else 0, 0, 0, 0, 0, 0] for number in range(count)]


def plain_requests(public: int = 3) -> list[list[int]]:
    """Return a small table three whose figures agree."""
    return agreeing_requests(plain_results(public), [1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0])
