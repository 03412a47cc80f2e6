"""``gongkai pack``, and a webmaster who takes on this year's directive by the guide alone."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from python_calamine import CalamineWorkbook

from tests.helpers import AS_OF, REPOSITORY, Outcome, check, codes, make_portal, run
from tests.packs import mandate, pack_text

GUIDE = REPOSITORY / "docs/站长/自己的要点.md"


def pack(root: Path, *words: str | Path) -> Outcome:
    """Run the verb in a portal."""
    return run("pack", *words, "--root", root)


def test_list_tells_own_and_shipped_used_and_faulty(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"packs/sl-2026.yml": pack_text(), "packs/bad.yml": "pack: bad\n"})
    rows = {row["id"]: row for row in json.loads(pack(root, "list", "--format", "json").out)["packs"]}
    assert {"cq-2020", "wulong-2022", "sl-2026", "bad"} <= rows.keys()
    assert (rows["sl-2026"]["own"], rows["sl-2026"]["used"], rows["sl-2026"]["mandates"]) == (True, False, 1)
    assert (rows["wulong-2022"]["own"], rows["wulong-2022"]["year"], rows["wulong-2022"]["mandates"]) == (
        False,
        2022,
        54,
    )
    assert rows["bad"]["readable"] is False
    text = pack(root, "list").out
    assert "sl-2026　自己的　没有用　2026年　任务1项　示例府办发〔2026〕12号" in text
    assert "bad　自己的　没有用　有错误，运行gongkai pack check bad查看" in text
    empty = tmp_path / "空"
    empty.mkdir()
    assert "cq-2020　自带的" in pack(empty, "list").out


def test_show_tells_of_one(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"packs/sl-2026.yml": pack_text(mandates=mandate("1", "政务公开>甲"))})
    whole = json.loads(pack(root, "show", "sl-2026", "--format", "json").out)
    assert (whole["id"], whole["own"], whole["signed"]) == ("sl-2026", True, "2026-03-02")
    assert whole["mandates"][0]["paths"] == [["政务公开", "甲"]]
    assert "栏目：政务公开>甲" in pack(root, "show", "sl-2026").out
    assert "武隆府办发〔2022〕46号" in pack(root, "show", "wulong-2022").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show",), "请写要点的编号"),
        (("add",), "请写要点的编号"),
        (("show", "sl-2027"), "是不是想写“sl-2026”"),
        (("add", "wulong"), "没有编号为“wulong”的要点"),
        (("check", "nowhere"), "没有编号为“nowhere”的要点"),
        (("check", "packs/nowhere.yml"), "没有“packs/nowhere.yml”这个文件"),
        (("show", "bad"), "packs/bad.yml有错误"),
        (("fly",), "可以写：list"),
    ],
)
def test_misuse_is_said(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"packs/sl-2026.yml": pack_text(), "packs/bad.yml": "pack: bad\n"})
    outcome = pack(root, *words)
    assert outcome.code == 2
    assert said in outcome.err


def test_check_looks_at_all_at_one_or_at_a_file(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "p", {"packs/sl-2026.yml": pack_text(), "packs/bad.yml": "pack: bad\n"})
    whole = pack(root, "check", "--format", "json")
    found = json.loads(whole.out)
    assert whole.code == 1
    assert {each["path"] for each in found["findings"]} == {"packs/bad.yml", "packs/sl-2026.yml"}
    one = json.loads(pack(root, "check", "sl-2026", "--format", "json").out)
    assert [each["code"] for each in one["findings"]] == ["pack-unused"]
    assert pack(root, "check", "bad").code == pack(root, "check", "packs/bad.yml").code == 1
    aside = tmp_path / "sl-2027.yml"
    aside.write_text(pack_text("sl-2027"), encoding="utf-8")
    assert "没有问题" in pack(root, "check", aside).out
    aside.write_text("甲\n", encoding="utf-8")
    assert pack(root, "check", aside).code == 1
    assert "不用检查" in pack(root, "check", "wulong-2022").out
    bare = make_portal(tmp_path / "bare")
    assert "没有自己的要点" in pack(bare, "check").out


def test_init_takes_a_pack_of_ones_own(tmp_path: Path) -> None:
    """From the folder of the new portal, or from the portal one stands in."""
    text = pack_text(mandates=mandate("1", "政务公开>甲"))
    (tmp_path / "new/packs").mkdir(parents=True)
    (tmp_path / "new/packs/sl-2026.yml").write_text(text, encoding="utf-8")
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs/sl-2026.yml").write_text(text, encoding="utf-8")
    for name in ("new", "other"):
        outcome = run("init", name, "--root", tmp_path, "--pack", "sl-2026", "--as-of", AS_OF)
        assert outcome.code == 0, outcome.err
        root = tmp_path / name
        assert (root / "packs/sl-2026.yml").read_text(encoding="utf-8") == text
        assert not [each for each in check(root) if each["level"] == "error"]
        tree = json.loads(run("tree", "--root", root, "--format", "json").out)
        assert any(child["basis"] == ["sl-2026#1"] for top in tree for child in top["children"])
    (tmp_path / "packs/sl-2026.yml").write_text("pack: [\n", encoding="utf-8")
    outcome = run("init", "third", "--root", tmp_path, "--pack", "sl-2026")
    assert outcome.code == 2
    assert not (tmp_path / "third").exists()


def test_the_guide_leads_from_the_text_to_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the guide is run in its order, on the pack that the guide writes down."""
    text = GUIDE.read_text(encoding="utf-8")
    written = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    portal = tmp_path / "portal"
    init = run("init", portal, "--pack", "wulong-2022", "--level", "district", "--as-of", AS_OF)
    assert init.code == 0
    old = (portal / "columns.yml").read_bytes()
    (portal / "packs").mkdir()
    (portal / "packs/sl-2026.yml").write_text(written[0], encoding="utf-8")
    assert len(yaml.safe_load(written[0])["mandates"]) == 15
    monkeypatch.chdir(portal)
    commands = [shlex.split(line)[1:] for line in text.splitlines() if line.startswith("gongkai ")]
    done = [words for words in commands if words[:2] != ["pack", "draft"]]
    assert {" ".join(words[:2]) for words in done} >= {
        "pack check",
        "pack add",
        "ledger sl-2026",
        "check --fix",
    }
    for words in done:
        outcome = run(*words, "--as-of", AS_OF)
        assert outcome.code == 0, (words, outcome.out[-2000:], outcome.err)
    new = (portal / "columns.yml").read_bytes()
    assert [line for line in old.splitlines() if line not in new.splitlines()] == [
        "  packs: [wulong-2022]   # 本站要落实的要点".encode()
    ]
    assert "column-mandated" not in [each["code"] for each in check(portal) if "sl-2026" in each["message"]]
    assert "basis-unknown" not in codes(check(portal))
    rows = CalamineWorkbook.from_path(portal / "台账-sl-2026.xlsx").get_sheet_by_index(0).to_python()
    assert [str(int(float(str(row[0])))) for row in rows if str(row[0]).replace(".0", "").isdigit()] == [
        str(number) for number in range(1, 16)
    ]
