"""The other way: a portal that truly does what a directive asks has every computable mandate met."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.mandates.library import load_pack
from generator.model.mandate import Assessment, MandateState
from generator.model.proof import FactKind
from tests.check.proofs.maker import Maker
from tests.check.proofs.portals import AFTER, CASES, DAYS, loaded, new_portal, states
from tests.helpers import run


def expected(each: Assessment) -> MandateState:
    """Return the state of a mandate of which everything that a site can show was done."""
    kinds = {fact.fact for fact in each.mandate.facts}
    if FactKind.LOOK in kinds:
        return MandateState.UNJUDGED
    return MandateState.NEEDS_STATEMENT if FactKind.STATED in kinds else MandateState.MET


def true_portal(folder: Path, pack: str, level: str) -> Path:
    """Make a portal whose unit does what a pack asks of it, in time."""
    root = new_portal(folder, pack, level)
    columns = root / "columns.yml"
    text = columns.read_text(encoding="utf-8")
    columns.write_text(
        text.replace("# owner: 张某", "owner: 张某") + "limits: {inspect_files: false}\n", encoding="utf-8"
    )
    portal = loaded(root, AFTER[pack]).portal
    assert portal
    Maker(root, portal, DAYS[pack]).fulfil(load_pack(pack))
    return root


@pytest.mark.parametrize(("pack", "level"), CASES)
def test_who_does_what_is_asked_has_it_met(pack: str, level: str, tmp_path: Path) -> None:
    root = true_portal(tmp_path / "p", pack, level)
    broken = [each for each in loaded(root, AFTER[pack]).findings if each.level == "error"]
    assert not broken, broken[:3]
    for key, each in states(root, pack).items():
        if each.state is not MandateState.NOT_APPLICABLE:
            if level == "department" and each.reason.startswith("没有能放这些内容的栏目"):
                # 应急管理 and the like are no statutory items of a department; those concerned set up the column.
                assert "法定主动公开内容" in each.reason
                continue
            assert each.state is expected(each), (key, each.state, each.reason)
            assert not each.late, (key, each.reason)


def test_every_pack_has_mandates_that_facts_prove(tmp_path: Path) -> None:
    for pack in DAYS:
        computable = {
            mandate.id
            for mandate in load_pack(pack).mandates
            if not {FactKind.LOOK, FactKind.STATED} & {fact.fact for fact in mandate.facts}
        }
        assert len(computable) >= 4, pack
    assert run("init", tmp_path / "p", "--pack", "cq-2020").code == 0
