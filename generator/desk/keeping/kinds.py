"""What drafts are drafts of: documents, registers, statements on mandates; and where each is opened."""

from __future__ import annotations

from enum import StrEnum

from generator.desk.keeping.drafts import Draft
from generator.model.gate import TABLES

_STATEMENT = "ledger.yml#"


class Kind(StrEnum):
    """What a draft is one of."""

    DOCUMENT = "document"
    TABLE = "table"
    STATEMENT = "statement"


def kind_of(draft: Draft) -> Kind:
    """Return what a draft is one of: its path tells, which is never one that a browser has named."""
    if draft.path.startswith(_STATEMENT):
        return Kind.STATEMENT
    return Kind.TABLE if draft.path.lower().endswith(TABLES) else Kind.DOCUMENT


def is_table(draft: Draft) -> bool:
    """Tell whether a draft is one of a register."""
    return kind_of(draft) is Kind.TABLE


def statement_path(mandate: str) -> str:
    """Return the path of the draft of a statement on a mandate."""
    return f"{_STATEMENT}{mandate}"


def mandate_of(draft: Draft) -> str:
    """Return the mandate that a draft states something on; empty for a draft of another kind."""
    return draft.path.removeprefix(_STATEMENT) if kind_of(draft) is Kind.STATEMENT else ""


def place_of(draft: Draft) -> str:
    """Return the address at which a draft is opened."""
    return {
        Kind.DOCUMENT: f"/drafts/{draft.id}",
        Kind.TABLE: f"/tables/{draft.id}",
        Kind.STATEMENT: f"/statements/drafts/{draft.id}",
    }[kind_of(draft)]


def published_place(draft: Draft, key: str) -> str:
    """Return the address of what a draft was published as; ``key`` is that of its file."""
    return {
        Kind.DOCUMENT: f"/documents/{key}",
        Kind.TABLE: f"/registers/{key}",
        Kind.STATEMENT: "/statements",
    }[kind_of(draft)]
