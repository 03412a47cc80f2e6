"""Registers at the desk, as a browser without scripts sees them: rows changed, brought from a sheet, published."""

from __future__ import annotations

import csv
import errno
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.desk.copy.state import key_of
from generator.desk.keeping.drafts import State
from tests.desk.conftest import PASSWORD, Visitor, git, opened, repository, visit
from tests.desk.registers import (
    BOOK,
    CLINICS,
    FILES,
    FREE,
    LETTERS,
    SITES,
    begin,
    csv_file,
    row_names,
    set_row,
    shown_rows,
)

RIGHTS = "站长: [wang]\n账号:\n  zhang:\n    单位: [区政府办公室]\n  li:\n    单位: [区卫生健康委]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with registers in a repository of its own."""
    return repository(tmp_path / "网站", FILES)


def live(root: Path, path: str = CLINICS) -> list[list[str]]:
    """Return the rows of a register as it is published."""
    return list(
        csv.reader(io.StringIO((root / "content" / path).read_bytes().decode("utf-8-sig"), newline=""))
    )


def block(*rows: str) -> str:
    """Return rows as a spreadsheet puts them on the clipboard."""
    return "\r\n".join("\t".join(next(csv.reader([row]))) for row in rows) + "\r\n"


def upload(visitor: Visitor, base: str, name: str, raw: bytes) -> str:
    """Upload a file for a register; return the page that shows what it would change."""
    answer = visitor.post(f"{base}/file", files={"upload": (name, raw)})
    return visitor.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text


def test_one_cell_is_mended_and_published_and_every_other_row_is_as_it_was(own: Visitor, root: Path) -> None:
    base = begin(own)
    page = set_row(own, base, "b1", phone="023-00000009")
    assert "已存成草稿" in page and "原来是：023-00000002" in page
    assert "改了1行，新增0行，去掉0行" in own.get(base).text
    shown = own.get(f"{base}/changes").text
    assert "<del>023-00000002</del>" in shown and "<ins>023-00000009</ins>" in shown
    answer = own.publish_table(base)
    assert "发布成功" in answer
    told = git(root, "show", "--format=%an %s", "HEAD", "--", "content")
    assert told.startswith("张某 修改名录：门诊")
    changed = [
        line for line in told.splitlines() if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")
    ]
    assert len(changed) == 2 and "023-00000009" in changed[1]


def test_what_is_wrong_stands_beside_its_cell_and_is_not_published(own: Visitor, root: Path) -> None:
    tip, base = git(root, "rev-parse", "HEAD"), begin(own)
    page = set_row(own, base, "b0", phone="没有", updated="2026年2月30日", name="示例区中医院发热门诊")
    for key, words in (("phone", "不像电话号码"), ("updated", "这一天不存在"), ("name", "与第2行相同")):
        part = page[page.index(f'id="t-{key}"') :]
        assert words in part[: part.index("</ul>")], key
        assert f'aria-describedby="h-{key} t-{key}" aria-invalid="true"' in page
    assert "不像电话号码" in own.get(base).text
    assert "有4处要改" in own.get(f"{base}/changes").text
    assert "改好才能发布" in own.publish_table(base)
    assert len(row_names(own.get(f"{base}?only=faults").text)) == 2
    assert git(root, "rev-parse", "HEAD") == tip


def test_personal_numbers_are_told_at_the_cell(own: Visitor) -> None:
    assert "身份证号" in set_row(own, begin(own), "b0", hours="找张某，11010519491231002X")


def test_rows_are_added_and_removed_and_that_is_taken_back(own: Visitor, root: Path) -> None:
    base = begin(own)
    answer = own.post(f"{base}/rows")
    new = answer.headers["location"]
    assert "第4行（新的）" in own.get(new).text and "没有填" not in own.get(new).text
    set_row(
        own,
        base,
        new.rpartition("/")[2],
        name="新的门诊",
        form="发热门诊",
        address="甲路1号",
        phone="12345",
        hours="全天",
        round_clock="是",
    )
    own.post(f"{base}/rows/b0/remove")
    assert [row[0] for row in shown_rows(own.get(base).text)] == [
        "示例区中医院发热门诊",
        "演示镇卫生院发热诊室",
        "新的门诊",
    ]
    own.post(f"{base}/undo")
    assert len(shown_rows(own.get(base).text)) == 4
    own.post(f"{base}/undo")
    assert "发布成功" in own.publish_table(base)
    assert [row[0] for row in live(root)] == [
        "名称",
        "示例区中医院发热门诊",
        "演示镇卫生院发热诊室",
        "新的门诊",
    ]


def test_yaml_and_a_table_without_format_are_kept_in_their_kind(own: Visitor, root: Path) -> None:
    base = begin(own, LETTERS)
    set_row(own, base, "b1", answer="已经推迟到22时。")
    assert "发布成功" in own.publish_table(base)
    assert '  答复内容: "已经推迟到22时。"\n' in (root / "content" / LETTERS).read_text("utf-8")
    base = begin(own, FREE)
    set_row(own, base, "b1", c2="主任")
    assert "发布成功" in own.publish_table(base)
    assert (root / "content" / FREE).read_bytes() == "姓名,职务\n甲,主任\n乙,主任\n".encode("gb18030")


def test_a_workbook_is_told_to_become_a_csv_and_keeps_its_address(own: Visitor, root: Path) -> None:
    assert "换成同名的CSV文件" in own.get(f"/registers/{key_of(BOOK)}").text
    base = begin(own, BOOK)
    set_row(own, base, "b0", hours="8:00—17:00")
    assert "换成同名的CSV文件" in own.get(f"{base}/changes").text
    assert "发布成功" in own.publish_table(base)
    assert not (root / "content" / BOOK).exists()
    assert live(root, "hsjc/检测点.csv")[1:] == [
        SITES[1],
        [*SITES[2][:4], "8:00—17:00", *SITES[2][5:]],
        SITES[3],
    ]
    assert own.get(f"/registers/{key_of('hsjc/检测点.csv')}").status_code == 200


def test_a_new_register_is_begun_blank_or_from_a_file(own: Visitor, root: Path) -> None:
    place = f"/registers/in/{key_of('ymjz')}"
    assert "接种种类" not in own.get(place).text and "一行行填" in own.get(place).text
    base = own.post(place, {"title": "接种点"}).headers["location"]
    assert "还没有内容" in own.get(base).text
    new = own.post(f"{base}/rows").headers["location"].rpartition("/")[2]
    page = set_row(own, base, new, name="甲接种点")
    assert "没有填" in page
    told = {
        "kinds": "成人",
        "area": "全区",
        "address": "甲路",
        "phone": "12345",
        "hours": "全天",
        "round_clock": "是",
    }
    form = own.get(f"{base}/rows/{new}").text
    set_row(own, base, new, **{key: text for key, text in told.items() if f'name="c.{key}"' in form})
    faults = own.get(f"{base}?only=faults").text
    answer = own.publish_table(base)
    assert "发布成功" in answer, faults
    assert live(root, "ymjz/接种点.csv")[1][0] == "甲接种点"
    again = own.post(
        f"{place}/file",
        {"title": "另一张"},
        files={"upload": ("b.csv", (root / "content/ymjz/接种点.csv").read_bytes())},
    )
    base = again.headers["location"]
    assert shown_rows(own.get(base).text)[0][0] == "甲接种点"
    assert "已经有一张" in own.post(place, {"title": "接种点"}).text


def test_the_second_of_two_editors_is_told_and_both_changes_are_kept(
    shared: dict[str, Visitor], root: Path
) -> None:
    first, second = shared["li"], shared["wang"]
    one, other = begin(first), begin(second)
    set_row(first, one, "b1", phone="023-00000011", hours="全天")
    new = first.post(f"{one}/rows", {"after": ""}).headers["location"].rpartition("/")[2]
    set_row(
        first,
        one,
        new,
        name="新的门诊",
        form="发热门诊",
        address="乙路",
        phone="12345",
        hours="全天",
        round_clock="是",
    )
    set_row(second, other, "b1", phone="023-00000022")
    set_row(second, other, "b2", hours="半天")
    assert "发布成功" in first.publish_table(one)
    answer = second.post(f"{other}/publish")
    assert answer.status_code == 409 and "有人先改了" in answer.text
    assert "“联系电话”别人改成“023-00000011”，您改成“023-00000022”，现在用您的" in answer.text
    second.post(f"{other}/rebase")
    assert "发布成功" in second.publish_table(other)
    rows = {row[0]: row for row in live(root)}
    assert rows["示例区中医院发热门诊"][3:5] == ["023-00000022", "全天"]
    assert rows["演示镇卫生院发热诊室"][4] == "半天" and "新的门诊" in rows


def test_a_row_that_is_gone_there_and_changed_here_is_not_lost(
    shared: dict[str, Visitor], root: Path
) -> None:
    first, second = shared["li"], shared["wang"]
    one, other = begin(first), begin(second)
    first.post(f"{one}/rows/b0/remove")
    set_row(second, other, "b0", hours="半天")
    assert "发布成功" in first.publish_table(one)
    assert "作为新的一行加在表里" in second.post(f"{other}/publish").text
    second.post(f"{other}/rebase")
    assert "发布成功" in second.publish_table(other)
    assert [row[4] for row in live(root) if row[0] == "示例区医院发热门诊"] == ["半天"]


def test_two_windows_on_one_row_lose_nothing(own: Visitor) -> None:
    from tests.desk.registers import row_form

    base = begin(own)
    seen = row_form(own.get(f"{base}/rows/b0").text)
    set_row(own, base, "b0", hours="一个窗口写的")
    page = own.post(f"{base}/rows/b0", {**seen, "c.address": "另一个窗口写的"}).text
    assert "另一个窗口里也改过" in page and "一个窗口写的" in page
    assert row_form(page)["c.address"] == "另一个窗口写的"
    assert shown_rows(own.get(base).text)[0][4] == "一个窗口写的"


def test_only_the_columns_of_the_unit_are_there(shared: dict[str, Visitor]) -> None:
    zhang, li = shared["zhang"], shared["li"]
    assert "门诊" not in zhang.get("/registers").text and "名单" in zhang.get("/registers").text
    for address in (f"/registers/{key_of(CLINICS)}", f"/registers/in/{key_of('frmz')}"):
        assert zhang.get(address).status_code == 404 and zhang.post(address).status_code == 404
    base = begin(li)
    set_row(li, base, "b0", hours="半天")
    for address in ("", "/rows/b0", "/changes", "/coming"):
        assert zhang.get(base + address).status_code == 404
        assert shared["wang"].get(base + address).status_code == 404
    for act in (
        "/rows/b0",
        "/rows",
        "/rows/b0/remove",
        "/paste",
        "/publish",
        "/undo",
        "/rebase",
        "/drop",
        "/coming",
        "/cell",
        "/file",
    ):
        assert zhang.post(base + act, {"c.hours": "x", "block": "x", "row": "b0"}).status_code in (404, 409)
    assert shown_rows(li.get(base).text)[0][4] == "半天"
    people = li.desk.people
    assert people
    people.rights.write_text("账号:\n  li:\n    栏目: [tzgg]\n", encoding="utf-8")
    assert li.get(base).status_code == 404 and li.post(f"{base}/publish").status_code == 404


def test_registers_are_found_by_pinyin_and_home_leads_to_drafts(own: Visitor) -> None:
    for wanted in ("门诊", "frmz", "menzhen", "卫生健康委"):
        assert key_of(CLINICS) in own.get("/registers", params={"q": wanted}).text, wanted
    base = begin(own)
    assert f'href="{base}"' in own.get("/").text
    set_row(own, base, "b0", hours="半天")
    own.publish_table(base)
    assert f'href="/registers/{key_of(CLINICS)}"' in own.get("/").text
    kept = own.desk.drafts.of("own")[0]
    assert kept.state is State.PUBLISHED and kept.fields == {}


def test_a_large_register_is_looked_at_by_pages(tmp_path: Path) -> None:
    rows = [f"第{n}号门诊,发热门诊,甲路{n}号,023-00000001,全天,是,是,2026-07-21" for n in range(10_000)]
    root = repository(tmp_path / "大", {**FILES, f"content/{CLINICS}": csv_file(rows)})
    with opened(root) as desk:
        own = visit(desk)
        base = begin(own)
        page = own.get(f"{base}?page=200").text
        assert len(shown_rows(page)) == 50 and shown_rows(page)[-1][0] == "第9999号门诊" and "共200页" in page
        assert len(page) < 300_000
        found = own.get(base, params={"q": "第7777号"}).text
        assert len(shown_rows(found)) == 1
        set_row(own, base, row_names(found)[0], hours="半天")
        assert "改动1行" in own.get(f"{base}/changes").text


@pytest.fixture
def shared(root: Path, tmp_path: Path) -> Iterator[dict[str, Visitor]]:
    """A webmaster and two units."""
    rights = tmp_path / "rights.yml"
    rights.write_text(RIGHTS, encoding="utf-8")
    with opened(root, rights) as desk:
        assert desk.people
        for account, name in (("wang", "王某"), ("zhang", "张某"), ("li", "李某")):
            desk.people.set_password(account, name, PASSWORD)
        yield {account: visit(desk, account) for account in ("wang", "zhang", "li")}


def test_a_disk_that_is_full_loses_no_row(own: Visitor, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.desk.registers import row_form

    base = begin(own)
    set_row(own, base, "b0", hours="半天")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("generator.desk.copy.publishing.commit_files", full)
    answer = own.post(f"{base}/publish")
    assert answer.status_code == 507 and "磁盘满了" in answer.text
    monkeypatch.undo()
    monkeypatch.setattr("generator.desk.keeping.writing.os.fsync", full)
    page = own.get(f"{base}/rows/b1").text
    answer = own.post(f"{base}/rows/b1", {**row_form(page), "c.hours": "没有存下的"})
    assert answer.status_code == 507 and "再提交一次" in answer.text and "没有存下的" in answer.text
    monkeypatch.undo()
    assert shown_rows(own.get(base).text)[0][4] == "半天"
    assert "成功" in own.publish_table(base) and "半天" in str(live(root))
