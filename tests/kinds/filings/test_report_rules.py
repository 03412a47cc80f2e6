"""The arithmetic of annual reports: what agrees passes, a wrong figure is named with its equation and place."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.kinds.filings.form import CARRIED_OUT, RECEIVED, RESULTS, TOTAL, request_rows
from tests.annual import TEXT, agreeing_requests, data_file, plain_requests, plain_results
from tests.helpers import COLUMNS, PORTAL, check, codes, document, make_portal

TREE = PORTAL + COLUMNS.replace("通知公告", "公开年报")
HEAD = "{year: 2025, unit: 示例区人民政府, data: 数据.yml}"
LENGTH = len(plain_results())
FIGURES = st.lists(st.integers(0, 9999), min_size=6, max_size=6)


def findings(folder: Path, data: str) -> list[dict[str, Any]]:
    """Return what the check says of a report with this data file."""
    report = document(title="年度报告", published="2026-03-20 09:00", annual_report=HEAD, body=TEXT)
    files: dict[str, str | bytes] = {
        "columns.yml": TREE,
        "content/gknb/20260320-nb.md": report,
        "content/gknb/数据.yml": data,
    }
    return check(make_portal(folder, files))


def row(path: tuple[str, ...]) -> int:
    """Return the number of a row of table three."""
    return request_rows().index(path)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(results=st.lists(FIGURES, min_size=LENGTH, max_size=LENGTH), carried=FIGURES)
def test_figures_that_agree_are_not_doubted(results: list[list[int]], carried: list[int]) -> None:
    # What is carried in never exceeds what was done, so that no figure is negative.
    brought = [min(c, sum(r[n] for r in results)) for n, c in enumerate(carried)]
    with tempfile.TemporaryDirectory() as folder:
        assert findings(Path(folder), data_file(agreeing_requests(results, brought, carried))) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line=st.integers(0, len(request_rows()) - 1), column=st.integers(0, 6), more=st.integers(1, 50))
def test_any_single_wrong_figure_is_found(line: int, column: int, more: int) -> None:
    requests = plain_requests()
    requests[line][column] += more
    with tempfile.TemporaryDirectory() as folder:
        found = findings(Path(folder), data_file(requests))
    assert found
    assert set(codes(found)) == {"report-arithmetic"}


def test_the_finding_names_the_equation_both_sides_and_the_cell(tmp_path: Path) -> None:
    requests = plain_requests()
    for column in (0, 6):
        requests[row((CARRIED_OUT,))][column] += 2
    data = data_file(requests)
    found = findings(tmp_path, data)
    assert codes(found) == ["report-arithmetic"] * 2
    message = "第三项（七）总计3与第四项3之和6，不等于第一项3与第二项1之和4"
    assert [message in one["message"] for one in found] == [True, True]
    place = data.split("\n")[found[0]["line"] - 1]
    assert place.strip().startswith(TOTAL)
    assert place[found[0]["column"] - 1] == "3"


def test_total_of_results_is_their_sum(tmp_path: Path) -> None:
    requests = plain_requests()
    requests[row((RESULTS, "（一）予以公开"))][0] += 1
    requests[row((RESULTS, "（一）予以公开"))][6] += 1
    found = findings(tmp_path, data_file(requests))
    assert all("（一）至（六）之和4，不等于（七）总计3" in one["message"] for one in found)


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        (f"  {RECEIVED}: [3,", f"  {RECEIVED}: [三,", "value-invalid", "不能是“三”"),
        (f"  {RECEIVED}: [3,", f"  {RECEIVED}: [-3,", "value-invalid", "不小于0的整数"),
        (f"  {RECEIVED}: [3,", f"  {RECEIVED}: [", "value-invalid", "有6个数，应有7个"),
        (f"  {RECEIVED}:", "  一、本年新收数量合计:", "key-unknown", "本年新收"),
        ("  行政许可: [0]\n", "", "key-missing", "行政许可"),
        ("复议诉讼:", "复议诉讼: 无\n别的:", "value-invalid", "复议诉讼"),
        ("主动公开:", "主动公开: [", "yaml-syntax", "YAML"),
    ],
)
def test_a_faulty_data_file_is_told(old: str, new: str, code: str, words: str, tmp_path: Path) -> None:
    data = data_file(plain_requests())
    assert old in data
    found = [one for one in findings(tmp_path, data.replace(old, new, 1)) if one["code"] == code]
    assert any(words in one["message"] for one in found), found
    assert all(one["path"] == "content/gknb/数据.yml" and one["hint"] for one in found)


def test_labels_may_go_without_numbers_remarks_and_ends(tmp_path: Path) -> None:
    data = data_file(plain_requests())
    for long, short in (
        ("一、本年新收政府信息公开申请数量", "本年新收"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1. 申请人无正当理由逾期不补正"),
        ("行政诉讼（未经复议直接起诉）", "行政诉讼：未经复议直接起诉"),
    ):
        assert long in data
        data = data.replace(long, short)
    assert findings(tmp_path, data) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    place=st.integers(0, 2000),
    words=st.text(st.sampled_from(list("[]{}:,-#&*!|>'\"%@\n\t 0123456789一（）.自然人")), max_size=12),
    cut=st.integers(0, 40),
)
def test_no_data_file_is_too_broken_to_be_told(place: int, words: str, cut: int) -> None:
    data = data_file(plain_requests())
    at = place % len(data)
    with tempfile.TemporaryDirectory() as folder:
        found = findings(Path(folder), data[:at] + words + data[at + cut :])
    assert {one["path"] for one in found} <= {"content/gknb/数据.yml"}
    assert all(one["message"] and one["hint"] for one in found)
