"""What the servers send, asked for it: the same as the preview, and kept by browsers for as long as it holds."""

from __future__ import annotations

import gzip
from urllib.parse import unquote
from xml.etree import ElementTree

import brotli
import pytest

from generator.cli.server import _KINDS
from generator.load.gate.published_types import USES, Use
from generator.publish.previewing.answer import INERT, POLICY, SAFE, type_of
from tests.helpers import REPOSITORY, run
from tests.publish.servers.conftest import (
    FEEDS,
    FILES,
    FRAGMENT,
    HOST,
    LONG,
    NOTICE,
    STYLES,
    Running,
    configuration,
)

PAGES = ("", "tz/", "404.html", "tz/long.html")
PARTS = (
    "robots.txt",
    "sitemap.xml",
    "assets/a.css",
    "assets/a.js",
    "pagefind/a.pf_meta",
    FRAGMENT,
    STYLES,
    *FEEDS,
)
FOREVER, ASK = "public, max-age=31536000, immutable", "no-cache"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
@pytest.mark.parametrize("address", [*PAGES, *PARTS])
def test_pages_and_what_they_need(server: Running, address: str, host: str) -> None:
    answer = server.ask(address, host)
    assert answer.status == 200
    name = f"{address}index.html" if address == "" or address.endswith("/") else address
    assert answer.body.decode() == FILES[name]
    assert "content-disposition" not in answer.headers
    assert answer.headers["content-security-policy"] == (INERT if address.endswith(".xml") else POLICY)
    for header, value in SAFE.items():
        assert answer.headers[header.lower()] == value
    assert answer.headers["content-type"].replace(" ", "").lower() == type_of(name).replace(" ", "").lower()
    assert "etag" in answer.headers or "last-modified" in answer.headers


def test_attachments_are_shown_or_saved_as_in_the_preview(server: Running) -> None:
    for suffix in USES:
        name = f"tz/附件{suffix}"
        answer = server.ask(name)
        assert answer.status == 200
        wanted = "attachment" if USES[suffix] is Use.DOWNLOADED else None
        assert answer.headers.get("content-disposition") == wanted
        assert answer.headers["content-security-policy"] == (INERT if suffix in (".svg", ".xml") else POLICY)
        assert (
            answer.headers["content-type"].replace(" ", "").lower() == type_of(name).replace(" ", "").lower()
        )


@pytest.mark.parametrize(
    "address", ["nichts", "tz/nichts.docx", "tz/nichts/", ".geheim/a.txt", "tz/.htpasswd", "tz/nichts.svg"]
)
def test_what_is_missing_or_hidden_gives_our_page(server: Running, address: str) -> None:
    answer = server.ask(address)
    assert answer.status == 404
    assert answer.body.decode() == FILES["404.html"]
    assert answer.headers["content-type"].replace(" ", "").lower() == "text/html;charset=utf-8"
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == ASK
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("address", ["", "tz/long.html", "assets/a.js"])
def test_texts_come_packed_to_who_can_unpack_them(server: Running, address: str) -> None:
    plain, packed = server.ask(address), server.ask(address, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in plain.headers
    for answer in (plain, packed):
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert answer.headers["content-type"] == plain.headers["content-type"]
        assert answer.headers["content-security-policy"] == POLICY
        assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("address", ["", "assets/a.js"])
def test_brotli_comes_to_who_asks_for_it_as_far_as_the_server_can(server: Running, address: str) -> None:
    plain, packed = server.ask(address), server.ask(address, Accept_Encoding="br, gzip")
    # Debian's nginx has the module in a package of its own, and the line for it is a comment.
    wanted = "gzip" if server.kind == "nginx" else "br"
    assert packed.headers["content-encoding"] == wanted
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[wanted]
    assert unpack(packed.body) == plain.body
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert packed.headers["content-security-policy"] == POLICY
    assert packed.headers["cache-control"] == plain.headers["cache-control"]
    assert "content-disposition" not in packed.headers
    assert "accept-encoding" in packed.headers["vary"].lower()


def test_what_is_packed_already_is_not_packed_again(server: Running) -> None:
    assert (
        "content-encoding"
        not in server.ask("pagefind/core/wasm.unknown.pagefind", Accept_Encoding="gzip").headers
    )


def test_a_part_of_the_search_is_sent_as_a_part(server: Running) -> None:
    answer = server.ask("pagefind/2024_03f4032a2f54/p0.pagefind", Range="bytes=3-5")
    assert (answer.status, answer.body) == (206, "乙".encode())


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("", ASK),
        ("tz/", ASK),
        ("assets/a.css", ASK),
        ("assets/a.css?v=ea174485", FOREVER),
        ("assets/a.css?v=x", ASK),
        (STYLES, FOREVER),
        (FRAGMENT, FOREVER),
        ("pagefind/2024_03f4032a2f54/p0.pagefind", FOREVER),
        ("pagefind/shards.json", ASK),
        ("pagefind/shards.json?v=af3cdb50a89eab3c96a20ac5", ASK),
        ("tz/附件.pdf", ASK),
        ("tz/附件.pdf?v=ea174485", ASK),
        ("assets/nichts.css?v=ea174485", ASK),
    ],
)
def test_only_what_never_changes_is_kept_without_asking(server: Running, address: str, kept: str) -> None:
    assert server.ask(address).headers["cache-control"] == kept


def test_what_has_not_changed_is_not_sent_again(server: Running) -> None:
    for encoding in ("identity", "gzip"):
        first = server.ask("", Accept_Encoding=encoding)
        again = server.ask("", Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")


def test_parts_of_a_file_are_sent(server: Running) -> None:
    answer = server.ask("tz/long.html", Range="bytes=0-9", Accept_Encoding="identity")
    assert (answer.status, answer.body) == (206, FILES["tz/long.html"].encode()[:10])


def test_a_folder_without_its_slash_leads_to_the_one_with_it(server: Running) -> None:
    answer = server.ask("tz")
    assert answer.status in (301, 308)
    assert answer.headers["location"].endswith("tz/")
    if server.path != "/":
        top = Running(server.kind, server.ports, server.path[:-1]).ask("")
        assert (top.status, top.headers["location"].endswith(server.path)) == (301, True)


def test_heads_are_those_of_the_whole(server: Running) -> None:
    answer = server.ask("", method="HEAD", Accept_Encoding="identity")
    assert (answer.status, answer.body, int(answer.headers["content-length"])) == (
        200,
        b"",
        len(LONG.encode()),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("alt/index.html", "tz/"),
        ("alt/", "tz/"),
        ("alt", "tz/"),
        ("a/1.html", "tz/long.html"),
        ("a/1.html?x=1", "tz/long.html"),
        ("旧/页 2.htm", "tz/附件.pdf"),
        ("l.aspx?id=5", "tz/long.html"),
    ],
)
def test_old_addresses_lead_to_the_new_ones(server: Running, old: str, new: str) -> None:
    answer = server.ask(old)
    assert answer.status == 301
    assert unquote(answer.headers["location"]).removeprefix(f"http://{HOST}") == server.path + new
    assert server.ask(new).status == 200


@pytest.mark.parametrize("address", ["tz/weg.html", "tz/弃 1.pdf"])
def test_what_was_withdrawn_says_so(server: Running, address: str) -> None:
    answer = server.ask(address)
    assert (answer.status, answer.body.decode()) == (410, NOTICE)
    assert answer.headers["content-type"].replace(" ", "").lower() == "text/html;charset=utf-8"
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["cache-control"] == ASK
    assert "content-disposition" not in answer.headers


def test_without_rules_there_is_only_what_stands(server: Running) -> None:
    assert server.ask("l.aspx?id=6").status == 404


def test_iis_gets_xml_with_the_same_words() -> None:
    root = ElementTree.fromstring(configuration("iis").encode())
    headers = {each.get("name"): each.get("value") for each in root.findall(".//customHeaders/add")}
    assert headers == {"Content-Security-Policy": POLICY, **SAFE}
    kinds = {each.get("fileExtension"): each.get("mimeType") for each in root.findall(".//mimeMap")}
    assert all(
        kinds[suffix] == type_of(f"a{suffix}")
        for suffix in (*USES, ".html", ".css", ".js", ".wasm", ".pf_meta")
    )
    removed = {each.get("fileExtension") for each in root.findall(".//staticContent/remove")}
    assert removed == kinds.keys()


@pytest.mark.parametrize("kind", _KINDS)
def test_domain_and_path_are_those_of_the_portal(kind: str, tmp_path: object) -> None:
    from pathlib import Path

    from tests.helpers import MARKS, make_portal

    root = make_portal(Path(str(tmp_path)), {"mkdocs.yml": MARKS.replace("gov.cn/", "gov.cn/zwgk/")})
    text = run("server", kind, "--root", root).out
    assert "www.example.gov.cn" in text
    assert "/zwgk/" in text
    assert run("server", kind, "--root", root / "content").code == 0


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--domain", 'a"; include /etc/passwd'),
        ("--domain", "a b"),
        ("--domain", "-a"),
        ("--folder", 'x"; }'),
        ("--folder", "relative"),
        ("--folder", "/srv/../etc"),
        ("--folder", "/srv/$x"),
        ("--folder", "/srv\n/x"),
        ("--path", "/a b/"),
        ("--path", "/../"),
        ("--path", "/a{/"),
    ],
)
def test_words_that_would_say_something_else_are_refused(option: str, value: str) -> None:
    for kind in _KINDS:
        outcome = run("server", kind, option, value)
        assert (outcome.code, outcome.out) == (2, "")


def test_a_server_that_is_not_known() -> None:
    outcome = run("server", "lighttpd")
    assert outcome.code == 2
    assert "nginx、caddy、apache、iis" in outcome.err


def test_the_guides_say_what_the_configurations_do() -> None:
    guide, page = (
        (REPOSITORY / f"docs/部署/{name}.md").read_text(encoding="utf-8")
        for name in ("发布到服务器", "服务器")
    )
    assert guide.count(POLICY) == 1
    for header in ("Content-Security-Policy", *SAFE):
        assert f"| {header} |" in page
    for kind in _KINDS:
        assert f"gongkai server {kind} >" in page
