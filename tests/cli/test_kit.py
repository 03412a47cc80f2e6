"""The offline kit: made here, unpacked where there is no network, it installs and builds."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import REPOSITORY, run


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit for this machine."""
    file = tmp_path_factory.mktemp("kit") / "离线 包.zip"
    outcome = run("kit", file)
    assert outcome.code == 0, outcome.err
    assert "已做好离线安装包" in outcome.out
    return file


@pytest.fixture(scope="module")
def unpacked(kit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit as ``unzip`` lays it out, in a folder of an awkward name."""
    folder = tmp_path_factory.mktemp("内网 机器&it's")
    with zipfile.ZipFile(kit) as archive:
        for entry in archive.infolist():
            Path(archive.extract(entry, folder)).chmod(entry.external_attr >> 16 & 0o777)
    (only,) = folder.iterdir()
    return only


def without_network(*command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the network cut off; where that may not be, with an index that is not there.

    ``more`` is put into its environment.
    """
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **more}
    cut = ["unshare", "-n"]
    if subprocess.run([*cut, "true"], check=False, capture_output=True).returncode:
        cut = []
        environment |= {
            "PIP_NO_INDEX": "1",
            "https_proxy": "http://127.0.0.1:9",
            "http_proxy": "http://127.0.0.1:9",
        }
    return subprocess.run(
        [*cut, *command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_it_installs_and_builds_without_a_network(unpacked: Path) -> None:
    built = without_network("./gongkai", "build", folder=unpacked)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (unpacked / "site" / "index.html").is_file()
    verified = without_network("./gongkai", "verify", folder=unpacked)
    assert (verified.returncode, "0个问题" in verified.stdout) == (0, True), verified.stdout
    # What is held by its wheels can be made into a kit again.
    again = without_network("./gongkai", "kit", "again.zip", folder=unpacked)
    assert again.returncode == 0, again.stderr


def test_a_portal_made_by_it_has_its_own_launcher(unpacked: Path, tmp_path: Path) -> None:
    root = tmp_path / "网站"
    made = without_network("./gongkai", "init", str(root), "--pack", "cq-2020", folder=unpacked)
    assert made.returncode == 0, made.stderr
    missing = without_network("./gongkai", "check", folder=root)
    assert missing.returncode == 2
    (root / "wheels").symlink_to(unpacked / "wheels")
    # Compiled and compared with what was compiled is the other environment; this one compiles what it runs.
    built = without_network("./gongkai", "build", "--quiet", folder=root, PIP_NO_COMPILE="1")
    assert (built.returncode, built.stdout) == (0, ""), built.stdout + built.stderr
    assert (root / "site" / "index.html").is_file()
    verified = without_network("./gongkai", "verify", folder=root)
    assert (verified.returncode, "0个问题" in verified.stdout) == (0, True), verified.stdout
    # What was installed from the wheel can make the next portal, and its launcher.
    again = without_network("./gongkai", "init", "再一个", "--pack", "cq-2020", folder=root)
    assert again.returncode == 0, again.stderr
    for name in (
        "gongkai",
        "gongkai.cmd",
        "program/run.txt",
        "program/theme.txt",
        "schema/columns.schema.json",
    ):
        assert (root / "再一个" / name).read_bytes() == (root / name).read_bytes(), name
    # The kit knows the wheel, whose digest its portals name.
    (wheel,) = (unpacked / "wheels").glob("gongkai-*.whl")
    pin = (root / "program/gongkai.txt").read_text(encoding="utf-8")
    assert f"--hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}" in pin


def test_the_manifest_names_every_file_with_its_digest(unpacked: Path, kit: Path) -> None:
    with zipfile.ZipFile(kit) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()} - {"SHA256SUMS"}
    lines = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    assert set(sums) == names
    for name, digest in sums.items():
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == digest


def test_it_holds_what_is_needed_and_no_more(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")}
    for name in (
        "gongkai",
        "gongkai.cmd",
        "docs/站长/安装.md",
        "requirements/run.txt",
        "theme/main.html",
        "README.txt",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests", "benchmarks", ".git"))]
    assert os.access(unpacked / "gongkai", os.X_OK)
    assert b"\r\n" in (unpacked / "gongkai.cmd").read_bytes()
    note = (unpacked / "README.txt").read_bytes().decode("utf-8-sig")
    assert "gongkai build" in note
    assert "离线安装包" in note


def test_its_bill_names_every_wheel(unpacked: Path) -> None:
    bill = json.loads((unpacked / "sbom.cdx.json").read_text(encoding="utf-8"))
    files = {
        each["name"]: each["hashes"][0]["content"] for each in bill["components"] if each["type"] == "file"
    }
    wheels = sorted((unpacked / "wheels").iterdir())
    assert {f"wheels/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in wheels} == files
    allowed = {
        each["content"] for part in bill["components"] if part["type"] == "library" for each in part["hashes"]
    }
    own = {each["content"] for each in bill["metadata"]["component"]["hashes"]}
    assert len(own) == 1
    assert set(files.values()) <= allowed | own


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Path]:
    """A folder with a folder."""
    (tmp_path / "folder").mkdir()
    yield tmp_path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("folder",), "zip文件"),
        (("no/such/kit.zip",), "zip文件"),
        (("kit.zip", "--platform", "linux-mips"), "windows-arm64"),
        (("kit.zip", "--python", "3.9"), "3.11"),
        (("kit.zip", "--platform", "windows-arm64", "--python", "3.11"), "更新的Python"),
        ((), "文件"),
    ],
)
def test_wrong_uses_are_told(here: Path, arguments: tuple[str, ...], words: str) -> None:
    outcome = run(
        "kit", *(str(here / each) if "zip" in each or each == "folder" else each for each in arguments)
    )
    assert outcome.code == 2
    assert words in outcome.err
    assert not (here / "kit.zip").exists()


def test_the_checkout_is_left_as_it_was(kit: Path) -> None:
    assert not (REPOSITORY / "wheels").exists()
    assert not list(REPOSITORY.glob("*.part"))
