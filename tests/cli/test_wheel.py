"""From a wheel in an empty virtual environment and an empty folder: a portal under git that is built, in two minutes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from generator.supply.fetch import build_wheel
from generator.supply.installed import library_folder
from tests.helpers import REPOSITORY

PATIENCE = 120
GIT = ("-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "core.autocrlf=false")


def do(*command: str | Path, folder: Path) -> str:
    """Run a command that succeeds; return what it said."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C"}
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it. The libraries are those that the tests run with: they are as locked."""
    folder = tmp_path_factory.mktemp("wheel")
    build_wheel(REPOSITORY, folder)
    (wheel,) = folder.glob("gongkai-*.whl")
    made = folder / "空 环境"
    do(sys.executable, "-m", "venv", made, folder=folder)
    do(made / "bin/pip", "install", "--quiet", "--no-index", "--no-deps", wheel, folder=folder)
    here = library_folder(Path(sys.prefix))
    other = library_folder(made)
    for path in here.iterdir():
        if (
            not path.name.startswith(("gongkai", "_editable", "generator", "__editable"))
            and not (other / path.name).exists()
        ):
            (other / path.name).symlink_to(path)
    return made


def test_from_a_wheel_to_a_portal_under_git(environment: Path, tmp_path: Path) -> None:
    start = time.monotonic()
    gongkai = environment / "bin/gongkai"
    do(gongkai, "init", "网站", "--pack", "wulong-2022", folder=tmp_path)
    root = tmp_path / "网站"
    do("git", "init", "-q", folder=root)
    do("git", *GIT, "add", "-A", folder=root)
    do("git", *GIT, "commit", "-qm", "begin", folder=root)
    do(gongkai, "build", folder=root)
    assert time.monotonic() - start < PATIENCE
    assert (root / "site/index.html").is_file()
    assert do("git", "status", "--porcelain", folder=root) == "", "what is made is not for git"
    tracked = do("git", "ls-files", "-s", folder=root)
    assert "100755" in next(line for line in tracked.splitlines() if line.endswith("\tgongkai"))
    # The wheel's own digest is written down for the launcher.
    assert "--hash=sha256:" in (root / "program/gongkai.txt").read_text(encoding="utf-8")
    assert "没有要改动的文件" in do(gongkai, "upgrade", folder=root)


def test_the_wheel_gives_what_a_checkout_gives(environment: Path, tmp_path: Path) -> None:
    for name, command in (("a", [environment / "bin/gongkai"]), ("b", [sys.executable, "-m", "generator"])):
        do(*command, "init", tmp_path / name, "--pack", "cq-2020", "--as-of", "2026-11-20", folder=REPOSITORY)
    paths = {path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()}
    assert paths == {
        path.relative_to(tmp_path / "b") for path in (tmp_path / "b").rglob("*") if path.is_file()
    }
    for path in sorted(paths - {Path("program/gongkai.txt")}):
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes(), path


def test_the_same_program_gives_the_same_wheel(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        build_wheel(REPOSITORY, tmp_path / name)
        made += [path.read_bytes() for path in (tmp_path / name).iterdir()]
    assert made[0] == made[1]
    assert not (REPOSITORY / "build").exists()


def test_of_a_checkout_one_file_is_installed_and_no_hook(tmp_path: Path) -> None:
    checkout = tmp_path / "项目 a'b"
    checkout.mkdir()
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        (checkout / name).write_bytes((REPOSITORY / name).read_bytes())
    (checkout / "generator").mkdir()
    (checkout / "generator/__init__.py").touch()
    (checkout / "generator/found.py").write_text("WORD = 'found'\n")
    (checkout / "sitecustomize.py").write_text("raise SystemExit(1)\n")
    installed = tmp_path / "installed"
    make = "import sys; from hatchling.build import build_editable; build_editable(sys.argv[1])"
    do(sys.executable, "-I", "-X", "utf8", "-c", make, installed, folder=checkout)
    (wheel,) = installed.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        files = {name for name in archive.namelist() if ".dist-info/" not in name and archive.read(name)}
        archive.extractall(installed)
    assert files == {"generator/__init__.py"}
    find = f"import sys; sys.path.insert(0, {str(installed)!r}); import generator.found; print(generator.found.WORD)"
    assert do(sys.executable, "-I", "-c", find, folder=tmp_path) == "found\n"
