"""What differs between two texts of a document, as a person reads it: no key of a head, no sign of Markdown."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from generator.data import dataclass
from generator.desk.editing.body import read_lines
from generator.desk.editing.composing import split
from generator.desk.editing.fields import Entry, FormField, form_fields
from generator.desk.editing.heads import read_values
from generator.desk.editing.listed import table_rows

_MOST_LINES = 4000
# Letter by letter are shown so many changes, of no more characters each; the others whole, before and after.
_MOST_MARKED, _LONGEST_MARKED = 60, 800
_REVIEW = "review."
TEXT, ATTACHMENT = "正文", "附件"


@dataclass(frozen=True)
class Part:
    """A piece of a line: ``mark`` is ``gone``, ``new``, or empty for what has stayed."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Change:
    """One change: where, what was done in a word (增加、删去、改动), and the pieces before and after."""

    where: str
    act: str
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()


def told_lines(text: str) -> list[str]:
    """Return what a document says, a line each field, attachment and paragraph."""
    fields = [f"{title}：{line}" for title, line in _field_lines(text)]
    fields += [f"{ATTACHMENT}：{name}" for name in _attached(text)]
    return [*fields, *read_lines(split(text).body)][:_MOST_LINES]


def side_by_side(theirs: str, mine: str) -> Iterator[tuple[str, str, bool]]:
    """Yield lines of two texts side by side, and whether they differ."""
    one, other = told_lines(theirs), told_lines(mine)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left, right = one[a:b], other[c:d]
        for number in range(max(len(left), len(right))):
            yield (
                (left[number : number + 1] or [""])[0],
                (right[number : number + 1] or [""])[0],
                tag != "equal",
            )


def changes(
    before: str, after: str, files: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
) -> list[Change]:
    """Return what has changed from one text to another; who signed the reviews is not told as a change.

    ``files`` are the digests of the files that came with each, by name.
    """
    found = list(_field_changes(_fields(before), _fields(after)))
    found += _attachment_changes(_attached(before), _attached(after), files)
    old, new = split(before).body, split(after).body
    found += _text_changes(read_lines(old, targets=True), read_lines(new, targets=True))
    if not found and old.strip() != new.strip():
        found.append(Change(TEXT, "改了格式，字没有变"))
    return [_marked(each) if n < _MOST_MARKED else each for n, each in enumerate(found)]


def _field_lines(text: str) -> Iterator[tuple[str, str]]:
    values = read_values(split(text).head)
    for each in form_fields():
        yield from ((each.title, line) for line in _lines_of(each, values.fields.get(each.key, "")) if line)


def _lines_of(field: FormField, text: str) -> list[str]:
    """Return a value as lines; of a list of entries each one a line, without its keys."""
    if field.entry is Entry.TABLE:
        return ["；".join(row.values()) for row in table_rows(text)]
    return text.split("\n")


def _fields(text: str) -> dict[str, str]:
    """Return the fields of a head by their titles, those of a group with its title before theirs."""
    values = read_values(split(text).head)
    found = {
        f"{each.group}：{each.title}" if each.group else each.title: "；".join(
            _lines_of(each, values.fields.get(each.key, ""))
        )
        for each in form_fields()
        if not each.key.startswith(_REVIEW)
    }
    notes = [each.get("note", "") for each in values.corrected]
    withdrawn = values.said.get("withdrawn")
    reason = str(withdrawn.get("reason", "")) if isinstance(withdrawn, dict) else ""
    return found | {"更正说明": "；".join(notes), "撤回的原因": reason}


def _attached(text: str) -> tuple[str, ...]:
    return read_values(split(text).head).attachments


def field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return what has changed from one state of a form to another, by the titles of its fields."""
    return [_marked(each) for each in _field_changes(before, after)]


def _field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for name, new in after.items():
        old = before.get(name, "")
        if old != new:
            yield _change(name, old, new)


def _attachment_changes(
    before: tuple[str, ...], after: tuple[str, ...], files: tuple[Mapping[str, str], Mapping[str, str]]
) -> Iterator[Change]:
    yield from (_change(ATTACHMENT, name, "") for name in before if name not in after)
    yield from (_change(ATTACHMENT, "", name) for name in after if name not in before)
    old, new = files
    for name, digest in new.items():
        if name in old and old[name] != digest:
            yield Change(f"文件“{name}”", "换了内容")
        elif name not in old and name not in after:
            yield Change("正文里的图片或视频", "增加", after=(Part(name, "new"),))


def _text_changes(before: list[str], after: list[str]) -> Iterator[Change]:
    # What stands there very often is no help in finding what has stayed, and takes long.
    matcher = difflib.SequenceMatcher(None, before[:_MOST_LINES], after[:_MOST_LINES], autojunk=True)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        left, right = before[a:b], after[c:d]
        for number in range(max(len(left), len(right))):
            yield _change(
                TEXT, (left[number : number + 1] or [""])[0], (right[number : number + 1] or [""])[0]
            )


def _change(where: str, old: str, new: str) -> Change:
    if not old:
        return Change(where, "增加", after=(Part(new, "new"),))
    if not new:
        return Change(where, "删去", before=(Part(old, "gone"),))
    return Change(where, "改动", (Part(old, "gone"),), (Part(new, "new"),))


def _marked(change: Change) -> Change:
    """Return a change with what has stayed told apart from what has gone and come."""
    if len(change.before) != 1 or len(change.after) != 1:
        return change
    old, new = change.before[0].text, change.after[0].text
    if len(old) + len(new) > _LONGEST_MARKED:
        return change
    before: list[Part] = []
    after: list[Part] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            before.append(Part(old[a:b], "" if tag == "equal" else "gone"))
        if c < d:
            after.append(Part(new[c:d], "" if tag == "equal" else "new"))
    return Change(change.where, change.act, tuple(before), tuple(after))
