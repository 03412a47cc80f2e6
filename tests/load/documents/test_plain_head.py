"""Heads read quickly are read as YAML reads them: same values, same places, same problems."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.load.documents.head import read_any_head, read_head
from generator.load.documents.plain_head import read_plain
from generator.load.yaml.marked import Spot, Value, parse_marked

_KEYS = st.sampled_from(["title", "issuer", "published", "topics", "标题", "review", "a", "附件", "elements"])
_PIECES = st.sampled_from(
    [
        *(
            "通知",
            "a",
            "12",
            "2026-03-02",
            "09:30",
            " ",
            "  ",
            ": ",
            ":",
            "#",
            " #",
            "-",
            "- ",
            "'",
            '"',
            "''",
        ),
        *(
            "[",
            "]",
            ", ",
            ",",
            "{",
            "}",
            "&a",
            "*a",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "~",
            "null",
            "\\",
        ),
        *(
            "\t",
            "\u3000",
            "\u2028",
            "\xa0",
            "\ufeff",
            "\x07",
            "=",
            "<<",
            "（一）",
            "“新”",
            "…",
            "😀",
            "---",
            "...",
        ),
    ]
)
_TEXTS = st.lists(_PIECES, max_size=5).map("".join)
_PLAIN = st.sampled_from(
    ["通知", "关于x的 通知", "2026-03-02 09:30", "null", "'a'", '"a: b"', '""', "a:b", "（一）"]
)
_VALUES = st.one_of(
    _PLAIN, _TEXTS, st.lists(st.one_of(_PLAIN, _TEXTS), max_size=3).map(lambda i: f"[{', '.join(i)}]")
)
_ENTRIES = st.builds(
    "{}:{}{}{}".format, _KEYS, st.sampled_from(["", " ", "  "]), _VALUES, st.sampled_from(["", " "])
)
_BELOW = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "  ", "  ", "    "]),
    st.sampled_from(["- ", "-  ", "-", ""]),
    st.one_of(_VALUES, _ENTRIES),
)
_BLOCKS = st.builds(
    lambda key, lines: "\n".join([f"{key}:", *lines]), _KEYS, st.lists(_BELOW, min_size=1, max_size=3)
)
_SOUND = st.sampled_from(
    [
        *(
            "issuer: 区政府",
            "topics: [a, 'b c',d ]",
            "column:",
            "doc_no:   示例〔2021〕1号 ",
            "summary: 'x: y'",
        ),
        *(
            "attachments:\n  - a.pdf\n  -   'b.pdf'",
            "附件:\n- a.pdf",
            "review:\n  first: 张\n  second:",
            "# 说明",
            "",
        ),
    ]
)
_ODD = st.one_of(_ENTRIES, _BLOCKS, st.sampled_from(["---", "...", " "]))
_HEADS = st.builds(
    lambda before, odd, after: "\n".join([*before, odd, *after]),
    st.lists(_SOUND, max_size=3, unique=True),
    _ODD,
    st.lists(_SOUND, max_size=2, unique=True),
)


class _Every:
    """Holds every key."""

    def __contains__(self, key: object) -> bool:
        return True


@settings(max_examples=300)
@given(_HEADS)
@example("附件:\n- a.pdf\n- b.pdf\ntitle: a")
@example("title:\n\nissuer: a")
@example("review:\n  first: 张\n  second:\nissuer: a")
def test_plain_heads_hold_what_yaml_says(head: str) -> None:
    marked = parse_marked(head, "a.md", first_line=2)
    value: Value = marked.value
    quick = read_plain(head, "a.md", {}, frozenset())
    if quick:
        assert (quick.value, marked.findings) == (value, [])
    placed = read_plain(head, "a.md", {}, _Every())
    if placed:
        spots: dict[Spot, object] = dict(marked.values)
        assert (placed.value, placed.places) == (value, spots)


def test_the_usual_forms_are_plain() -> None:
    head = (
        "title: 关于x的通知\n标题: '引号'\npublished: 2026-03-02 09:30\n# 说明\n\ntopics: [稳就业, 创业]\nattachments:\n"
        "  - 附件1.xlsx\n  - 附件 2.pdf\nreview:\n  first: 张某\n  second:\nsummary:\n"
    )
    assert read_plain(head, "a.md", {}, frozenset()) is not None


_DECLARED = st.sampled_from(
    [
        *(
            "title: 通知",
            "标题: 通知",
            "issuer: 区政府",
            "发布机构: 区政府",
            "published: 2026-03-02",
            "发布日期: 2026-03-02 09:30",
        ),
        *(
            "topics: [a, b]",
            "attachments:\n  - a.pdf\n  - b.pdf",
            "附件: [a.pdf, 'b.pdf']",
            "signed: 2026-02-30",
            "nonsense: 1",
        ),
        *(
            "review:\n  初审: 张某\n  second: 李某",
            "review: {first: 张某}",
            "elements:\n  背景: 为了",
            "draft: 是",
            "validity: 有效",
        ),
        *(
            "history:\n  - date: 2026-03-02\n    act: 公布",
            "summary: |\n  两行\n  文字",
            "title: 又一个",
            "video: a.mp4",
        ),
    ]
)


@settings(max_examples=150)
@given(st.lists(_DECLARED, max_size=8).map("\n".join))
def test_documents_are_declared_alike_either_way(head: str) -> None:
    assert read_head(head, "a.md") == read_any_head(head, "a.md")
