"""What changes or cannot be read while a site is made: the build stops and says which file, and site/ stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import generator.publish.build as building
from generator.frames import draw
from generator.model.finding import Level
from generator.publish.previewing.live import Live
from generator.publish.result import BuildResult
from generator.publish.stages import Listener
from generator.render.site.plan import plan_site
from tests.helpers import COLUMNS, PORTAL, contents, digest, document, make_portal, run

DAY = date(2026, 11, 20)
REGISTER = "  - name: 名录\n    slug: ml\n    kind: register\n    description: 名录。\n    unit: 甲\n    owner: 乙\n    cycle: yearly\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with two documents, an attachment and a register."""
    files: dict[str, str | bytes] = {
        "columns.yml": PORTAL + COLUMNS + REGISTER,
        "ledger.yml": "statements: []\n",
        "content/tzgg/a.md": document("甲", attachments="[附件.pdf]"),
        "content/tzgg/b.md": document("乙", published="2026-03-04 09:30"),
        "content/tzgg/附件.pdf": "x",
        "content/ml/表.csv": "名称\n甲\n",
    }
    return make_portal(tmp_path, files)


def build_while(root: Path, change: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> BuildResult:
    """Build, with a change made after everything was read and checked and before anything is drawn."""

    def changing(*arguments: object, **named: object) -> object:
        change()
        return plan_site(*arguments, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(building, "plan_site", changing)
        return building.build(root, DAY, Listener())


def to_folder(path: Path) -> None:
    """Put a folder in place of a file."""
    path.unlink()
    path.mkdir()


def new_file(path: Path) -> None:
    """Write a file in a new folder."""
    path.parent.mkdir()
    path.write_text("id: x\n")


CHANGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "document deleted": ("content/tzgg/a.md", Path.unlink),
    "document emptied": ("content/tzgg/a.md", lambda path: path.write_text("")),
    "document half written": ("content/tzgg/a.md", lambda path: path.write_text("---\ntitle: 甲")),
    "another text": ("content/tzgg/a.md", lambda path: path.write_text(document("甲", "另一段。"))),
    "document a folder": ("content/tzgg/a.md", to_folder),
    "attachment deleted": ("content/tzgg/附件.pdf", Path.unlink),
    "attachment written": ("content/tzgg/附件.pdf", lambda path: path.write_text("y")),
    "table written": ("content/ml/表.csv", lambda path: path.write_text("名称\n乙\n")),
    "tree gone": ("columns.yml", Path.unlink),
    "look broken": ("mkdocs.yml", lambda path: path.write_text("a: [")),
    "ledger written": ("ledger.yml", lambda path: path.write_text("statements: []\n\n")),
    "format new": ("registers/x.yml", new_file),
    "theme new": ("theme/main.html", new_file),
}


@pytest.mark.parametrize("before", ["first build", "site there"])
@pytest.mark.parametrize("name", CHANGES)
def test_a_source_that_changes_stops_the_build(
    name: str, before: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before == "site there":
        building.build(root, DAY, Listener())
        # Its text, and with it the neighbour's page.
        for stem, title in (("a", "甲甲"), ("b", "乙乙")):
            (root / f"content/tzgg/{stem}.md").write_text(
                document(title, attachments="[附件.pdf]"), encoding="utf-8"
            )
        (root / "content/tzgg/附件.pdf").write_text("z")
    was = contents(root / "site")
    path, change = CHANGES[name]
    result = build_while(root, lambda: change(root / path), monkeypatch)
    errors = [each for each in result.findings if each.level is Level.ERROR]
    assert result.stats is None
    assert [(each.code, each.place.path) for each in errors] == [("file-changed", path)]
    assert path in errors[0].message
    assert errors[0].hint
    assert contents(root / "site") == was


def test_a_change_that_keeps_size_and_time_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "content/tzgg/附件.pdf"

    def sly() -> None:
        status = path.stat()
        path.write_text("y")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert build_while(root, sly, monkeypatch).stats is None
    building.build(root, DAY, Listener())
    assert (root / "site/tzgg/附件.pdf").read_text() == "y"
    sly()
    path.write_text("z")
    os.utime(path, ns=(0, 0))
    building.build(root, DAY, Listener())
    path.write_text("w")
    os.utime(path, ns=(0, 0))
    building.build(root, DAY, Listener())
    assert (root / "site/tzgg/附件.pdf").read_text() == "w"


def test_what_comes_while_a_site_is_made_is_of_the_next(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = root / "content/tzgg/c.md"
    assert build_while(root, lambda: new.write_text(document("丙")), monkeypatch).stats
    assert not (root / "site/tzgg/c.html").exists()
    building.build(root, DAY, Listener())
    assert (root / "site/tzgg/c.html").exists()


def test_frames_drawn_while_the_look_changes_are_not_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing, marks = draw._draw, root / "mkdocs.yml"

    def changing(*arguments: object) -> None:
        marks.write_text(marks.read_text(encoding="utf-8").replace("00000000", "11111111"), encoding="utf-8")
        drawing(*arguments)  # type: ignore[arg-type]

    was = marks.read_text(encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(draw, "_draw", changing)
        assert building.build(root, DAY, Listener()).stats is None
    marks.write_text(was, encoding="utf-8")
    assert building.build(root, DAY, Listener()).stats
    assert "11111111" not in (root / "site/index.html").read_text(encoding="utf-8")


def test_a_preview_shows_no_text_that_was_not_checked(root: Path) -> None:
    live = Live(root, DAY)
    assert live.refresh() == []
    assert live.snapshot
    (root / "content/tzgg/b.md").write_text("")
    page = live.snapshot.draw("tzgg/b.html")
    assert page is not None
    assert "正在重新读取" in page.decode()


def lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a path what nobody may look into or read: tests run as root, whom the system refuses nothing."""
    scandir, opening, access = os.scandir, os.open, os.access
    os.utime(path)  # as the change of permissions would, this moves the change time

    def is_locked(asked: object) -> bool:
        return isinstance(asked, str | Path) and Path(asked) == path

    def refusing_scandir(folder: str) -> object:
        if is_locked(folder):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    def refusing_open(file: str, *rest: int, dir_fd: int | None = None) -> int:
        # From the folder above, a folder is opened by its name in it.
        below = dir_fd is not None and os.path.samestat(os.stat(file, dir_fd=dir_fd), path.stat())
        if below or is_locked(file):
            raise PermissionError(13, "Permission denied", file)
        return opening(file, *rest, dir_fd=dir_fd)

    monkeypatch.setattr(os, "scandir", refusing_scandir)
    monkeypatch.setattr(os, "open", refusing_open)
    monkeypatch.setattr(os, "access", lambda file, mode: not is_locked(file) and access(file, mode))


@pytest.mark.parametrize(
    "path",
    [
        *("content", "content/tzgg", "content/tzgg/a.md", "content/tzgg/附件.pdf", "columns.yml"),
        *("mkdocs.yml", "ledger.yml", "registers", "registers/x.yml", "theme", "theme/main.html"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_place(
    path: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    building.build(root, DAY, Listener())
    was = digest(root / "site")
    for name in ("registers/x.yml", "theme/main.html"):
        (root / name).parent.mkdir()
        (root / name).write_text("# x\n")
    lock(root / path, monkeypatch)
    outcome = run("build", "--root", root, "--as-of", f"{DAY}")
    assert outcome.code in (1, 2)
    assert f"{path}:1:1　无法读取：没有权限。　[file-unreadable]" in outcome.out
    assert digest(root / "site") == was


@pytest.mark.parametrize(
    "path",
    [
        "content/tzgg/a.md",
        "columns.yml",
        "mkdocs.yml",
        "ledger.yml",
        "registers/x.yml",
        "theme/main.html",
        "theme",
        "content",
    ],
)
@pytest.mark.parametrize("thing", ["circle", "dangling", "folder or file"])
def test_what_is_no_file_is_an_error_with_its_place(thing: str, path: str, root: Path) -> None:
    place = root / path
    place.parent.mkdir(exist_ok=True)
    if place.is_dir():
        place.rename(root / "aside")
    place.unlink(missing_ok=True)
    if thing == "circle":
        place.symlink_to(place.name)
    elif thing == "dangling":
        place.symlink_to("nowhere")
    elif path in ("theme", "content"):
        place.write_text("x")
    elif path.startswith(("theme", "content", "registers")):
        return  # a folder of that name is a folder
    else:
        place.mkdir()
    outcome = run("check", "--root", root, "--as-of", f"{DAY}")
    assert outcome.code in (1, 2)
    assert f"{path}:1:1" in outcome.out


@pytest.mark.parametrize(
    "path", ["content/tzgg/x", "content/tzgg/x.pdf", "content", "registers", "ledger.yml", "theme/assets"]
)
def test_links_that_lead_out_of_the_portal_are_errors(
    path: str, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.csv").write_text("秘密")
    place = root / path
    place.parent.mkdir(exist_ok=True)
    if place.is_dir():
        place.rename(root / "aside")
    place.unlink(missing_ok=True)
    place.symlink_to(outside / "x.csv" if "." in path else outside)
    outcome = run("build", "--root", root, "--as-of", f"{DAY}")
    assert outcome.code == 1
    assert f"{path}:1:1" in outcome.out
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "path", ["content/tzgg/b.md", "content/tzgg/附件.pdf", "columns.yml", "mkdocs.yml", "theme/main.html"]
)
def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(path: str, root: Path) -> None:
    make_pipe = getattr(os, "mkfifo", Path.mkdir)  # where there are no pipes, a folder is as wrong
    place = root / path
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    make_pipe(place)
    outcome = run("build", "--root", root, "--as-of", f"{DAY}")
    assert outcome.code in (1, 2)
    assert f"{path}:1:1" in outcome.out
