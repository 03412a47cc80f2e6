"""What a style sheet loads, however it is spelled."""

from __future__ import annotations

import pytest

from generator.load.look.style import style_addresses, style_faults

FOREIGN = (
    "a{b:url(https://evil.example/x)}",
    "a{b:url('//evil.example/x')}",
    'a{b:URL( "HTTP://evil.example" )}',
    r"a{b:url(\68ttps://evil.example)}",
    r"a{b:u\72l('\2f\2f evil.example')}",
    "a{b:url('/\\\n/evil.example')}",
    "a{b:url(\\\\\\\\evil.example)}",
    "a{b:url('\t/\t/evil.example')}",
    "a{b:image-set('https://evil.example' 1x)}",
    "a{b:url('https:evil.example')}",
    # What looks like a comment within a string or a bare address is none.
    "a{b:'/*';c:url(//evil.example/)}/* */",
    "a{b:url(/*);c:url(//evil.example)}",
    "a{b:url(/*)}/**/c{b:src('//evil.example')}",
)


@pytest.mark.parametrize("text", FOREIGN)
def test_another_site_is_found(text: str) -> None:
    assert "foreign" in {fault.kind for fault in style_faults(text)}


@pytest.mark.parametrize(
    "text", ["@import 'a.css';", r"@\69mport url(a.css);", "@IMPORT\n'a.css'", "/**/@import''"]
)
def test_an_import_is_found(text: str) -> None:
    assert "import" in {fault.kind for fault in style_faults(text)}


@pytest.mark.parametrize("scheme", ["data:image/png;base64,aa", "javascript:x", "blob:x", "file:x"])
def test_what_is_no_file_is_found(scheme: str) -> None:
    assert [fault.kind for fault in style_faults(f"a{{b:url({scheme})}}")] == ["inline"]


def test_an_honest_sheet_has_no_fault() -> None:
    text = (
        "/* https://example.org/licence @import */\n@charset 'utf-8';\n"
        ".data:hover, a[href^='mailto'] { content: '/* a */'; background: url( \"图/a b.svg?v=1#x\" ) }\n"
        ".a { background: url(../b%20c.png) }"
    )
    assert list(style_faults(text)) == []
    found = list(style_addresses(text))
    assert [address for address, _ in found] == ["图/a b.svg", "../b c.png"]
    assert [text[offset:][:4] for _, offset in found] == ["url("] * 2


def test_the_place_is_that_of_the_text() -> None:
    text = "/* 一 */\n.a{}\n .b{c:url(//evil.example)}"
    assert [text[fault.offset :][:6] for fault in style_faults(text)] == ["//evil"]


def test_a_long_sheet_takes_no_long_time() -> None:
    for text in ("url(" * 50_000, "/*" * 50_000, "url('" * 50_000, "\\" * 100_000, "url(a" + " " * 100_000):
        list(style_faults(text))
        list(style_addresses(text))
