"""``./gongkai test``: fetch what the suite needs and is missing, then ruff (rules and format), mypy and pytest.

usage: python tests/run.py [pytest arguments]

Ends 0 when all three pass, 1 when one fails, 2 when something is missing that this cannot install.
Needs nothing but Python itself, so that it can say what is missing.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BROWSER = ROOT / "tests" / "browser"
# The same Chromium with and without windows: without, it opens a page in a third of the processor time.
BROWSERS = ("chromium-headless-shell", "chromium")
# Each Debian package, and the commands of which one must be there.
COMMANDS = {
    "apache2-bin": ("apache2",),
    "caddy": ("caddy",),
    "chromium-headless-shell": BROWSERS,
    "default-jre-headless": ("java",),
    "nginx": ("nginx",),
    "nodejs": ("node",),
    "npm": ("npm",),
    "openssh-client": ("ssh",),
    "openssh-server": ("sshd",),
    "rsync": ("rsync",),
    "wget": ("wget",),
}
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FONT_PACKAGE = "fonts-noto-cjk"
# A worker for each core, but no more than four: each holds a browser. Arguments that follow win.
SPREAD = ("--numprocesses", "auto", "--maxprocesses", "4", "--dist", "worksteal")


# Where the tests work if it will do: they write some hundred thousand small files, and wait for a disk as long as
# for the processor. What they hold there at a time is less than half of what is asked for.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30


def say(text: str) -> None:
    """Print a line at once, so that it stands before the output of what it announces."""
    print(text, flush=True)


def missing_packages() -> list[str]:
    """Return the Debian packages of all that the suite needs and this machine has not."""
    missing = [package for package, commands in COMMANDS.items() if not any(map(shutil.which, commands))]
    if not any(any(folder.rglob("NotoSansCJK*")) for folder in FONT_FOLDERS if folder.is_dir()):
        missing.append(FONT_PACKAGE)
    return missing


def can_install() -> bool:
    """Tell whether this is Debian or Ubuntu, and we are root there."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").is_file() and shutil.which("apt-get") is not None


def working_place(place: Path = MEMORY) -> dict[str, str]:
    """Return what of the environment has the tests work in memory; nothing where they are to use the usual place.

    That is said by whoever sets TMPDIR, and is so where memory is short or programs must not run from there.
    """
    if os.environ.get("TMPDIR") or not os.access(place, os.W_OK | os.X_OK):
        return {}
    told = os.statvfs(place)
    if told.f_flag & os.ST_NOEXEC or min(told.f_bavail * told.f_frsize, free_memory()) < ROOM:
        return {}
    return {"TMPDIR": str(place)}


def free_memory(told: Path = Path("/proc/meminfo")) -> int:
    """Return how many bytes of memory are free or can be made so; 0 where nothing tells."""
    try:
        lines = told.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:")), 0)


def call(command: Sequence[str], folder: Path = ROOT, **more: str) -> bool:
    """Run a command, its output left as it is; tell whether it went well. ``more`` is put into its environment."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "NO_MKDOCS_2_WARNING": "1", **more}
    # npm is a script file on Windows, which only its full name starts.
    program = shutil.which(command[0]) or command[0]
    return subprocess.run([program, *command[1:]], cwd=folder, env=environment, check=False).returncode == 0


def install_packages() -> bool:
    """Install the missing Debian packages, or say which they are; tell whether nothing is missing."""
    missing = missing_packages()
    if not missing:
        return True
    if not can_install():
        say(f"测试还需要：{'、'.join(missing)}。")
        say(
            f"Debian或Ubuntu请用管理员身份运行：apt-get install {' '.join(missing)}；其他系统请安装相应的软件。"
        )
        return False
    say(f"正在安装测试需要的软件：{'、'.join(missing)}……")
    if call(["apt-get", "update", "-qq"]) and call(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    ):
        return True
    say(f"安装没有成功：{'、'.join(missing)}。")
    return False


def install_checkers() -> bool:
    """Install the accessibility and HTML checkers into tests/browser, unless they are there already."""
    lock, stamp = BROWSER / "package-lock.json", BROWSER / "node_modules" / ".installed-lock.json"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return True
    say("正在安装无障碍和网页规范的检查工具……")
    if not call(["npm", "ci"], BROWSER):
        say("npm ci没有成功，请检查网络和npm的设置。")
        return False
    shutil.copyfile(lock, stamp)
    return True


def main(arguments: Sequence[str]) -> int:
    """Set up and run everything; pytest comes last, so that its summary closes the output."""
    if not install_packages() or not install_checkers():
        return 2
    # Begun in the background, it is to ignore Ctrl+C, and so would be all that tests begin and end by it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    failed = []
    for name, text, command in (
        ("ruff", "检查代码风格（ruff）", ["ruff", "check", "."]),
        ("ruff format", "检查代码格式（ruff format）", ["ruff", "format", "--check", "."]),
        ("mypy", "检查类型（mypy）", ["mypy"]),
    ):
        say(f"{text}……")
        if not call([sys.executable, "-m", *command]):
            failed.append(name)
    if failed:
        say(f"没有通过：{'、'.join(failed)}（见上文）。继续运行测试，但整体结果为不通过。")
    say("运行测试（pytest）……")
    passed = call([sys.executable, "-m", "pytest", *SPREAD, *arguments], ROOT, **working_place())
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    # The launchers hand on the whole line, whose first word is their own.
    sys.exit(main(sys.argv[2:] if sys.argv[1:2] == ["test"] else sys.argv[1:]))
