"""Requests that nobody of good will sends: none of them changes anything, shows anything, or ends the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from generator.desk.copy.state import key_of
from generator.desk.door.guard import MOST_TEXT
from generator.desk.opening import Door
from generator.desk.web.app import make_app
from tests.desk.conftest import BASE, Visitor, git, opened, repository, visit

ID = "0123456789abcdef"
PATHS = [
    "../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%5c..%5cwindows%5cwin.ini",
    "....//....//etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "C:/windows/win.ini",
    "%00",
    "a%00.html",
    ".git/config",
    "../.git/config",
    "..;/etc/passwd",
    "%c0%ae%c0%ae/x",
    "assets/../../draft.json",
    "assets/..%2f..%2fdraft.json",
    "tzgg/../../draft.json",
    "draft.json",
    "tzgg/a.md",
    "content/tzgg/a.md",
    "urls.lock",
    "columns.yml",
    "tzgg/a.md%00.png",
    "\u202etxt.exe",
    "x" * 3000,
    "tzgg/" + "a/" * 500,
    "%0d%0aSet-Cookie:x=1",
    "<script>alert(1)</script>",
    "assets/",
    "~",
    "~root",
    "%25%32%65%25%32%65/etc/passwd",
    "tzgg/%2e%2e%2f%2e%2e%2fdraft.json",
]
HOSTS = [
    "evil.example",
    "127.0.0.1",
    "127.0.0.1:80",
    "127.0.0.1:8010.evil.example",
    "localhost:8010@evil.example",
    "",
    "[::1]:8010",
    "127.0.0.1:8010 x",
]
ORIGINS = [
    "http://evil.example",
    "https://127.0.0.1:8010",
    "http://127.0.0.1:8011",
    "null",
    "http://127.0.0.1:8010.evil.example",
    "http://localhost",
    "file://",
    "chrome-extension://x",
]
METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "X"]
BODIES = [
    ("application/json", b'{"csrf": 1}'),
    ("text/plain", b"csrf=x&do=publish"),
    ("application/xml", b"<a/>"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n'),
    ("multipart/form-data; boundary=x", b"--x--"),
    ("multipart/form-data; boundary=", b"--\r\n"),
    ("application/x-www-form-urlencoded", b"%" * 5000),
    ("application/x-www-form-urlencoded", b"a=1&" * 5000),
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00" * 100),
    ("", b"x"),
    ("multipart/form-data; boundary=" + "y" * 5000, b"x"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="upload"; filename="../../x"\r\n\r\nx\r\n--x--\r\n',
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """One desk for all of them: it has to outlive each."""
    root = repository(tmp_path_factory.mktemp("hostile") / "网站")
    with opened(root) as made:
        yield visit(made)


@pytest.fixture(scope="module")
def draft(desk: Visitor) -> str:
    """A draft that they aim at."""
    made = desk.begin()
    desk.fill(made, title="没有公开的事")
    return made


@pytest.fixture(autouse=True)
def _unharmed(desk: Visitor, draft: str) -> Iterator[None]:
    root = desk.desk.room.copy.home
    before = (
        desk.desk.drafts.get(draft, "own"),
        git(root, "rev-parse", "HEAD"),
        sorted(desk.desk.drafts.folder.iterdir()),
    )
    yield
    after = (
        desk.desk.drafts.get(draft, "own"),
        git(root, "rev-parse", "HEAD"),
        sorted(desk.desk.drafts.folder.iterdir()),
    )
    assert after == before
    assert git(root, "status", "--porcelain") == ""
    assert desk.get("/").status_code == 200, "the desk has ended"


@pytest.mark.parametrize("path", PATHS)
def test_no_address_leads_to_a_file(desk: Visitor, draft: str, path: str) -> None:
    for start in (f"/show/{draft}/", "/static/", "/documents/", "/new/", "/drafts/"):
        answer = desk.get(f"{start}{path}")
        assert answer.status_code in (303, 307, 400, 404, 405), (start, answer.status_code)
        assert (
            "root:" not in answer.text and "没有公开的事" not in answer.text and "[core]" not in answer.text
        )
        assert "set-cookie" not in answer.headers and "<script>alert" not in answer.text


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_name_reaches_nothing(desk: Visitor, draft: str, host: str) -> None:
    answer = desk.get(f"/drafts/{draft}", headers={"Host": host})
    assert answer.status_code == 421 and "没有公开的事" not in answer.text


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_forged_origin_changes_nothing(desk: Visitor, draft: str, origin: str) -> None:
    token = desk.csrf
    for act in ("", "/publish", "/drop", "/autosave", "/files"):
        answer = desk.client.post(
            f"/drafts/{draft}{act}", data={"csrf": token}, headers={"Origin": origin}, follow_redirects=False
        )
        assert answer.status_code == 403, act


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_foreign_page_neither_posts_nor_embeds(desk: Visitor, draft: str, site: str) -> None:
    token = desk.csrf
    headers = {"Sec-Fetch-Site": site}
    assert desk.client.post(f"/drafts/{draft}/drop", data={"csrf": token}, headers=headers).status_code == 403
    for mode in ("no-cors", "cors", "same-origin"):
        assert desk.get(f"/drafts/{draft}", headers={**headers, "Sec-Fetch-Mode": mode}).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "0" * 32, "\u4e00", "null", "undefined"])
@pytest.mark.parametrize("act", ["", "/autosave", "/files", "/files/remove", "/publish", "/rebase", "/drop"])
def test_a_form_that_is_not_ours_changes_nothing(desk: Visitor, draft: str, act: str, token: str) -> None:
    answer = desk.client.post(
        f"/drafts/{draft}{act}",
        data={"csrf": token, "head.title": "改掉", "revision": "2"},
        follow_redirects=False,
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("method", METHODS)
def test_no_other_method_is_answered(desk: Visitor, draft: str, method: str) -> None:
    assert desk.client.request(method, f"/drafts/{draft}", follow_redirects=False).status_code == 405


@pytest.mark.parametrize(("kind", "body"), BODIES)
def test_a_body_of_another_kind_changes_nothing(desk: Visitor, draft: str, kind: str, body: bytes) -> None:
    headers = {"Content-Type": kind, "X-CSRF-Token": "wrong"} if kind else {}
    for address in (f"/drafts/{draft}", f"/drafts/{draft}/files", "/login", f"/new/{key_of('tzgg')}"):
        answer = desk.client.post(address, content=body, headers=headers, follow_redirects=False)
        assert 400 <= answer.status_code < 500, (address, answer.status_code)


@pytest.mark.parametrize("length", [str(MOST_TEXT + 1), "99999999999999999999", "-1", "1e9", "x"])
def test_what_is_too_large_is_refused_before_it_is_read(desk: Visitor, draft: str, length: str) -> None:
    answer = desk.client.post(
        f"/drafts/{draft}",
        content=b"a",
        headers={"Content-Length": length, "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 413


def test_what_is_too_large_without_saying_so_is_refused_while_it_is_read(desk: Visitor, draft: str) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b"a=" + b"x" * 1024 * 1024

    answer = desk.client.post(
        f"/drafts/{draft}",
        content=endless(),
        headers={"Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": desk.csrf},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("revision", "-1"),
        ("revision", "9" * 400),
        ("revision", "x"),
        ("mode", "evil"),
        ("mode", ""),
        ("do", "evil"),
        ("number", "-1"),
        ("number", "9" * 300),
        ("as", "evil"),
        ("label", "../../x"),
        ("head.", "x"),
        ("head.column", "czzj"),
        ("head.draft", "true"),
        ("head.__class__", "x"),
        ("body", "\x00\x01\x02"),
        ("body", "\ud7ff\uffff"),
        ("desk.attachments", "../../x"),
    ],
)
def test_values_that_no_form_has_end_nothing(desk: Visitor, key: str, value: str) -> None:
    made = desk.begin()
    try:
        for act in ("", "/autosave", "/files", "/files/remove"):
            assert desk.post(f"/drafts/{made}{act}", {"revision": "1", key: value}).status_code < 500, act
    finally:
        for each in desk.desk.drafts.of("own"):
            if each.title != "没有公开的事":
                desk.desk.drafts.drop(each)


@pytest.mark.parametrize("cookie", ["", "x", "../x", "a" * 8000, '"', "\\", "0" * 43])
def test_no_made_up_cookie_opens_the_desk(desk: Visitor, cookie: str) -> None:
    client = TestClient(make_app(desk.desk, Door(port=8010).hosts(8010)), base_url=BASE)
    answer = client.get("/", headers={"Cookie": f"gongkai-desk={cookie}"}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/login"


@pytest.mark.parametrize(
    "address", ["/", "/new", "/documents", f"/drafts/{ID}", "/login", "/nothing", "/static/desk.css"]
)
def test_every_answer_has_the_headers_that_keep_it_to_itself(desk: Visitor, address: str) -> None:
    headers = desk.get(address).headers
    assert (
        "script-src 'self'" in headers["content-security-policy"]
        and "unsafe" not in headers["content-security-policy"]
    )
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["cross-origin-resource-policy"] == "same-origin" and "server" not in headers


@pytest.mark.parametrize(
    "query",
    ["<script>alert(1)</script>", "'\"><img src=x>", "\u202e", "%00", "a" * 5000, "{{ 7*7 }}", "(" * 2000],
)
def test_what_is_searched_for_is_shown_as_text(desk: Visitor, query: str) -> None:
    for address in ("/new", "/documents"):
        page = desk.get(address, params={"q": query, "page": query})
        assert page.status_code == 200 and "<script>alert" not in page.text and "<img src=x" not in page.text


def test_a_line_of_the_log_cannot_be_forged(desk: Visitor, tmp_path: Path) -> None:
    log = desk.desk.audit
    log.note('a\n{"forged": 1}', "登录", "b\r\nc\u2028d")
    lines = log.path.read_text(encoding="ascii").splitlines()
    assert json.loads(lines[-1])["account"] == 'a\n{"forged": 1}'
    assert all(set(json.loads(line)) == {"time", "account", "act", "what"} for line in lines)
