"""The look that mkdocs.yml states: colours, pictures, words, sheets."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import (
    AS_OF,
    CALM,
    COLUMNS,
    MARKS,
    PORTAL,
    build,
    check,
    codes,
    contents,
    document,
    make_portal,
    run,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="{}"/></svg>\n'
OPEN = CALM.replace("inspect_files: false", "inspect_files: true")
LINE = MARKS.count("\n") + 1


def portal(folder: Path, *lines: str, **files: str) -> Path:
    """Write a portal that states these lines; ``files`` are by their paths, with ``__`` for a slash."""
    text = MARKS + "".join(f"    {line}\n" for line in lines)
    more = {name.replace("__", "/").replace("_dot_", "."): content for name, content in files.items()}
    return make_portal(folder, {"mkdocs.yml": text, "content/tzgg/20260303-a.md": document(), **more})


def told(root: Path) -> list[tuple[Any, ...]]:
    """Return code, path and line of each finding."""
    return [(each["code"], each["path"], each["line"]) for each in check(root)]


@pytest.mark.parametrize(
    "line",
    [
        *(
            'primary: "#8f1a1a"',
            "primary: 8f1a1a",
            "primary: '#036'",
            'primary: ""',
            "主色: '#036'",
            "accent: 123456",
        ),
        *("footer: 一行", "footer: [一行, 两行]", "footer:", "extra_css:", "logo:", "页脚文字: [a]"),
    ],
)
def test_what_may_be_stated(tmp_path: Path, line: str) -> None:
    assert told(portal(tmp_path, line)) == []


@pytest.mark.parametrize(
    "line",
    [
        *("primary: #8f1a1a", "primary: red", "primary: '#fff'", "primary: '#777777'", "accent: '#3c8'"),
        *(
            "primary: [a]",
            "primary: '#036;}'",
            "logo: logo.png",
            "logo: ../theme/a.png",
            "logo: theme/../a.png",
        ),
        *("logo: theme/a.gif", "logo: /theme/a.png", "logo: https://a.gov.cn/a.png", "favicon: theme/a.ico"),
        *("extra_css: theme/a.scss", "extra_css: content/a.css", "logo: theme/.a.png", "footer: {a: b}"),
    ],
)
def test_what_may_not_be_stated_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    """And nothing else is: the marks beside it are not missing for that."""
    assert told(portal(tmp_path, line)) == [("value-invalid", "mkdocs.yml", LINE)]


def test_a_key_that_is_not_known_is_guessed(tmp_path: Path) -> None:
    found = check(portal(tmp_path, "favicn: theme/a.svg"))
    assert codes(found) == ["key-unknown"]
    assert "favicon" in found[0]["hint"]


def test_a_colour_that_is_too_light_is_told_with_one_that_is_not(tmp_path: Path) -> None:
    (found,) = check(portal(tmp_path, "primary: '#777777'"))
    assert "4.4:1" in found["message"]
    better = found["message"].rpartition("改成")[2].strip('“”"。')
    assert told(portal(tmp_path / "better", f"primary: '{better}'")) == []


def test_a_file_that_is_not_there_is_guessed(tmp_path: Path) -> None:
    root = portal(tmp_path, "logo: public/logo.svg", public__log_dot_svg=SVG.format(8))
    found = check(root)
    assert [(each["code"], each["path"], each["line"]) for each in found] == [
        ("file-missing", "mkdocs.yml", LINE)
    ]
    assert "public/log.svg" in found[0]["hint"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "asset-active"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text>13812345678</text></svg>', "personal-mobile"),
        ("", "file-empty"),
    ],
)
@pytest.mark.parametrize("line", ["logo: public/a.svg", "extra_css: public/a.css"])
def test_a_picture_is_looked_into_like_an_attachment(
    tmp_path: Path, line: str, content: str, code: str
) -> None:
    root = portal(tmp_path, line, public__a_dot_svg=content, public__a_dot_css="a{b:url(a.svg)}")
    if "css" not in line:
        (root / "public/a.css").unlink()  # used by nothing, it would be told of as such
    (root / "columns.yml").write_text(PORTAL + OPEN + COLUMNS, encoding="utf-8")
    for _ in range(2):  # what is known from before is told again
        assert code in codes(check(root))
        assert all(each["path"] == "public/a.svg" for each in check(root))


def test_a_link_out_of_its_folder_is_told(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal", "logo: public/a.svg")
    (tmp_path / "secret.svg").write_text(SVG.format(1), encoding="utf-8")
    (root / "public").mkdir()
    (root / "public/a.svg").symlink_to(tmp_path / "secret.svg")
    assert told(root) == [("path-outside", "mkdocs.yml", LINE)]
    assert run("build", "--root", root, "--as-of", AS_OF).code == 1


def test_words_of_the_footer_pass_the_gate_and_are_escaped(tmp_path: Path) -> None:
    assert ("personal-mobile", "mkdocs.yml", LINE) in told(portal(tmp_path / "a", "footer: 电话13812345678"))
    site = build(portal(tmp_path / "b", "footer: <b>版权</b>"))
    assert "<p>&lt;b&gt;版权&lt;/b&gt;</p>" in (site / "index.html").read_text(encoding="utf-8")


def test_a_sheet_may_load_what_is_beside_it_and_nothing_else(tmp_path: Path) -> None:
    files = {
        "public__a__own_dot_css": "a{b:url(../b.svg)}",
        "public__b_dot_svg": SVG.format(8),
        "theme__assets__own_dot_css": "a{b:url(emblem.svg)}",
    }
    root = portal(tmp_path, "extra_css: [public/a/own.css, theme/assets/own.css]", **files)
    assert told(root) == []
    site = build(root)
    page = (site / "tzgg/index.html").read_text(encoding="utf-8")
    sheets = [name for name in page.split('"') if ".css?v=" in name]
    assert [name.partition("?")[0] for name in sheets][-2:] == [
        "../assets/public/a/own.css",
        "../assets/own.css",
    ]
    assert (site / "assets/public/b.svg").is_file()
    for target, code in (
        ("gone.svg", "file-missing"),
        ("../../columns.yml", "file-missing"),
        ("../../../x", "file-missing"),
    ):
        (root / "public/a/own.css").write_text(f"a{{b:url({target})}}", encoding="utf-8")
        assert code in codes(check(root)), target


def test_sheets_that_stand_for_the_programs_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    root = portal(tmp_path, theme__assets__pages_dot_css="a{}\nb{c:url(//example.org/a.png)}")
    assert told(root) == [("style-foreign", "theme/assets/pages.css", 2)]


def test_words_of_a_sheet_pass_the_gate(tmp_path: Path) -> None:
    sheet = "a{}\n.b::before { content: '电话13812345678' } .c { z-index: 13812345678 }"
    root = portal(tmp_path, "extra_css: public/a.css", public__a_dot_css=sheet)
    assert told(root) == [("personal-mobile", "public/a.css", 2)]


def test_all_that_is_stated_shows_and_a_change_of_it_is_seen(tmp_path: Path) -> None:
    lines = ["primary: '#8f1a1a'", "logo: public/a.svg", "favicon: theme/assets/图.svg"]
    root = portal(tmp_path, *lines, public__a_dot_svg=SVG.format(1), theme__assets__图_dot_svg=SVG.format(2))
    assert told(root) == []
    site = build(root)
    page = (site / "index.html").read_text(encoding="utf-8")
    assert 'src="./assets/public/a.svg?v=' in page
    assert 'alt="示例区人民政府"' in page
    assert 'href="./assets/%E5%9B%BE.svg?v=' in page
    assert "./assets/colours.css?v=" in page
    assert "style=" not in page
    assert "--gk-primary: #8f1a1a;" in (site / "assets/colours.css").read_text(encoding="utf-8")
    (root / "public/a.svg").write_text(SVG.format(3), encoding="utf-8")
    over_cache = contents(build(root))
    assert SVG.format(3) == (site / "assets/public/a.svg").read_text(encoding="utf-8")
    shutil.rmtree(root / ".cache")
    shutil.rmtree(site)
    assert contents(build(root)) == over_cache
    (root / "mkdocs.yml").write_text(MARKS, encoding="utf-8")
    shutil.rmtree(root / "theme")
    shutil.rmtree(root / "public")
    bare = contents(build(root))
    assert "assets/colours.css" not in bare
    assert not [name for name in bare if name.startswith("assets/public")]


def test_a_line_more_draws_nothing_anew(tmp_path: Path) -> None:
    root = portal(tmp_path, "logo: public/a.svg", public__a_dot_svg=SVG.format(1))
    build(root)
    before = sorted(path.name for path in (root / ".cache/frames").iterdir())
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"# 注释\n{text}", encoding="utf-8")
    build(root)
    assert sorted(path.name for path in (root / ".cache/frames").iterdir()) == before
