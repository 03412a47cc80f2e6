"""After a run as root: whose the files are and how to get them back, and nothing is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers import AS_OF, build, digest, document, make_portal, run


@pytest.mark.parametrize("name", [".cache", ".cache/documents", "site"])
@pytest.mark.parametrize("verb", ["build", "serve"])
def test_what_cannot_be_written_is_named(
    verb: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(make_portal(tmp_path, {"content/tzgg/b.md": document()}))
    (tmp_path / "content" / "tzgg" / "a.md").write_text(document("关于试点的通知"), encoding="utf-8")
    before = digest(tmp_path / "site")
    monkeypatch.setattr("generator.cli.serve.Live", None)  # if it came so far, it would serve for ever
    # Who is root may write everywhere, whatever the modes say.
    monkeypatch.setattr(os, "access", lambda place, _mode: Path(place) != tmp_path / name)
    outcome = run(verb, "--root", tmp_path, "--as-of", AS_OF)
    assert outcome.code == 2
    assert f"不能写入“{tmp_path / name}”" in outcome.err
    assert "chown -R" in outcome.err
    assert ("可以删除它" in outcome.err) == name.startswith(".cache")
    assert digest(tmp_path / "site") == before


def test_a_new_portal_has_nothing_to_ask(tmp_path: Path) -> None:
    build(make_portal(tmp_path))
    assert run("build", "--root", tmp_path, "--as-of", AS_OF).code == 0
