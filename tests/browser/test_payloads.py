"""Whatever is written into a portal or attached to it: no browser runs any of it, and none asks another host."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from generator.publish.previewing.live import Live
from generator.publish.previewing.server import Bulletin, make_server
from tests.browser.payloads import FILE_NAMES, WORDS, harmless_files, hostile_files, texts
from tests.helpers import AS_OF, PORTAL, build, check, make_portal, serve

BATCH = 60
# What waits for a click or a touch counts as run.
WAITING = """() => [...document.querySelectorAll('*')].flatMap((each) => [...each.attributes]
  .filter((one) => /^on/i.test(one.name) || /^[\\s\\u0000-\\u0020]*(javascript|vbscript|data:text)/i.test(one.value)
    && ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'to'].includes(one.name))
  .map((one) => each.tagName + ' ' + one.name + '=' + one.value))"""


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _document(title: str, body: str, **more: str) -> str:
    head = {"title": _quoted(title), "issuer": "区政府办公室", "published": "2026-03-03 09:30", **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + f"---\n\n{body}\n"


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return out.getvalue()


def _columns() -> str:
    extra = "".join(
        f"  - name: {_quoted(f'栏目{number}{words}')}\n    slug: w{number}\n    description: {_quoted(words)}\n"
        f"    unit: {_quoted(words)}\n    owner: {_quoted(words)}\n    cycle: monthly\n"
        for number, words in enumerate(WORDS)
    )
    table = "  - name: 名录\n    slug: ml\n    kind: register\n    description: 表。\n    unit: 局\n    owner: 张某\n    cycle: monthly\n"
    notices = "  - name: 通知\n    slug: tz\n    description: 通知。\n    unit: 局\n    owner: 张某\n    cycle: monthly\n"
    return f"{PORTAL}columns:\n{notices}{table}{extra}"


def _base() -> dict[str, str | bytes]:
    rows = "".join(f'"{words.replace(chr(34), chr(34) * 2)}",甲\n' for words in (*WORDS, *texts()))
    return {
        "columns.yml": _columns(),
        "content/ml/表.csv": f"名称,值\n{rows}",
        "content/tz/t.png": _picture(),
    }


def _refused(root: Path) -> dict[str, set[str]]:
    """Return the codes of all errors by the file they are told of."""
    told: dict[str, set[str]] = {}
    for each in check(root):
        if each["level"] == "error":
            told.setdefault(each["path"], set()).add(each["code"])
    return told


@pytest.fixture(scope="module")
def survivors(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The payloads that check lets pass: each was in a document of its own."""
    payloads = texts()
    assert len(payloads) >= 300
    files = {
        f"content/tz/p{number}.md": _document(f"第{number}号", text) for number, text in enumerate(payloads)
    }
    told = _refused(make_portal(tmp_path_factory.mktemp("each"), {**_base(), **files}))
    assert all(path.startswith("content/tz/p") for path in told), told
    return [text for number, text in enumerate(payloads) if f"content/tz/p{number}.md" not in told]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, survivors: list[str]) -> Path:
    """A portal with all that check lets pass, built."""
    files = _base()
    for start in range(0, len(survivors), BATCH):
        # A paragraph between them, so that what one leaves open does not hide the next.
        body = "\n\n甲\n\n".join(survivors[start : start + BATCH])
        files[f"content/tz/b{start}.md"] = _document(f"第{start}批", body)
        files[f"content/tz/r{start}.md"] = _document(
            f"反第{start}批", "\n\n乙\n\n".join(reversed(survivors[start : start + BATCH]))
        )
    for number, words in enumerate(WORDS):
        text = {key: _quoted(words) for key in ("summary", "author", "source", "doc_no", "index_no")}
        lists = {key: f"[{_quoted(words)}]" for key in ("keywords", "topics")}
        files[f"content/tz/w{number}.md"] = _document(f"标题{words}", "正文。", **text, **lists)
    attached = harmless_files()
    names = ", ".join(_quoted(name) for name in attached)
    files["content/tz/a.md"] = _document(
        "附件",
        "![x](好.svg) [y](好.svg) [z](好.xml)",
        attachments=f"[{names}]",
        picture="好.svg",
        picture_alt="图",
    )
    files |= {f"content/tz/{name}": data for name, data in attached.items()}
    folder = make_portal(tmp_path_factory.mktemp("all"), files)
    assert _refused(folder) == {}
    build(folder)
    return folder


def test_every_hostile_file_is_refused(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict(_base())
    hostile = hostile_files()
    for number, (name, data) in enumerate(hostile.items()):
        files[f"content/tz/a{number}.md"] = _document(
            f"第{number}号", "正文。", attachments=f"[{_quoted(name)}]"
        )
        files[f"content/tz/{name}"] = data
    told = _refused(make_portal(tmp_path, files))
    passed = [
        name
        for number, name in enumerate(hostile)
        if not {"asset-forbidden", "asset-active"}
        & (told.get(f"content/tz/a{number}.md", set()) | told.get(f"content/tz/{name}", set()))
    ]
    assert passed == []


class _Witness:
    """Notes what runs, and who else is asked."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.host, self.noted = urlsplit(base).netloc, list[str]()
        context.on("dialog", self._on_dialog)
        context.on("request", lambda request: self._on_request(request.url))
        context.on(
            "page",
            lambda page: self.noted.append(f"window {page.url}") if page.url != "about:blank" else None,
        )

    def _on_dialog(self, dialog: Any) -> None:
        self.noted.append(f"executed at {dialog.page.url}")
        dialog.dismiss()

    def _on_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.netloc != self.host and parts.scheme not in ("data", "blob"):
            self.noted.append(f"asked {url}")


def _addresses(site: Path) -> list[str]:
    """Return every address of a site but the program's own scripts and the search index."""
    files = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return sorted(quote(path.as_posix()) for path in files if path.parts[0] not in ("assets", "pagefind"))


def _visit(page: Page, address: str) -> list[str]:
    try:
        page.goto(address, wait_until="load")
    except PlaywrightError as error:  # a file that is saved, not shown
        assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error), str(error)
        return []
    return [f"{each} at {address}" for each in page.evaluate(WAITING)]


def _look_through(browser: Browser, base: str, addresses: list[str]) -> list[str]:
    with browser.new_context(accept_downloads=True) as context:
        witness = _Witness(context, base)
        page = context.new_page()
        waiting = [each for address in addresses for each in _visit(page, base + address)]
        page.goto(base, wait_until="load")
        return witness.noted + waiting


class _Plain(SimpleHTTPRequestHandler):
    """A server as it comes: no policy, no header of ours."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextmanager
def _plain_server(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Plain, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def _preview(root: Path) -> Iterator[str]:
    live = Live(root, date.fromisoformat(AS_OF))
    assert live.refresh() == []
    server = make_server(live, Bulletin(), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    server.server_close()


def test_with_the_policy_nothing_runs_and_nobody_is_asked(browser: Browser, root: Path) -> None:
    with serve(root / "site") as base:
        assert _look_through(browser, base, _addresses(root / "site")) == []


def test_without_the_policy_nothing_runs_and_nobody_is_asked(browser: Browser, root: Path) -> None:
    with _plain_server(root / "site") as base:
        assert _look_through(browser, base, _addresses(root / "site")) == []


def test_in_the_preview_nothing_runs_and_nobody_is_asked(browser: Browser, root: Path) -> None:
    own = [
        "_gongkai/reload.js",
        "_gongkai/digest?page=/tz/b0.html",
        f"{quote(WORDS[2])}",
        f"assets/{quote(WORDS[0])}",
    ]
    with _preview(root) as base:
        assert _look_through(browser, base, _addresses(root / "site") + own) == []


def test_the_witness_sees_a_script(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<img src=//evil.example/a.png><script>alert(1)</script><b onclick=alert(1)>", encoding="utf-8"
    )
    (tmp_path / "index.html").write_text("<p>", encoding="utf-8")
    with _plain_server(tmp_path) as base:
        noted = _look_through(browser, base, ["a.html"])
    assert [each.split()[0] for each in noted].count("executed") == 1
    assert any(each.startswith("asked") for each in noted)
    assert any(each.startswith("B onclick") for each in noted)


def test_a_search_for_a_script_shows_it_as_text(browser: Browser, root: Path) -> None:
    with _plain_server(root / "site") as base, browser.new_context() as context:
        witness = _Witness(context, base)
        page = context.new_page()
        for words in WORDS[:5]:
            page.goto(f"{base}search/?q={quote(words)}")
            page.wait_for_selector("[data-result-count][data-state=done]", state="attached")
            assert page.evaluate(WAITING) == []
        assert witness.noted == []


def test_links_to_drawings_save_them(root: Path) -> None:
    page = (root / "site/tz/a.html").read_text(encoding="utf-8")
    drawing = quote("好.svg")
    links = [part.partition(">")[0] for part in page.split("<a ")[1:] if drawing in part.partition(">")[0]]
    assert len(links) >= 3
    assert all("download" in link for link in links)
    assert all(name in unescape(page) for name in FILE_NAMES)
