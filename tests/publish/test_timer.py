"""``gongkai timer``: settings that systemd and cron take, and a job that does what is to be done, once."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.publish.timer import INTERVALS, Job, cron_line, service_unit, timer_unit
from tests.helpers import AS_OF, Outcome, document, make_portal, run

LINUX = pytest.mark.skipif(sys.platform == "win32", reason="deploys to a folder need a Linux machine")
ANALYZE = shutil.which("systemd-analyze")
SYSTEMD = pytest.mark.skipif(not ANALYZE, reason="there is no systemd-analyze here")
NAMES = ("portal", "a b", "100%h", "$HOME", 'quo"te', "it's", "back\\slash", "县门户")


def analyze(*arguments: str | Path) -> str:
    """Ask systemd what it thinks; it must be content. Return what it said."""
    assert ANALYZE
    done = subprocess.run(
        [ANALYZE, *map(str, arguments)], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@SYSTEMD
@pytest.mark.parametrize("name", NAMES)
def test_systemd_takes_the_units_whatever_the_folder_is_called(name: str, tmp_path: Path) -> None:
    program = tmp_path / name / "python"
    program.parent.mkdir()
    program.symlink_to(sys.executable)
    job = Job("gongkai-test", f"构建{name}", "root", (str(program), "--root", f"/srv/{name}"), 5)
    (tmp_path / "gongkai-test.service").write_text(service_unit(job), encoding="utf-8")
    (tmp_path / "gongkai-test.timer").write_text(timer_unit(job), encoding="utf-8")
    said = analyze("verify", tmp_path / "gongkai-test.service", tmp_path / "gongkai-test.timer")
    assert "gongkai-test" not in said, said


@SYSTEMD
@pytest.mark.parametrize("every", INTERVALS)
def test_the_calendar_meets_every_full_half_hour(every: int) -> None:
    job = Job("a", "a", "root", ("/bin/true",), every)
    (calendar,) = re.findall(r"OnCalendar=(.*)", timer_unit(job))
    said = analyze("calendar", "--base-time=2026-11-30 09:29:30", calendar)
    assert "09:30:00" in said


@pytest.mark.parametrize("name", NAMES)
def test_cron_runs_the_command_as_it_is(name: str, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("cron is not there")
    job = Job("a", "a", "root", (sys.executable, "-c", "import sys; print(sys.argv[1])", f"/srv/{name}"), 5)
    line = cron_line(job)
    assert line.startswith("*/5 * * * * ")
    assert not re.search(r"(?<!\\)%", line)
    # As cron does: a percent sign that is escaped is one, the rest goes to the shell.
    command = line.removeprefix("*/5 * * * * ").replace("\\%", "%")
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=True)
    assert done.stdout.decode() == f"/srv/{name}\n"


def timer(root: Path, *options: str | Path, as_of: str = AS_OF) -> Outcome:
    """Run the verb."""
    return run("timer", "--root", root, "--as-of", as_of, *options)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with one document of today and one of later today."""
    files = {
        "content/tzgg/a.md": document(),
        "content/tzgg/b.md": document("停水通知", "后公开的。", published="2026-11-20 09:30"),
    }
    return make_portal(tmp_path / "portal", files)


def test_the_settings_name_the_portal_the_target_and_what_is_to_come(root: Path) -> None:
    outcome = timer(root, "--deploy", "web:/srv/gongkai", "--every", "10", as_of="2026-11-20 09:00")
    assert outcome.code == 0
    assert "2026-11-20 09:30" in outcome.out
    assert "OnCalendar=*-*-* *:0/10:00" in outcome.out
    (line,) = re.findall(r"^\*/10 \* \* \* \* (.*)$", outcome.out, re.MULTILINE)
    words = shlex.split(line)
    assert words[0] == sys.executable
    assert words[words.index("-m") :] == [
        *("-m", "generator", "timer", "--run", "--root", str(root), "--deploy", "web:/srv/gongkai"),
    ]


@pytest.mark.parametrize(
    "options", [("--every", "7"), ("--name", "甲"), ("--deploy", "web:"), ("--deploy", "a\nb")]
)
def test_what_cannot_be_set_is_told(options: tuple[str, str], root: Path) -> None:
    assert timer(root, *options).code == 2


def test_the_site_itself_is_no_target(root: Path) -> None:
    assert timer(root, "--deploy", root / "site").code == 2


@LINUX
def test_the_job_builds_and_deploys_what_is_new_and_is_silent_otherwise(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "live"
    page = target / "current/tzgg/b.html"
    assert timer(root, "--run", "--deploy", target, as_of="2026-11-20 09:29").code == 0
    assert (target / "current/tzgg/a.html").is_file()
    assert not page.exists()
    release = (target / "current").resolve()
    assert timer(root, "--run", "--deploy", target, as_of="2026-11-20 09:29") == Outcome(0, "", "")
    assert (target / "current").resolve() == release
    # Its moment comes.
    outcome = timer(root, "--run", "--deploy", target, as_of="2026-11-20 09:30")
    assert (outcome.code, page.is_file()) == (0, True), outcome.err
    # An edit with an error neither builds nor deploys, and is told every time.
    good = (target / "current").resolve()
    (root / "content/tzgg/a.md").write_text("没有头部\n", encoding="utf-8")
    for _ in range(2):
        outcome = timer(root, "--run", "--deploy", target, as_of="2026-11-20 09:30")
        assert outcome.code == 1
        assert "front-matter" in outcome.out
    assert (target / "current").resolve() == good


@LINUX
def test_a_deploy_that_failed_is_made_up_for(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "live"
    target.write_text("in the way", encoding="utf-8")
    assert timer(root, "--run", "--deploy", target).code == 2
    target.unlink()
    assert timer(root, "--run", "--deploy", target).code == 0
    assert (target / "current/tzgg/a.html").is_file()
    # What somebody built by hand is deployed as well.
    (root / "content/tzgg/a.md").write_text(document("改过的通知"), encoding="utf-8")
    assert run("build", "--root", root, "--as-of", AS_OF).code == 0
    assert timer(root, "--run", "--deploy", target).code == 0
    assert "改过的通知" in (target / "current/tzgg/a.html").read_text(encoding="utf-8")


def test_without_a_target_the_job_only_builds(root: Path) -> None:
    assert timer(root, "--run").code == 0
    assert (root / "site/tzgg/a.html").is_file()
    assert timer(root, "--run") == Outcome(0, "", "")
