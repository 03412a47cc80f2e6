"""What is settled only when a draft is published: its moment, and which text it is a change of."""

from __future__ import annotations

from datetime import datetime

import msgspec

from generator.desk.editing.composing import split
from generator.desk.editing.heads import read_values
from generator.desk.keeping.drafts import Draft

_MOMENT = "published"


def has_chosen_moment(draft: Draft) -> bool:
    """Tell whether somebody has said when a document is published: what stands there from its beginning is no choice."""
    said = read_values(split(draft.base).head).fields.get(_MOMENT, "")
    return draft.was or draft.fields.get(_MOMENT, said).strip() != draft.begun


def unchosen(draft: Draft) -> Draft:
    """Return a draft of a new document for whose moment of publication that of its release is to be taken."""
    if draft.was:
        return draft
    return msgspec.structs.replace(draft, fields={**draft.fields, _MOMENT: draft.begun})


def published_at(draft: Draft, now: datetime) -> Draft:
    """Return a draft with this moment for that of its publication, unless somebody has chosen one.

    A review may take days: the public must not read that a document was there before it was.
    """
    if has_chosen_moment(draft):
        return draft
    return msgspec.structs.replace(draft, fields={**draft.fields, _MOMENT: f"{now:%Y-%m-%d %H:%M}"})


def put_upon(draft: Draft, path: str, text: str) -> Draft:
    """Return a draft as the change of a text as it is published now: fields that were left alone are those of that text."""
    old = read_values(split(draft.base).head).fields
    fields = {
        key: value
        for key, value in draft.fields.items()
        if key.startswith("desk.") or _flat(value) != _flat(old.get(key, ""))
    }
    return msgspec.structs.replace(draft, path=path, base=text, was=True, fields=fields)


def _flat(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines())
