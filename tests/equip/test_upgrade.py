"""``gongkai upgrade``: what is told, what is moved, what stays the portal's own; cut off, it is done again."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from generator.equip import folder as folders
from generator.equip.changes import changes_between
from generator.equip.folder import Folder, write_changes
from generator.equip.given import begun_with, kept_up, read_theme_note, theme_note
from generator.equip.migrations import MIGRATIONS, Migration, migrations_between
from generator.equip.upgrade import apply_upgrade, plan_upgrade
from generator.equip.versions import PIN, number, pin_text, pinned
from generator.errors import GongkaiError, UsageError
from generator.libraries import version
from generator.program import shipped_theme
from generator.supply.place import given
from tests.helpers import AS_OF, contents, make_portal, run

RELEASE = version("gongkai")


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with all that the program gives."""
    root = make_portal(tmp_path / "网站")
    for path, data in {**begun_with(), **kept_up(RELEASE, "")}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            place.write_bytes(data)
    return root


def rename_keys(folder: Folder) -> None:
    """A made-up migration: registers/ becomes tables/, and a key of mkdocs.yml has another name."""
    for path in folder.names("registers"):
        new = path.replace("registers/", "tables/")
        folder.move(path, new)
        folder.write(new, (folder.read(new) or b"") + b"form: 2\n")
    marks = folder.read("mkdocs.yml")
    if marks:
        folder.write("mkdocs.yml", marks.replace(b"phone:", b"telephone:"))


MADE_UP = (Migration("0.2.0", "名录格式移到tables文件夹。", rename_keys),)


def test_versions_keep_their_order() -> None:
    assert number("0.9") < number("0.10") < number("1") == number("1.0") < number("1.0.1")
    assert number("0.2.0.dev1") == number("0.2")
    assert number("") < number("0.0.1")
    digest = "sha256:" + "0" * 64
    assert pinned(pin_text("0.1.0", digest)) == "0.1.0"
    assert pinned("gongkai>=1\nmkdocs==2\n") == ""


def test_changes_are_those_between_two_versions() -> None:
    text = "# 变化\n\n## 0.3.0（未发布）\n\n三见[页](a.md)。\n\n## 0.2.0\n\n二。\n\n## 0.1.0\n\n一。\n"
    assert list(changes_between(text, "0.1.0", "0.3.0")) == [("0.3.0", "三见页。"), ("0.2.0", "二。")]
    assert list(changes_between(text, "0.2.0", "0.2.0")) == []
    shipped = given("CHANGELOG.md").read_text(encoding="utf-8")
    assert [found for found, _ in changes_between(shipped, "0", RELEASE)][-1] == "0.1.0"


def test_migrations_are_of_versions_after_the_one_and_up_to_the_other() -> None:
    known = [Migration(each, each, rename_keys) for each in ("0.10.0", "0.2.0", "0.1.0")]
    assert [each.version for each in migrations_between(known, "0.1.0", "0.10.0")] == ["0.2.0", "0.10.0"]
    assert migrations_between(known, "0.10.0", "0.10.0") == ()
    assert all(number(each.version) <= number(RELEASE) for each in MIGRATIONS)


def test_nothing_to_do_is_nothing_done(portal: Path) -> None:
    before = contents(portal)
    outcome = run("upgrade", "--root", portal, "--as-of", AS_OF)
    assert outcome.code == 0, outcome.out + outcome.err
    assert "没有要改动的文件" in outcome.out
    assert contents(portal) == before | {
        path: data for path, data in contents(portal).items() if path.startswith(".cache")
    }


def test_a_migration_moves_files_and_the_pin_comes_last(portal: Path) -> None:
    (portal / "registers").mkdir()
    (portal / "registers/a.yml").write_text("name: 甲\n", encoding="utf-8")
    before = contents(portal)
    plan = plan_upgrade(portal, "0.2.0", MADE_UP)
    assert contents(portal) == before, "a plan writes nothing"
    assert plan.titles == ("名录格式移到tables文件夹。",)
    assert set(plan.migrated) == {"registers/a.yml", "tables/a.yml", "mkdocs.yml"}
    assert PIN in plan.renewed
    apply_upgrade(portal, plan)
    assert (portal / "tables/a.yml").read_text(encoding="utf-8") == "name: 甲\nform: 2\n"
    assert not (portal / "registers").exists()
    assert "telephone: 023" in (portal / "mkdocs.yml").read_text(encoding="utf-8")
    assert pinned((portal / PIN).read_text(encoding="utf-8")) == "0.2.0"
    again = plan_upgrade(portal, "0.2.0", MADE_UP)
    assert (dict(again.migrated), dict(again.renewed)) == ({}, {})


@pytest.mark.parametrize("stop", range(9))
def test_cut_off_anywhere_it_is_done_again(portal: Path, stop: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (portal / "registers").mkdir()
    for name in ("a.yml", "b.yml"):
        (portal / "registers" / name).write_text("name: 甲\n", encoding="utf-8")
    put, left = folders._put, stop

    def fail(place: Path, data: bytes | None, executable: bool) -> None:
        nonlocal left
        if not left:
            raise OSError(28, "full")
        left -= 1
        put(place, data, executable)

    with monkeypatch.context() as patch, suppress(GongkaiError):
        patch.setattr(folders, "_put", fail)
        apply_upgrade(portal, plan_upgrade(portal, "0.2.0", MADE_UP))
    for name in ("a.yml", "b.yml"):
        assert (portal / "registers" / name).exists() or (portal / "tables" / name).exists()
    apply_upgrade(portal, plan_upgrade(portal, "0.2.0", MADE_UP))
    assert pinned((portal / PIN).read_text(encoding="utf-8")) == "0.2.0"
    assert not (portal / "registers").exists()
    assert not (portal / "program/upgrading.txt").exists()
    for name in ("a.yml", "b.yml"):
        assert (portal / "tables" / name).read_text(encoding="utf-8") == "name: 甲\nform: 2\n"
    plan = plan_upgrade(portal, "0.2.0", MADE_UP)
    assert (dict(plan.migrated), dict(plan.renewed)) == ({}, {})


def test_a_different_file_in_the_way_is_not_written_over(portal: Path) -> None:
    for name, text in (("registers/a.yml", "旧"), ("tables/a.yml", "别的")):
        (portal / name).parent.mkdir()
        (portal / name).write_text(text, encoding="utf-8")
    before = contents(portal)
    with pytest.raises(GongkaiError, match="已经有文件"):
        plan_upgrade(portal, "0.2.0", MADE_UP)
    assert contents(portal) == before


def test_what_the_program_gave_is_renewed_and_the_rest_kept(portal: Path) -> None:
    own = {".gitignore": "/eigen/\n", "README.md": "自己写的\n", ".vscode/settings.json": "{}\n"}
    for path, text in own.items():
        (portal / path).write_text(text, encoding="utf-8")
    (portal / "gongkai").write_text("old\n", encoding="utf-8")
    (portal / "program/run.txt").unlink()
    (portal / PIN).write_text("gongkai==0.0.9\n", encoding="utf-8")
    outcome = run("upgrade", "--root", portal, "--as-of", AS_OF, "--dry-run")
    assert outcome.code == 0, outcome.out + outcome.err
    for words in ("gongkai 0.0.9", "0.1.0的变化", "写入 gongkai\n", "写入 program/run.txt", "没有改动"):
        assert words in outcome.out
    assert (portal / "gongkai").read_text(encoding="utf-8") == "old\n"
    outcome = run("upgrade", "--root", portal, "--as-of", AS_OF)
    assert outcome.code == 0, outcome.out + outcome.err
    assert (portal / "gongkai").read_bytes() == kept_up(RELEASE, "")["gongkai"]
    assert os.access(portal / "gongkai", os.X_OK)
    assert pinned((portal / PIN).read_text(encoding="utf-8")) == RELEASE
    for path, text in own.items():
        assert (portal / path).read_text(encoding="utf-8") == text


def test_a_template_whose_original_changed_is_named(portal: Path) -> None:
    for name in ("pages/list.html", "partials/footer.html"):
        place = portal / "theme" / name
        place.parent.mkdir(parents=True)
        place.write_bytes((shipped_theme() / name).read_bytes())
    note = portal / "program/theme.txt"
    noted = read_theme_note(note.read_text(encoding="utf-8"))
    assert noted == read_theme_note(theme_note(shipped_theme()))
    note.write_text(
        note.read_text(encoding="utf-8").replace(noted["pages/list.html"], "0" * 64), encoding="utf-8"
    )
    assert plan_upgrade(portal).outdated == ("theme/pages/list.html",)
    assert "请核对theme/pages/list.html" in run("upgrade", "--root", portal, "--as-of", AS_OF).out
    assert plan_upgrade(portal).outdated == ()


def test_a_portal_of_a_later_version_is_left_alone(portal: Path) -> None:
    (portal / PIN).write_text("gongkai==99.1\n", encoding="utf-8")
    outcome = run("upgrade", "--root", portal)
    assert outcome.code == 2
    assert "99.1" in outcome.err
    with pytest.raises(UsageError):
        plan_upgrade(portal)


def test_a_portal_without_a_launcher_gets_one(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "旧网站")
    outcome = run("upgrade", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 0, outcome.out + outcome.err
    assert "没有记录" in outcome.out
    assert os.access(root / "gongkai", os.X_OK)
    assert (root / "gongkai.cmd").read_bytes().count(b"\r\n") > 50


@pytest.mark.parametrize("name", ["program", "schema"])
def test_links_are_not_followed_out_of_the_portal(portal: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    for each in sorted((portal / name).rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()
    (portal / name).rmdir()
    (portal / name).symlink_to(tmp_path / "elsewhere")
    outcome = run("upgrade", "--root", portal, "--as-of", AS_OF)
    assert outcome.code == 2
    assert "链接" in outcome.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()
    (tmp_path / "precious").write_text("x", encoding="utf-8")
    (tmp_path / "portal/a").symlink_to(tmp_path / "precious")
    write_changes(tmp_path / "portal", {"a": b"new"}, (), "")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "x"
    assert (tmp_path / "portal/a").read_bytes() == b"new"
    assert not (tmp_path / "portal/a").is_symlink()


@pytest.mark.parametrize("files", [(), ("columns.yml", "hatch_build.py")])
def test_elsewhere_it_says_where_it_belongs(tmp_path: Path, files: tuple[str, ...]) -> None:
    for name in files:
        (tmp_path / name).touch()
    outcome = run("upgrade", "--root", tmp_path)
    assert outcome.code == 2
    assert not (tmp_path / "gongkai").exists()
