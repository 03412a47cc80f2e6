"""A correction after publication stands on the page, in the table of facts and in the search."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import AS_OF, build, check, codes, document, make_portal, run

CORRECTED = "\n  - {date: 2026-03-09, note: 更正<b>地点</b>与“时间”。}\n  - date: 2026-03-05\n    note: 更正联系电话。"


@pytest.mark.parametrize("label", ["corrected", "更正"])
def test_it_is_told_at_the_end_the_earliest_first(tmp_path: Path, label: str) -> None:
    text = document(**{label: CORRECTED, "doc_no": "示例府办发〔2026〕6号"})
    root = make_portal(
        tmp_path, {"content/tzgg/a.md": text, "content/tzgg/b.md": document("另一份", "别的。")}
    )
    page = (build(root) / "tzgg/a.html").read_text(encoding="utf-8")
    told = page.partition("更正说明</h2>")[2].partition("</section>")[0]
    assert told.index("2026-03-05") < told.index("更正联系电话") < told.index("2026-03-09")
    assert "更正&lt;b&gt;地点&lt;/b&gt;与“时间”。" in told
    assert page.index("gk-text") < page.index("更正说明</h2>")
    assert '<th scope="row">更正日期</th><td>2026-03-09</td>' in page
    assert "更正说明" not in (root / "site/tzgg/b.html").read_text(encoding="utf-8")
    assert codes(check(root)) == []


def test_it_shows_when_it_is_added_and_goes_when_it_is_taken_back(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document()})
    file = root / "content/tzgg/a.md"
    for fields, there in (({}, False), ({"corrected": CORRECTED}, True), ({}, False)):
        file.write_text(document(**fields), encoding="utf-8")
        page = (build(root) / "tzgg/a.html").read_text(encoding="utf-8")
        assert ("更正联系电话" in page) == there


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("更正电话", "value-invalid"),
        ("[{note: 更正}]", "key-missing"),
        ("[{date: 2026-03-05}]", "key-missing"),
        ("[{date: 2026-02-30, note: 更正}]", "date-invalid"),
        ("[{date: 2026-03-05, note: 更正, by: 张某}]", "key-unknown"),
        ("[{date: 2026-03-02, note: 更正}]", "corrected-date"),
        ("[{date: 2026-03-05, note: 11010519491231002X}]", "personal-identity"),
    ],
)
def test_what_is_wrong_with_it_is_told(tmp_path: Path, value: str, code: str) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(corrected=value)})
    assert code in codes(check(root))
    assert run("build", "--root", root, "--as-of", AS_OF).code == 1


def test_on_the_day_of_publication_and_said_of_nothing_is_sound(tmp_path: Path) -> None:
    for value in ("[{date: 2026-03-03, note: 更正}]", "[]", "~"):
        root = make_portal(tmp_path, {"content/tzgg/a.md": document(corrected=value)})
        assert codes(check(root)) == [], value
