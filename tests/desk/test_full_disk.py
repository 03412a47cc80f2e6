"""A desk that really cannot write: what was typed comes back in the page, and the same form saves when there is room."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from lxml import html

from generator.desk.copy.state import key_of
from tests.desk.conftest import form_of, repository
from tests.desk.full import Cramped, cramped
from tests.desk.registers import CLINICS, FILES
from tests.desk.test_uploads import word_file

KEEP = "不要关掉，先复制到Word里存一份，再告诉站长"
TYPED = "写了很久的第一段，一个字也不能丢。"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cramped]:
    with cramped(repository(tmp_path_factory.mktemp("full") / "网站", FILES)) as made:
        yield made


@pytest.fixture
def client(desk: Cramped) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.base, timeout=60) as made:
        assert made.get(desk.address.removeprefix(desk.base)).status_code == 303
        yield made


def begun(client: httpx.Client, address: str) -> str:
    """Begin something with the button of a page; return the address of its draft."""
    page = client.get(address).text
    answer = client.post(address, data={"csrf": csrf(page)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def again(client: httpx.Client, page: str) -> httpx.Response:
    """Send the form once more that the page of a full disk holds."""
    form = next(
        each for each in html.document_fromstring(page).forms if each.xpath(".//button[.='再提交一次']")
    )
    told = {each.get("name"): each.get("value") or "" for each in form.xpath(".//input")}
    return client.post(form.action, data=told)


def test_a_draft_that_cannot_be_written_comes_back_in_the_page_and_saves_later(
    desk: Cramped, client: httpx.Client
) -> None:
    address = begun(client, f"/new/{key_of('tzgg')}")
    told = form_of(client.get(address).text) | {"head.title": "关于供水的通知", "body": TYPED}
    desk.fill()
    refused = client.post(address, data=told)
    quiet = client.post(f"{address}/autosave", data=told, headers={"Accept": "application/json"})
    still = client.get(address).text
    desk.make_room()
    assert refused.status_code == 507 and KEEP in refused.text and TYPED in refused.text
    assert quiet.status_code == 507 and KEEP in quiet.json()["problem"]
    # What had been kept before is as it was, and reading goes on.
    assert form_of(still)["revision"] == told["revision"] and TYPED not in still
    assert "草稿已保存" in again(client, refused.text).text
    assert TYPED in form_of(client.get(address).text)["body"]


def test_a_file_that_cannot_be_taken_is_told_and_taken_later(desk: Cramped, client: httpx.Client) -> None:
    """A small file is refused where it is kept, a large one already where it arrives."""
    address = begun(client, f"/new/{key_of('tzgg')}")
    told = form_of(client.get(address).text) | {"head.title": "有附件的通知", "body": TYPED}
    small, large = word_file(), b"%PDF-1.4\n" + b"%" * (2 << 20) + b"\n%%EOF\n"
    desk.fill()
    refused = [
        client.post(f"{address}/files", data=told, files={"upload": ("附件.docx", raw)})
        for raw in (small, large)
    ]
    desk.make_room()
    for answer in refused:
        assert answer.status_code == 507 and "告诉站长" in answer.text
        assert "程序自身出错" not in answer.text
    assert (
        client.post(f"{address}/files", data=told, files={"upload": ("附件.docx", small)}).status_code < 400
    )
    assert "附件.docx" in client.get(address).text


def test_a_row_and_a_paste_that_cannot_be_written_are_not_lost(desk: Cramped, client: httpx.Client) -> None:
    address = begun(client, f"/registers/{key_of(CLINICS)}")
    page = client.get(f"{address}/rows/b1").text
    fields = {
        each.get("name"): each.get("value") or ""
        for each in html.document_fromstring(page).xpath("//form[.//button]//input[@name]")
    }
    desk.fill()
    refused = client.post(
        f"{address}/rows/b1", data=fields | {key: "023-00000099" for key in fields if "023-" in fields[key]}
    )
    desk.make_room()
    assert refused.status_code == 507 and KEEP in refused.text and "023-00000099" in refused.text
    assert again(client, refused.text).status_code < 400
    assert "023-00000099" in client.get(address).text


def test_what_cannot_be_published_is_still_a_draft_and_is_published_later(
    desk: Cramped, client: httpx.Client
) -> None:
    address = begun(client, f"/documents/{key_of('tzgg/a.md')}")
    told = form_of(client.get(address).text) | {"body": TYPED}
    assert "草稿已保存" in client.post(address, data=told).text
    token = {"csrf": told["csrf"]}
    desk.fill()
    refused = client.post(f"{address}/publish", data=token)
    desk.make_room()
    assert refused.status_code == 507 and "写的都在草稿里" in refused.text
    assert TYPED in client.get(address).text
    assert "成功" in client.post(f"{address}/publish", data=token).text
