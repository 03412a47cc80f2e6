"""Neighbouring groups of digits that may be one number, with their lengths and gaps."""

from __future__ import annotations

from itertools import pairwise

from generator.data import dataclass
from generator.load.gate.number_words import is_amount, is_called, is_part_of_code
from generator.load.gate.written_numbers import DigitRow


@dataclass(frozen=True)
class Written:
    """Some neighbouring groups of a row: their digits, where they stand, and the gaps between them."""

    text: str
    row: DigitRow
    first: int
    last: int

    @property
    def digits(self) -> str:
        """The digits without what stands between them."""
        return self.row.digits[self.row.begins[self.first] : self.row.begins[self.last + 1]]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many digits each group has that a reader sees."""
        row, ends = self.row, [self.row.begins[self.first]]
        for group in range(self.first, self.last + 1):
            if group > self.first and not row.gaps[group]:
                ends.pop()
            ends.append(row.begins[group + 1])
        return tuple(end - begin for begin, end in pairwise(ends))

    @property
    def gaps(self) -> list[str]:
        """What a reader sees between the groups."""
        return [gap for gap in self.row.gaps[self.first + 1 : self.last + 1] if gap]

    @property
    def start(self) -> int:
        """Where the first digit stands."""
        return self.row.places[self.row.begins[self.first]]

    @property
    def end(self) -> int:
        """Where the last digit ends."""
        return self.row.ends[self.last]

    @property
    def cross_end(self) -> int:
        """Where an X behind the digits ends; 0 without one."""
        return self.row.cross_end if self.last == len(self.row.ends) - 1 else 0

    @property
    def in_longer_chain(self) -> bool:
        """Whether more groups follow or go before as if they belonged to the same number."""
        row = self.row
        before = row.gaps[self.first] if self.first else "\n"
        after = row.gaps[self.last + 1] if self.last + 1 < len(row.gaps) else "\n"
        joined = ("-", "", " ") if self.gaps else ("-", "")
        return before in joined or after in joined

    @property
    def in_prose(self) -> bool:
        """Whether Chinese words run up to the digits: a line that ends within them is no end of a table's cell."""
        before = self.text[max(0, self.start - 1) : self.start]
        return "\u4e00" <= before <= "\u9fff" or before in tuple("：（")

    def is_called(self, kind: str) -> bool:
        """Tell whether the words before name a kind of number."""
        return is_called(kind, self.text, self.start)

    def is_plain(self, *, labelled: bool = False) -> bool:
        """Tell whether nothing around speaks against a number that no check digit, or a weak one, proves.

        ``labelled`` tells that the words before name it: then letters beside it make it no code.
        """
        start, end = self.start, self.cross_end or self.end
        stars = self.text[start:end].count("*")
        if stars:
            before, after = self.text[max(0, start - 3) : start], self.text[end : end + 3]
            stars += len(before) - len(before.rstrip("*")) + len(after) - len(after.lstrip("*"))
        # Emphasis has as many stars before as behind; what hides digits stands alone.
        return (
            stars % 2 == 0
            and not is_amount(self.text, start, end)
            and (labelled or not is_part_of_code(self.text, start, end))
        )
