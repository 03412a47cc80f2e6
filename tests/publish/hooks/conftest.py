"""A bare repository with our hooks, a clone for each of two accounts, and a real sshd that tells them apart."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.helpers import COLUMNS, FINANCE, PORTAL, REPOSITORY, document, make_portal, run
from tests.publish.releases.conftest import Sshd, sshd

__all__ = ["sshd"]

# As docs/部署/推送即发布.md has it.
FORCED = 'restrict,command="GONGKAI_WHO={who} git-shell -c \\"$SSH_ORIGINAL_COMMAND\\"" '
PROTECT = """\
站长: [wang]
账号:
  zhang:
    单位: [区政府办公室]
  li:
    栏目: [czzj]
"""
# What runs is the code under test, wherever the environment has its own from.
_SCRIPT = """\
#!/bin/sh
test "$*" = "${*#-I -X utf8 -m generator }" && exit 9
shift 5
exec %s "$@"
"""
_ANEW = "'{python}' -I -X utf8 -c 'import sys; sys.path.insert(0, \"{home}\"); from generator.cli.main import run; run()'"
_READY = "'{python}' -I -S -X utf8 '{home}/tests/publish/hooks/ready.py' '{address}'"
_SERVE = "import sys; sys.path.insert(0, {home!r}); from tests.publish.hooks.ready import serve; serve({address!r})"


@dataclass(frozen=True)
class Pushed:
    """What a push ended with, and what its output said."""

    code: int
    words: str


@dataclass(frozen=True)
class Clone:
    """A working folder of an account."""

    root: Path
    remote: str
    environment: dict[str, str] = field(default_factory=dict)

    def git(self, *arguments: str, code: int = 0) -> str:
        """Run git here."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, check=False, env=self._environment()
        )
        assert done.returncode == code, done.stderr.decode()
        return (done.stdout + done.stderr).decode()

    def _environment(self) -> dict[str, str]:
        names = {
            f"GIT_{who}_{what}": "zhang@example.cn"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
        return {**os.environ, **names, **quiet, **self.environment}

    def write(self, **files: str) -> None:
        """Write files, given by their names in content/tzgg, and commit all there is."""
        for name, text in files.items():
            self.put(f"content/tzgg/{name}.md", text)
        self.commit()

    def put(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> None:
        """Commit all there is."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", "改动")

    def push(self, *what: str) -> Pushed:
        """Push, main if nothing is said."""
        words = ["git", "push", self.remote, *(what or ("main",))]
        done = subprocess.run(words, cwd=self.root, capture_output=True, check=False, env=self._environment())
        return Pushed(done.returncode, done.stderr.decode("utf-8", "replace"))

    def as_account(self, who: str) -> Clone:
        """Return the same folder in the hands of another account, as a server tells it."""
        return replace(self, environment={**self.environment, "GONGKAI_WHO": who})

    @property
    def tip(self) -> str:
        """The commit that branch main of the repository is at, empty if there is none."""
        words = ["git", "ls-remote", self.remote, "refs/heads/main"]
        return subprocess.run(
            words, cwd=self.root, capture_output=True, check=True, env=self._environment()
        ).stdout.decode()[:40]


@dataclass(frozen=True)
class Server:
    """A bare repository, what it deploys to, where previews are, and a clone with a portal that was not pushed yet."""

    repository: Path
    target: Path
    preview: Path
    clone: Clone

    def install(self, *options: str | Path) -> None:
        """Install the hooks, or bring them up to these options."""
        done = run("hook", "install", self.repository, "--deploy", self.target, *options)
        assert done.code == 0, done.err

    def page(self, address: str) -> str:
        """Return a page that is served, empty if there is none."""
        path = self.target / "current" / address
        return path.read_text(encoding="utf-8") if path.is_file() else ""


@pytest.fixture(scope="session")
def ready() -> Iterator[str]:
    """The address of the program, loaded and ready to be called."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/door"
        words = _SERVE.format(home=str(REPOSITORY), address=address)
        environment = {name: value for name, value in os.environ.items() if name != "GONGKAI_DEBUG"}
        process = subprocess.Popen([sys.executable, "-I", "-X", "utf8", "-c", words], env=environment)
        try:
            while not Path(address).exists():
                assert process.poll() is None
                time.sleep(0.02)
            yield address
        finally:
            process.kill()
            process.wait()


def put_program(folder: Path, patch: pytest.MonkeyPatch, command: str) -> None:
    """Let the hooks run the code that is tested, by this command."""
    script = folder / "python"
    script.write_text(_SCRIPT % command)
    script.chmod(0o755)
    patch.setattr(sys, "executable", str(script))
    # The cure of a fault is asked for here; who pushes is not to see a traceback.
    patch.delenv("GONGKAI_DEBUG", raising=False)


@pytest.fixture
def anew() -> str:
    """The command that loads the program for each call, as in life."""
    return _ANEW.format(python=sys.executable, home=REPOSITORY)


@pytest.fixture(autouse=True)
def program(ready: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the hooks run the code that is tested, loaded already."""
    command = _READY.format(python=sys.executable, home=REPOSITORY, address=ready)
    put_program(tmp_path_factory.mktemp("program"), monkeypatch, command)


def clone_of(root: Path, remote: str) -> Clone:
    """Make a portal in a folder, and a repository of it."""
    make_portal(
        root, {"columns.yml": PORTAL + COLUMNS + FINANCE, "content/tzgg/a.md": document("第一号通知")}
    )
    clone = Clone(root, remote)
    clone.git("init", "--quiet", "--initial-branch=main")
    clone.commit()
    return clone


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """A bare repository on this machine, installed, and empty."""
    bare = tmp_path / "库 一.git"
    made = Server(bare, tmp_path / "target", tmp_path / "preview", clone_of(tmp_path / "work", str(bare)))
    made.install("--preview", made.preview)
    return made


@pytest.fixture
def accounts(sshd: Sshd, tmp_path: Path) -> Iterator[tuple[Server, Clone, Clone]]:
    """A repository on a server, and the accounts zhang and li, each with a key and a clone."""
    target = tmp_path / "target"
    bare = tmp_path / "portal.git"
    protect = tmp_path / "protect.yml"
    protect.write_text(PROTECT, encoding="utf-8")
    authorized = sshd.home / "authorized"
    before = authorized.read_text()
    client, keygen = shutil.which("ssh"), shutil.which("ssh-keygen")
    assert client
    assert keygen
    environments = {}
    for who in ("zhang", "li", "wang"):
        key = tmp_path / f"key-{who}"
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        with authorized.open("a") as file:
            file.write(FORCED.format(who=who) + key.with_suffix(".pub").read_text())
        config = tmp_path / f"ssh-{who}"
        config.write_text(
            f"IdentityFile {key}\nIdentitiesOnly yes\nUserKnownHostsFile {sshd.home}/known\nBatchMode yes\n"
        )
        real = next(each for each in ("/usr/bin/ssh", client) if Path(each).is_file())
        environments[who] = {"GIT_SSH_COMMAND": f"{real} -F {config}"}
    remote = f"ssh://127.0.0.1:{sshd.port}{bare}"
    webmaster = clone_of(tmp_path / "wang", remote)
    webmaster.environment.update(environments["wang"])
    server = Server(bare, target, tmp_path / "preview", webmaster)
    server.install("--protect", protect, "--preview", server.preview)
    assert webmaster.push().code == 0
    clones = []
    for who in ("zhang", "li"):
        webmaster.git("clone", "--quiet", remote, str(tmp_path / who))
        clones.append(Clone(tmp_path / who, remote, environments[who]))
    yield server, clones[0], clones[1]
    authorized.write_text(before)
