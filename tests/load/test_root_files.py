"""Files of public/ that go to the site's root: which do, what is in them, and whose address they may not take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.model.look import PUBLIC
from tests.helpers import MARKS, build, check, codes, document, make_portal, run

PROOF = "MP_verify_a1B2c3D4e5F6g7H8.txt"
ICON = b"\x00\x00\x01\x00\x01\x00" + b"\x00" * 40
PICTURE = Path(__file__).parents[2] / "theme/assets/favicon.svg"
GOOD: dict[str, str | bytes] = {
    f"public/{PROOF}": "a1B2c3D4e5F6g7H8",
    "public/baidu_verify_codeva-A1b2C3.html": "a1b2c3d4e5\n",
    "public/favicon.ico": ICON,
    "public/robots.txt": "User-agent: *\nDisallow: /audit/\n",
    "public/.well-known/security.txt": "Contact: mailto:a@example.gov.cn\n",
}


def told(root: Path) -> list[tuple[str, str]]:
    """Return code and path of what is wrong with a portal's files of public/."""
    return [(each["code"], each["path"]) for each in check(root) if each["path"].startswith(PUBLIC)]


def test_they_stand_at_the_root_as_they_are_and_follow_every_change(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {**GOOD, "content/tzgg/a.md": document()})
    assert told(root) == []
    site = build(root)
    for name, data in GOOD.items():
        whole = data if isinstance(data, bytes) else data.encode()
        assert (site / name.removeprefix("public/")).read_bytes() == whole
    (root / "public/robots.txt").unlink()
    (root / "public" / PROOF).write_text("other")
    build(root)
    assert (site / PROOF).read_text() == "other"
    assert "Sitemap:" in (site / "robots.txt").read_text()
    (root / "public" / PROOF).unlink()
    build(root)
    assert not (site / PROOF).exists()


def test_a_preview_keeps_search_engines_out_whatever_the_portal_says(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", {**GOOD, "content/tzgg/a.md": document()})
    outcome = run("build", "--root", root, "--as-of", "2026-11-20", "--drafts", "--out", tmp_path / "out")
    assert outcome.code == 0, outcome.out
    assert (tmp_path / "out/robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert (tmp_path / "out" / PROOF).is_file()


def test_what_the_look_uses_goes_with_it_and_not_to_the_root(tmp_path: Path) -> None:
    look = MARKS + "    extra_css: [public/own.css]\n    favicon: public/icon.svg\n"
    files: dict[str, str | bytes] = {
        "mkdocs.yml": look,
        "public/own.css": "h1 { background: url(img/back.svg); }\n",
        "public/img/back.svg": PICTURE.read_bytes(),
        "public/icon.svg": PICTURE.read_bytes(),
        "public/.DS_Store": "x",
        "public/Thumbs.db": "x",
        "content/tzgg/a.md": document(),
    }
    root = make_portal(tmp_path, files)
    assert told(root) == []
    site = build(root)
    assert not {"own.css", "icon.svg", "img", ".DS_Store", "Thumbs.db", "assets"} & {
        path.name for path in site.iterdir()
    } - {"assets"}
    assert (site / "assets/public/img/back.svg").is_file()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("page.html", "<h1>甲</h1>", "public-file"),
        ("empty.html", " \n", "public-file"),
        ("long.html", "a" * 5000, "public-file"),
        ("run.php", "x", "public-file"),
        ("a.php.txt", "x", "public-file"),
        ("con.txt", "x", "public-file"),
        ("notes.md", "x", "public-file"),
        ("none", "x", "public-file"),
        ("fake.ico", "GIF89a", "public-file"),
        ("deep/a.txt", "x", "public-file"),
        (".well-known/deep/a.txt", "x", "public-file"),
        ("large.txt", "a" * 1_100_000, "public-file"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "asset-active"),
        ("a.txt", "身份证号11010519491231002X", "personal-identity"),
        ("a.html", "11010519491231002X", "personal-identity"),
        ("11010519491231002X.txt", "x", "personal-identity"),
        ("index.html", "a", "address-duplicate"),
        ("404.html", "a", "address-duplicate"),
        ("Sitemap.xml", "<a/>", "address-duplicate"),
        ("ROBOTS.TXT", "x", "address-duplicate"),
        ("beside.txt", "x", "address-duplicate"),
    ],
)
def test_what_does_not_belong_there_is_told(name: str, data: str, code: str, tmp_path: Path) -> None:
    files = {
        f"public/{name}": data,
        "content/tzgg/a.md": document(attachments="[/beside.txt]"),
        "content/beside.txt": "x",
    }
    root = make_portal(tmp_path, files)
    assert told(root) == [(code, f"public/{name}")]
    outcome = run("build", "--root", root, "--as-of", "2026-11-20")
    assert outcome.code == (0 if code == "public-file" else 1)
    site = root / "site"
    assert not (site / name).exists() if code == "public-file" else not site.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    root = make_portal(tmp_path / "portal", {"content/tzgg/a.md": document(), "public/a.txt": "a"})
    (root / "public/b.txt").symlink_to(tmp_path / "secret.txt")
    (root / "public/c.txt").symlink_to("c.txt")
    assert told(root) == [("public-file", "public/b.txt"), ("public-file", "public/c.txt")]
    assert not (build(root) / "b.txt").exists()


def test_a_portal_that_is_hardly_looked_into_is_looked_into_here(tmp_path: Path) -> None:
    root = make_portal(
        tmp_path, {"content/tzgg/a.md": document(), "public/a.json": '{"a": "11010519491231002X"}'}
    )
    assert "personal-identity" in codes(check(root))
