"""The words of YAML files, and the names of files, are looked through as those of documents are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.gate.written import read_written
from tests.helpers import COLUMNS, MARKS, PORTAL, check, document, make_portal
from tests.planting import numbers

IDENTITY = next(numbers())
STATEMENTS = """\
statements:
  - mandate: cq-2020#33
    state: 已落实
    date: 2026-10-12
    who: 王某
    evidence: [台账]
"""


def told(root: Path, files: dict[str, str]) -> list[tuple[str, str, int, int]]:
    """Return what is found of personal numbers and marks."""
    make_portal(root, files)
    return [
        (one["code"], one["path"], one["line"], one["column"])
        for one in check(root)
        if one["code"].startswith(("personal", "secret"))
    ]


@pytest.mark.parametrize(
    ("name", "text", "old"),
    [
        ("columns.yml", PORTAL + COLUMNS, "发布需要公众知晓的事项。"),
        ("columns.yml", PORTAL + COLUMNS, "张某"),
        ("columns.yml", PORTAL + COLUMNS, "示例区人民政府办公室"),
        ("mkdocs.yml", MARKS, "023-00000000"),
        ("ledger.yml", STATEMENTS, "王某"),
        ("ledger.yml", STATEMENTS, "台账"),
    ],
)
def test_every_value_is_told_where_it_stands(name: str, text: str, old: str, tmp_path: Path) -> None:
    packs = "  packs: [cq-2020]\n" if name == "ledger.yml" else ""
    files = {"columns.yml": PORTAL + packs + COLUMNS, name: text.replace(old, f"{old}，{IDENTITY}")}
    before = files[name].partition(IDENTITY)[0]
    line = before.count("\n") + 1
    assert told(tmp_path, files) == [("personal-identity", name, line, len(before) - before.rfind("\n"))]


def test_comments_are_not_published(tmp_path: Path) -> None:
    assert told(tmp_path, {"mkdocs.yml": f"# {IDENTITY}\n{MARKS}"}) == []


def test_what_a_head_writes_with_escapes_is_told(tmp_path: Path) -> None:
    escaped = "".join(f"\\x{ord(sign):02x}" for sign in IDENTITY)
    found = told(tmp_path, {"content/tzgg/a.md": document(summary=f'"甲{escaped}"')})
    assert found == [("personal-identity", "content/tzgg/a.md", 5, 10)]


def test_a_number_in_a_head_is_told_once(tmp_path: Path) -> None:
    found = told(tmp_path, {"content/tzgg/a.md": document(summary=f'"甲，{IDENTITY}"', keywords="[甲]")})
    assert found == [("personal-identity", "content/tzgg/a.md", 5, 13)]


@given(
    st.sampled_from(["plain", "single", "double", "block", "folded", "escaped"]),
    st.integers(0, 3),
    st.integers(1, 5),
)
def test_however_a_value_is_written(style: str, depth: int, first: int) -> None:
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in IDENTITY)
    pad = "  " * (depth + 1)
    value = {
        "plain": f"甲{IDENTITY}",
        "single": f"'甲''{IDENTITY}'",
        "double": f'"甲 {IDENTITY}"',
        "block": f"|\n{pad}甲\n{pad}乙{IDENTITY}",
        "folded": f">-\n{pad}甲\n{pad}{IDENTITY}",
        "escaped": f'"{escaped}"',
    }[style]
    keys = "".join(f"{'  ' * level}k:\n" for level in range(depth))
    marked = read_written(f"{keys}{'  ' * depth}k: {value}\n", "a.yml", first)
    ((code, line),) = [(one.code, one.place.line) for one in marked.findings]
    assert code == "personal-identity"
    assert line == first + depth + {"block": 2, "folded": 2}.get(style, 0)


def test_names_are_told_where_files_are_named(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        {
            f"content/tzgg/{IDENTITY}.md": document(),
            "content/tzgg/a.md": document(
                attachments="[表_13800138000_2.txt]", body=f"[表]({IDENTITY}/甲.txt)"
            ),
            "content/tzgg/表_13800138000_2.txt": "甲",
            f"content/tzgg/{IDENTITY}/甲.txt": "甲",
            f"content/tzgg/{IDENTITY}.txt": "没有人引用",
        },
    )
    # The link is told for its words and for the name of the file; so is what the head names.
    assert sorted(found) == [
        ("personal-identity", f"content/tzgg/{IDENTITY}.md", 1, 1),
        ("personal-identity", "content/tzgg/a.md", 8, 5),
        ("personal-identity", "content/tzgg/a.md", 8, 5),
        ("personal-mobile", "content/tzgg/a.md", 5, 15),
        ("personal-mobile", "content/tzgg/a.md", 5, 17),
    ]


def test_a_setting_may_hold_for_one_file_beside_content(tmp_path: Path) -> None:
    settings = (
        "checks:\n  - {code: personal-mobile, level: 'off', files: [columns.yml], reason: 值班手机。}\n"
    )
    columns = PORTAL + COLUMNS.replace("张某", "值班13800138000") + settings
    assert told(tmp_path, {"columns.yml": columns}) == []


def test_the_words_of_a_portals_own_theme_are_told(tmp_path: Path) -> None:
    files = {
        "theme/partials/footer.html": f"<p>\n电话{IDENTITY}</p>\n",
        "theme/assets/own.js": f"var a={IDENTITY};\n",
    }
    assert told(tmp_path, files) == [("personal-identity", "theme/partials/footer.html", 2, 3)]
