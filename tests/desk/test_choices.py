"""Fields that are chosen or listed: themes, other documents, entries with fields of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.desk.copy.state import key_of
from generator.desk.editing.choices import document_keys
from generator.desk.editing.fields import Entry, form_fields
from generator.desk.editing.heads import fill_head, read_values
from generator.errors import GongkaiError
from generator.model.subjects import all_subjects
from tests.desk.conftest import Visitor, form_of

GUIDE = """\
title: 办事指南
guide:
  item: 补贴申请
  materials:   # 材料
    - 身份证
    - {name: 申请表, copies: "2"}
  steps: [{name: 受理}]
"""


def field(key: str) -> tuple[str, list[str]]:
    """Return the name of a list's control and the keys of its entries."""
    found = next(each for each in form_fields() if each.key == key)
    return found.name, [each.key for each in found.columns]


def test_themes_are_proposed_by_the_official_classes(own: Visitor) -> None:
    page = own.get(f"/drafts/{own.begin()}").text
    assert all(f'<option value="{each}">' in page for each in all_subjects())


def test_every_key_that_names_a_document_is_chosen_by_title() -> None:
    entries = {each.key: each.entry for each in form_fields()}
    assert {"interprets", "replaced_by", "gazette.contents"} <= document_keys()
    for key in document_keys() & entries.keys():
        assert entries[key] in (Entry.DOCUMENT, Entry.DOCUMENTS), key
    assert entries["interprets"] is Entry.DOCUMENTS and entries["replaced_by"] is Entry.DOCUMENT


def test_a_document_is_chosen_by_title_number_and_pinyin_and_taken_off_again(own: Visitor) -> None:
    draft = own.begin()
    told = form_of(own.get(f"/drafts/{draft}").text)
    answer = own.post(f"/drafts/{draft}/pick", {**told, "head.title": "解读第一号", "pick": "interprets"})
    place = answer.headers["location"]
    assert place == f"/drafts/{draft}/pick/interprets"
    for wanted in ("第一号", "示例府办发〔2026〕1号", "dyhtz", "diyihao"):
        assert "第一号通知" in own.get(place, params={"q": wanted}).text, wanted
    assert "<strong>" not in own.get(place, params={"q": "没有的"}).text
    answer = own.post(place, {"document": key_of("tzgg/a.md")})
    assert answer.headers["location"] == f"/drafts/{draft}#f-interprets"
    page = own.get(f"/drafts/{draft}").text
    told = form_of(page)
    assert told["head.interprets"] == "tzgg/a.md" and told["head.title"] == "解读第一号"
    assert "第一号通知 <button" in page
    own.post(place, {"document": key_of("czzj/b.md")})
    told = form_of(own.get(f"/drafts/{draft}").text)
    assert told["head.interprets"].split() == ["tzgg/a.md", "czzj/b.md"]
    own.post(f"/drafts/{draft}/unpick", {**told, "off": "interprets:0"})
    assert form_of(own.get(f"/drafts/{draft}").text)["head.interprets"] == "czzj/b.md"
    for wrong in ({"document": "0" * 16}, {"document": "../../x"}):
        assert own.post(place, wrong).status_code == 404
    for key in ("title", "column", "x", "../x"):
        assert own.get(f"/drafts/{draft}/pick/{key}").status_code in (404, 405)


def test_a_list_of_entries_is_filled_in_and_what_is_not_touched_stays(own: Visitor) -> None:
    values = read_values(GUIDE).fields
    assert fill_head(GUIDE, values) == GUIDE
    rows = '[{"name": "身份证"}, {"name": "户口簿"}, {}]'
    changed = fill_head(GUIDE, values | {"guide.materials": rows})
    assert read_values(changed).said["guide"]["materials"] == [{"name": "身份证"}, {"name": "户口簿"}]
    assert read_values(changed).said["guide"]["steps"] == [{"name": "受理"}]
    assert "materials" not in read_values(fill_head(GUIDE, values | {"guide.materials": "[]"})).said["guide"]


@pytest.mark.parametrize("entry", ["[[1, 2]]", "[{name: {甲: 乙}}]", "[{没有的键: 甲}]"])
def test_a_list_that_the_form_cannot_show_whole_is_not_written_over(entry: str) -> None:
    head = f"title: 甲\nguide: {{materials: {entry}}}\n"
    assert "guide.materials" not in read_values(head).fields
    assert fill_head(head, {"guide.materials": "[]", "title": "甲"}) == head
    with pytest.raises(GongkaiError, match="办理材料"):
        fill_head(head, {"guide.materials": '[{"name": "乙"}]'})


def test_the_form_of_a_list_has_one_entry_more_than_there_are(own: Visitor, root: Path) -> None:
    file = root / "content/tzgg/a.md"
    head, body = file.read_text("utf-8").rsplit("---\n", 1)
    draft = own.begin()
    kept = own.desk.drafts.get(draft, "own")
    assert kept
    name, keys = field("history")
    page = own.get(f"/drafts/{draft}").text
    told = form_of(page)
    assert f"{name}.0.{keys[0]}" in told and f"{name}.1.{keys[0]}" not in told
    assert told["had.history"] == "1" and head and body
    answer = own.post(f"/drafts/{draft}", {**told, f"{name}.0.{keys[0]}": "2026年3月2日", "do": "save"})
    told = form_of(answer.text)
    assert told[f"{name}.0.{keys[0]}"] == "2026年3月2日" and f"{name}.1.{keys[0]}" in told
    told[f"{name}.0.{keys[0]}"] = ""
    assert f"{name}.1.{keys[0]}" not in form_of(own.post(f"/drafts/{draft}", told).text)


def shown_entries(page: str) -> list[str]:
    """Return the first cells of the entries of 沿革 that a page shows, the empty one at the end left out."""
    name, keys = field("history")
    told = form_of(page)
    found: list[str] = []
    while told.get(f"{name}.{len(found)}.{keys[0]}"):
        found.append(told[f"{name}.{len(found)}.{keys[0]}"])
    return found


def test_entries_are_moved_up_and_down_with_all_that_was_typed(own: Visitor) -> None:
    draft = own.begin()
    name, keys = field("history")
    told = form_of(own.get(f"/drafts/{draft}").text)
    days = ["2026-01-02", "2026-02-03", "2026-03-04"]
    told |= {f"{name}.{n}.{keys[0]}": day for n, day in enumerate(days)}
    told[f"{name}.1.{keys[1]}"] = "第二项的第二栏"
    page = own.post(f"/drafts/{draft}", told | {"do": "save"}).text
    moves = [
        f'value="history:{n}:{to}"' in page for n, to in ((0, "up"), (0, "down"), (2, "up"), (2, "down"))
    ]
    assert moves == [False, True, True, False] and 'value="history:3:up"' not in page
    # What was typed at the same time is kept, an entry that was emptied is gone.
    told = form_of(page) | {"head.title": "边移边写", "move": "history:1:up"}
    answer = own.post(f"/drafts/{draft}/move", told)
    assert answer.headers["location"] == f"/drafts/{draft}?said=moved#i-history-0"
    page = own.get(answer.headers["location"]).text
    assert shown_entries(page) == [days[1], days[0], days[2]] and "已移动" in page
    now = form_of(page)
    assert now["head.title"] == "边移边写" and now[f"{name}.0.{keys[1]}"] == "第二项的第二栏"
    answer = own.post(f"/drafts/{draft}/move", now | {"move": "history:0:down", f"{name}.1.{keys[0]}": ""})
    assert shown_entries(own.get(answer.headers["location"]).text) == [days[1], days[2]]


@pytest.mark.parametrize(
    "move",
    ["", "history", "history:0", "history:0:up", "history:99:down", "history:x:up", "history:1:left", "title:1:up",
     "history:１:up", "history:-1:down", "x:1:up", "__class__:1:up"],
)  # fmt: skip
def test_a_move_that_the_form_does_not_offer_is_none(own: Visitor, move: str) -> None:
    draft = own.begin()
    told = form_of(own.get(f"/drafts/{draft}").text)
    before = own.desk.drafts.get(draft, "own")
    answer = own.post(f"/drafts/{draft}/move", told | {"move": move})
    assert answer.status_code == 404 and own.desk.drafts.get(draft, "own") == before


def test_two_windows_that_move_lose_nothing(own: Visitor) -> None:
    draft = own.begin()
    name, keys = field("history")
    stale = form_of(own.get(f"/drafts/{draft}").text)
    own.post(f"/drafts/{draft}", stale | {f"{name}.0.{keys[0]}": "2026-01-02", "do": "save"})
    told = {f"{name}.0.{keys[0]}": "2026-05-05", f"{name}.1.{keys[0]}": "2026-06-06", "move": "history:1:up"}
    answer = own.post(f"/drafts/{draft}/move", stale | told)
    assert "在另一个窗口里也改过" in answer.text and shown_entries(answer.text) == [
        "2026-06-06",
        "2026-05-05",
    ]
    assert shown_entries(own.get(f"/drafts/{draft}").text) == ["2026-01-02"]
