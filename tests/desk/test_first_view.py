"""How much a browser fetches before the first page of the desk stands there."""

from __future__ import annotations

import gzip
import re

from tests.desk.conftest import Visitor

MOST = 80 * 1024
_NAMED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def sent(visitor: Visitor, address: str, without: str = "nothing") -> int:
    """Return the bytes that come over the line for a page, with its styles and scripts but one."""
    page = visitor.get(address)
    assert page.status_code == 200
    total = len(page.content)
    for name in sorted(each for each in set(_NAMED.findall(page.text)) if without not in each):
        answer = visitor.get(name.replace("&amp;", "&"), headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        total += len(gzip.compress(answer.content, 9))
    return total


def test_the_first_view_is_small(shared: dict[str, Visitor]) -> None:
    for visitor in shared.values():
        for address in ("/", "/login", "/new", "/documents", "/registers"):
            assert sent(visitor, address) <= MOST, address


def test_home_with_much_to_do_is_small_too(own: Visitor) -> None:
    own.begin()
    for _ in range(59):
        own.desk.drafts.begin(own.desk.drafts.of("own")[0])
    assert len(own.desk.drafts.of("own")) == 60
    assert sent(own, "/") <= MOST
