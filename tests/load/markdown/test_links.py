"""What a text refers to is what its page leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.markdown.links import find_references
from generator.model.addresses.hosts import leads_out
from tests.helpers import AS_OF, document, make_portal, run


@pytest.mark.parametrize("code", [1, 9, 10, 13, 31])
def test_a_control_character_in_a_link_is_part_of_a_name(code: int, tmp_path: Path) -> None:
    body = f"[甲](java&#{code};script:alert)"
    (reference,) = find_references(body, 1)
    assert not leads_out(reference.target)
    root = make_portal(tmp_path, {"content/tzgg/20260303-a.md": document(body=body)})
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 1
    assert "content/tzgg/20260303-a.md:7:1" in outcome.out and "link-broken" in outcome.out
