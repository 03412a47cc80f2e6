"""A long sequence kept packed is the same to whoever reads it, and a long table read so is told the same."""

from __future__ import annotations

import pickle
import tracemalloc
from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path

import pytest

from generator.load.portal import load_portal
from generator.packed import FEW, Packed, packed
from tests.helpers import COLUMNS, PORTAL, make_portal

PLAIN = [(n, f"第{n}行", ("甲" * (n % 3), "")) for n in range(FEW + 321)]
REGISTER = f"""{PORTAL}{COLUMNS}  - name: 许可名录
    description: 名录。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    kind: register
"""


@pytest.fixture(scope="module")
def long() -> Packed[tuple[object, ...]]:
    made: Sequence[tuple[object, ...]] = packed(iter(PLAIN))
    assert isinstance(made, Packed)
    return made


def test_few_items_stay_a_tuple() -> None:
    assert packed(iter(PLAIN[:FEW])) == tuple(PLAIN[:FEW])
    assert packed([]) == ()


def test_many_are_the_same_one_by_one_in_order_and_in_parts(long: Packed[tuple[object, ...]]) -> None:
    assert len(long) == len(PLAIN)
    assert list(long) == PLAIN
    assert long[0] == PLAIN[0]
    assert long[-1] == PLAIN[-1]
    assert [long[n] for n in (FEW, 249, 250, 1)] == [PLAIN[n] for n in (FEW, 249, 250, 1)]
    for part in (slice(240, 260), slice(-5, None), slice(3, 3), slice(None, None, -700), slice(9, 9000)):
        assert list(long[part]) == PLAIN[part]
    assert list(long[100:5200][10:20]) == PLAIN[110:120]
    with pytest.raises(IndexError):
        long[len(PLAIN)]


def test_it_is_equal_and_written_like_a_tuple(long: Packed[tuple[object, ...]]) -> None:
    assert long == tuple(PLAIN)
    assert long != tuple(PLAIN[1:])
    assert long[:4] == PLAIN[:4]
    assert repr(long[5:8]) == repr(tuple(PLAIN[5:8]))
    assert hash(long) == hash(tuple(PLAIN))


def test_another_process_gets_it_whole(long: Packed[tuple[object, ...]]) -> None:
    names = long[10:600].mapped(itemgetter(1))
    assert list(pickle.loads(pickle.dumps(names))) == [name for _, name, _ in PLAIN[10:600]]


def csv_of(rows: list[str]) -> bytes:
    return "\r\n".join(["名称,编号,机关", *rows, "注：示例。,,"]).encode("utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_long_table_is_read_as_its_beginning_is(encoding: str, tmp_path: Path) -> None:
    rows = [f"单位{n},示许{n}号,机关{n % 7}" for n in range(FEW + 1000)]
    rows[40] = "单位40,#REF!,机关"
    rows[60] = "单位60,示许60号,机关,多余"
    rows[70] = rows[71]
    read = []
    for name, part in (("short", rows[:100]), ("long", rows)):
        raw = csv_of(part).decode("utf-8-sig").encode(encoding)
        root = make_portal(tmp_path / name, {"columns.yml": REGISTER, "content/xkml/a.csv": raw})
        read.append(load_portal(root, date(2026, 11, 30)))
    short, whole = (each.portal.registers[0] for each in read if each.portal)
    assert len(whole.rows) == len(rows)
    assert list(whole.rows[:100]) == list(short.rows)
    assert list(whole.lines[:100]) == list(short.lines)
    assert list(whole.anchors[:100]) == list(short.anchors)
    assert len(set(whole.anchors)) == len(rows)
    assert whole.notes == short.notes == ("注：示例。",)
    assert whole.lines[-1] == len(rows) + 1
    told = [[str(each) for each in found.findings if "a.csv" in str(each.place)] for found in read]
    assert told[0] == told[1]
    assert told[0]


def test_more_rows_take_less_room_than_they_have_bytes(tmp_path: Path) -> None:
    sizes, peaks = list[int](), list[int]()
    for count in (8_000, 16_000):
        raw = csv_of([f"示例单位{n}的名称,示许〔2026〕{n}号,{'示例机关说明' * 50}" for n in range(count)])
        root = make_portal(tmp_path / str(count), {"columns.yml": REGISTER, "content/xkml/a.csv": raw})
        if not sizes:
            load_portal(root, date(2026, 11, 30))  # with what is loaded but once
        tracemalloc.start()
        loaded = load_portal(root, date(2026, 11, 30))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        sizes.append(len(raw))
        assert loaded.portal
        assert len(loaded.portal.registers[0].rows) == count
    assert peaks[1] - peaks[0] < sizes[1] - sizes[0]
