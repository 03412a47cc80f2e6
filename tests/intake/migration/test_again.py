"""A further run changes only what has changed, and nothing that people have done since."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.intake.migration import placing
from tests.helpers import contents
from tests.intake.migration.small import Case, old_site, page

TWO: dict[str, str | bytes] = {
    "tz/1.html": page(
        "一", '<p>一的正文，见<a href="2.html">二</a>和<a href="/f/a.doc">附件：表.doc</a>。</p>'
    ),
    "tz/2.html": page("二", "<p>二的正文。</p>"),
    "f/a.doc": b"\xd0\xcf\x11\xe0 1",
}
ONE, OTHER = "zwgk/tzgg/20210603-y.md", "zwgk/tzgg/20210603-e.md"
FILE = "zwgk/tzgg/20210603-y/附件：表.doc"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = old_site(tmp_path, TWO)
    assert made.run().code == 0
    assert sorted(made.documents()) == [OTHER, ONE]
    return made


def content(case: Case) -> dict[str, str]:
    """Return the digests of all files below content/."""
    return contents(case.root / "content")


def test_the_same_again_writes_nothing(case: Case) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in (case.root / "content").rglob("*")}
    table = (case.root / "old_urls.csv").stat().st_mtime_ns
    outcome = case.run()
    assert "没有变2份" in outcome.out
    assert {path: path.stat().st_mtime_ns for path in (case.root / "content").rglob("*")} == stamps
    assert (case.root / "old_urls.csv").stat().st_mtime_ns == table


def test_what_changed_in_the_mirror_is_changed_and_what_is_new_is_added(case: Case) -> None:
    before = content(case)
    case.write(
        {
            "tz/2.html": page("二", "<p>二的新正文。</p>"),
            "tz/3.html": page("三", "<p>三。</p>"),
            "f/a.doc": b"\xd0\xcf\x11\xe0 2",
        }
    )
    outcome = case.run()
    assert "新增1份，更新1份，没有变1份" in outcome.out
    after = content(case)
    assert {name for name in after if before.get(name) != after[name]} == {
        OTHER,
        FILE,
        "zwgk/tzgg/20210603-s.md",
    }
    assert case.documents()[OTHER][1] == "二的新正文。"


def test_edits_of_people_stay_and_are_told(case: Case) -> None:
    path = case.root / "content" / ONE
    path.write_text(path.read_text(encoding="utf-8") + "\n人加的一段。\n", encoding="utf-8")
    (case.root / "content" / FILE).write_bytes(b"mended")
    before = content(case)
    case.write({"tz/1.html": page("一", "<p>镜像里的新正文。</p>"), "f/a.doc": b"\xd0\xcf\x11\xe0 3"})
    outcome = case.run()
    assert content(case) == before
    assert f"没有动：content/{ONE}　改过，没有覆盖" in outcome.out
    assert "改过，没有覆盖" in (case.root / "migration/report.html").read_text(encoding="utf-8")
    case.run()
    assert content(case) == before


def test_what_people_deleted_stays_deleted(case: Case) -> None:
    (case.root / "content" / OTHER).unlink()
    outcome = case.run()
    assert list(case.documents()) == [ONE]
    assert f"没有动：content/{OTHER}　删去了，没有再搬" in outcome.out


def test_what_people_moved_is_linked_to_where_it_is(case: Case) -> None:
    target = case.root / "content/zwgk/zcwj/moved.md"
    target.parent.mkdir(parents=True)
    shutil.move(case.root / "content" / OTHER, target)
    outcome = case.run()
    assert "已经在网站里1份" in outcome.out
    assert sorted(case.documents()) == ["zwgk/tzgg/20210603-y.md", "zwgk/zcwj/moved.md"]
    assert "](../zcwj/moved.md)" in case.documents()[ONE][1]


def test_what_has_gone_from_the_mirror_stays_in_the_portal(case: Case) -> None:
    (case.folder / "mirror/tz/2.html").unlink()
    case.run()
    assert OTHER in case.documents()


def test_another_column_in_the_map_moves_what_nobody_touched(case: Case) -> None:
    case.map(
        (case.folder / "migration.yml")
        .read_text(encoding="utf-8")
        .replace("{from: /tz/, column: 通知公告}", "{from: /tz/, column: 政策文件}")
    )
    assert case.run().code == 0
    assert sorted(case.documents()) == ["zwgk/zcwj/20210603-e.md", "zwgk/zcwj/20210603-y.md"]
    attached = case.documents()["zwgk/zcwj/20210603-y.md"][0]["attachments"]
    assert (case.root / "content/zwgk/zcwj" / attached[0]).is_file()


def test_without_the_state_nothing_is_moved_twice(case: Case) -> None:
    before = content(case)
    (case.root / "migration/state.json").unlink()
    outcome = case.run()
    assert "已经在网站里2份" in outcome.out
    assert content(case) == before


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        '{"version": 1}',
        '{"version": 1, "documents": {"x": ["../../etc/x", "a"]}, "files": {}, "rows": {}, "begun": {}}',
    ],
)
def test_a_broken_state_stops_the_run(case: Case, broken: str) -> None:
    (case.root / "migration/state.json").write_text(broken, encoding="utf-8")
    before = content(case)
    outcome = case.run()
    assert outcome.code == 2
    assert "state.json" in outcome.err
    assert content(case) == before


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_run_that_is_cut_short_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    (tmp_path / "a").mkdir()
    made = old_site(tmp_path / "a", TWO)
    real, done = placing._write, list[str]()

    def failing(folder: Path, wanted: placing.Wanted) -> None:
        if len(done) == writes:
            raise GongkaiError("断电了。")
        done.append(wanted.path)
        real(folder, wanted)

    monkeypatch.setattr(placing, "_write", failing)
    assert made.run().code == 2
    monkeypatch.setattr(placing, "_write", real)
    outcome = made.run()
    assert outcome.code == 0, outcome.out
    (tmp_path / "b").mkdir()
    whole = old_site(tmp_path / "b", TWO)
    whole.run()
    assert content(made) == content(whole)
    assert json.loads((made.root / "migration/state.json").read_text()) == json.loads(
        (whole.root / "migration/state.json").read_text()
    )


def test_a_dry_run_writes_a_report_and_nothing_else(tmp_path: Path) -> None:
    made = old_site(tmp_path, TWO)
    outcome = made.run("--dry-run")
    assert outcome.code == 0
    assert made.documents() == {}
    assert not (made.root / "old_urls.csv").exists()
    assert {path.name for path in (made.root / "migration").iterdir()} == {
        "report.html",
        "addresses.csv",
        "attachments.csv",
    }
    assert "这次只看不写" in (made.root / "migration/report.html").read_text(encoding="utf-8")


def test_rows_of_people_in_the_table_stay_first(tmp_path: Path) -> None:
    made = old_site(tmp_path, TWO)
    (made.root / "old_urls.csv").write_bytes(
        "旧网址,新网址\r\n/x.asp?id=1,zwgk/tzgg/\r\n/f/a.doc,zwgk/zcwj/\r\n".encode("gbk")
    )
    made.run()
    rows = (made.root / "old_urls.csv").read_bytes()
    assert re.findall(r"^[^,]+", rows.decode("gbk"), re.MULTILINE) == ["旧网址", "/x.asp?id=1", "/f/a.doc"]
    made.write({"tz/index.html": "<ul><li>列表</li></ul>"})
    made.run()
    lines = (made.root / "old_urls.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "旧网址,新网址",
        "/x.asp?id=1,zwgk/tzgg/",
        "/f/a.doc,zwgk/zcwj/",
        "/tz/index.html,zwgk/tzgg/",
    ]


def test_a_table_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    made = old_site(tmp_path, TWO)
    (made.root / "old_urls.csv").write_bytes("a,b\r\n".encode("utf-16"))
    outcome = made.run()
    assert outcome.code == 2
    assert "old_urls.csv" in outcome.err
    assert made.documents() == {}
