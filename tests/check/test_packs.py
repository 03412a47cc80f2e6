"""Rules on own packs that need the rest of the portal; each does not fire on near misses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.model.addresses.made import AUDIT_PAGES
from tests.helpers import AS_OF, PORTAL, build, check, make_portal, run
from tests.packs import mandate, pack_text

COLUMNS = """\
columns:
  - name: 政务公开
    description: 公开政务信息。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    children:
      - {name: “六稳”“六保”, description: 公开稳岗政策。, basis: [sl-2026#1]}
"""


def findings(folder: Path, packs: str, **files: str) -> list[dict[str, Any]]:
    """Return what check says of packs in a portal that names some."""
    written = {f"packs/{name.replace('_', '-')}.yml": text for name, text in files.items()}
    root = make_portal(folder, {"columns.yml": f"{PORTAL}  packs: [{packs}]\n{COLUMNS}", **written})
    return [each for each in check(root) if each["code"].startswith(("pack-", "basis-"))]


def proof(text: str) -> str:
    """Return a mandate with a proof."""
    return mandate("1", "政务公开>六稳六保", more=f"proof: [{text}]")


def test_what_a_proof_names_is_there_however_it_is_written(tmp_path: Path) -> None:
    for number, text in enumerate(
        [
            "{fact: look, look: 看, columns: [政务公开>“六稳”“六保”]}",
            "{fact: look, look: 看, columns: [政务公开]}",
            "{fact: rows, schemas: [mine]}",
            "{fact: documents, kind: policy}, {fact: clean, codes: [column-empty]}",
        ]
    ):
        folder = tmp_path / str(number)
        (folder / "registers").mkdir(parents=True)
        (folder / "registers/mine.yml").write_text(
            "id: mine\nname: 我的\nfields: [{key: a, label: 甲}]\n", encoding="utf-8"
        )
        assert findings(folder, "sl-2026", sl_2026=pack_text(mandates=proof(text))) == []


def test_what_is_not_there_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    text = (
        "{fact: any-of, facts: [{fact: look, look: 看, columns: [政务公开>六稳六保, 政务公开>六稳六报]}, "
        "{fact: rows, schemas: [permit]}]}, {fact: clean, codes: [column-emty]}"
    )
    found = findings(tmp_path, "sl-2026", sl_2026=pack_text(mandates=proof(text)))
    assert [each["code"] for each in found] == ["pack-proof"] * 3
    assert [
        word in each["hint"]
        for each, word in zip(found, ("六稳六保", "permits", "column-empty"), strict=True)
    ]
    assert {each["line"] for each in found} == {12}
    assert len({each["column"] for each in found}) == 3


def test_a_pack_supersedes_one_that_is_known(tmp_path: Path) -> None:
    found = findings(tmp_path, "sl-2026", sl_2026=pack_text(more="supersedes: wulong-2021\n"))
    assert [(each["code"], each["path"], each["line"]) for each in found] == [
        ("pack-unknown", "packs/sl-2026.yml", 6)
    ]
    assert "wulong-2022" in found[0]["hint"]
    assert findings(tmp_path / "b", "sl-2026", sl_2026=pack_text(more="supersedes: wulong-2022\n")) == []


def test_the_ledger_of_an_own_pack_and_the_site_say_the_same(tmp_path: Path) -> None:
    columns = f"{PORTAL}  audit: true\n  packs: [sl-2026]\n{COLUMNS}"
    files = {"columns.yml": columns, "packs/sl-2026.yml": pack_text(mandates=proof("{fact: column}"))}
    root = make_portal(tmp_path, files)
    site = build(root)
    outcome = run("ledger", "sl-2026", "--root", root, "--as-of", AS_OF, "--format", "json")
    (one,) = json.loads(outcome.out)["mandates"]
    assert (one["state"], one["proof"]) == ("met", "column")
    page = (site / "audit/sl-2026/index.html").read_text(encoding="utf-8")
    assert "本网站自己整理的要点（packs/sl-2026.yml）" in page
    assert json.loads((site / "audit/sl-2026/ledger.json").read_text(encoding="utf-8"))["mandates"][0] == one
    column = (site / "zwgk/lwlb/index.html").read_text(encoding="utf-8")
    assert 'href="../../audit/sl-2026/#m-1"' in column
    assert not list(site.rglob("sl-2026.yml"))
    # What else stands beside the packs is no id of one.
    assert {path.name for path in (site / "audit").iterdir() if path.is_dir()} <= {"sl-2026", *AUDIT_PAGES}
