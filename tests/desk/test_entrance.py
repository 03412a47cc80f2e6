"""Who comes in at the desk, and who does not."""

from __future__ import annotations

import ssl
import stat
import subprocess
import threading
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html
from starlette.testclient import TestClient

from generator.desk.copy.state import key_of
from generator.desk.keeping.sessions import IDLE, LONGEST, Sessions, Tries
from generator.desk.opening import Door, listen, serve
from generator.desk.web.app import make_app
from generator.errors import UsageError
from tests.desk.conftest import BASE, PASSWORD, RIGHTS, Visitor, form_of, opened, visit


def stranger(visitor: Visitor) -> TestClient:
    """Return a browser that nobody has let in."""
    return TestClient(make_app(visitor.desk, Door(port=8010).hosts(8010)), base_url=BASE)


def test_the_key_in_the_address_opens_ones_own_desk(own: Visitor) -> None:
    client = stranger(own)
    answer = client.get(f"/?key={own.desk.key}", follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and own.desk.key not in cookie
    assert client.get("/").status_code == 200


def test_another_user_of_the_machine_stays_outside(own: Visitor) -> None:
    client = stranger(own)
    for address in ("/", "/new", "/documents", "/drafts/0123456789abcdef"):
        answer = client.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert client.get("/?key=wrong", follow_redirects=False).status_code == 403
    assert client.get(f"/?key={own.desk.key[:-1]}", follow_redirects=False).status_code == 403
    assert client.post("/login", data={"account": "own", "password": ""}).status_code == 403


def test_an_account_comes_in_with_its_password_alone(shared: dict[str, Visitor]) -> None:
    client = stranger(shared["li"])
    for account, password in (("li", "wrong password"), ("nobody", PASSWORD), ("", ""), ("li", "")):
        answer = client.post(
            "/login", data={"account": account, "password": password}, follow_redirects=False
        )
        assert answer.status_code == 403 and "账号或密码不对" in answer.text
    assert "李某" in shared["li"].get("/").text


def test_what_a_key_opens_is_not_an_accounts_desk(shared: dict[str, Visitor]) -> None:
    assert stranger(shared["li"]).get("/?key=", follow_redirects=False).headers["location"] == "/login"


def test_guessing_has_to_wait(shared: dict[str, Visitor]) -> None:
    client = stranger(shared["li"])
    codes = [
        client.post("/login", data={"account": "li", "password": f"guess number {n}"}).status_code
        for n in range(7)
    ]
    assert codes == [403] * 5 + [429] * 2
    # The right password has to wait as well, and another account does not.
    assert client.post("/login", data={"account": "li", "password": PASSWORD}).status_code == 429
    assert (
        client.post(
            "/login", data={"account": "zhang", "password": PASSWORD}, follow_redirects=False
        ).status_code
        == 303
    )


def test_who_is_taken_out_of_the_rights_is_out_at_once(shared: dict[str, Visitor]) -> None:
    li = shared["li"]
    assert li.get("/").status_code == 200
    assert li.desk.people
    li.desk.people.rights.write_text(RIGHTS.partition("  li:")[0], encoding="utf-8")
    assert li.get("/").status_code == 303
    assert shared["zhang"].get("/").status_code == 200


def test_rights_that_cannot_be_read_let_nobody_in(shared: dict[str, Visitor]) -> None:
    people = shared["wang"].desk.people
    assert people
    people.rights.write_text("账号: [", encoding="utf-8")
    assert shared["wang"].get("/").status_code == 303


def test_logging_out_ends_the_session(shared: dict[str, Visitor]) -> None:
    li = shared["li"]
    assert li.post("/logout").status_code == 303
    assert li.get("/").status_code == 303


def test_sessions_end_by_themselves() -> None:
    clock = [0.0]
    sessions = Sessions(lambda: clock[0])
    idle, busy = sessions.begin("a"), sessions.begin("b")
    for _ in range(int(LONGEST / (IDLE / 2))):
        clock[0] += IDLE / 2
        assert sessions.get(busy)
    assert sessions.get(idle) is None
    clock[0] += IDLE / 2
    assert sessions.get(busy) is None
    assert sessions.get("") is None


def test_waiting_grows_and_ends() -> None:
    clock = [0.0]
    tries = Tries(lambda: clock[0])
    for _ in range(5):
        assert tries.wait("a") == 0
        tries.miss("a")
    assert tries.wait("a") == 30 and tries.wait("b") == 0
    clock[0] += 30
    tries.miss("a")
    assert tries.wait("a") == 60
    for _ in range(40):
        tries.miss("a")
    assert tries.wait("a") == tries.longest
    tries.forget("a")
    assert tries.wait("a") == 0


def test_passwords_are_kept_as_hashes_for_the_owner_alone(shared: dict[str, Visitor]) -> None:
    people = shared["li"].desk.people
    assert people
    text = people.passwords.read_text(encoding="utf-8")
    assert PASSWORD not in text and text.count("$argon2id$") == 3
    assert stat.S_IMODE(people.passwords.stat().st_mode) == 0o600
    for account, name, password in (
        ("", "a", PASSWORD),
        ("a", "", PASSWORD),
        ("a", "b<c>", PASSWORD),
        ("a", "b", "short"),
    ):
        with pytest.raises(UsageError):
            people.set_password(account, name, password)


def test_the_cookie_of_a_desk_behind_tls_is_sent_through_it_alone(root: Path) -> None:
    with opened(root) as desk:
        client = TestClient(
            make_app(replace(desk, secure=True), frozenset({"desk.example.cn"})),
            base_url="https://desk.example.cn",
        )
        assert "Secure" in client.get(f"/?key={desk.key}", follow_redirects=False).headers["set-cookie"]


def test_one_portal_has_one_desk(root: Path) -> None:
    with opened(root), pytest.raises(UsageError, match="已经开着"), opened(root):
        pass
    with opened(root) as desk:
        assert visit(desk).get("/").status_code == 200


def test_behind_a_proxy_it_is_called_by_its_own_name_through_tls(root: Path) -> None:
    door = Door(port=8010, names=("desk.example.cn",), proxied=True)
    with opened(root, secure=door.secure) as desk:
        client = TestClient(make_app(desk, door.hosts(8010)), base_url="https://desk.example.cn")
        assert client.get(f"/?key={desk.key}", follow_redirects=False).status_code == 303
        token = (
            client.get(f"/new/{key_of('tzgg')}").text.partition('name="csrf" value="')[2].partition('"')[0]
        )
        for origin, code in (
            ("https://desk.example.cn", 404),
            ("http://desk.example.cn", 403),
            ("https://example.cn", 403),
        ):
            answer = client.post("/new/x", data={"csrf": token}, headers={"Origin": origin})
            assert token and answer.status_code == code
        assert client.get("/", headers={"Host": "other.example.cn"}).status_code == 421


def test_a_certificate_serves_https(root: Path, tmp_path: Path) -> None:
    words = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=127.0.0.1",
        "-days",
        "2",
    ]
    files = [
        "-keyout",
        str(tmp_path / "key.pem"),
        "-out",
        str(tmp_path / "cert.pem"),
        "-addext",
        "subjectAltName=IP:127.0.0.1",
    ]
    subprocess.run([*words, *files], check=True, capture_output=True)
    door = Door(certificate=tmp_path / "cert.pem", key=tmp_path / "key.pem")
    assert door.secure
    with opened(root, secure=True) as desk, listen(door) as listening:
        threading.Thread(target=serve, args=(desk, door, listening, print), daemon=True).start()
        port = listening.getsockname()[1]
        trusted = ssl.create_default_context(cafile=tmp_path / "cert.pem")
        with urllib.request.urlopen(f"https://127.0.0.1:{port}/login", context=trusted, timeout=60) as answer:
            assert answer.status == 200


def test_nobody_begins_drafts_without_end(own: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.desk.keeping.drafts._MOST_DRAFTS", 3)
    for _ in range(3):
        own.begin()
    answer = own.post(f"/new/{key_of('tzgg')}")
    assert answer.status_code == 409 and "草稿有3份了" in answer.text


def _hidden(page: str) -> dict[str, str]:
    """Return what the hidden fields of the first form of a page say."""
    form = lxml_html.document_fromstring(page).forms[0]
    return {each.get("name"): each.get("value") for each in form.xpath('.//input[@type="hidden"]')}


def test_a_form_sent_after_the_login_has_ended_is_sent_again_with_one_button(
    shared: dict[str, Visitor],
) -> None:
    zhang = shared["zhang"]
    draft = zhang.begin()
    told = form_of(zhang.get(f"/drafts/{draft}").text)
    told |= {"head.title": "关于供水的通知", "body": "第一段，写了很久。\r\n\r\n<b>第二段</b>，也写了很久。"}
    zhang.desk.sessions.held.clear()
    # As a browser without scripts sends it, with the field for files that was left empty.
    sent = {key: (None, text) for key, text in told.items()} | {"file": ("", b"")}
    door = zhang.client.post(f"/drafts/{draft}", files=sent, follow_redirects=False)
    assert door.status_code == 401 and "写的内容没有丢" in door.text
    assert "&lt;b&gt;第二段&lt;/b&gt;" in door.text and "<b>第二段" not in door.text
    assert "csrf" not in door.text
    wrong = {**_hidden(door.text), "account": "zhang", "password": "错的"}
    again = zhang.client.post("/login", data=wrong, follow_redirects=False)
    assert again.status_code == 403 and _hidden(again.text) == _hidden(door.text)
    page = zhang.client.post("/login", data={**wrong, "password": PASSWORD}, follow_redirects=False).text
    assert "接着提交" in page and f'action="/drafts/{draft}"' in page
    kept = zhang.desk.drafts.whoever(draft)
    assert kept and kept.title == "", "nothing is sent by itself"
    assert "草稿已保存" in zhang.client.post(f"/drafts/{draft}", data=_hidden(page)).text
    kept = zhang.desk.drafts.whoever(draft)
    assert kept and kept.title == "关于供水的通知" and "第二段" in (kept.body or "")


@pytest.mark.parametrize(
    "place", ["//evil.example/drafts/1", "https://evil.example/", "/logout", "/drafts/../logout", "/login"]
)
def test_the_door_carries_nothing_to_another_place(shared: dict[str, Visitor], place: str) -> None:
    client = shared["zhang"].client
    told = {"carried.place": place, "carried.field.words": "随便写的话，有十个字", "account": "zhang"}
    answer = client.post("/login", data={**told, "password": PASSWORD}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/"


def test_who_is_unknown_has_no_large_form_read(shared: dict[str, Visitor]) -> None:
    client = shared["zhang"].client
    shared["zhang"].desk.sessions.held.clear()
    answer = client.post("/drafts/0123456789abcdef", data={"body": "写" * 800_000}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/login"
