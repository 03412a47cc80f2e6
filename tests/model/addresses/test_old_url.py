"""Old addresses, however they are written: one form for each, and none for what is no address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.addresses.old_url import can_be_file, encoded, old_address, old_column, ways_to


@pytest.mark.parametrize(
    ("written", "base", "found"),
    [
        ("/tzgg/a.html", "/", "tzgg/a.html"),
        ("tzgg/a.html", "/", "tzgg/a.html"),
        ("http://old.gov.cn/tzgg/a.html", "/", "tzgg/a.html"),
        ("//old.gov.cn/tzgg/a.html", "/", "tzgg/a.html"),
        ("HTTPS://old.gov.cn:8080/tzgg", "/", "tzgg/index.html"),
        ("/tzgg/", "/", "tzgg/index.html"),
        ("/%E6%97%A7/1.html", "/", "旧/1.html"),
        ("/list.aspx?id=5&p=%31", "/", "list.aspx?id=5&p=%31"),
        ("http://old.gov.cn/?id=5", "/", "?id=5"),
        ("/zwgk/tzgg/a.html", "/zwgk/", "tzgg/a.html"),
        ("tzgg/a.html", "/zwgk/", "tzgg/a.html"),
        ("/art/a.html", "/zwgk/", None),
        ("", "/", None),
        ("/", "/", None),
        ("http://old.gov.cn/", "/", None),
        ("/tzgg/a.html#1", "/", None),
        ("/tzgg/../a.html", "/", None),
        ("/%2e%2e/a.html", "/", None),
        ("/.git/a.html", "/", None),
        ("/a//b.html", "/", None),
        ("\\a.html", "/", None),
        ("/a%00.html", "/", None),
        ("/a%ff.html", "/", None),
    ],
)
def test_one_form(written: str, base: str, found: str | None) -> None:
    assert old_address(written, base) == found


@given(st.text(st.sampled_from("ab/.?%#\\: 旧2e\x00\n\"{}$'<"), max_size=30))
def test_no_text_leaves_the_site_or_the_quotes_of_a_rule(text: str) -> None:
    found = old_address(text)
    if found is not None:
        path = found.partition("?")[0]
        assert not path.startswith("/") and ".." not in path.split("/")
        assert not {"\n", "\x00", "\\"} & {*found}
        assert not {'"', "{", "}", "$", " ", "<"} & {*encoded(found)}
        assert old_address(encoded(found)) in (found, None) or "?" in found


def test_folders() -> None:
    assert ways_to("a/b/index.html") == ("a/b/index.html", "a/b/", "a/b")
    assert ways_to("a/b.html") == ("a/b.html",)
    assert (old_column("a/b/index.html"), old_column("a/b.html"), old_column("旧/index.html")) == (
        "a/b",
        "",
        "",
    )
    assert [can_be_file(each) for each in ("a.html", "a.htm", "a:b.html", "a./b.html")] == [
        True, False, False, False,
    ]  # fmt: skip
