"""What is wrong with the list of a fleet is told with its place, all at once, and nothing is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.fleet.job import Outcome, State, outcome_text, read_outcome
from generator.fleet.listing.read import read_fleet
from tests.helpers import run


def faults(folder: Path, text: str | bytes) -> list[tuple[int | None, str]]:
    """Return the line and message of each fault of a list."""
    path = folder / "fleet.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    listed, findings = read_fleet(path)
    assert not listed
    return [(each.place.line, each.message) for each in findings]


def test_places_count_from_the_list(tmp_path: Path) -> None:
    path = tmp_path / "city" / "fleet.yml"
    path.parent.mkdir()
    path.write_text(
        "网站:\n  - 名称: 甲区\n    文件夹: ../jia\n    发布目标: 用户@主机:/srv/jia\n"
        "  - name: 乙区\n    repository: https://git.example.gov.cn/yi.git\n    target: www/yi\n",
        encoding="utf-8",
    )
    (one, two), findings = read_fleet(path)
    assert findings == []
    assert (one.root, one.target, one.repository) == (str(tmp_path / "jia"), "用户@主机:/srv/jia", "")
    assert (two.root, two.revision) == ("", "main")
    assert two.repository == "https://git.example.gov.cn/yi.git"
    assert two.target == str(tmp_path / "city" / "www" / "yi")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, ""),
        ("- a\n", 1, "portals"),
        ("portals: []\n", 1, ""),
        ("portals:\n  - root: a\n", 2, "name"),
        ("portals:\n  - name: 甲\n", 2, "root和repository"),
        ("portals:\n  - {name: 甲, root: a, repository: b}\n", 2, "root和repository"),
        ("portals:\n  - {name: ../甲, root: a}\n", 2, "名称"),
        ("portals:\n  - {name: .甲, root: a}\n", 2, "名称"),
        ("portals:\n  - {name: 甲, repository: 'ext::sh -c x'}\n", 2, "版本库"),
        ("portals:\n  - {name: 甲, repository: a, revision: --output=x}\n", 2, "减号"),
        ("portals:\n  - {name: 甲, root: a}\n  - {name: 甲, root: b}\n", 3, "名称“甲”写了两次"),
        ("portals:\n  - {name: 甲, root: a}\n  - {name: 乙, root: ./A/../a/}\n", 3, "文件夹"),
        ("portals:\n  - {name: 甲, root: a, target: x}\n  - {name: 乙, root: b, target: x}\n", 3, "发布目标"),
        ("portals:\n  - name: [\n", None, ""),
        (b"portals:\n  - name: \xff\xfe\n", None, ""),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, line: int | None, words: str
) -> None:
    found = faults(tmp_path, text)
    assert found
    assert any(line in (None, at) and words in f"{message}" for at, message in found)


def test_a_misspelt_key_is_told_with_what_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "fleet.yml"
    path.write_text("portals:\n  - {name: 甲, rot: a}\n", encoding="utf-8")
    outcome = run("fleet", "build", path)
    assert outcome.code == 2
    assert "fleet.yml:2" in outcome.out
    assert "root" in outcome.out
    assert "什么也没有做" in outcome.err
    assert [each.name for each in tmp_path.iterdir()] == ["fleet.yml"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, "portals:\n  - {name: 甲}\n  - {name: a/b, root: x}\n  - {name: 丙, root: x}\n")
    assert [line for line, _ in found] == [2, 3, 4]


def test_an_outcome_travels_as_text() -> None:
    outcome = Outcome("甲区", State.FAULTY, "错误1个", errors=1, seconds=1.5)
    assert read_outcome(json.loads(outcome_text(outcome))) == outcome


@pytest.mark.parametrize(
    "told", [None, [], {}, {"name": "甲"}, {"name": 1, "state": "已生成"}, {"name": "甲", "state": "?"}]
)
def test_what_is_no_outcome_is_refused(told: object) -> None:
    with pytest.raises(ValueError, match=r"outcome|State"):
        read_outcome(told)
