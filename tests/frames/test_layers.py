"""A portal's theme holds what is different; every other file is the program's."""

from __future__ import annotations

import shutil
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.frames.draw import draw_frames
from generator.frames.layers import theme_layers
from generator.load.portal import load_portal
from generator.program import shipped_theme
from tests.helpers import AS_OF, REPOSITORY, build, check, codes, contents, document, make_portal, run

HOME, LIST, PAGE = "index.html", "tzgg/index.html", "tzgg/20260303-a.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal without a theme."""
    return make_portal(tmp_path / "portal", {"content/tzgg/20260303-a.md": document()})


def override(root: Path, name: str, more: str) -> Path:
    """Put a file of the program's theme into the portal's, with something more at its end."""
    path = root / "theme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((shipped_theme() / name).read_text(encoding="utf-8") + more, encoding="utf-8")
    return path


def read(root: Path, name: str) -> str:
    """Return a built file."""
    return (root / "site" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("partials/footer.html", (HOME, LIST, PAGE)),
        ("main.html", (HOME, LIST, PAGE)),
        ("pages/list.html", (LIST,)),
        ("pages/document.html", (PAGE,)),
        ("assets/frame.css", ("assets/frame.css",)),
        ("assets/portal.js", ("assets/portal.js",)),
        ("assets/emblem.svg", ("assets/emblem.svg",)),
    ],
)
def test_one_file_is_put_in_the_place_of_the_programs(root: Path, name: str, shown: tuple[str, ...]) -> None:
    before = contents(build(root))
    comment = "<!-- 自己的 -->" if name.endswith(("html", "svg")) else "/* 自己的 */"
    path = override(root, name, comment)
    assert codes(check(root)) == []
    build(root)
    assert all("自己的" in read(root, page) for page in shown)
    assert contents(root / "site").keys() == before.keys()
    over_cache = contents(root / "site")
    shutil.rmtree(root / ".cache")
    shutil.rmtree(root / "site")
    assert contents(build(root)) == over_cache
    path.unlink()
    assert contents(build(root)) == before


def test_a_copy_of_a_file_changes_nothing(root: Path) -> None:
    before = contents(build(root))
    for name in ("main.html", "pages/list.html", "assets/frame.css"):
        override(root, name, "")
    assert codes(check(root)) == []
    assert contents(build(root)) == before


def test_a_whole_copy_of_the_theme_goes_on_as_it_did(root: Path) -> None:
    before = contents(build(root))
    shutil.copytree(shipped_theme(), root / "theme")
    assert codes(check(root)) == []
    assert contents(build(root)) == before


def test_a_file_of_material_is_overridden(root: Path) -> None:
    spec = find_spec("material")
    assert spec
    sheets = Path(str(spec.origin)).parent / "templates/assets/stylesheets"
    own = root / "theme/assets/stylesheets" / next(sheets.glob("main.*.css")).name
    own.parent.mkdir(parents=True)
    own.write_text("/* 自己的 */", encoding="utf-8")
    assert codes(check(root)) == []
    made = {
        path.name: path.read_text(encoding="utf-8") for path in (build(root) / "assets/stylesheets").iterdir()
    }
    assert made.pop(own.name) == "/* 自己的 */"
    # The other one goes on as it did, without what the portal has taken over.
    (left,) = made.values()
    assert "color-scheme:dark" in left
    assert ".md-typeset" not in left


def test_what_an_override_names_is_no_stray(root: Path) -> None:
    override(root, "partials/footer.html", "{% include 'partials/mine.html' %}")
    (root / "theme/partials/mine.html").write_text(
        '<p><img src="{{ asset(\'own/mine.svg\') }}" alt="">自己的</p>', encoding="utf-8"
    )
    (root / "theme/assets/own").mkdir(parents=True)
    (root / "theme/assets/own/mine.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8"
    )
    assert codes(check(root)) == []
    build(root)
    assert "自己的" in read(root, HOME)
    assert (root / "site/assets/own/mine.svg").is_file()


def test_a_stray_is_told_with_what_was_meant_and_is_not_published(root: Path) -> None:
    for name in ("Main.html", "page/list.html", "assets/secret.txt"):
        path = root / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = check(root)
    assert [(each["code"], each["path"]) for each in found] == [
        ("theme-stray", "theme/Main.html"),
        ("theme-stray", "theme/assets/secret.txt"),
        ("theme-stray", "theme/page/list.html"),
    ]
    assert "“main.html”" in found[0]["hint"]
    assert "“pages/list.html”" in found[2]["hint"]
    build(root)
    assert not (root / "site/assets/secret.txt").exists()


def test_a_hidden_file_is_none_and_not_published(root: Path) -> None:
    (root / "theme/assets").mkdir(parents=True)
    (root / "theme/.gitkeep").touch()
    (root / "theme/assets/.DS_Store").write_text("x", encoding="utf-8")
    assert codes(check(root)) == []
    assert not (build(root) / "assets/.DS_Store").exists()


def test_a_picture_beside_the_assets_is_published_below_them(root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as out:
        out.write("    logo: theme/logo.svg\n    extra_css: theme/own/a.css\n")
    (root / "theme/own").mkdir(parents=True)
    (root / "theme/logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (root / "theme/own/a.css").write_text("a{b:url(../logo.svg)}", encoding="utf-8")
    assert codes(check(root)) == []
    build(root)
    assert "assets/theme/logo.svg?v=" in read(root, HOME)
    assert (root / "site/assets/theme/logo.svg").is_file()
    assert (root / "site/assets/theme/own/a.css").is_file()


def test_a_link_in_the_place_of_a_file_is_refused_not_passed_over(root: Path) -> None:
    (root.parent / "secret").write_text("不许读的内容", encoding="utf-8")
    for name in ("assets/frame.css", "partials/footer.html"):
        path = root / "theme" / name
        path.parent.mkdir(parents=True)
        path.symlink_to(root.parent / "secret")
    assert codes(check(root)) == ["theme-file"] * 2
    assert run("build", "--root", root, "--as-of", AS_OF).code == 1
    (root / "theme/partials/footer.html").unlink()
    model = load_portal(root, date.fromisoformat(AS_OF)).portal
    assert model
    frames = draw_frames(model, root, root / ".cache")
    assert not (frames.assets / "frame.css").exists()


def test_a_folder_in_the_place_of_a_file_leaves_the_programs(root: Path) -> None:
    (root / "theme/main.html").mkdir(parents=True)
    before = contents(build(root))
    (root / "theme/main.html").rmdir()
    assert contents(build(root)) == before


def test_the_theme_of_the_checkout_is_the_programs() -> None:
    assert theme_layers(REPOSITORY) == (shipped_theme(),)
