"""解读它: an interpretation begins tied to its policy, in the form that was chosen, with its head filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.desk.copy.state import key_of
from tests.desk.conftest import FILES, Visitor, form_of, git, opened, repository, visit
from tests.desk.test_uploads import png
from tests.helpers import document

INTERPRETATIONS = """\
  - name: 政策解读
    kind: group
    description: 讲清政策的背景和要点。
    type: 政策解读
    unit: 区司法局
    owner: 陈某
    cycle: monthly
    children:
      - {name: 视频, description: 视频解读。, type: 政策解读}
      - {name: 图片, description: 图片解读。, type: 政策解读}
      - {name: 文字, description: 文字解读。, type: 政策解读}
"""
ADDED = {
    "columns.yml": str(FILES["columns.yml"]) + INTERPRETATIONS,
    "content/zcjd/wz/x.md": document("《第二号通知》解读", interprets="[tzgg/a.md]", form="文字"),
}
KEY = key_of("tzgg/a.md")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Visitor]:
    with opened(repository(tmp_path / "网站", dict(ADDED))) as made:
        yield visit(made)


def begin(visitor: Visitor, form: str, column: str) -> str:
    """Choose a form; return the id of the draft."""
    answer = visitor.post(f"/interpret/{KEY}", {"offer": f"{form}-{key_of(column)}"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]


def test_a_policy_has_the_button_and_an_interpretation_has_not(desk: Visitor) -> None:
    assert f"/interpret/{KEY}" in desk.get(f"/documents/{KEY}").text
    other = key_of("zcjd/wz/x.md")
    assert "/interpret/" not in desk.get(f"/documents/{other}").text
    assert desk.get(f"/interpret/{other}").status_code == 404
    assert desk.post(f"/interpret/{other}", {"offer": "x"}).status_code == 404
    listed = desk.get("/interpret", params={"q": "第一号"}).text
    assert "第一号通知" in listed and "第二号" not in listed and "资金" not in listed
    page = desk.get(f"/interpret/{KEY}").text
    assert page.count('type="radio"') == 4 and "《第二号通知》解读" in page


@pytest.mark.parametrize(
    ("form", "column", "title", "words"),
    [
        ("VIDEO", "zcjd/sp", "视频解读：第一号通知", "视频"),
        ("PICTURE", "zcjd/tp", "图解：第一号通知", "图片"),
        ("TEXT", "zcjd/wz", "《第一号通知》解读", "文字"),
        ("PRESS", "zcjd/wz", "《第一号通知》新闻发布", "新闻发布"),
    ],
)
def test_the_head_is_filled_in(desk: Visitor, form: str, column: str, title: str, words: str) -> None:
    page = desk.get(f"/drafts/{begin(desk, form, column)}").text
    told = form_of(page)
    assert told["head.title"] == title and told["head.interprets"] == "tzgg/a.md"
    assert told["head.form"] == words and told["head.issuer"] == "区司法局"
    assert ("出台背景" in page) == (form in ("TEXT", "PRESS"))


@pytest.mark.parametrize(
    "offer",
    [
        "",
        "x",
        "TEXT",
        "TEXT-",
        "EVIL-0123456789abcdef",
        f"TEXT-{key_of('tzgg')}",
        f"VIDEO-{key_of('zcjd/wz')}",
    ],
)
def test_no_other_form_or_column_is_taken(desk: Visitor, offer: str) -> None:
    answer = desk.post(f"/interpret/{KEY}", {"offer": offer})
    assert answer.status_code == 409 and "还没有选形式" in answer.text
    assert desk.desk.drafts.of("own") == []


def test_a_picture_is_shown_and_no_attachment(desk: Visitor) -> None:
    draft = begin(desk, "PICTURE", "zcjd/tp")
    desk.post(
        f"/drafts/{draft}/files", {"revision": "1", "place": "picture"}, files={"upload": ("一图.png", png())}
    )
    told = form_of(desk.get(f"/drafts/{draft}").text)
    name = told["head.picture"]
    assert name.endswith(".png")
    desk.fill(draft, picture_alt="图上写着三件事。", body="图上写着三件事：一、二、三。")
    assert "<h1>发布成功</h1>" in desk.publish(draft).text
    text = git(desk.desk.room.copy.home, "show", "HEAD")
    assert f"picture: {name}" in text.replace('"', "") and "attachments" not in text
    # Both pages lead to each other from now on.
    known = desk.desk.room.known
    made = next(each for each in known.portal.documents if each.title == "图解：第一号通知")
    assert made.interprets == ("tzgg/a.md",) and made.picture


def test_who_has_no_column_for_it_is_told(shared: dict[str, Visitor]) -> None:
    for address in ("/interpret", f"/interpret/{KEY}"):
        assert "还没有归您写的政策解读栏目" in shared["zhang"].get(address).text
    assert shared["zhang"].post(f"/interpret/{KEY}", {"offer": f"TEXT-{key_of('tzgg')}"}).status_code == 409
