"""The form: what it shows of a head, how it writes it back, and that nothing else is touched."""

from __future__ import annotations

from datetime import datetime

import pytest

from generator.desk.copy.state import key_of
from generator.desk.editing.fields import Entry, FormField, form_fields
from generator.desk.editing.heads import fill_head, read_values, typed_value
from generator.errors import GongkaiError
from generator.kinds.heads import DocumentDeclaration
from generator.load.yaml.validate import declared_keys
from tests.desk.conftest import Visitor, form_of

STRANGE = """\
标题: 第一号通知    # 这里有一句说明
issuer:   "区政府办公室"
published: 2026-03-03 09:30
doc_no: '示例府办发〔2026〕1号'
summary: >
  折起来的
  一段话。
topics:
  - 稳就业   # 一
  - 保供应
不认识的键: {甲: [1, 2], 乙: '三'}
review: {first: 甲, second: 乙}
attachments:
- 附件1.xlsx
"""


def test_the_order_is_that_of_the_official_table_and_what_is_required_comes_first() -> None:
    fields = form_fields()
    assert [each.key for each in fields[:8]] == [
        "title", "issuer", "published", "doc_no", "theme", "genre", "validity", "effective",
    ]  # fmt: skip
    assert [each.key for each in fields if each.required] == ["title", "issuer", "published"]


def test_every_label_is_that_of_the_declaration() -> None:
    keys = declared_keys(DocumentDeclaration)
    for field in form_fields():
        outer, _, inner = field.key.partition(".")
        assert field.title and (field.group or field.title) == keys[outer].title
        assert bool(inner) == bool(field.group)


def test_a_head_that_is_not_changed_stays_byte_for_byte() -> None:
    values = read_values(STRANGE)
    assert fill_head(STRANGE, values.fields, values.attachments, values.corrected) == STRANGE


def test_one_changed_field_changes_its_value_alone() -> None:
    values = read_values(STRANGE).fields
    changed = fill_head(STRANGE, values | {"title": '第二号“通知”: #1 "x"'})
    assert changed == STRANGE.replace("第一号通知", '"第二号“通知”: #1 \\"x\\""')
    changed = fill_head(STRANGE, values | {"topics": "稳就业\n\n 促消费 "})
    assert changed.replace(" [稳就业, 促消费]", "\n  - 稳就业   # 一\n  - 保供应") == STRANGE
    changed = fill_head(STRANGE, values | {"doc_no": ""})
    assert changed == STRANGE.replace("doc_no: '示例府办发〔2026〕1号'\n", "")
    changed = fill_head(STRANGE, values | {"summary": "短的"})
    assert changed == STRANGE.replace(" >\n  折起来的\n  一段话。", " 短的")
    changed = fill_head(STRANGE, values | {"review.third": "丙", "signed": "2026年3月2日"})
    assert "review: {first: 甲, second: 乙, third: 丙}\n" in changed and "signed: 2026-03-02" in changed


def test_the_draft_mark_goes() -> None:
    assert fill_head(f"{STRANGE}draft: true  # 草稿\n", {}) == STRANGE


@pytest.mark.parametrize(
    "head",
    ["{title: 甲, issuer: 乙}", "title: &a 甲\nissuer: *a\n", "- 甲\n- 乙\n", "title: 甲\nreview: 甲\n"],
)
def test_a_head_that_cannot_be_changed_in_one_place_is_left_alone(head: str) -> None:
    with pytest.raises(GongkaiError):
        fill_head(head, {"title": "丙", "issuer": "丁", "review.first": "戊"})


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026年3月2日", "2026-03-02"), ("2026-3-2", "2026-03-02"), ("2026/03/02", "2026-03-02"), ("2026.3.2", "2026-03-02"),
        ("20260302", "2026-03-02"), ("二〇二六年三月二日", "2026-03-02"), (" 2026年 3月2日 ", "2026-03-02"),
        ("2026年2月30日", "2026年2月30日"), ("明天", "明天"), ("", ""),
    ],
)  # fmt: skip
def test_a_day_may_be_typed_in_any_way(typed: str, day: str) -> None:
    assert typed_value(FormField("signed", "成文日期", "", Entry.DAY), typed) == day


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026年3月2日 9:30", "2026-03-02 09:30"), ("2026-03-02T09:30", "2026-03-02 09:30"), ("2026/3/2", "2026-03-02"),
        ("20260302 18：05", "2026-03-02 18:05"), ("2026-03-02 25:00", "2026-03-02"), ("x", "x"),
    ],
)  # fmt: skip
def test_a_moment_may_be_typed_in_any_way(typed: str, moment: str) -> None:
    assert typed_value(FormField("published", "发布日期", "", Entry.MOMENT), typed) == moment


def test_opening_and_saving_without_scripts_changes_nothing(own: Visitor) -> None:
    draft = own.change("tzgg/a.md")
    own.fill(draft)
    kept = own.desk.drafts.get(draft, "own")
    assert kept and kept.body is None
    own.get(f"/drafts/{draft}/publish")
    assert "没有要发布的改动" in own.publish(draft).text


def test_faults_stand_beside_their_fields_and_lead_there(own: Visitor) -> None:
    draft = own.begin()
    page = own.fill(draft, signed="2026年2月30日", do="check").text
    assert 'href="#f-signed"' in page and 'href="#f-title"' in page
    assert 'aria-describedby="h-signed told-signed" aria-invalid="true"' in page
    assert "缺少标题。请填写这一栏。" in page


def test_hints_tell_nothing_of_files_and_commands(own: Visitor) -> None:
    draft = own.begin()
    page = own.fill(draft, title="甲", body="身份证11010519491231002X", do="check").text
    assert "身份证号" in page
    assert not [word for word in ("columns.yml", "gongkai ", "YAML", "---") if word in page]


def test_a_column_is_found_by_its_name_and_by_pinyin(own: Visitor) -> None:
    for wanted, found in (
        ("财政", "财政资金"),
        ("czzj", "财政资金"),
        ("caizheng", "财政资金"),
        ("TZGG", "通知公告"),
        ("区财政局", "财政资金"),
    ):
        page = own.get("/new", params={"q": wanted}).text
        assert found in page and "1个栏目" in page, wanted
    assert "0个栏目" in own.get("/new", params={"q": "没有的"}).text


def test_home_shows_what_is_owed_with_the_button_that_mends_it(root_with_duties: Visitor) -> None:
    page = root_with_duties.get("/").text
    overdue, coming = page.index("已经逾期的"), page.index("三十天内要办的")
    assert f'href="/new/{key_of("tzgg")}"' in page[overdue:coming]
    assert "已过了" in page[overdue:coming]


@pytest.fixture
def root_with_duties(tmp_path_factory: pytest.TempPathFactory) -> object:
    from tests.desk.conftest import FILES, opened, repository, visit

    folder = tmp_path_factory.mktemp("duties") / "网站"
    columns = f"{FILES['columns.yml']}limits: {{empty_warn: 0, empty_block: 0, inspect_files: false}}\n"
    with opened(repository(folder, {"columns.yml": columns})) as desk:
        yield visit(desk)


def test_a_new_document_has_no_remark_of_the_template(own: Visitor) -> None:
    kept = own.desk.drafts.get(own.begin(), "own")
    assert (
        kept
        and "#" not in kept.base
        and "（标题）" not in form_of(own.get(f"/drafts/{kept.id}").text)["head.title"]
    )
    assert kept.begun == f"{datetime(2026, 11, 20, 10, 0):%Y-%m-%d %H:%M}"
