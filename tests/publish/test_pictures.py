"""Smaller copies of pictures on the site: made once, reused, made again, and never a stale one."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from generator.load import pictures
from generator.load.assets.foreign import Foreign, ForeignReadError
from tests.helpers import contents, document, make_portal, run
from tests.load.assets.test_sizes import located, photograph, saved

DAY = ("--as-of", "2026-11-20")
COPY = re.compile(r"pictures/([0-9a-f]{24}-(?:\d+|cut)\.(?:jpg|png))")


def portal(folder: Path) -> Path:
    """Make a portal with one photograph in a text and one as an interpretation's picture."""
    return make_portal(
        folder,
        {
            "content/tzgg/a.md": document("甲", "![照片](照片.jpg)\n\n正文。"),
            "content/tzgg/照片.jpg": located(),
            "content/tzgg/b.md": document("乙", picture="图.png", picture_alt="图。"),
            "content/tzgg/图.png": saved(photograph(1000, 700), "PNG"),
        },
    )


def built(root: Path) -> dict[str, str]:
    """Build, and return the digests of what the site holds."""
    outcome = run("build", "--root", root, *DAY)
    assert outcome.code == 0, outcome.out
    return contents(root / "site")


def copies(site: dict[str, str]) -> set[str]:
    """Return the names of the copies that stand in the site."""
    return {name.removeprefix("pictures/") for name in site if name.startswith("pictures/")}


def named(root: Path, page: str) -> set[str]:
    """Return the names of the copies that a page offers."""
    return set(COPY.findall((root / "site/tzgg" / page).read_text(encoding="utf-8")))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the process for foreign files was asked to do."""
    tasks: list[str] = []
    ask = Foreign.ask

    def note(self: Foreign, task: str, *arguments: str, raw: bytes = b"") -> object:
        tasks.append(task)
        return ask(self, task, *arguments, raw=raw)

    monkeypatch.setattr(Foreign, "ask", note)
    return tasks


def test_pages_offer_what_the_site_has_and_the_original_stays(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    site = built(root)
    assert copies(site) >= named(root, "a.html") | named(root, "b.html")
    assert len(named(root, "a.html")) == 3
    page = (root / "site/tzgg/a.html").read_text(encoding="utf-8")
    image = next(iter(re.findall(r"<img [^>]*srcset=[^>]*>", page)))
    for part in ('loading="lazy"', 'decoding="async"', 'width="2000"', 'height="1000"', "480w", "760px"):
        assert part in image
    assert 'src="./%E7%85%A7%E7%89%87.jpg"' in image or 'src="../tzgg/%E7%85%A7%E7%89%87.jpg"' in image
    assert (root / "site/tzgg/照片.jpg").read_bytes() == (root / "content/tzgg/照片.jpg").read_bytes()
    # Nothing shows the copy for cards of a picture that stands in a text.
    digest = next(iter(named(root, "a.html")))[:24]
    assert not any(name.startswith(f"{digest}-cut") for name in copies(site))


def test_an_unchanged_picture_is_not_opened_again(tmp_path: Path, asked: list[str]) -> None:
    root = portal(tmp_path / "portal")
    first = built(root)
    assert asked.count("sizes") == 2
    (root / "content/tzgg/c.md").write_text(document("丙"), encoding="utf-8")
    built(root)
    # Written anew with the same bytes, and under another name.
    photo = root / "content/tzgg/照片.jpg"
    raw = photo.read_bytes()
    photo.unlink()
    photo.write_bytes(raw)
    (root / "content/tzgg/a.md").write_text(document("甲", "![照片](新.jpg)\n\n正文。"), encoding="utf-8")
    photo.rename(photo.with_name("新.jpg"))
    assert copies(built(root)) == copies(first)
    assert asked.count("sizes") == 2


def test_a_changed_picture_changes_its_page_and_its_copies(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    before = named(root, "a.html") if built(root) else set()
    (root / "content/tzgg/照片.jpg").write_bytes(located(1500, 1000))
    site = built(root)
    after = named(root, "a.html")
    assert after
    assert not after & before
    assert not copies(site) & before
    assert 'width="1500"' in (root / "site/tzgg/a.html").read_text(encoding="utf-8")
    (root / "content/tzgg/照片.jpg").write_bytes(b"\xff\xd8\xff" + bytes(3000))
    built(root)
    assert not named(root, "a.html")


def test_lost_and_spoiled_copies_are_made_again(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    first = built(root)
    for name in sorted(copies(first))[:2]:
        (root / "site/pictures" / name).unlink()
    (root / "content/tzgg/c.md").write_text(document("丙"), encoding="utf-8")
    second = built(root)
    assert {name: second[name] for name in first if name in second and "pictures/" in name} == {
        name: digest for name, digest in first.items() if "pictures/" in name
    }
    assert not (root / ".cache/pictures").exists()
    for path in (root / ".cache").rglob("pictures.bin"):
        path.write_bytes(path.read_bytes()[:-9] + b"otherwise")
    (root / "content/tzgg/c.md").write_text(document("丁"), encoding="utf-8")
    assert copies(built(root)) == copies(first)


def test_a_picture_that_ends_its_reader_is_shown_as_it_is_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path / "portal")
    ask = Foreign.ask

    def die(self: Foreign, task: str, *arguments: str, raw: bytes = b"") -> object:
        if task == "sizes":
            raise ForeignReadError
        return ask(self, task, *arguments, raw=raw)

    with monkeypatch.context() as patch:
        patch.setattr(Foreign, "ask", die)
        assert copies(built(root)) == set()
        assert not named(root, "a.html")
    os.utime(root / "content/tzgg/a.md")
    built(root)
    assert len(named(root, "a.html")) == 3


def test_many_pictures_share_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MANY", 1)
    raws = {f"{number}.png": saved(photograph(700, 500), "PNG") for number in range(3)}
    fresh = {f"digest{number}": name for number, name in enumerate(raws)}
    for name, raw in raws.items():
        (tmp_path / name).write_bytes(raw)
    made = dict(pictures._make_all(fresh, tmp_path, tmp_path / "copies", 3))
    assert made.keys() == fresh.keys()
    assert all(picture and picture.copies for picture in made.values())


def test_the_home_page_shows_cut_pictures(sample_site: Path) -> None:
    home = (sample_site / "index.html").read_text(encoding="utf-8")
    cards = re.findall(r'<span class="gk-thumb"><img [^>]*>', home)
    assert len(cards) >= 4
    shown = [sample_site / f"pictures/{name}" for card in cards for name in COPY.findall(card)]
    assert len(shown) == len(cards)
    assert all('width="320" height="180"' in card for card in cards)
    assert sum(path.stat().st_size for path in shown) < 60_000
