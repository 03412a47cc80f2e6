"""A whole old portal of 500 pages: every one placed, every word kept, every old address answered by a real server."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.helpers import PORTAL, build, check, contents, make_portal, run
from tests.intake.migration.old_portal import COLUMNS, MAP, Old, old_articles, write_mirror
from tests.publish.servers.conftest import Running, running
from tests.shared import shared

COUNT = 480


@dataclass(frozen=True)
class Moved:
    """A portal that an old one was moved into: its folder, the mirror, the truth, and what the command said."""

    root: Path
    mirror: Path
    truth: tuple[Old, ...]
    said: dict[str, list[dict[str, Any]]]

    def document(self, old: Old) -> tuple[dict[str, Any], str]:
        """Return head and text of the document that an old article has become."""
        made = next(each for each in self.said["made"] if each["source"] == f"/{old.address}")
        _, head, body = (self.root / str(made["path"])).read_text(encoding="utf-8").split("---\n", 2)
        return yaml.safe_load(head), body

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of the report."""
        text = (self.root / "migration/addresses.csv").read_text(encoding="utf-8-sig")
        return list(csv.DictReader(text.splitlines()))


def migrate(root: Path, mirror: Path, *options: str) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    """Run the command; return its code and what it said as JSON."""
    outcome = run(
        "migrate", mirror, "--map", root.parent / "map.yml", "--root", root, "--format", "json", *options
    )
    return outcome.code, json.loads(outcome.out)


def _make(folder: Path) -> None:
    folder.mkdir()
    write_mirror(folder / "mirror", old_articles(COUNT))
    (folder / "map.yml").write_text(MAP, encoding="utf-8")
    root = make_portal(folder / "portal", {"columns.yml": PORTAL + COLUMNS})
    code, said = migrate(root, folder / "mirror")
    assert code == 0, said["left"]
    (folder / "said.json").write_text(json.dumps(said), encoding="utf-8")


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = shared(tmp_path_factory, "migrated", _make)
    said = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    return Moved(folder / "portal", folder / "mirror", old_articles(COUNT), said)


def test_every_page_is_placed_and_every_word_is_kept(moved: Moved) -> None:
    assert len(moved.said["made"]) == COUNT
    assert moved.said["left"] == []
    assert {(each["kept"], len(each["missing"]), len(each["asked"])) for each in moved.said["made"]} == {
        (1.0, 0, 0)
    }
    page = (moved.root / "migration/report.html").read_text(encoding="utf-8")
    assert "全部旧网址都有去处，原文的字都在" in page
    assert "100%" in page


def test_heads_say_what_the_old_pages_said(moved: Moved) -> None:
    for old in moved.truth:
        head, body = moved.document(old)
        assert head["title"] == old.title
        assert str(head["published"])[:10] == str(old.day)
        assert head["issuer"] == old.source
        assert head.get("doc_no", "") == old.number_of_paper
        assert set(head["old_urls"]) == {f"/{old.address}", *(f"/{each}" for each in old.parts)}
        plain = re.sub(r"\s", "", body)
        places = [plain.index(words) for words in old.words]
        assert places == sorted(places)


def test_links_and_files_lead_where_they_led(moved: Moved) -> None:
    paths = {str(each["source"]): str(each["path"]) for each in moved.said["made"]}
    for old in moved.truth:
        head, body = moved.document(old)
        folder = (moved.root / paths[f"/{old.address}"]).parent
        targets = {words: unquote(target) for words, target in re.findall(r"\[([^\]]*)\]\(([^)]*)\)", body)}
        for other in old.links:
            wanted = moved.root / paths[f"/{moved.truth[other].address}"]
            assert (folder / targets[moved.truth[other].title]).resolve() == wanted.resolve()
        assert len(head.get("attachments", ())) == len(old.files)
        for address, words in old.files.items():
            file = folder / targets[words]
            assert file.read_bytes() == (moved.mirror / "www.old.example.gov.cn" / address).read_bytes()
            said = words.removesuffix(".doc") if words != "点击下载" else old.title
            assert said in file.name
        if old.number % 10 == 0:
            assert f'alt="第{old.number}号现场"' in body


def test_what_was_moved_passes_the_checks(moved: Moved) -> None:
    wrong = [each for each in check(moved.root) if each["level"] == "error"]
    # The files of this test are no whole DOC and PDF files; nothing else is wrong.
    assert {each["code"] for each in wrong} <= {"asset-broken", "file-damaged", "asset-type"}


def test_a_second_run_changes_nothing(moved: Moved, tmp_path: Path) -> None:
    for name in ("portal", "mirror"):
        shutil.copytree(moved.root.parent / name, tmp_path / name)
    shutil.copy(moved.root.parent / "map.yml", tmp_path)
    before = contents(tmp_path / "portal")
    code, said = migrate(tmp_path / "portal", tmp_path / "mirror")
    assert code == 0
    assert said["made"] == moved.said["made"]
    after = contents(tmp_path / "portal")
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert changed <= {f"migration/{each}" for each in ("addresses.csv", "attachments.csv", "report.html")}


@pytest.fixture(scope="module")
def server(moved: Moved, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Nginx over the built portal, with the configuration that the command writes."""
    folder = tmp_path_factory.mktemp("crawl")
    site = build(moved.root)
    (folder / "现 在").symlink_to(site)
    (folder / "own").mkdir()
    folder.chmod(0o755)
    with running("nginx", "/", folder) as server:
        yield server


def test_each_old_address_ends_at_the_right_page(moved: Moved, server: Running) -> None:
    asked = 0
    for row in moved.rows():
        if not row["新网址"] or row["旧网址"] == "/index.html":
            continue
        path, mark, question = row["旧网址"].partition("?")
        answer = server.ask(path.removeprefix("/") + mark + question)
        assert answer.status == 301, row
        there = urlsplit(answer.headers["location"]).path
        assert unquote(there) == row["新网址"]
        page = server.ask(unquote(there).removeprefix("/"))
        assert page.status == 200
        if row["结果"] == "文档":
            assert row["标题"] in page.body.decode()
        asked += 1
    assert asked >= COUNT
