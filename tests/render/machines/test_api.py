"""The data for programs keep to their schemas, name what there is, and change no more than they have to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from generator.render.machines.pieces import KINDS
from generator.render.machines.schemas import schema_of
from tests.helpers import REPOSITORY, document
from tests.render.machines.scene import BASE, HOSTILE, keys_of, make

API = "api/v1"


def read(site: Path, address: str) -> Any:
    """Return a piece of data by its address, whole or below the site."""
    return json.loads((site / unquote(address.removeprefix(BASE))).read_text(encoding="utf-8"))


def kind_of(address: str) -> str:
    """Return the kind of a piece by where it stands."""
    folder, _, name = address.removeprefix(f"{API}/").rpartition("/")
    if not folder:
        return name.removesuffix(".json")
    if folder.startswith("registers"):
        return "register"
    return "column" if name == "column.json" else "documents"


def test_every_piece_keeps_to_the_schema_that_is_shipped_with_it(site: Path) -> None:
    start, seen = read(site, f"{API}/index.json"), set()
    schemas = {name: read(site, address) for name, address in start["schemas"].items()}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    for path in (site / API).rglob("*.json"):
        address = path.relative_to(site).as_posix()
        if "/schema/" not in address:
            kind = kind_of(address)
            jsonschema.validate(read(site, address), schemas[kind])
            seen.add(kind)
    assert seen == set(schemas) == set(KINDS)


def urls(value: Any) -> list[str]:
    """Return all addresses of this site in a value."""
    if isinstance(value, dict):
        return [url for each in value.values() for url in urls(each)]
    if isinstance(value, list):
        return [url for each in value for url in urls(each)]
    return [value] if isinstance(value, str) and value.startswith(BASE) else []


def test_every_address_leads_to_a_file(site: Path) -> None:
    found = {
        url for path in (site / API).rglob("*.json") for url in urls(read(site, str(path.relative_to(site))))
    }
    assert len(found) > 50
    for url in found:
        path = site / unquote(url.removeprefix(BASE).partition("#")[0])
        assert path.is_file() or (path / "index.html").is_file(), url


def test_from_the_start_all_documents_and_registers_are_reached(site: Path) -> None:
    start = read(site, f"{API}/index.json")
    columns = read(site, start["columns"])["columns"]
    assert [(each["address"], each.get("parent")) for each in columns][:2] == [
        ("zwgk", None),
        ("zwgk/tzgg", "zwgk"),
    ]
    titles, documents = [], 0
    for each in columns:
        told = read(site, each["data"])
        documents += told["documents"]
        titles += [item["title"] for page in told["pages"] for item in read(site, page)["documents"]]
    assert len(titles) == documents == 34
    assert HOSTILE in titles
    assert {"机构职能", "关于样例的办法"} <= set(titles)
    (register,) = read(site, start["registers"])["registers"]
    rows = read(site, register["data"])["rows"]
    assert [next(iter(row.values())) for row in rows] == ["甲医院", "乙医院"]
    page = (site / "zwgk/ml/index.html").read_text(encoding="utf-8")
    for row in rows:
        column, _, anchor = row["_url"].partition("#")
        assert column == f"{BASE}zwgk/ml/"
        assert f'<tbody id="{anchor}">' in page


def test_a_policy_says_what_its_page_says(site: Path) -> None:
    (item,) = read(site, f"{API}/columns/zwgk/wjk/documents-1.json")["documents"]
    assert item["doc_no"] == "示例府发〔2026〕1号"
    assert (item["signed"], item["published"]) == ("2026-05-01", "2026-05-02T00:00:00+08:00")
    assert item["validity"] == "有效"
    assert [(each["name"], each["size"]) for each in item["attachments"]] == [("表.csv", 12)]


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page of documents hold next to nothing."""
    monkeypatch.setattr("generator.render.machines.api.PAGE_SIZE", 10)


@pytest.mark.usefixtures("short_pages")
def test_a_change_changes_only_what_speaks_of_it(tmp_path: Path) -> None:
    root = make(tmp_path)

    def changed(name: str, text: str) -> set[str]:
        before = keys_of(root)
        (root / "content/zwgk" / name).write_text(text, encoding="utf-8")
        now = keys_of(root)
        found = {address for address in now if now[address] != before.get(address)}
        return {address.removeprefix(f"{API}/columns/") for address in found if address.startswith(API)}

    own = {"zwgk/tzgg/column.json"}
    assert changed("tzgg/neu.md", document("最新的通知", published="2026-11-19")) == own | {
        "zwgk/tzgg/documents-4.json"
    }
    edited = document("关于第3件事项的补充通知", published="2026-03-03 09:30")
    assert changed("tzgg/n03.md", edited) == {"zwgk/tzgg/documents-1.json"}
    csv = "甲,乙\n1,2\n3,4\n"
    assert changed("wjk/表.csv", csv) == {"zwgk/wjk/documents-1.json"}
    table = "名称,地址\n丙医院,样例路3号\n"
    assert changed("ml/名录.csv", table) == {f"{API}/registers/zwgk/ml/名录.json"}


@pytest.mark.usefixtures("short_pages")
def test_a_next_page_is_told_as_soon_as_there_is_one(tmp_path: Path) -> None:
    root = make(tmp_path)
    before = keys_of(root)
    for number in range(8):
        text = document(f"关于另外第{number}件事项的通知", published=f"2026-11-{number + 1:02} 09:30")
        (root / f"content/zwgk/tzgg/z{number}.md").write_text(text, encoding="utf-8")
    now = keys_of(root)
    pages = [f"{API}/columns/zwgk/tzgg/documents-{number}.json" for number in range(1, 6)]
    assert [now.get(page) == before.get(page) for page in pages] == [True, True, True, False, True]
    more = document("关于最后一件事项的通知", published="2026-11-19")
    (root / "content/zwgk/tzgg/zz.md").write_text(more, encoding="utf-8")
    assert pages[4] in keys_of(root)


def test_every_key_is_told_of_in_the_documentation() -> None:
    page = (REPOSITORY / "docs/开发/接口.md").read_text(encoding="utf-8")
    for name in KINDS:
        for part in schema_of(name)["$defs"].values():
            for key, said in part["properties"].items():
                assert f"`{key}`" in page, key
                assert "description" in said or "$ref" in said or "anyOf" in said
