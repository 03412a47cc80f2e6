"""A machine for the guide: its commands as they stand, with the folders of a system in one of ours.

What is not run as it stands is in the two tables here, and nowhere else.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.docs.fences import Fence
from tests.helpers import REPOSITORY
from tests.publish.releases.conftest import Sshd, serving_ssh

DOMAIN = "www.example.gov.cn"
# Folders that belong to the system, each in our own.
_FOLDERS = re.compile(r"(?<![\w./])/(etc|srv|opt|root|home|usr/local/bin)(?![\w-])")
_WORDS = {
    # There is no account gongkai here: sshd knows the one that runs the tests.
    f"gongkai@{DOMAIN}": DOMAIN,
    # The libraries are those the tests run with: nothing is downloaded. The program itself is installed as it says.
    "/opt/gongkai/bin/pip install --require-hashes -r run.txt": (
        'test -s run.txt; for each in /opt/gongkai/lib/python3*/site-packages; do echo "$LIBRARIES" > "$each/libraries.pth"; done'
    ),
}
# Programs that change the system. Each notes how it was called, and does what is here instead.
_STUBS = {
    "apt-get": "exit 0",
    "useradd": "exit 0",
    "chown": "exit 0",
    "visudo": '[ "$1" = -cf ] && grep -q NOPASSWD "$2"',
    "sudo": '[ "$1" = -n ] && shift && exec "$@"',
    "su": '[ "$1 $2 $3" = "- gongkai -c" ] && cd && exec sh -c "$4"',
    "systemctl": 'case "$*" in "reload nginx") exec nginx -s reload;; "daemon-reload"|"enable --now gongkai.timer") ;; *) exit 1;; esac',
}
# The real nginx, with the files of conf.d: only ports and folders are others.
_NGINX = """\
#!/bin/sh
set -e
mkdir -p '{top}/run'
for each in '{top}'/etc/nginx/conf.d/*.conf; do
    [ -f "$each" ] || continue
    sed -e 's|listen 80;|listen 127.0.0.1:{port};|' -e '/listen \\[::\\]:80;/d' \\
        -e 's|/etc/nginx/|{top}/etc/nginx/|' -e 's|/srv/|{top}/srv/|' "$each" > "{top}/run/${{each##*/}}"
done
exec '{nginx}' -c '{top}/nginx.conf' "$@"
"""
_FRAME = """\
{user} pid {top}/run/pid; error_log {top}/run/errors; events {{}}
http {{ access_log off; {places} server {{ listen 127.0.0.1:{port} default_server; return 404; }} include {top}/run/*.conf; }}
"""


@dataclass
class Machine:
    """A folder that stands for a machine and for an editor's computer beside it."""

    top: Path
    port: int
    ssh: Sshd
    _here: dict[str, Path] = field(default_factory=dict)

    def run(self, fence: Fence) -> str:
        """Run a block as it stands, from where the one before of the same account ended; return what it said."""
        home = self.home(fence.who)
        here = self._here.get(fence.who, home)
        script = f"set -e\n{self.mapped(fence.text)}\npwd > '{self.top}/here'\n"
        done = subprocess.run(
            ["sh", "-c", script], cwd=here, env=self.environment(home), capture_output=True, check=False
        )
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == 0, f"{fence.text}\n{said}"
        self._here[fence.who] = Path((self.top / "here").read_text().strip())
        return said

    def home(self, who: str) -> Path:
        """Return the home of an account."""
        name = {"服务器上用root": "root", "服务器上用gongkai": "home/gongkai", "编辑的电脑上": "home/zhang"}[
            who
        ]
        return self.top / name

    def mapped(self, text: str) -> str:
        """Return a block with our folders in place of the system's."""
        for word, other in _WORDS.items():
            text = text.replace(word, other)
        return _FOLDERS.sub(lambda match: f"{self.top}/{match[1]}", text)

    def environment(self, home: Path) -> dict[str, str]:
        """Return what a shell of an account has for its environment."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GIT_", "GONGKAI_", "PYTHON", "VIRTUAL_ENV"))
        }
        command = f"ssh -F '{self.ssh.home}/ssh_config' -i '{home}/.ssh/id_ed25519'"
        return {
            **kept,
            "HOME": str(home),
            "PATH": self.path,
            "LIBRARIES": str(self.top / "libraries"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_SSH_COMMAND": command,
        }

    @property
    def path(self) -> str:
        """PATH, with what stands for the system's programs first."""
        return f"{self.top}/stubs:{self.top}/usr/local/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"

    def recorded(self) -> list[str]:
        """Return how the programs that change the system were called."""
        return (self.top / "recorded").read_text().splitlines()


@contextmanager
def machine(top: Path) -> Iterator[Machine]:
    """Give a machine with git, sshd and nginx, on which nothing is installed yet."""
    for name in (
        "root",
        "home/gongkai/.ssh",
        "home/zhang",
        "etc/sudoers.d",
        "etc/nginx/conf.d",
        "etc/systemd/system",
    ):
        (top / name).mkdir(parents=True)
    for name in ("srv", "opt", "usr/local/bin", "stubs", "libraries", "ssh", "sshd"):
        (top / name).mkdir(parents=True)
    (top / "home/gongkai/.ssh").rmdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    _write_stubs(top, port)
    _link_libraries(top / "libraries")
    (top / "home/zhang/.curlrc").write_text(f'connect-to = "{DOMAIN}:80:127.0.0.1:{port}"\nnoproxy = "*"\n')
    shutil.copy(top / "home/zhang/.curlrc", top / "root/.curlrc")
    with serving_ssh(top / "sshd", top / "ssh", f'SetEnv "PATH={top}/stubs:{os.environ["PATH"]}"\n') as ssh:
        made = Machine(top, port, ssh)
        _let_in(made)
        # As Debian starts it when it is installed.
        subprocess.run([top / "stubs/nginx"], env=made.environment(top / "root"), check=True)
        try:
            yield made
        finally:
            subprocess.run(
                [top / "stubs/nginx", "-s", "quit"], env=made.environment(top / "root"), check=False
            )


def _write_stubs(top: Path, port: int) -> None:
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert nginx, "没有找到nginx，请用./gongkai test运行测试。"
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{each}_temp_path {top}/run/{each};" for each in kinds)
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (top / "run").mkdir()
    (top / "nginx.conf").write_text(_FRAME.format(top=top, port=port, user=user, places=places))
    base = getattr(sys, "_base_executable", sys.executable)
    scripts = {
        "nginx": _NGINX.format(top=top, port=port, nginx=nginx),
        "python3": f"#!/bin/sh\nexec '{base}' \"$@\"\n",
        **{
            name: f"#!/bin/sh\necho \"{name} $*\" >> '{top}/recorded'\n{what}\n"
            for name, what in _STUBS.items()
        },
    }
    for name, text in scripts.items():
        (top / "stubs" / name).write_text(text)
        (top / "stubs" / name).chmod(0o755)


def _link_libraries(folder: Path) -> None:
    """Let the libraries of the tests be found, but not the program under test."""
    for each in Path(sysconfig.get_path("purelib")).iterdir():
        if (
            not each.name.lower().startswith(("gongkai", "_gongkai", "generator", "__editable__", "pip"))
            and each.suffix != ".pth"
        ):
            (folder / each.name).symlink_to(each)


def _let_in(made: Machine) -> None:
    """Let sshd read the file of keys that the guide writes, and an editor's ssh find it under the domain."""
    (made.ssh.home / "authorized").unlink()
    (made.ssh.home / "authorized").symlink_to(made.top / "home/gongkai/.ssh/authorized_keys")
    host = (made.ssh.home / "host.pub").read_text()
    (made.ssh.home / "known").write_text(f"{DOMAIN} {host}")
    (made.ssh.home / "ssh_config").write_text(
        f"Host {DOMAIN}\n HostName 127.0.0.1\n Port {made.ssh.port}\n HostKeyAlias {DOMAIN}\n"
        f" IdentitiesOnly yes\n UserKnownHostsFile {made.ssh.home}/known\n BatchMode yes\n"
    )


def bring_program(folder: Path) -> None:
    """Put a wheel of the checkout and the lock where the guide asks for them."""
    words = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), "."]
    subprocess.run([sys.executable, "-m", *words], cwd=REPOSITORY, check=True)
    shutil.copy(REPOSITORY / "requirements/run.txt", folder)
