"""Every template, partial and macro of the theme has an example, and what people write stays text in all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.gallery.__main__ import main
from tests.gallery.examples import PLANTED, read_examples
from tests.gallery.pages import ALL, Gallery, make_gallery
from tests.gallery.parts import all_macros, all_templates
from tests.markup import parse_page

_LIKE = "themes的模板、宏没有样品：在tests/gallery/examples加一个同名的.yml"


def undrawn(gallery: Gallery) -> list[str]:
    """Return the templates and macros that no example draws with."""
    used = gallery.used
    return sorted((all_templates() - used.templates) | (all_macros() - used.macros))


def test_every_part_has_an_example(tmp_path: Path) -> None:
    gallery = make_gallery(tmp_path / "out", read_examples())
    assert undrawn(gallery) == [], _LIKE
    assert len(gallery.pages) == len(set(gallery.pages))
    assert all((tmp_path / "out" / name).is_file() for name in gallery.pages)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("notice", ["pages/notice.html"]),
        ("search", ["pages/search.html"]),
        ("map", ["pages/map.html", "pages/map.html branch"]),
        ("consultation/decisions", ["pages/consultation/decisions.html"]),
    ],
)
def test_a_part_without_one_is_named(part: str, told: list[str], tmp_path: Path) -> None:
    gallery = make_gallery(tmp_path / "out", tuple(each for each in read_examples() if each.part != part))
    assert undrawn(gallery) == told


def test_every_example_is_of_a_part() -> None:
    parts = {each.part for each in read_examples()}
    assert parts - {name.removeprefix("pages/").removesuffix(".html") for name in all_templates()} == set()


def test_what_people_write_stays_text(tmp_path: Path) -> None:
    gallery = make_gallery(tmp_path / "out", read_examples())
    for name in gallery.pages:
        page = parse_page(tmp_path / "out" / name)
        assert page.named(PLANTED) == [], name
        assert [
            tag for tag, attributes in page.tags if any(each.startswith("on") for each in attributes)
        ] == []
    html = (tmp_path / "out" / ALL).read_text(encoding="utf-8")
    assert len(re.findall(f"&lt;{PLANTED}", html)) > 300


def test_the_command_writes_it_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "out")]) == 0
    assert "index.html" in capsys.readouterr().out
    assert main([str(tmp_path / "out")]) == main([]) == 2
