"""How much of a directive ``gongkai pack draft`` reads rightly: ``python -m benchmarks.draft``.

The five directives whose packs were made by hand (where their texts are at hand, see tests/directives.py), then
invented ones in other manners. Shares are of what the pack holds; ``unmarked`` counts what is wrong and not told.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.intake.directives.opened import open_directive
from generator.intake.directives.understood import understand
from generator.mandates.library import load_pack
from tests.directives import FILES, texts_folder
from tests.intake.directives.known import KNOWN
from tests.intake.directives.score import Expected, Score, score

_COLUMNS = ("tasks", "lead", "resp.", "paths", "dated", "to check", "unmarked")


def by_hand(pack: str) -> tuple[Expected, ...]:
    """Return what the pack that was made by hand holds."""
    return tuple(
        Expected(
            each.section, each.subsection, each.item_no, each.lead, each.responsible,
            each.deadline.isoformat() if each.deadline else "", each.paths,
        )
        for each in load_pack(pack).mandates
    )  # fmt: skip


def scores() -> Iterator[tuple[str, int, Score]]:
    """Yield the name, number of tasks and score of each directive."""
    folder = texts_folder()
    for pack, start in FILES.items() if folder else ():
        (file,) = Path(str(folder)).glob(f"{start}*.txt")
        yield pack, *_scored(by_hand(pack), file)
    with tempfile.TemporaryDirectory() as made:
        for known in KNOWN:
            yield known.name, *_scored(known.expected, known.write(Path(made)))


def _scored(expected: tuple[Expected, ...], file: Path) -> tuple[int, Score]:
    return len(expected), score(expected, understand(open_directive(file)).measures)


def main() -> None:
    """Print the table."""
    print(f"{'directive':16}{'':>5}" + "".join(f"{name:>10}" for name in _COLUMNS))
    for name, number, got in scores():
        shares = (got.measures, got.lead, got.responsible, got.paths, got.deadlines)
        cells = [*(f"{share:.3f}" for share in shares), str(got.doubts), str(len(got.unmarked))]
        print(f"{name:16}{number:>5}" + "".join(f"{cell:>10}" for cell in cells))
        for line in got.unmarked:
            print(f"    {line}")


if __name__ == "__main__":
    main()
