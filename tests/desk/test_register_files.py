"""A register's file, changed and written back: what was changed is there, everything else is the same bytes."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.desk.tables.register import Register, open_register
from generator.desk.tables.register_writing import written
from generator.desk.tables.rows import Edits, Work, read_edits, rows_of, typed, write_edits
from generator.errors import GongkaiError
from generator.load.documents.parse_cache import ParseCache
from generator.load.portal import load_portal
from generator.load.registers.cells import plain_text
from generator.load.registers.formats import SHIPPED, read_format
from generator.model.register import RegisterSchema
from tests.desk.registers import BOOK, CLINICS, HEAD, LETTERS, MESSAGES, ROWS, SITES, csv_file, workbook
from tests.helpers import AS_OF, REPOSITORY

_SIGNS = "甲乙丙12 ,;\"'\t\n，：:#-=@+|&{}[]*!%\u3000é𠮷"
_CELLS = st.text(_SIGNS, max_size=12).map(typed)


def form(name: str) -> RegisterSchema:
    """Return a format that comes with the program."""
    found = read_format(SHIPPED / f"{name}.yml", name, ParseCache(), [])
    assert found
    return found


def opened(raw: bytes, path: str = CLINICS, schema: RegisterSchema | None = None) -> Register:
    """Open a register of clinics, unless another format is given."""
    made = open_register(raw, path, schema or form("fever-clinics"))
    assert isinstance(made, Register), made
    return made


def write(register: Register, work: Work) -> bytes:
    """Write a register with the changes that were made, kept and read as a draft keeps them."""
    edits = work.edits()
    assert read_edits(write_edits(edits)) == edits
    return written(register, rows_of(register, edits))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_cell_changes_its_row_alone(encoding: str, end: str) -> None:
    raw = csv_file(end=end, encoding=encoding)
    register = opened(raw)
    work = Work(register, Edits())
    work.write("b1", {"phone": "023-00000009"})
    made = write(register, work)
    before, after = (each.decode(encoding).split(end) for each in (raw, made))
    assert [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [2]
    assert next(csv.reader([after[2]]))[3] == "023-00000009"
    assert made[:3] == raw[:3]


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_the_separator_stays(separator: str) -> None:
    raw = "\n".join(separator.join(next(csv.reader([line]))) for line in (HEAD, *ROWS)).encode()
    register = opened(raw)
    work = Work(register, Edits())
    work.write("b0", {"address": f"一{separator}二"})
    made = write(register, work).decode()
    assert f'"一{separator}二"' in made and made.split("\n")[2:] == raw.decode().split("\n")[2:]


def test_rows_are_put_in_and_taken_out_where_they_are() -> None:
    register = opened(csv_file())
    work = Work(register, Edits())
    work.remove("b0")
    new = work.put("b1", {"name": "新的", "form": "发热门诊"})
    work.write(work.put(new, {}), {"name": "再新的"})
    work.write(work.put("", {}), {"name": "最上面的"})
    work.write(work.put("b2", {}), {"name": "最下面的"})
    work.put("b2", {})
    lines = write(register, work).decode("utf-8-sig").split("\r\n")
    assert [line.split(",")[0].strip('"') for line in lines] == [
        "名称", "最上面的", "示例区中医院发热门诊", "新的", "再新的", "演示镇卫生院发热诊室", "最下面的", "",
    ]  # fmt: skip
    assert lines[2] == ROWS[1] and lines[5] == ROWS[2]


def test_what_stands_around_a_table_stays() -> None:
    raw = f"示例区发热门诊一览,,,,,,,\r\n单位：家,,,,,,,\r\n{HEAD},内部编号,\r\n".encode()
    raw += (
        "\r\n".join(f"{row},n{n}" for n, row in enumerate(ROWS)).encode()
        + "\r\n\r\n注：以公示为准,,,,,,,".encode()
    )
    register = opened(raw)
    work = Work(register, Edits())
    work.write("b2", {"hours": "全天"})
    work.write(work.put("b2", {}), {"name": "新的"})
    before, after = (each.decode().split("\r\n") for each in (raw, write(register, work)))
    assert after[:5] == before[:5] and after[5].endswith("全天,否,,2026-09-01,n2")
    assert after[6].startswith("新的,,") and after[7:] == before[6:]


def test_a_column_of_the_format_that_the_file_lacks_is_added_when_it_is_filled() -> None:
    raw = b"\r\n".join(",".join(next(csv.reader([line]))[:6]).encode() for line in (HEAD, *ROWS))
    register = opened(raw)
    assert [field.key for field in register.fields[register.present :]] == ["children", "updated"]
    work = Work(register, Edits())
    work.write("b1", {"updated": "2026-11-01"})
    lines = write(register, work).decode().split("\r\n")
    assert lines[0].endswith("是否24小时,信息更新日期") and lines[2].endswith("否,2026-11-01")
    assert lines[1] == raw.decode().split("\r\n")[1]


def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back() -> None:
    register = opened(csv_file())
    work = Work(register, Edits())
    work.write("b0", {"hours": "=1+1", "address": "@甲", "name": "'x"})
    again = opened(write(register, work))
    assert again.rows[0][0] == "'x" and again.rows[0][2] == "@甲" and again.rows[0][4] == "=1+1"
    assert b",'=1+1," in again.raw


def test_nothing_changed_is_the_same_bytes_whatever_they_are() -> None:
    for raw, path in ((csv_file(end="\n"), CLINICS), (b"\n\n" + csv_file()[3:], CLINICS)):
        register = opened(raw, path)
        assert written(register, rows_of(register, Edits())) == raw


def test_no_register_is_emptied_here() -> None:
    register = opened(csv_file())
    work = Work(register, Edits())
    for n in range(3):
        work.remove(f"b{n}")
    work.put("", {})
    with pytest.raises(GongkaiError, match="一行也没有"):
        write(register, work)


KINDS = (
    (opened(csv_file()), ("name", "hours")),
    (opened(MESSAGES.encode(), LETTERS, form("messages")), ("title", "answer")),
    (open_register("甲,乙\n1,2\n3,4\n".encode("gb18030"), "zymd/名单.csv", None), ("c1", "c2")),
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["write", "put", "remove"]), st.integers(0, 5), _CELLS, _CELLS), max_size=8
    ),
    st.sampled_from(KINDS),
)
def test_whatever_is_done_is_what_the_file_says(
    steps: list[tuple[str, int, str, str]], kind: tuple[Register, tuple[str, str]]
) -> None:
    made, keys = kind
    work = Work(made, Edits())
    for step, at, one, other in steps:
        rows = rows_of(made, work.edits())
        name = rows[at % len(rows)].id if rows else ""
        told = {keys[0]: f"行{one}", keys[1]: other}
        if step == "put" or not name:
            work.write(work.put(name, {}), told)
        elif step == "write":
            work.write(name, told)
        else:
            work.remove(name)
    rows = rows_of(made, work.edits())
    if not rows:
        return
    again = open_register(written(made, rows), made.path, made.schema if made.schema.id else None)
    assert isinstance(again, Register)
    places = [made.position(key) or 0 for key in keys]
    said = [[plain_text(row.cells[n]) for n in places] for row in rows]
    assert [[plain_text(row[again.position(key) or 0]) for key in keys] for row in again.rows] == said


def test_an_entry_of_yaml_changes_its_own_lines_alone() -> None:
    register = opened(MESSAGES.encode(), LETTERS, form("messages"))
    work = Work(register, Edits())
    work.write("b0", {"answer": "已经修好。\n多谢。"})
    made = write(register, work).decode()
    assert made == MESSAGES.replace("|\n    已经修好。\n    谢谢。", "|-\n    已经修好。\n    多谢。")
    work = Work(register, Edits())
    work.write(work.put("b0", {}), {"number": "20261103", "title": "新的：#一"})
    work.remove("b1")
    made = write(register, work).decode()
    kept = MESSAGES[: MESSAGES.index('- 留言编号: "20261102"')]
    assert made.startswith(kept.rstrip("\n") + '\n- 留言编号: "20261103"\n  标题: "新的：#一"\n')


@pytest.mark.parametrize("text", ["[]", "[{标题: 甲, 留言编号: '1'}]\n", "- &a {标题: 甲}\n- *a\n"])
def test_yaml_of_a_strange_kind_is_left_alone(text: str) -> None:
    made = open_register(text.encode(), LETTERS, None)
    if isinstance(made, Register):
        work = Work(made, Edits())
        work.write("b0", {made.fields[0].key: "乙"})
        with pytest.raises(GongkaiError):
            write(made, work)


def test_a_workbook_becomes_a_csv_of_the_same_name_with_all_that_it_shows() -> None:
    register = opened(workbook([*SITES, ["注：随时更新"]]), BOOK, form("nucleic-test-sites"))
    assert register.new_path == "hsjc/检测点.csv"
    work = Work(register, Edits())
    work.write("b1", {"hours": "8:00—17:00"})
    rows = list(csv.reader(io.StringIO(write(register, work).decode("utf-8-sig"), newline="")))
    assert rows[0][0] == "示例区核酸检测点一览" and rows[1] == SITES[1] and rows[2] == SITES[2]
    assert rows[3][4] == "8:00—17:00" and rows[4][0] == "注：随时更新"


def test_the_registers_of_the_sample_come_back_as_they_are(
    sample_registers: list[tuple[Path, Register]],
) -> None:
    """Each of the sample's registers: one cell is changed, all other rows of its file are the same bytes."""
    for path, register in sample_registers:
        work = Work(register, Edits())
        at = next(n for n, field in enumerate(register.fields[: register.present]) if register.rows[0][n])
        work.write("b0", {register.fields[at].key: "改过的内容"})
        made = write(register, work)
        if not register.is_workbook:
            old, new = (set(each.split(b"\n")) for each in (register.raw, made))
            told = next(iter(new - old))
            words = ("改过的内容".encode(code) for code in ("utf-8", "gb18030"))
            assert len(new - old) == 1 and any(each in told for each in words), path


@pytest.fixture(scope="module")
def sample_registers() -> list[tuple[Path, Register]]:
    loaded = load_portal(REPOSITORY, date.fromisoformat(AS_OF))
    assert loaded.portal
    found = []
    for each in loaded.portal.registers:
        path = REPOSITORY / "content" / each.path
        made = open_register(path.read_bytes(), each.path, form(each.schema) if each.schema else None)
        assert isinstance(made, Register), each.path
        found.append((path, made))
    return found
