"""Which links leave the site, and where they lead: as browsers take them, however they are written."""

from __future__ import annotations

import pytest

from generator.model.addresses.hosts import is_one_of, outer_host


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("a.md", None),
        ("/tz/a.md", None),
        ("?q=//x", None),
        ("#//x", None),
        ("a//b", None),
        ("//evil.example/x.png", "evil.example"),
        ("\\\\evil.example/x", "evil.example"),
        ("/\\evil.example/x", "evil.example"),
        ("https:\\\\evil.example", "evil.example"),
        ("HTTPS://EVIL.example.:443/", "evil.example"),
        (" \x01https://evil.example/", "evil.example"),
        ("ht\ttps://ev\nil.example/", "evil.example"),
        ("https://evil.example\\@www.example.gov.cn/", "evil.example"),
        ("https://www.example.gov.cn@evil.example/", "evil.example"),
        ("https://ｅｖｉｌ。example/", "evil.example"),
        ("https://%65vil.example/", "evil.example"),
        ("java\tscript:alert(1)", ""),
        ("mailto:a@example.gov.cn", ""),
        ("http://[::1", ""),
        ("https:///evil.example/x", "evil.example"),
    ],
)
def test_where_a_link_leads(target: str, host: str | None) -> None:
    assert outer_host(target) == host


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("www.gov.cn", True),
        ("gov.cn", True),
        ("evilgov.cn", False),
        ("gov.cn.evil.example", False),
        ("", False),
    ],
)
def test_whose_a_host_is(host: str, own: bool) -> None:
    assert is_one_of(host, (".gov.cn",)) is own
