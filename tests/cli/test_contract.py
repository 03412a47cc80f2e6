"""What scripts and people may rely on: exit codes, JSON shapes, Chinese words, no traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.main import VERBS
from tests.helpers import AS_OF, COLUMNS, PORTAL, REPOSITORY, document, make_portal, run

NODE_KEYS = {
    "name", "path", "slug", "url", "kind", "type", "unit", "owner", "cycle", "basis", "documents", "updated", "children",
}  # fmt: skip
FINDING_KEYS = {"code", "level", "message", "path", "line", "column", "hint", "basis"}
WARNED = PORTAL + COLUMNS.replace("    owner: 张某\n", "")
FAULTY = PORTAL + COLUMNS + "    ower: 李某\n"
COLUMNS_BYTES = (PORTAL + COLUMNS).encode("utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound portal with one document."""
    return make_portal(
        tmp_path,
        {"content/tzgg/20260303-ts.md": document(attachments="[表.csv]"), "content/tzgg/表.csv": "甲\n"},
    )


@pytest.mark.parametrize(
    ("columns", "code"), [(PORTAL + COLUMNS, 0), (WARNED, 0), (FAULTY, 1), ("portal: [\n", 2), ("", 2)]
)
def test_check_ends_with_the_code_of_the_worst(columns: str, code: int, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": columns})
    for form in ("text", "json", "sarif", "junit"):
        assert run("check", "--root", root, "--as-of", AS_OF, "--format", form).code == code


@pytest.mark.parametrize(("columns", "code"), [(PORTAL + COLUMNS, 0), (FAULTY, 0), ("portal: [\n", 2)])
def test_tree_needs_only_a_tree(columns: str, code: int, tmp_path: Path) -> None:
    assert run("tree", "--root", make_portal(tmp_path, {"columns.yml": columns})).code == code


def test_findings_as_json(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": FAULTY.replace("    cycle: monthly\n", "")})
    report = json.loads(run("check", "--root", root, "--as-of", AS_OF, "--format", "json").out)
    assert set(report) == {"findings", "summary"}
    assert report["summary"] == {"error": 1, "warning": 1, "info": 0}
    for finding in report["findings"]:
        assert set(finding) == FINDING_KEYS
        assert isinstance(finding["line"], int)
        assert isinstance(finding["basis"], list)


def test_findings_as_sarif(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": FAULTY})
    log = json.loads(run("check", "--root", root, "--as-of", AS_OF, "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    (result,) = one["results"]
    assert result["ruleId"] in {rule["id"] for rule in one["tool"]["driver"]["rules"]}
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (13, 5)


def test_findings_as_junit(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    root = make_portal(tmp_path, {"columns.yml": FAULTY})
    suite = ElementTree.fromstring(run("check", "--root", root, "--as-of", AS_OF, "--format", "junit").out)
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    assert suite.find("testcase/failure") is not None


def test_tree_as_json(root: Path) -> None:
    nodes = json.loads(run("tree", "--root", root, "--as-of", AS_OF, "--format", "json").out)
    (node,) = nodes
    assert set(node) == NODE_KEYS
    assert node | {"children": []} == {
        "name": "通知公告",
        "path": ["通知公告"],
        "slug": "tzgg",
        "url": "tzgg/",
        "kind": "documents",
        "type": "信息公开目录",
        "unit": "区政府办公室",
        "owner": "张某",
        "cycle": "monthly",
        "basis": [],
        "documents": 1,
        "updated": "2026-03-03",
        "children": [],
    }


def test_tree_as_text_and_csv(root: Path) -> None:
    assert "通知公告" in run("tree", "--root", root, "--as-of", AS_OF).out
    lines = run("tree", "--root", root, "--as-of", AS_OF, "--format", "csv").out.split("\r\n")
    assert lines[0].startswith("栏目路径,")
    assert lines[1].startswith("通知公告,tzgg/,documents,")
    marked = run("tree", "--root", root, "--as-of", AS_OF, "--format", "csv", "--bom").out
    assert marked == "\ufeff" + "\r\n".join(lines)


def test_as_of_is_the_only_clock(root: Path) -> None:
    before = json.loads(run("tree", "--root", root, "--as-of", "2026-03-02", "--format", "json").out)
    assert (before[0]["documents"], before[0]["updated"]) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["biuld"], "是不是想写build"),
        (["tre"], "是不是想写tree"),
        (["xyzzy"], "没有“xyzzy”这个命令"),
        (["check", "--formt", "json"], "是不是想写--format"),
        (["check", "--rot", "."], "是不是想写--root"),
        (["check", "--format", "xml"], "text、json、sarif、junit"),
        (["check", "--format"], "--format后面要写一个值"),
        (["check", "--as-of", "2026-02-30"], "“2026-02-30”不是日期"),
        (["check", "--as-of", "昨天"], "应写成2026-03-02"),
        (["check", "多余"], "多写了参数"),
        (["check", "--root", "没有的目录"], "没有“没有的目录”这个目录"),
    ],
)
def test_wrong_use_is_explained(arguments: list[str], words: str) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert words in outcome.err
    assert outcome.out == ""
    assert not re.search(r"Usage|Error|Try|No such|Invalid|Missing", outcome.err)


def test_no_verb_shows_the_overview() -> None:
    outcome = run()
    assert outcome.code == 0
    assert all(verb in outcome.out and text in outcome.out for verb, text in VERBS.items())


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_chinese(verb: str) -> None:
    outcome = run(verb, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"用法：gongkai {verb}")
    for option in ("--root", "--as-of", "--help"):
        assert option in outcome.out
    assert not re.search(r"Usage|Options|Show this", outcome.out)


def test_the_module_is_the_command(root: Path) -> None:
    command = [sys.executable, "-m", "generator", "check", "--root", str(root), "--as-of", AS_OF]
    # Windows and bare servers: the words are UTF-8 whatever the locale says.
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, check=False)
    assert done.returncode == 0
    assert "检查完毕" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_a_fault_of_the_program_is_told_in_words(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("something")

    monkeypatch.setattr("generator.cli.check.load_portal", fail)
    monkeypatch.delenv("GONGKAI_DEBUG")
    outcome = run("check", "--root", root)
    assert outcome.code == 2
    assert "程序自身出错" in outcome.err
    assert "Traceback" not in outcome.err
    monkeypatch.setenv("GONGKAI_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run("check", "--root", root)


@settings(max_examples=150)
@given(st.integers(0, len(COLUMNS_BYTES) - 1), st.integers(0, 255))
def test_no_corrupt_byte_gives_a_traceback(position: int, byte: int) -> None:
    # hypothesis runs all examples in one test, so that each needs a folder of its own.
    import tempfile

    corrupt = COLUMNS_BYTES[:position] + bytes([byte]) + COLUMNS_BYTES[position + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        root = make_portal(Path(folder), {"columns.yml": corrupt})
        outcome = run("check", "--root", root, "--as-of", AS_OF, "--format", "json")
        assert outcome.code in (0, 1, 2)
        assert outcome.err == ""
        for finding in json.loads(outcome.out)["findings"]:
            assert finding["line"] <= corrupt.count(b"\n") + corrupt.count(b"\r") + 1
            assert re.search(r"[\u4e00-\u9fff]", finding["message"])


@settings(max_examples=40)
@given(st.integers(0, len(COLUMNS_BYTES) - 1))
def test_no_cut_file_gives_a_traceback(length: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = make_portal(Path(folder), {"columns.yml": COLUMNS_BYTES[:length]})
        assert run("check", "--root", root, "--as-of", AS_OF).code in (0, 1, 2)
        assert run("tree", "--root", root, "--as-of", AS_OF).code in (0, 2)
