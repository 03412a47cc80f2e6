"""What is kept of a column is taken up again only under the key it was kept by, and is never more than data."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from generator.load.cache.by_column import ByColumn
from generator.load.cache.seal import write_sealed
from generator.load.documents.codec import decode_document, encode_document, mark_document
from generator.model.document import Document
from generator.model.finding import Place


def ask(kept: ByColumn, value: list[str], key: str = "k", column: str = "tzgg") -> list[str]:
    return kept.get("pages", column, key, list[str], lambda: value)


def kept_in(folder: Path) -> ByColumn:
    """Keep a value of two columns."""
    kept = ByColumn(folder)
    ask(kept, ["a"])
    ask(kept, ["b"], column="zwgk")
    kept.save()
    return ByColumn(folder)


def test_is_taken_up_under_its_key_alone(tmp_path: Path) -> None:
    assert ask(kept_in(tmp_path), ["new"]) == ["a"]
    assert ask(kept_in(tmp_path), ["new"], "another") == ["new"]
    assert ask(kept_in(tmp_path), ["new"], column="zt") == ["new"]
    assert ask(ByColumn(), ["new"]) == ["new"]


@pytest.mark.parametrize(
    "damaged", [b"", b"\x00" * 80, None], ids=["emptied", "overwritten", "sealed, of another kind"]
)
def test_what_was_damaged_is_made_again(damaged: bytes | None, tmp_path: Path) -> None:
    kept_in(tmp_path)
    for file in tmp_path.glob("*.bin"):
        if damaged is None:
            write_sealed(file, b"\x93\x01\x02\x03")
        else:
            file.write_bytes(damaged)
    again = ByColumn(tmp_path)
    assert ask(again, ["new"]) == ["new"]
    again.save()
    assert ask(ByColumn(tmp_path), ["newer"]) == ["new"]


def test_a_value_of_another_type_is_made_again(tmp_path: Path) -> None:
    kept = kept_in(tmp_path)
    assert kept.get("pages", "tzgg", "k", list[int], lambda: [1]) == [1]


def test_of_columns_that_are_gone_nothing_stays(tmp_path: Path) -> None:
    kept = ByColumn(tmp_path)
    for number in range(200):
        ask(kept, ["甲" * 50], column=f"c{number}")
    kept.save()
    before = sum(file.stat().st_size for file in tmp_path.glob("*.bin"))
    again = ByColumn(tmp_path)
    for number in range(40):
        ask(again, ["乙"], "another", column=f"c{number}")
    again.save()
    assert sum(file.stat().st_size for file in tmp_path.glob("*.bin")) < before / 2


def test_what_was_let_go_of_is_read_again(tmp_path: Path) -> None:
    kept = ByColumn(tmp_path)
    kept.get("a", "zwgk", "1", list[str], lambda: ["甲"])
    kept.save()
    kept.let_go()
    assert kept.get("a", "zwgk", "1", list[str], lambda: ["乙"]) == ["甲"]


def test_what_cannot_be_written_is_made_each_time(tmp_path: Path) -> None:
    kept = ByColumn(tmp_path)
    assert ask(kept, ["\udc80"]) == ["\udc80"]
    kept.save()
    assert ask(ByColumn(tmp_path), ["new"]) == ["new"]


def made(title: str = "标题") -> Document:
    return Document("a/b.md", "a", "a/b.html", title, "甲", datetime(2026, 3, 3), Place("content/a/b.md"))


def test_a_mark_tells_all_that_a_document_says() -> None:
    document = mark_document(made())
    assert document.mark
    assert document.mark == mark_document(made()).mark
    assert document.mark != mark_document(made("另一个标题")).mark
    assert mark_document(made("半个\udc80")).mark
    back = decode_document(encode_document(document))
    assert (back, back.mark) == (document, document.mark)


def test_a_mark_tells_what_was_settled_later() -> None:
    document = mark_document(made())
    moved = document.settled(address="a/c.html")
    assert moved.mark not in ("", document.mark)
    assert moved.mark != document.settled(address="a/d.html").mark
    assert made().settled(address="a/c.html").mark == ""
