"""The portals that several tests of the ledger look at, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.proofs.test_truth import true_portal


@pytest.fixture(scope="session")
def wanzhou_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that does what wanzhou-2021 asks, with statements of several days."""
    root = true_portal(tmp_path_factory.mktemp("truth") / "p", "wanzhou-2021", "district")
    statements = "\n".join(
        f"  - {{mandate: wanzhou-2021#{number}, state: 已落实, date: {day}, who: 区政府办公室张某, evidence: [台账。]}}"
        for number, day in ((92, "2021-08-01"), (94, "2022-12-31"), (99, "2026-05-01"), (5, "2021-12-01"))
    )
    (root / "ledger.yml").write_text(f"statements:\n{statements}\n", encoding="utf-8")
    return root
