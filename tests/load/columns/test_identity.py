"""mkdocs.yml holds what is listed and nothing else; a wrong value is told by check, with its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import AS_OF, MARKS, check, codes, document, make_portal, run

GOOD = ("https://www.example.gov.cn/", "http://www.example.gov.cn/zwgk/", "http://10.0.0.1:8080/", '""', "")
BAD = (
    *(
        "5",
        "true",
        "www.example.gov.cn",
        "ftp://a.gov.cn/",
        "https://",
        "https:///a",
        "//a.gov.cn/",
        "[a]",
        "{a: 1}",
    ),
    *("javascript:alert(1)", "https://a b.gov.cn/", 'https://a.gov.cn/"><script>', "https://a.gov.cn/?q=1"),
    *("https://a.gov.cn:99999/", "https://a.gov.cn:x/", "https://[a/"),
)


def _marks(line: str) -> str:
    return MARKS.replace("site_url: https://www.example.gov.cn/\n", f"{line}\n")


@pytest.mark.parametrize("address", GOOD)
def test_an_address_of_a_site_is_taken(tmp_path: Path, address: str) -> None:
    root = make_portal(tmp_path, {"mkdocs.yml": _marks(f"site_url: {address}")})
    assert "value-invalid" not in codes(check(root))


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_address_is_told_by_check_and_build_alike(tmp_path: Path, address: str) -> None:
    files = {"mkdocs.yml": _marks(f"site_url: {address}"), "content/tzgg/a.md": document()}
    root = make_portal(tmp_path, files)
    found = [each for each in check(root) if each["level"] == "error"]
    assert [(each["path"], each["line"]) for each in found] == [("mkdocs.yml", 2)], found
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 1
    assert "mkdocs.yml:2:" in outcome.out
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("theme: material", (12, "value-invalid")),
        ("theme: {name: readthedocs}", (12, "value-invalid")),
        ("theme: {font: true}", (12, "value-invalid")),
        ("theme:\n  name: material\n  features: [navigation.tabs]", (14, "key-unknown")),
        ("plugins: {gongkai: {}}", (12, "value-invalid")),
        ("plugins: [gongkai, search]", (12, "value-invalid")),
        ("plugins:\n  - gongkai: {as_of: 2026-02-30}", (13, "date-invalid")),
        ("docs_dir: ..", (12, "value-invalid")),
        ("hooks: [h.py]", (12, "key-unknown")),
        ("extra_css: [a.css]", (12, "key-unknown")),
        ("nav: []", (12, "key-unknown")),
        ("site_dir: !!str other", (12, "value-invalid")),
        ("site_dir: !other site", (12, "yaml-syntax")),
    ],
)
def test_each_thing_that_is_not_listed_is_told_with_its_line(
    tmp_path: Path, lines: str, place: tuple[int, str]
) -> None:
    assert MARKS.count("\n") == 8
    root = make_portal(tmp_path, {"mkdocs.yml": f"{MARKS}# 一\n# 二\n# 三\n{lines}\n"})
    found = [each for each in check(root) if each["level"] != "info"]
    assert [(each["line"], each["code"]) for each in found if each["path"] == "mkdocs.yml"] == [place]


def test_marks_stay_where_something_else_is_wrong(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"mkdocs.yml": f"{MARKS}hooks: [h.py]\n"})
    assert "mark-missing" not in codes(check(root))


def test_the_plain_file_of_a_new_portal_is_right(tmp_path: Path) -> None:
    text = f"{MARKS}docs_dir: content\nsite_dir: site\ntheme:\n  name: material\n  custom_dir: theme\n"
    text += "  language: zh\n  font: false\nplugins:\n  - gongkai:\n      as_of: '2026-06-30'\n"
    assert codes(check(make_portal(tmp_path, {"mkdocs.yml": text}))) == []


def test_the_command_of_mkdocs_stops_at_what_is_not_listed(tmp_path: Path) -> None:
    files = {"mkdocs.yml": f"{MARKS}docs_dir: content\nplugins: [gongkai]\nstrict: false\n"}
    root = make_portal(tmp_path, {**files, "content/tzgg/a.md": document()})
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "-f", str(root / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode
    assert "没有“strict”这个键" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "site/tzgg").exists()


def test_the_keys_of_the_look_are_told_their_place(tmp_path: Path) -> None:
    written = "extra_css: [a.css]\ntheme:\n  name: material\n  logo: a.png\n  palette: {primary: red}\n"
    root = make_portal(tmp_path, {"mkdocs.yml": written})
    hints = [each["hint"] for each in check(root) if each["code"] == "key-unknown"]
    assert hints == [
        "写在extra.gongkai的extra_css。",
        "写在extra.gongkai的logo。",
        "颜色写在extra.gongkai的primary和accent。",
    ]
