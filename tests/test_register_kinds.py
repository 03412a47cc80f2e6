"""The kinds of registers that come with the program: the sample shows each, the docs' examples are good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.load.documents.parse_cache import ParseCache
from generator.load.portal import load_portal
from generator.load.registers.formats import read_format, shipped_formats
from generator.model.portal import Portal
from generator.model.register import FieldType, Register, RegisterSchema
from tests.helpers import PORTAL, REPOSITORY, check, codes, contents, document, make_portal, run
from tests.markup import parse_page

FORMATS = sorted(shipped_formats())
GUIDES = ("公共企事业单位", "双公示", "网民留言与问答库", "资金与收费", "标准目录")
POLICY = "wj/20260420-wj.md"
TABLE = "content/ml/名录.csv"

_BLOCK = re.compile(r"^```(csv|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"\w+(?:/\w+)*/\d{8}-[\w-]+\.md")


def format_of(name: str) -> RegisterSchema:
    """Return a format that comes with the program; it has no fault."""
    found = read_format(shipped_formats()[name], f"{name}.yml", ParseCache(), [])
    assert found
    return found


def columns(schema: str) -> str:
    """Return a columns.yml with a register of a format, and a column of policies."""
    duty = "    unit: 区政府办公室\n    owner: 张某\n    cycle: as-needed\n"
    return (
        f"{PORTAL}columns:\n  - name: 名录\n    kind: register\n    schema: {schema}\n"
        f"    description: 按行公开。\n{duty}  - name: 文件\n    slug: wj\n    description: 政策文件。\n{duty}"
    )


def portal_with(folder: Path, schema: str, file: str, text: str) -> Path:
    """Write a portal whose register holds one table, whose policies are all one document."""
    files = {"columns.yml": columns(schema), f"content/ml/{file}": _PATH.sub(POLICY, text)}
    return make_portal(folder, {**files, f"content/{POLICY}": document()})


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield the tables of the guides: what they show, the kind of file and its text."""
    for page in GUIDES:
        text = (REPOSITORY / f"docs/编辑/{page}.md").read_text(encoding="utf-8")
        listed = dict(re.findall(r"^\| (\S+) \| `([a-z-]+)` \|", text, re.MULTILINE))
        for section in text.split("\n## "):
            title, named = section.partition("\n")[0], re.search(r"schema: ([a-z-]+)", section)
            for kind, table in _BLOCK.findall(section):
                if "schema:" not in table:
                    yield named[1] if named else listed[title], kind, table


@pytest.fixture(scope="module")
def sample(sample_root: Path) -> Portal:
    """The sample portal as it is loaded."""
    portal = load_portal(sample_root, date(2026, 11, 20)).portal
    assert portal
    return portal


def registers_of(sample: Portal, schema: str) -> list[Register]:
    """Return the tables of the sample that follow a format."""
    addresses = {column.address for column in sample.walk() if column.schema == schema}
    return [register for register in sample.registers if register.column in addresses]


def shown_texts(register: Register, row: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts of a row as a page shows them, those that are links to documents left out."""
    for field, text in zip(register.fields, row, strict=True):
        if field.type is not FieldType.DOCUMENT:
            yield " ".join(text.split())


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_says_where_its_fields_come_from_and_how_to_fill_them_in(name: str) -> None:
    schema = format_of(name)
    assert schema.basis
    assert all(field.description for field in schema.fields)


@pytest.mark.parametrize(("schema", "kind", "table"), list(examples()))
def test_each_example_of_the_guides_is_a_good_table(
    schema: str, kind: str, table: str, tmp_path: Path
) -> None:
    file = "名录.csv" if kind == "csv" else "名录.yml"
    assert check(portal_with(tmp_path, schema, file, table)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_has_a_page_of_each_kind_with_its_fields(
    name: str, sample: Portal, sample_site: Path
) -> None:
    schema, tables = format_of(name), registers_of(sample, name)
    assert tables
    required = [field for field in schema.fields if field.required]
    for register in tables:
        page = parse_page(sample_site / register.column / "index.html").text
        assert {field.key for field in required} <= {field.key for field in register.fields}
        # Rows that stand in groups have the group as a heading and no column for it.
        assert all(field.label in page for field in required if field.key != schema.group)
        for number, row in enumerate(register.rows):
            assert row[register.row_title] in page
            if number not in dict(register.withdrawn):
                assert all(text in page for text in shown_texts(register, row))


def test_identity_numbers_are_in_the_tables_of_the_sample_and_nowhere_in_its_site(
    sample_root: Path, sample_site: Path, sample: Portal
) -> None:
    for name in ("permits", "penalties"):
        for register in registers_of(sample, name):
            assert "5009****" in (sample_root / "content" / register.path).read_text(encoding="utf-8")
            for path in (sample_site / register.column).iterdir():
                written = path.read_bytes()
                assert "证件号码".encode() not in written
                assert b"5009****" not in written


def test_a_penalty_is_shown_up_to_its_last_day_and_goes_without_a_trace(tmp_path: Path) -> None:
    (table,) = [text for schema, _, text in examples() if schema == "penalties"]
    gone = "示例某某贸易有限公司"
    root = portal_with(tmp_path / "a", "penalties", "名录.csv", table)
    for as_of, there in (("2027-10-22", True), ("2027-10-23", False)):
        assert run("build", "--root", root, "--as-of", as_of).code == 0
        site = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
        assert any(gone.encode() in written for written in site.values()) is there
        fresh = portal_with(tmp_path / as_of, "penalties", "名录.csv", table)
        assert run("build", "--root", fresh, "--as-of", as_of).code == 0
        assert contents(root / "site") == contents(fresh / "site")


def test_a_withdrawn_penalty_leaves_its_name_and_the_reason(tmp_path: Path) -> None:
    (table,) = [text for schema, _, text in examples() if schema == "penalties"]
    root = portal_with(tmp_path, "penalties", "名录.csv", table)
    assert run("build", "--root", root, "--as-of", "2026-11-20").code == 0
    page = parse_page(root / "site/ml/index.html").text
    assert "示例区演示出租汽车有限公司" in page
    assert "已撤回。理由：行政复议决定撤销原处罚决定。" in page
    for file in (root / "site/ml").iterdir():
        assert "灭火器失效".encode() not in file.read_bytes()


@pytest.mark.parametrize(
    ("schema", "old", "new", "code"),
    [
        ("permits", ",2026-11-16\n", ",2026-11-18\n", []),
        ("permits", ",2026-11-16\n", ",2026-11-19\n", ["double-publicity-late"]),
        ("penalties", ",2026-10-29,公示", ",2026-11-03,公示", ["double-publicity-late"]),
        ("messages", "答复日期: 2026-11-12", "答复日期: 2026-11-16", []),
        ("messages", "答复日期: 2026-11-12", "答复日期: 2026-11-17", ["reply-late"]),
    ],
)
def test_terms_are_counted_in_working_days(
    schema: str, old: str, new: str, code: list[str], tmp_path: Path
) -> None:
    ((kind, table),) = [(kind, text) for name, kind, text in examples() if name == schema]
    assert old in table
    file = "名录.csv" if kind == "csv" else "名录.yml"
    assert codes(check(portal_with(tmp_path, schema, file, table.replace(old, new)))) == code


def test_each_answer_of_the_sample_leads_to_the_policy_it_rests_on(sample: Portal, sample_site: Path) -> None:
    titles = {each.path: each.title for each in sample.documents}
    for register in registers_of(sample, "questions"):
        page = parse_page(sample_site / register.column / "index.html")
        assert set(register.documents) <= set(titles)
        assert all(titles[path] in page.text for path in register.documents)
        topics = {row[register.group or 0] for row in register.rows}
        assert {"生育", "教育", "养老", "医疗", "就业创业", "社会救助", "投资", "纳税", "疫情防控"} <= topics


def test_the_sample_has_a_table_as_a_chinese_spreadsheet_saves_it(sample: Portal, sample_root: Path) -> None:
    (register,) = registers_of(sample, "civil-units")
    raw = (sample_root / "content" / register.path).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert b"\r\n" in raw
    assert register.head[0] == "名称"
    phones = [row[register.head.index("联系电话")] for row in register.rows]
    assert all(re.fullmatch(r"023-\d{8}", phone) for phone in phones)


def test_the_sample_has_workbooks(sample: Portal) -> None:
    assert {each.path.rpartition(".")[2] for each in sample.registers} == {"csv", "xlsx", "yml"}
