"""A desk over a small portal in a real repository, and browsers that are logged in to it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import argon2
import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from generator.desk.copy.state import key_of
from generator.desk.door.desk import Desk
from generator.desk.keeping.people import People
from generator.desk.opening import Door, open_desk
from generator.desk.web.app import make_app
from tests.helpers import COLUMNS, FINANCE, PORTAL, document, make_portal

NOW = datetime(2026, 11, 20, 10, 0)
BASE = "http://127.0.0.1:8010"
RIGHTS = "站长: [wang]\n账号:\n  zhang:\n    单位: [区政府办公室]\n  li:\n    栏目: [czzj]\n"
PASSWORD = "correct horse 电池"
FILES = {
    "columns.yml": PORTAL + COLUMNS + FINANCE,
    "content/tzgg/a.md": document("第一号通知", "第一段。\n\n第二段。", doc_no="示例府办发〔2026〕1号"),
    "content/czzj/b.md": document("资金分配表", issuer="区财政局"),
}


def git(root: Path, *arguments: str) -> str:
    """Run git; return what it says."""
    words = ["git", "-c", "user.name=张某", "-c", "user.email=zhang@example.cn", *arguments]
    done = subprocess.run(words, cwd=root, capture_output=True, check=True)
    return done.stdout.decode()


def repository(root: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """Make a portal with a commit."""
    make_portal(root, {**FILES, ".gitignore": ".cache/\n/site/\n", **(files or {})})
    git(root, "init", "--quiet", "--initial-branch=main", "--template=")
    with (root / ".git/config").open("a", encoding="utf-8") as config:
        config.write("[user]\n\tname = 张某\n\temail = zhang@example.cn\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "开始")
    return root


@dataclass
class Visitor:
    """A browser at the desk. What it posts has the token of the pages that it was given."""

    desk: Desk
    client: TestClient
    account: str = ""
    tokens: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **rest: Any) -> httpx.Response:
        return self.client.get(address, follow_redirects=False, **rest)

    def post(self, address: str, data: dict[str, str] | None = None, **rest: Any) -> httpx.Response:
        told = {"csrf": self.csrf, **(data or {})}
        return self.client.post(address, data=told, follow_redirects=False, **rest)

    @property
    def csrf(self) -> str:
        """The token of the forms of this browser."""
        for address in (f"/new/{key_of(self.column)}", "/"):
            if found := re.search(r'name="csrf" value="([^"]+)"', self.client.get(address).text):
                return found[1]
        return ""

    @property
    def column(self) -> str:
        return "czzj" if self.account == "li" else "tzgg"

    def begin(self, column: str = "") -> str:
        """Begin a new document; return the id of its draft."""
        answer = self.post(f"/new/{key_of(column or self.column)}")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rpartition("/")[2]

    def change(self, path: str) -> str:
        """Begin to change a document; return the id of the draft."""
        answer = self.post(f"/documents/{key_of(path)}")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rpartition("/")[2]

    def fill(self, draft: str, **fields: str) -> httpx.Response:
        """Fill in fields of a draft, as the form sends them, and save."""
        shown = self.get(f"/drafts/{draft}").text
        told = form_of(shown)
        for key, value in fields.items():
            told[
                key
                if key in ("body", "mode", "do", "correction", "revision")
                else f"head.{key.replace('__', '.')}"
            ] = value
        return self.post(f"/drafts/{draft}", told)

    def publish(self, draft: str) -> httpx.Response:
        return self.post(f"/drafts/{draft}/publish")

    def publish_table(self, base: str) -> str:
        """Publish a register by the address of its draft; return the page that answers."""
        return self.post(f"{base}/publish").text


def form_of(page: str) -> dict[str, str]:
    """Return what a browser without scripts would send of the form of a draft."""
    from lxml import html

    tree = html.document_fromstring(page)
    form = next(each for each in tree.iter("form") if each.get("id") == "draft")
    told: dict[str, str] = {}
    for each in form.iter("input", "textarea", "select"):
        name, kind = each.get("name"), each.get("type", "")
        if not name or kind == "file" or each.get("disabled") is not None:
            continue
        if kind == "checkbox":
            if each.get("checked") is not None:
                told[name] = each.get("value")
        elif each.tag == "select":
            told[name] = next(
                (o.text or "" for o in each.iter("option") if o.get("selected") is not None), ""
            )
        elif each.tag == "textarea":
            # A browser drops the line break behind the tag.
            told[name] = (each.text or "").removeprefix("\n")
        else:
            told[name] = each.get("value") or ""
    return told


@contextmanager
def opened(root: Path, rights: Path | None = None, **rest: Any) -> Iterator[Desk]:
    """Open the desk of a portal; hashes of passwords are quick here."""
    people = (
        People(rights, argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)) if rights else None
    )
    with open_desk(root, lambda: NOW, people=people, **rest) as desk:
        yield desk


def visit(desk: Desk, account: str = "") -> Visitor:
    """Return a browser that is logged in."""
    app = make_app(desk, Door(port=8010).hosts(8010))
    client = TestClient(app, base_url=BASE, raise_server_exceptions=True)
    if desk.people is None:
        assert client.get(f"/?key={desk.key}", follow_redirects=False).status_code == 303
    else:
        answer = client.post(
            "/login", data={"account": account, "password": PASSWORD}, follow_redirects=False
        )
        assert answer.status_code == 303, answer.text
    return Visitor(desk, client, account)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal in a repository of its own."""
    return repository(tmp_path / "网站")


@pytest.fixture
def own(root: Path) -> Iterator[Visitor]:
    """Who works at the desk of this machine."""
    with opened(root) as desk:
        yield visit(desk)


@pytest.fixture
def shared(root: Path, tmp_path: Path) -> Iterator[dict[str, Visitor]]:
    """Three people at one desk: a webmaster, and two units."""
    rights = tmp_path / "rights.yml"
    rights.write_text(RIGHTS, encoding="utf-8")
    with ExitStack() as stack:
        desk = stack.enter_context(opened(root, rights))
        assert desk.people
        for account, name in (("wang", "王某"), ("zhang", "张某"), ("li", "李某")):
            desk.people.set_password(account, name, PASSWORD)
        yield {account: visit(desk, account) for account in ("wang", "zhang", "li")}


@pytest.fixture
def rights(tmp_path: Path) -> Path:
    """The file of rights of the office."""
    from tests.desk.office import RIGHTS as OFFICE

    path = tmp_path / "rights.yml"
    path.write_text(OFFICE, encoding="utf-8")
    return path


@pytest.fixture
def office(root: Path, rights: Path) -> Iterator[dict[str, Visitor]]:
    """Six people at one desk, of whom three pass what a fourth has written."""
    from tests.desk.office import office_of

    with office_of(root, rights) as made:
        yield made
