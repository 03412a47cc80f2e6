"""Registers (名录) as data: the fields of a row, how they are shown, the rules that rows keep, and the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from generator.data import dataclass
from generator.model.asset import Asset


class FieldType(StrEnum):
    """What a cell holds, and so how it is read, shown and sorted."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PHONE = "phone"
    URL = "url"
    CHOICE = "choice"
    CREDIT_CODE = "credit-code"
    MASKED_ID = "masked-id"
    DOCUMENT = "document"
    ASSETS = "assets"


class Show(StrEnum):
    """Where a field is shown: in the table, below its row, or nowhere."""

    TABLE = "table"
    DETAIL = "detail"
    HIDDEN = "hidden"


class RuleKind(StrEnum):
    """The generic rules on rows."""

    WITHIN_WORKDAYS = "within-workdays"
    TAKE_DOWN = "take-down"
    WITHDRAWN = "withdrawn"
    UNIQUE = "unique"
    NOT_AFTER = "not-after"
    ANY_OF = "any-of"
    WORDS = "words"


SERIAL = "序号"
# The column of the rows' addresses in downloads; a table that comes back with it is read without.
ROW_URL = "本条网址"
NUMBERS = frozenset({FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY})


@dataclass(frozen=True)
class RegisterField:
    """One field of a row. ``over`` is the label that spans it in a head of two rows.

    ``codes`` are what other systems write for the choices, in their order.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    type: FieldType = FieldType.TEXT
    required: bool = False
    show: Show = Show.TABLE
    choices: tuple[str, ...] = ()
    unit: str = ""
    description: str = ""
    over: str = ""
    codes: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The label with its unit, as the head of a table prints it."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


def is_serial(field: RegisterField) -> bool:
    """Tell whether a field counts the rows: it says where a row stands, and nothing of the row."""
    return field.label == SERIAL


@dataclass(frozen=True)
class RegisterRule:
    """A rule on rows. ``fields`` are keys, in the order that the rule's kind gives them:

    within-workdays: from, to; take-down: date; withdrawn: state, reason; not-after: earlier, later.
    ``days`` are working days; ``value`` is the state that means withdrawn; ``words`` are those of a list.
    """

    kind: RuleKind
    fields: tuple[str, ...]
    days: int = 0
    value: str = ""
    code: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterSchema:
    """The format of a register (名录格式). ``date`` and ``group`` are keys of fields, or empty; those of ``identity``
    tell rows apart."""

    id: str
    name: str
    basis: str
    fields: tuple[RegisterField, ...]
    row_title: str
    date: str = ""
    group: str = ""
    head_rows: int = 1
    identity: tuple[str, ...] = ()
    rules: tuple[RegisterRule, ...] = ()

    def field(self, key: str) -> RegisterField:
        """Return the field with this key; raises KeyError."""
        return {field.key: field for field in self.fields}[key]


@dataclass(frozen=True)
class Register:
    """A table disclosed as rows (名录): what is published of it, and nothing else.

    ``fields`` and ``rows`` hold no hidden field and no row that is past its display. ``lines`` are the
    lines of the rows in the file ``path`` below content/; ``row_title`` and ``group`` are positions of
    fields. A row of ``withdrawn`` holds nothing but its title, state and reason. ``above`` and ``notes`` are
    what stands above and below the table in its file: a unit, a day, 注. ``anchors`` are where the rows stand on
    their pages, whatever comes and goes around them (load/registers/identity.py); ``number`` is the position of
    the field with their own numbers, 文号 or the like. ``schema`` is the id of its format,
    ``dated`` the position of the field that says when a row came out, ``told`` the lines and codes of what was
    found wrong with it. ``digest`` stands for all of this. The many rows of a long table are packed
    (generator/packed.py), and their lines and anchors likewise: what goes through them goes once, in order.
    """

    path: str
    column: str
    title: str
    fields: tuple[RegisterField, ...]
    rows: Sequence[tuple[str, ...]]
    asset: Asset
    lines: Sequence[int] = ()
    row_title: int = 0
    group: int | None = None
    head_rows: int = 1
    withdrawn: tuple[tuple[int, str], ...] = ()
    assets: tuple[Asset, ...] = ()
    documents: tuple[str, ...] = ()
    updated: date | None = None
    above: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    digest: str = ""
    schema: str = ""
    dated: int | None = None
    told: tuple[tuple[int, str], ...] = ()
    anchors: Sequence[str] = ()
    number: int | None = None

    @property
    def head(self) -> tuple[str, ...]:
        """The labels of the fields, with their units."""
        return tuple(field.heading for field in self.fields)
