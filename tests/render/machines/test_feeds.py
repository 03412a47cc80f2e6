"""Feeds are what the standards say, name the newest of the public, and by names that last."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.amend.url_lock import record_addresses
from generator.load.portal import load_portal
from generator.model.finding import Place
from generator.model.portal import Move
from generator.render.machines.feeds import feed_extras, xml_text
from generator.render.machines.reach import WayBack
from tests.helpers import AS_OF
from tests.render.machines.scene import BASE, HOSTILE, SECRETS, make, reach_of

ATOM = "{http://www.w3.org/2005/Atom}"
SHAPE = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://[!-~]+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}
AUTHORS = {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {"name": TEXT}}}
# What https://jsonfeed.org/version/1.1 asks for.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT, "description": TEXT, "home_page_url": ADDRESS, "feed_url": ADDRESS,
        "language": {"const": "zh-CN"}, "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "additionalProperties": False,
                "properties": {
                    "id": TEXT, "url": ADDRESS, "title": TEXT, "content_text": TEXT, "date_published": MOMENT,
                    "date_modified": MOMENT, "tags": {"type": "array", "items": TEXT}, "authors": AUTHORS,
                },
            },
        },
    },
}  # fmt: skip


def atom(site: Path, column: str = "") -> Any:
    """Return a feed, which is sound."""
    tree = etree.parse(site / "feeds" / column / "feed.atom")
    SHAPE.assertValid(tree)
    return tree.getroot()


def titles(feed: Any) -> list[str]:
    """Return the titles of a feed's entries."""
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def names(root: Path) -> dict[str, str]:
    """Return the lasting names of the documents of a portal by title."""
    reach = reach_of(root)
    return {each.title: reach.name_of(each) for each in reach.portal.documents}


def test_every_feed_is_valid_and_says_the_same_in_both_forms(site: Path) -> None:
    feeds = sorted(path.parent.relative_to(site / "feeds").as_posix() for path in site.rglob("*.atom"))
    assert feeds == [".", "zwgk", "zwgk/klm", "zwgk/tzgg", "zwgk/wjk"]
    for column in feeds:
        feed = atom(site, column)
        other = json.loads((site / "feeds" / column / "feed.jsonfeed").read_text(encoding="utf-8"))
        jsonschema.validate(other, JSON_FEED)
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert ids == [item["id"] for item in other["items"]]
        assert titles(feed) == [item["title"] for item in other["items"]]
        assert len(set(ids)) == len(ids)
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == BASE + (
            f"feeds/{column}/feed.atom" if column != "." else "feeds/feed.atom"
        )


def test_a_feed_holds_the_newest_thirty_of_its_column_and_all_below(site: Path) -> None:
    expected = [HOSTILE, "关于样例的办法", *(f"关于第{number}件事项的通知" for number in range(31, 3, -1))]
    assert titles(atom(site)) == titles(atom(site, "zwgk")) == expected
    assert titles(atom(site, "zwgk/wjk")) == ["关于样例的办法"]
    assert titles(atom(site, "zwgk/klm")) == []


def test_links_lead_to_pages_that_offer_the_feeds(site: Path) -> None:
    for entry in atom(site, "zwgk").iter(f"{ATOM}entry"):
        page = site / entry.find(f"{ATOM}link").get("href").removeprefix(BASE)
        html = page.read_text(encoding="utf-8")
        assert 'type="application/atom+xml"' in html
        assert 'href="../../feeds/feed.jsonfeed"' in html
        assert f'href="../../feeds/{page.parent.relative_to(site).as_posix()}/feed.atom"' in html


def test_what_is_not_public_is_nowhere(site: Path) -> None:
    read = [path for top in ("feeds", "api") for path in (site / top).rglob("*") if path.is_file()]
    assert len(read) > 20
    for path in read:
        assert not [secret for secret in SECRETS if secret in path.read_text(encoding="utf-8")], path


def test_a_preview_tells_no_more_than_the_site(tmp_path: Path) -> None:
    reach = reach_of(make(tmp_path), drafts=True)
    assert {each.title for each in reach.portal.documents} > {SECRETS[0], SECRETS[2]}
    shown = [each.title for each in reach.newest(None, 99)]
    assert HOSTILE in shown
    assert not set(SECRETS) & set(shown)


def test_a_name_outlives_title_domain_and_a_recorded_move(tmp_path: Path) -> None:
    root = make(tmp_path)
    lock = root / "urls.lock"
    lock.write_text("# 登记\n", encoding="utf-8")
    record_addresses(root, load_portal(root, date.fromisoformat(AS_OF)), find_moves=True)
    before = names(root)
    notice = root / "content/zwgk/tzgg/n05.md"
    notice.write_text(notice.read_text(encoding="utf-8").replace("第5件", "第五件"), encoding="utf-8")
    for name in ("columns.yml", "mkdocs.yml"):
        text = (root / name).read_text(encoding="utf-8")
        (root / name).write_text(text.replace("www.example.gov.cn", "new.example.gov.cn"), encoding="utf-8")
    (root / "content/zwgk/klm").mkdir()
    for step in ("klm/n07.md", "wjk/n07.md"):
        source = next((root / "content").rglob("n07.md"))
        source.rename(root / "content/zwgk" / step)
        record_addresses(root, load_portal(root, date.fromisoformat(AS_OF)), find_moves=True)
    after = names(root)
    assert len(set(after.values())) == len(after) == len(before)
    assert after["关于第7件事项的通知"] == before["关于第7件事项的通知"]
    assert after["关于第五件事项的通知"] == before["关于第5件事项的通知"]


def test_names_follow_a_column_and_are_never_shared(tmp_path: Path) -> None:
    root = make(tmp_path)
    lock = root / "urls.lock"
    lock.write_text("# 登记\n", encoding="utf-8")
    record_addresses(root, load_portal(root, date.fromisoformat(AS_OF)), find_moves=True)
    before = names(root)
    columns = (root / "columns.yml").read_text(encoding="utf-8")
    moved = columns.replace("slug: tzgg,", "slug: gg, old_urls: [/zwgk/tzgg/],")
    (root / "columns.yml").write_text(moved, encoding="utf-8")
    lock.write_text(lock.read_text(encoding="utf-8").replace("zwgk/tzgg/ ", "zwgk/gg/ "), encoding="utf-8")
    (root / "content/zwgk/tzgg").rename(root / "content/zwgk/gg")
    record_addresses(root, load_portal(root, date.fromisoformat(AS_OF)), find_moves=True)
    assert "->" in lock.read_text(encoding="utf-8")
    assert names(root) == before


def test_a_way_back_ends_where_it_turns_in_a_circle_or_another_page_stands() -> None:
    place = Place("urls.lock")
    moves = [
        Move("a.html", "b.html", place),
        Move("b.html", "a.html", place),
        Move("x", "y", place, whole=True),
    ]
    assert WayBack(moves, {"c.html"}).first("a.html") == "b.html"
    assert WayBack(moves, {"y/1.html"}).first("y/1.html") == "x/1.html"
    assert WayBack(moves, {"y/1.html", "x/1.html"}).first("y/1.html") == "y/1.html"


def test_without_a_record_an_address_is_a_name_of_its_own(tmp_path: Path) -> None:
    root = make(tmp_path)
    before = names(root)
    (root / "content/zwgk/tzgg/n07.md").rename(root / "content/zwgk/tzgg/n77.md")
    assert names(root)["关于第7件事项的通知"] != before["关于第7件事项的通知"]


@given(st.text(max_size=40))
def test_any_text_can_stand_in_a_feed(text: str) -> None:
    tree = etree.fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>'.encode())
    assert (tree.text or "").replace("\r", "\n") in text.replace("\r", "\n") or len(text) > len(
        tree.text or ""
    )


def test_only_the_feeds_of_a_changed_column_change(tmp_path: Path) -> None:
    root = make(tmp_path)

    def keys() -> dict[str, str]:
        return {each.address: each.key for each in feed_extras(reach_of(root), "")}

    before = keys()
    policy = root / "content/zwgk/wjk/bf.md"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("样例的办法", "样例的新办法"), encoding="utf-8"
    )
    now = keys()
    assert {address.rpartition("/")[0] for address in now if now[address] != before[address]} == {
        *("feeds", "feeds/zwgk", "feeds/zwgk/wjk")
    }
