"""What check finds and what the build refuses are the same, of links that lead nowhere in particular too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import AS_OF, check, codes, document, make_portal, run


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[回顶部](#top)", []),
        ("[回顶部](#)", []),
        ("[首页](/)", []),
        ("[首页](../)", []),
        ('<a href="/">首页</a>', []),
        ("[本栏目](../tzgg/)", []),
        ("![图](/)", ["link-broken"]),
        ("![图](../tzgg/)", ["link-broken"]),
        ("[见](#没有)", ["anchor-missing"]),
        ("## 一、总体\n\n[见](#一总体)", []),
        ("[见](/没有/)", ["link-broken"]),
    ],
)
def test_check_and_build_agree_on_links(body: str, expected: list[str], tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(body=f"正文。\n\n{body}")})
    found = check(root)
    assert codes(found) == expected
    refused = any(each["level"] == "error" for each in found)
    assert run("build", "--root", root, "--as-of", AS_OF).code == int(refused)


@pytest.mark.parametrize(
    "shown",
    [
        "    [文](没有.md)", "`[文](没有.md)`", "<!-- [文](没有.md) -->", '写上href="没有.htm"就行。', "\\[文](没有.md)",
        '<span data-href="没有.md">文</span>', '<img data-src="没有.png" alt="图">', '<p title="src=没有.png">文</p>',
    ],
)  # fmt: skip
def test_what_is_no_link_is_not_looked_up(shown: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(body=f"正文。\n\n{shown}")})
    found = check(root)
    assert "link-broken" not in codes(found)
    assert not any(each["level"] == "error" for each in found)


def test_a_picture_of_word_is_told_as_lost(tmp_path: Path) -> None:
    body = '正文。\n\n<p><v:shape><v:imagedata src="clip_image001.png"/></v:shape></p>'
    found = check(make_portal(tmp_path, {"content/tzgg/a.md": document(body=body)}))
    assert [(each["code"], each["line"], each["column"]) for each in found] == [("content-lost", 9, 13)]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x07", "\x1c", "\x85", "\u2028", "\u2029"])
def test_an_unseen_sign_of_a_head_is_named_where_it_stands(sign: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(title=f"关于{sign}样例")})
    (told,) = [each for each in check(root) if each["code"] == "yaml-syntax"]
    assert (told["line"], told["column"]) == (2, 10)
    assert f"U+{ord(sign):04X}" in told["message"]
