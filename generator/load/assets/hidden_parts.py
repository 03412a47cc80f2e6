"""Words for the hidden rows and columns of a sheet that hold something."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence

from generator.data import dataclass
from generator.load.tables.sheet import column_letters
from generator.load.tables.workbook_cells import spans
from generator.load.tables.workbook_parts import PartsError
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# What looking into the parts of an archive raises, whatever is broken of them.
PART_ERRORS = (
    PartsError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, KeyError,
)  # fmt: skip
_NAMED = 10
_TOLD = 20


@dataclass(frozen=True)
class HiddenParts:
    """The rows and columns of a sheet that hold something and are not seen, or the ``whole`` sheet."""

    sheet: str
    rows: Sequence[int] = ()
    columns: Sequence[int] = ()
    whole: bool = False

    def words(self) -> str:
        """Return what is hidden, as people say it; empty for nothing."""
        if self.whole:
            return f"工作表“{self.sheet}”"
        rows = _listed(self.rows, lambda n: f"第{n + 1}行")
        columns = _listed(self.columns, lambda n: f"{column_letters(n)}列")
        parts = "、".join(part for part in (rows, columns) if part)
        return f"工作表“{self.sheet}”的{parts}" if parts else ""


def tell_hidden(sheets: Sequence[HiddenParts], place: Place) -> Iterator[Finding]:
    """Yield what an attached file hides, sheet by sheet."""
    told = [words for each in sheets if (words := each.words())]
    for words in told[:_TOLD]:
        yield finding("asset-hidden", place, f"{words}是隐藏的，里面有内容，下载的人能看到。")
    if len(told) > _TOLD:
        yield finding("asset-hidden", place, f"另有{len(told) - _TOLD}张工作表藏着内容。")


def _listed(numbers: Sequence[int], call: Callable[[int], str]) -> str:
    runs = [
        call(first) if first == last else f"{call(first)}至{call(last)}"
        for first, last in spans(sorted(numbers))
    ]
    more = f"等{len(numbers)}处" if len(runs) > _NAMED else ""
    return "、".join(runs[:_NAMED]) + more
