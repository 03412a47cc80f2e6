"""What sorts and filters all rows of a long register: orders as a reader expects them, lists that miss no row."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.render.registers.row_grams import gram_files, plain
from generator.render.registers.row_orders import sorted_rows
from tests.helpers import COLUMNS, PORTAL, build, contents, document, make_portal

TREE = (
    PORTAL
    + COLUMNS
    + "  - name: 许可\n    slug: xk\n    kind: register\n    description: 许可。\n"
    + "    unit: 区司法局\n    owner: 张某\n    cycle: yearly\n"
)
CELLS = st.text("甲乙重庆a1B９ -〔〕", max_size=6)


def order(texts: list[str], *, numbers: bool = False) -> list[str]:
    """Return texts in their order."""
    return [texts[number] for number in sorted_rows(texts, [""] * len(texts), numbers=numbers).rows]


def test_texts_stand_as_a_reader_expects() -> None:
    assert order(["渝中", "长寿", "", "巴南", "A区", "12号", "9号", "（甲）"]) == [
        "（甲）", "9号", "12号", "巴南", "长寿", "渝中", "A区", "",
    ]  # fmt: skip
    assert order(["垚某", "张某", "瑶某", "要某"])[-1] == "张某"  # rare ones stand by their sound
    assert order(["第10条", "第9条", "第009条", "第1条"]) == ["第1条", "第9条", "第009条", "第10条"]
    assert order(["1,200.5", "¥90", "5%", "-3", ""]) == ["-3", "5%", "¥90", "1,200.5", ""]
    assert order(["面议", "12", "3"], numbers=True) == ["3", "12", "面议"]


def test_groups_keep_their_order_and_empty_cells_stand_last_in_each() -> None:
    told = sorted_rows(["3", "", "1", "2", ""], ["乙", "乙", "乙", "甲", "甲"], numbers=True)
    assert told.rows == (2, 0, 1, 3, 4)
    assert told.groups == ((2, 1), (1, 1))


@given(texts=st.lists(CELLS, max_size=12), numbers=st.booleans())
def test_an_order_has_every_row_once(texts: list[str], numbers: bool) -> None:
    told = sorted_rows(texts, [""] * len(texts), numbers=numbers)
    assert sorted(told.rows) == list(range(len(texts)))
    assert sum(filled for filled, _ in told.groups) == sum(1 for text in texts if text)


@given(pieces=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=9), data=st.data())
def test_the_lists_miss_no_piece_that_holds_a_word(pieces: list[list[str]], data: st.DataObject) -> None:
    folded = [[plain(text) for text in piece] for piece in pieces]
    files = gram_files(folded, 3)
    word = plain(data.draw(st.sampled_from([text for piece in pieces for text in piece])))
    grams = list(word) if len(word) < 2 else [word[at : at + 2] for at in range(len(word) - 1)]
    for gram in grams:
        number = 0
        for sign in gram:
            number = number * 31 + ord(sign)
        steps = files[number % 3][gram]
        told = {sum(steps[: place + 1]) for place in range(len(steps))}
        holding = {number for number, piece in enumerate(folded) if any(gram in text for text in piece)}
        assert not steps or told == holding


def rows_of(number: int, changed: int = -1) -> str:
    """Return a table of so many rows, one of them changed."""
    return "名称,编号,金额\n" + "".join(
        f"示例{each}号{'新' if each == changed else ''}公司,许{each},{each % 50}.5\n"
        for each in range(number)
    )


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_long_register_has_its_rows_in_pieces_and_a_short_one_has_not(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": TREE,
        "content/tzgg/a.md": document(),
        "content/xk/a.csv": rows_of(20),
        "content/xk/b.csv": rows_of(1030),
    }
    root = make_portal(tmp_path / "portal", files)
    site = build(root)
    assert not (site / "xk/_rows/1").exists()
    about = read(site / "xk/_rows/2/about.json")
    assert about["rows"] == 1030
    pieces = sorted(
        (site / "xk/_rows/2").glob("piece-*.json"), key=lambda path: int(path.stem.partition("-")[2])
    )
    told = "".join(read(path)["html"] for path in pieces)
    assert told.count("<tbody") == 1030
    assert told.index("示例0号公司") < told.index("示例1029号公司")
    page = (site / "xk/_2.html").read_text(encoding="utf-8")
    row = told[
        told.index("<tbody", told.index("示例599号")) : told.index("</tbody>", told.index("示例600号"))
    ]
    assert row in page  # drawn as on the pages
    assert read(site / "xk/_rows/2/order-2-0.json")[0] == 0
    before = contents(site)
    (root / "content/xk/b.csv").write_text(rows_of(1030, changed=7), encoding="utf-8")
    build(root)
    after = contents(site)
    changed = {path for path in after if before.get(path) != after[path] and "/piece-" in path}
    assert changed == {"xk/_rows/2/piece-0.json"}
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
    assert contents(build(fresh)) == after


def test_a_shrunk_register_leaves_no_pieces(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "columns.yml": TREE,
        "content/tzgg/a.md": document(),
        "content/xk/b.csv": rows_of(501),
    }
    root = make_portal(tmp_path, files)
    assert (build(root) / "xk/_rows/1/about.json").is_file()
    (root / "content/xk/b.csv").write_text(rows_of(500), encoding="utf-8")
    assert not (build(root) / "xk/_rows").exists()
