"""What an editor who knows Word alone reads: names that people use, sentences that say what to do, no signs of a file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from generator.desk.copy.state import key_of
from tests.desk.conftest import FILES, PASSWORD, Visitor, opened, repository, visit
from tests.desk.test_interpreting import INTERPRETATIONS
from tests.desk.test_stating import ADDED as STATED
from tests.desk.test_stating import GOOD, ONE
from tests.desk.test_uploads import bring
from tests.helpers import document

AGAIN = """\
  - {name: 疫情解读, description: 疫情政策的解读。, type: 政策解读, unit: 区司法局, owner: 陈某, cycle: monthly}
"""


def test_a_mandate_is_named_by_its_directive_and_place(tmp_path: Path) -> None:
    with opened(repository(tmp_path / "网站", dict(STATED))) as desk:
        visitor = visit(desk)
        shown = [visitor.get("/").text, visitor.get(ONE).text, visitor.post(ONE, GOOD).text]
    for page in shown:
        assert "sl-2026#" not in page and "《" in page


def test_text_of_the_editor_is_carried_over_a_login_as_text(shared: dict[str, Visitor]) -> None:
    zhang = shared["zhang"]
    draft = zhang.begin()
    zhang.desk.sessions.held.clear()
    told = {
        "mode": "rich",
        "body": "<h2>一、总体要求</h2><p>甲&amp;乙写了很久的第一段<strong>很要紧</strong>。</p>",
    }
    page = zhang.client.post(f"/drafts/{draft}", data=told, follow_redirects=False).text
    typed = page[page.index('id="typed"') :]
    assert "一、总体要求\n甲&amp;乙写了很久的第一段很要紧。" in typed and "&lt;" not in typed
    # What is sent again is what was typed, to the letter.
    login = {"account": "zhang", "password": PASSWORD, "carried.place": f"/drafts/{draft}"}
    again = zhang.client.post(
        "/login", data=login | {f"carried.field.{key}": each for key, each in told.items()}
    )
    assert "&lt;h2&gt;一、总体要求&lt;/h2&gt;" in again.text


def test_what_is_not_public_yet_is_marked_in_the_list_and_on_its_page(root: Path) -> None:
    with opened(
        repository(
            root.with_name("定时"),
            {"content/tzgg/c.md": document("以后的通知", published="2026-11-21 09:30")},
        )
    ) as desk:
        visitor = visit(desk)
        assert visitor.get("/documents").text.count("到11月21日 09:30才公开") == 1
        assert "现在公众看不到" in visitor.get(f"/documents/{key_of('tzgg/c.md')}").text
        assert "公众看不到" not in visitor.get(f"/documents/{key_of('tzgg/a.md')}").text


@pytest.mark.parametrize("name", ["旧.doc", "旧.wps", "别的.bin"])
def test_a_file_that_is_not_read_leads_back_and_says_what_to_do(own: Visitor, name: str) -> None:
    page = bring(own, name, b"\xd0\xcf\x11\xe0 nothing")
    assert "另存为DOCX，再选一次" in page
    assert f'href="/new/{key_of("tzgg")}">重新选文件' in page


def test_a_closing_date_that_is_none_is_told(tmp_path: Path) -> None:
    """Where the day of signing is asked for, today stands in its place; nobody should publish that unseen."""
    columns = str(FILES["columns.yml"]).replace(
        "- name: 通知公告\n", "- name: 通知公告\n    type: 政策文件\n"
    )
    told = {}
    with opened(repository(tmp_path / "网站", {"columns.yml": columns})) as desk:
        for day in ("2026年11月31日", "2026年11月18日"):
            made, raw = docx.Document(), io.BytesIO()
            for text in (
                "关于做好供水保障工作的通知",
                "各镇街：",
                "现将有关事项通知如下。",
                "示例区人民政府办公室",
                day,
            ):
                made.add_paragraph(text)
            made.save(raw)
            told[day] = bring(visit(desk), "通知.docx", raw.getvalue())
    assert "没有认出落款的日期" in told["2026年11月31日"]
    assert "没有认出落款的日期" not in told["2026年11月18日"]


def test_one_form_in_two_columns_is_told_apart(tmp_path: Path) -> None:
    columns = str(FILES["columns.yml"]) + INTERPRETATIONS + AGAIN
    with opened(repository(tmp_path / "网站", {"columns.yml": columns})) as desk:
        page = visit(desk).get(f"/interpret/{key_of('tzgg/a.md')}").text
    assert "图片（政策解读 › 图片）</label>" in page and "图片（疫情解读）</label>" in page


def test_what_is_left_of_a_hint_is_whole_sentences(own: Visitor) -> None:
    draft = own.begin()
    own.fill(draft, title="通知", body="联系人：张某，手机13800138000。")
    page = own.get(f"/drafts/{draft}").text
    assert "这里有手机号" in page and "数字。要另作设置的，请找站长。" in page


def test_a_box_is_ticked_and_not_true(own: Visitor) -> None:
    page = own.get(f"/drafts/{own.begin()}").text
    assert "打勾表示转载" in page and "true表示" not in page
