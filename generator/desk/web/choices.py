"""What the buttons within a draft's form do: choose another document for a field, move an entry of a list.

Documents are searched by their titles, their numbers, or pinyin.
"""

from __future__ import annotations

import re
from dataclasses import field, replace

import msgspec
from starlette.responses import RedirectResponse, Response

from generator.data import dataclass
from generator.desk.copy.state import Known
from generator.desk.door.asking import Asked
from generator.desk.editing.composing import shown_fields
from generator.desk.editing.fields import Entry, FormField, form_fields
from generator.desk.keeping.drafts import Draft, StaleError
from generator.desk.web.forms import ELSEWHERE, MOST_ENTRIES, draft_of, keep, show
from generator.errors import GongkaiError
from generator.model.addresses.slug import full_pinyin, initials
from generator.model.document import Document

_SHOWN, _MOST_SPELT, _MOST_CHOSEN = 30, 50_000, 100
_LETTERS = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
_PINYIN = re.compile(r"[a-z]{2,}")
_STEPS = {"up": -1, "down": 1}
_LINKED = (Entry.DOCUMENT, Entry.DOCUMENTS)


@dataclass(frozen=True)
class Titles:
    """How titles are spelt: to spell ten thousand takes a while, so each is spelt once."""

    spelt: dict[str, str] = field(default_factory=dict)

    def of(self, title: str) -> str:
        """Return initials and full pinyin of a title."""
        found = self.spelt.get(title)
        if found is None:
            if len(self.spelt) >= _MOST_SPELT:
                self.spelt.clear()
            found = self.spelt[title] = f"{initials(title)} {full_pinyin(title)}"
        return found


def _field(key: str) -> FormField | None:
    return next((each for each in form_fields() if each.key == key and each.entry in _LINKED), None)


def pick(asked: Asked) -> Response:
    """Keep what was typed, and go to choose a document for a field."""
    draft = draft_of(asked)
    found = _field(asked.form.get("pick", ""))
    if draft is None or found is None:
        return asked.missing()
    kept, _ = keep(asked, draft)
    return RedirectResponse(f"/drafts/{kept.id}/pick/{found.key}", 303)


def offer(asked: Asked, titles: Titles) -> Response:
    """Show the documents that may be meant, the newest first."""
    draft, found = draft_of(asked), _field(str(asked.path["key"]))
    if draft is None or found is None:
        return asked.missing()
    known, wanted = asked.desk.room.known, asked.query.get("q", "").strip()[:100]
    shown = _meant(known, draft, wanted, titles)
    return asked.page(
        "choices.html", draft=draft, field=found, wanted=wanted, documents=shown[:_SHOWN], count=len(shown),
        columns=known.columns,
    )  # fmt: skip


def _meant(known: Known, draft: Draft, wanted: str, titles: Titles) -> list[Document]:
    folded = _LETTERS.sub("", wanted.lower())
    spelt = bool(_PINYIN.fullmatch(folded))
    found = [
        each
        for each in known.documents.values()
        if each.path != draft.path
        and (
            not folded
            or folded in _LETTERS.sub("", f"{each.title} {each.doc_no}".lower())
            or (spelt and folded in titles.of(each.title))
        )
    ]
    return sorted(found, key=lambda each: (each.published, each.path), reverse=True)


def take(asked: Asked) -> Response:
    """Put the document that was chosen into the field."""
    draft, found = draft_of(asked), _field(str(asked.path["key"]))
    chosen = asked.desk.room.known.documents.get(asked.form.get("document", ""))
    if draft is None or found is None or chosen is None:
        return asked.missing()
    paths = [] if found.entry is Entry.DOCUMENT else _paths(asked, draft, found)
    if len(paths) >= _MOST_CHOSEN:
        raise GongkaiError(f"最多选{_MOST_CHOSEN}份。")
    return _with(asked, draft, found, [*(each for each in paths if each != chosen.path), chosen.path])


def unpick(asked: Asked) -> Response:
    """Keep what was typed, and take a document out of a field."""
    draft = draft_of(asked)
    key, _, number = asked.form.get("off", "").partition(":")
    found = _field(key)
    if draft is None or found is None or not (number.isascii() and number.isdecimal() and len(number) < 4):
        return asked.missing()
    kept, _ = keep(asked, draft)
    paths = _paths(asked, kept, found)
    return _with(asked, kept, found, [each for n, each in enumerate(paths) if n != int(number)])


def move(asked: Asked) -> Response:
    """Keep what was typed, with an entry of a list one place higher or lower."""
    draft = draft_of(asked)
    key, number, to = (*asked.form.get("move", "").split(":"), "", "")[:3]
    found = next((each for each in form_fields() if each.key == key and each.entry is Entry.TABLE), None)
    if draft is None or found is None or to not in _STEPS:
        return asked.missing()
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 3 else -1
    other = at + _STEPS[to]
    if at < 0 or not 0 <= other < MOST_ENTRIES:
        return asked.missing()
    kept, first = keep(replace(asked, form=_swapped(asked.form, found.name, at, other)), draft)
    if not first:
        return show(asked, kept, ELSEWHERE)
    return RedirectResponse(f"/drafts/{kept.id}?said=moved#i-{found.key}-{other}", 303)


def _swapped(form: dict[str, str], name: str, one: int, other: int) -> dict[str, str]:
    """Return a form in which two entries of a list have changed places, before those left empty are dropped."""
    starts = {f"{name}.{one}.": f"{name}.{other}.", f"{name}.{other}.": f"{name}.{one}."}
    made = {}
    for key, text in form.items():
        start = next((each for each in starts if key.startswith(each)), "")
        made[f"{starts[start]}{key.removeprefix(start)}" if start else key] = text
    return made


def _paths(asked: Asked, draft: Draft, field: FormField) -> list[str]:
    """Return the paths that stand in a field."""
    told = next(
        (text for each, text in shown_fields(draft, asked.desk.room.known) if each.key == field.key), ""
    )
    return [line.strip() for line in told.splitlines() if line.strip()]


def _with(asked: Asked, draft: Draft, field: FormField, paths: list[str]) -> Response:
    made = msgspec.structs.replace(
        draft,
        fields={**draft.fields, field.key: "\n".join(paths)},
        saved=f"{asked.desk.now():%Y-%m-%d %H:%M:%S}",
    )
    try:
        asked.desk.drafts.save(made, draft.revision)
    except StaleError:
        raise GongkaiError("这份草稿在另一个窗口里也在改。请返回，再选一次。") from None
    return RedirectResponse(f"/drafts/{draft.id}#f-{field.key}", 303)
