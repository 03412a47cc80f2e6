"""Builds: the same bytes everywhere, whole whatever is killed, figures for scripts."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers import AS_OF, REPOSITORY, build, digest, document, make_portal, run

KILLS = 12
STAT_KEYS = {"documents", "pages", "rendered", "reused", "shards_built", "seconds", "peak_memory"}


def start(root: Path, **environment: str) -> subprocess.Popen[str]:
    """Start a build as a process of its own, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--root", str(root), "--as-of", AS_OF],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> None:
    """Wait for a build, which must go well."""
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0, out


def kill_group(process: subprocess.Popen[str]) -> None:
    """Kill a process and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def state(root: Path, number: int) -> None:
    """Bring the portal into a state of its own: one document more, one changed."""
    make_portal(
        root,
        {
            f"content/tzgg/{number:03}.md": document(title=f"第{number}号通知", body="正文。\n\n" * 20),
            "content/tzgg/changing.md": document(title=f"第{number}次修改"),
        },
    )


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal of some forty documents."""
    for number in range(40):
        state(tmp_path, number)
    return tmp_path


def test_second_build_gives_the_same_bytes(portal: Path) -> None:
    first = digest(build(portal))
    assert digest(build(portal)) == first
    shutil.rmtree(portal / ".cache")
    assert digest(build(portal)) == first


def test_sample_is_the_same_anywhere(sample_root: Path, sample_site: Path, tmp_path: Path) -> None:
    root = tmp_path / "另一个 目录"
    shutil.copytree(sample_root, root, ignore=shutil.ignore_patterns("site", ".cache"))
    finish(start(root, PYTHONHASHSEED="1", TZ="America/New_York", LC_ALL="C"))
    assert digest(root / "site") == digest(sample_site)


def test_killed_builds_leave_the_site_whole(portal: Path) -> None:
    chance = random.Random(20261120)
    build(portal)
    state(portal, 100)
    began = time.monotonic()
    finish(start(portal))
    usual = time.monotonic() - began
    before = digest(portal / "site")
    for number in range(KILLS):
        state(portal, 101 + number)
        process = start(portal)
        time.sleep(usual * (number + chance.random()) / KILLS)
        # By turns the build alone is killed, its helpers living on, or all at once.
        process.kill() if number % 2 else kill_group(process)
        process.communicate(timeout=60) if number % 2 == 0 else process.wait(timeout=60)
        left = digest(portal / "site")
        # Only what is killed must be a process of its own.
        after = digest(build(portal))
        kill_group(process)
        if process.stdout:
            process.stdout.close()
        assert left in (before, after), f"round {number}"
        before = after
    assert list((portal / ".cache").glob("staging-*")) == []
    assert list((portal / ".cache").rglob("tmp-*")) == []
    assert list(portal.glob(".site*")) == []


def test_first_build_killed_leaves_no_half_site(portal: Path) -> None:
    process = start(portal)
    time.sleep(1.0)
    kill_group(process)
    process.communicate(timeout=60)
    half = digest(portal / "site")
    assert half in ("", digest(build(portal)))


def test_figures_for_scripts(portal: Path) -> None:
    stats = portal / "stats.json"
    outcome = run("build", "--root", portal, "--as-of", AS_OF, "--stats", stats)
    assert outcome.code == 0
    figures = json.loads(stats.read_text(encoding="utf-8"))
    assert set(figures) >= STAT_KEYS
    assert figures["documents"] == 41
    assert figures["pages"] == figures["rendered"] + figures["reused"]
    assert figures["pages"] == len(
        [path for path in (portal / "site").rglob("*.html") if "pagefind" not in path.parts]
    )
    assert set(figures["seconds"]) >= {"load", "check", "frames", "render", "swap"}
    assert figures["peak_memory"] > 10_000_000


def test_a_second_build_reuses_the_index(portal: Path) -> None:
    build(portal)
    stats = portal / "stats.json"
    assert run("build", "--root", portal, "--as-of", AS_OF, "--stats", stats).code == 0
    figures = json.loads(stats.read_text(encoding="utf-8"))
    assert figures["shards_built"] == 0


def test_a_broken_theme_leaves_the_site_as_it_was(portal: Path) -> None:
    before = digest(build(portal))
    make_portal(portal, {"theme/main.html": "{% if %}"})
    outcome = run("build", "--root", portal, "--as-of", AS_OF)
    assert outcome.code == 2
    assert "没有完成" in outcome.err
    assert digest(portal / "site") == before


def test_the_address_of_an_asset_is_never_that_of_a_page(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(title="真正的页面", attachments="[a.html, index.html]"),
        "content/tzgg/a.html": "<p>附件盖住了页面</p>",
        "content/tzgg/index.html": "<p>附件盖住了栏目</p>",
    }
    root = make_portal(tmp_path, files)
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    # Either the check refuses such names, or the pages stay what they are.
    if outcome.code == 0:
        assert "真正的页面" in (root / "site/tzgg/a.html").read_text(encoding="utf-8")
        assert "真正的页面" in (root / "site/tzgg/index.html").read_text(encoding="utf-8")
    assert outcome.code in (0, 1)


@pytest.mark.parametrize(
    "name",
    [
        *("assets/frame.css", "assets/甲.pdf", "pagefind/shards.json"),
        *("sitemap.xml", "sitemap-2026.xml", "robots.txt"),
    ],
)
def test_content_cannot_take_the_place_of_the_system(name: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(body=f"[附件](/{name})"),
        f"content/{name}": b"x",
    }
    root = make_portal(tmp_path, files)
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 1
    assert "与系统的目录或文件同名" in outcome.out + outcome.err


def test_links_that_lead_nowhere_or_round_and_round_are_findings(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/20260303-ts.md": document()})
    (root / "content/tzgg/没有.png").symlink_to("不存在.png")
    (root / "content/tzgg/回头").symlink_to("..")
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 1
    assert "没有.png:1:1" in outcome.out + outcome.err
    assert "回头:1:1" in outcome.out + outcome.err
    assert not (root / "site").exists()
