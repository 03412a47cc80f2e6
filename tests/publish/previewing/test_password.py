"""A preview that others may look at: who knows the password sees it, marked on every page; others see nothing."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.previewing import server
from generator.publish.previewing.password import Password, make_up
from generator.publish.previewing.server import Door
from tests.helpers import document, make_portal
from tests.publish.previewing.test_server import Preview, serving

WORDS = "口令 word:with colon"
PATHS = (
    "/",
    "/tzgg/a.html",
    "/tzgg/说明.txt",
    "/_gongkai/events",
    "/_gongkai/digest?page=/",
    "/assets/frame.css",
    "/x",
)


def basic(words: str, name: str = "anybody") -> str:
    """Return the header that a browser sends."""
    return f"Basic {base64.b64encode(f'{name}:{words}'.encode()).decode()}"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(title="还没有定稿的通知", draft="true", attachments="[说明.txt]"),
        "content/tzgg/说明.txt": "附件里的话",
    }
    root = make_portal(tmp_path_factory.mktemp("shared") / "portal", files)
    with (
        pytest.MonkeyPatch.context() as patch,
        serving(root, Door(names=("10.1.2.3",), password=Password.of(WORDS))) as running,
    ):
        patch.setattr(server, "_AFTER_A_GUESS", 0.05)
        yield running


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "header", ["", "Basic", basic("wrong"), basic(WORDS)[:-1], f"Bearer {WORDS}", "Basic !"]
)
def test_without_the_password_nothing_is_told(shared: Preview, path: str, header: str) -> None:
    more = {"Authorization": header} if header else {}
    status, headers, body = shared.ask(path.replace("说明", "%E8%AF%B4%E6%98%8E"), **more)
    assert status == 401
    assert headers["www-authenticate"].startswith("Basic ")
    assert headers["x-robots-tag"] == "noindex, nofollow"
    for words in ("还没有定稿", "附件里的话", "data:"):
        assert words.encode() not in body


def test_with_it_the_drafts_are_seen_and_marked(shared: Preview) -> None:
    host = f"10.1.2.3:{shared.port}"
    for name in ("", "张三"):
        status, headers, body = shared.ask(
            "/tzgg/a.html", host=host, Authorization=basic(WORDS, name).strip()
        )
        assert status == 200
        text = body.decode()
        assert "还没有定稿的通知" in text
        assert "不是正式网站" in text
        assert 'content="noindex,nofollow"' in text
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["cache-control"] == "no-store"
    assert shared.ask("/tzgg/a.html", method="HEAD", Authorization=basic(WORDS))[0] == 200


def test_another_name_is_refused_before_the_password(shared: Preview) -> None:
    assert shared.ask("/", host=f"evil.example:{shared.port}", Authorization=basic(WORDS))[0] == 403


def test_who_guesses_waits_and_who_was_not_asked_yet_does_not(
    shared: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_AFTER_A_GUESS", 0.5)
    start = time.monotonic()
    assert shared.ask("/")[0] == 401
    first = time.monotonic() - start
    assert shared.ask("/", Authorization=basic("wrong"))[0] == 401
    assert first < 0.5 <= time.monotonic() - start


@given(st.text(max_size=40), st.text(max_size=40))
def test_only_the_very_words_open(words: str, other: str) -> None:
    password = Password.of(words)
    if words.isprintable() and words.isascii():
        assert password.opens(basic(words))
    encodable = other.encode("utf-8", "ignore").decode()
    assert password.opens(basic(encodable)) == (encodable == words)
    assert not password.opens(other)


def test_what_is_made_up_is_long_and_never_the_same() -> None:
    made = {make_up() for _ in range(50)}
    assert len(made) == 50
    assert all(len(each.replace("-", "")) == 16 for each in made)
