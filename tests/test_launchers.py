"""The launchers: run nothing of the current folder, say what is missing, survive accidents and odd folders."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import REPOSITORY, make_portal

COMMAND = REPOSITORY / "gongkai"
BATCH = (REPOSITORY / "gongkai.cmd").read_bytes().decode("ascii")
ODD_NAMES = ("有 空格", "甲&乙", "it's", 'so "called"', "$HOME `id`", "-n", "%PATH%!x!")
# Takes the place of Python: makes environments that are copies of itself, and writes down what it was told.
FAKE_PYTHON = """\
#!/bin/sh
log="$FAKE_LOG"
printf '%s\\n' "$*" >>"$log"
case "$*" in
  *' -c '*) echo "${FAKE_VERSION:-3.12.1 new} $0" ;;
  *'-m venv '*) for last; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
  *'-m pip install'*-r*)
    if [ -n "${FAKE_KILL:-}" ]; then kill -9 0; fi
    sleep "${FAKE_SLEEP:-0}"; exit "${FAKE_PIP:-0}" ;;
  *'--surplus'*) echo "${FAKE_SURPLUS:-}" ;;
  *verify_alone*) exit "${FAKE_VERIFY:-0}" ;;
  *'-m generator'* | *run.py*) for word; do printf '[%s]' "$word"; done; exit 7 ;;
esac
"""
TOOLS = [
    "sh",
    "readlink",
    "dirname",
    "cat",
    "cmp",
    "rm",
    "mkdir",
    "cp",
    "ls",
    "awk",
    "id",
    "flock",
    "sleep",
    "kill",
    "python3-none",
]


def environment(**values: str) -> dict[str, str]:
    """Return the environment of a bare machine: no home, no locale."""
    return {"PATH": os.environ["PATH"], **values}


def run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,
    )


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users may look into, unlike pytest's."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made).resolve()


class Checkout:
    """A checkout with the launcher alone, and a machine with little besides a Python that is none."""

    def __init__(self, folder: Path, name: str = "gongkai") -> None:
        self.root = folder / name
        (self.root / "requirements").mkdir(parents=True)
        shutil.copy(COMMAND, self.root)
        for lock in ("run.txt", "test.txt"):
            (self.root / "requirements" / lock).write_text("lock\n")
        self.log = folder / "log"
        self.log.write_text("")
        self.log.chmod(0o666)
        self.bin = folder / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            if found := shutil.which(tool):
                (self.bin / tool).symlink_to(found)
        self.add_python("python3")

    def add_python(self, name: str) -> None:
        """Put a Python onto the machine."""
        path = self.bin / name
        path.write_text(FAKE_PYTHON)
        path.chmod(0o755)

    def __call__(self, *arguments: str, options: dict[str, Any] | None = None, **values: str) -> Any:
        whole = {"PATH": str(self.bin), "FAKE_LOG": str(self.log), **values}
        return run(self.root / "gongkai", *arguments, env=whole, **(options or {}))

    def told(self, word: str) -> int:
        """Return how often Python was told something."""
        return sum(word in line for line in self.log.read_text().splitlines())


@pytest.fixture
def checkout(folder: Path) -> Checkout:
    return Checkout(folder)


def test_a_hostile_current_folder_runs_nothing(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    hostile = tmp_path / "hostile"
    make_portal(hostile)
    payload = f"open({str(canary)!r}, 'a').write(__file__)\n"
    for name in (
        *("yaml.py", "click.py", "sitecustomize.py", "usercustomize.py", "site.py", "encodings.py", "os.py"),
        *("generator/__init__.py", "generator/__main__.py", "x.py", "pip/__init__.py", "mkdocs.py"),
    ):
        (hostile / name).parent.mkdir(exist_ok=True)
        (hostile / name).write_text(payload)
    for name in (
        "python3",
        "python3.13",
        "python3.12",
        "python3.11",
        "python",
        "dirname",
        "cat",
        "cmp",
        "readlink",
    ):
        (hostile / name).write_text(f"#!/bin/sh\ntouch '{canary}'\n")
        (hostile / name).chmod(0o755)
    values = environment(
        PATH=f".::{os.environ['PATH']}:", PYTHONPATH=str(hostile), PYTHONSTARTUP=str(hostile / "yaml.py"),
        PYTHONHOME="", HOME=str(hostile), PYTHONUSERBASE=str(hostile), PYTHONINSPECT="", PYTHONWARNINGS="error::x.Y",
    )  # fmt: skip
    for verb in (("check",), ("build",), ("tree",), ("--version",)):
        result = run(COMMAND, *verb, cwd=hostile, env=values)
        assert result.returncode == 0, result.stdout + result.stderr
        assert not canary.exists(), canary.read_text()
    assert (hostile / "site" / "index.html").is_file()


def test_what_lies_beside_the_package_in_a_checkout_is_not_importable() -> None:
    python = REPOSITORY / ".venv" / "bin" / "python"
    result = run(python, "-I", "-c", "import generator, sys; print(sys.path)", cwd="/")
    assert result.returncode == 0
    assert repr(str(REPOSITORY)) not in result.stdout


def test_it_finds_its_folder_through_links(checkout: Checkout, folder: Path) -> None:
    (folder / "one").mkdir()
    (folder / "one" / "gk").symlink_to("../two")
    (folder / "two").symlink_to(checkout.root / "gongkai")
    values = {"PATH": f"{folder / 'one'}:{checkout.bin}", "FAKE_LOG": str(checkout.log)}
    assert run("gk", "tree", cwd="/", env=values).returncode == 7
    assert run(folder / "two", "tree", env=values).returncode == 7
    assert run("../one/gk", "tree", cwd=checkout.bin, env=values).returncode == 7
    assert checkout.told("-m venv") == 1


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK", "zh_CN.UTF-8"])
def test_any_folder_in_any_locale(folder: Path, name: str, locale: str) -> None:
    checkout = Checkout(folder, name)
    for _ in range(2):
        result = checkout("new", "通知公告", "a  b", LC_ALL=locale)
        assert (result.returncode, result.stdout) == (7, "[-I][-X][utf8][-m][generator][new][通知公告][a  b]")
    assert checkout.told("-m venv") == 1
    (checkout.root / "wheels").mkdir()
    (checkout.root / "requirements" / "run.txt").write_text("another lock\n")
    checkout("tree")
    assert checkout.told(f"--no-index --find-links {checkout.root}/wheels --require-hashes") == 1


def test_the_real_one_in_other_locales(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "网站")
    for locale, title in (
        ("C", "关于样例的通知"),
        ("POSIX", "关于试点的通知"),
        ("zh_CN.GBK", "关于示范的通知"),
    ):
        values = environment(LC_ALL=locale, HOME="/nonexistent")
        result = run(COMMAND, "new", "通知公告", title, "--root", root, cwd="/", env=values)
        assert result.returncode == 0, result.stderr
        result = run(COMMAND, "build", "--root", root, cwd="/", env=values)
        assert result.returncode == 0, result.stdout + result.stderr
    made = sorted((root / "content" / "tzgg").glob("*.md"))
    assert len(made) == 3
    assert all(re.search("title: .*关于.{2}的通知", path.read_text(encoding="utf-8")) for path in made)


def test_pytest_gets_its_arguments_and_its_status_comes_back(checkout: Checkout) -> None:
    result = checkout("test", "-k", "one or two", "*")
    assert result.returncode == 7
    assert result.stdout == f"[-X][utf8][{checkout.root}/tests/run.py][test][-k][one or two][*]"
    assert checkout.told(f"-r {checkout.root}/requirements/test.txt") == 1
    assert checkout("check").returncode == 7
    assert checkout.told("pip install --quiet --quiet --require-hashes") == 1, "the one lock holds the other"


def test_an_old_python_is_named_with_its_place(checkout: Checkout) -> None:
    checkout.add_python("python")
    result = checkout("check", FAKE_VERSION="3.9.2 old")
    assert result.returncode == 2
    for name in ("python3", "python"):
        assert f"{checkout.bin}/{name}是3.9.2" in result.stderr
    for word in ("太旧", "apt-get install python3 python3-venv", "统信UOS", "麒麟", "docs/站长/安装.md"):
        assert word in result.stderr
    assert not (checkout.root / ".venv").exists()


def test_no_python_at_all(checkout: Checkout) -> None:
    (checkout.bin / "python3").unlink()
    result = checkout("check")
    assert result.returncode == 2
    assert "没有找到" in result.stderr
    assert "apt-get install" in result.stderr


def test_an_environment_whose_python_has_gone_is_made_anew(checkout: Checkout) -> None:
    checkout("check")
    (checkout.root / ".venv" / "bin" / "python").unlink()
    (checkout.root / ".venv" / "bin" / "python").symlink_to("/nonexistent/python3")
    assert checkout("check").returncode == 7
    assert checkout.told("-m venv") == 2


def test_a_folder_that_was_moved_gets_its_environment_anew(checkout: Checkout) -> None:
    checkout("check")
    checkout.root = checkout.root.rename(checkout.root.with_name("moved"))
    assert checkout("check").returncode == 7
    assert checkout.told("-m venv") == 2


def test_an_interrupted_set_up_is_repaired(checkout: Checkout) -> None:
    checkout("check")
    (checkout.root / "requirements" / "run.txt").write_text("a new lock\n")
    killed = checkout("check", FAKE_KILL="1", options={"start_new_session": True})
    assert killed.returncode == -signal.SIGKILL
    result = checkout("check")
    assert result.returncode == 7
    assert checkout.told("-m venv") == 2, "what was half installed is not built upon"
    assert checkout("check").returncode == 7
    assert checkout.told("-m venv") == 2


@pytest.mark.parametrize("failing", [{"FAKE_PIP": "1"}, {"FAKE_VERIFY": "1"}], ids=str)
def test_what_failed_is_not_taken_for_ready(checkout: Checkout, failing: dict[str, Any]) -> None:
    result = checkout("check", **failing)
    assert result.returncode == 2
    assert "再运行一次" in result.stderr
    assert checkout("check").returncode == 7


def test_what_the_lock_does_not_name_is_removed(checkout: Checkout) -> None:
    checkout("check", FAKE_SURPLUS="setuptools wheel")
    assert checkout.told("pip uninstall --quiet --quiet --yes setuptools wheel") == 1


def test_two_first_runs_at_once_make_one_environment(checkout: Checkout) -> None:
    values = {"PATH": str(checkout.bin), "FAKE_LOG": str(checkout.log), "FAKE_SLEEP": "0.3"}
    started = [
        subprocess.Popen(
            [checkout.root / "gongkai", "check"], env=values, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for process in started:
        process.communicate()
    assert [process.returncode for process in started] == [7] * 4
    assert checkout.told("-m venv") == 1
    assert checkout.told("-r ") == 1


def as_another(checkout: Checkout, *places: Path) -> dict[str, Any]:
    """Return how to run as who may not write these places."""
    for place in places:
        place.chmod(0o555)
    return {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}


def test_after_a_run_as_root_it_says_whose_the_files_are(checkout: Checkout) -> None:
    checkout("check")
    mine = as_another(checkout, checkout.root / ".venv")
    assert checkout("check", options=mine).returncode == 7, "what is ready needs no writing"
    (checkout.root / "requirements" / "run.txt").write_text("a new lock\n")
    result = checkout("check", options=mine)
    assert result.returncode == 2
    assert "chown -R" in result.stderr
    assert "不能写入" in result.stderr
    assert len(result.stderr.splitlines()) == 3


def test_a_checkout_that_can_only_be_read(checkout: Checkout) -> None:
    result = checkout("check", options=as_another(checkout, checkout.root))
    assert result.returncode == 2
    assert f"不能写入“{checkout.root}”" in result.stderr
    assert "复制到自己能写的位置" in result.stderr
    checkout.root.chmod(0o755)
    assert checkout("check").returncode == 7
    assert checkout("check", options=as_another(checkout, checkout.root)).returncode == 7


def lines() -> list[str]:
    """Return the lines of gongkai.cmd that do something."""
    return [line for line in BATCH.split("\r\n") if line and not line.startswith("rem ")]


def test_the_batch_file_has_the_line_ends_of_windows() -> None:
    assert BATCH.count("\r\n") == BATCH.count("\n")
    assert BATCH.endswith("\r\n")


def test_every_jump_of_the_batch_file_has_its_label() -> None:
    labels = re.findall(r"^:(\w+)\r$", BATCH, re.MULTILINE)
    jumps = set(re.findall(r"(?:goto |call :)(\w+)", "\n".join(lines())))
    assert len(labels) == len(set(labels))
    assert set(labels) == jumps | {"run"} & set(labels)


def test_the_batch_file_ends_in_one_place_with_the_status_of_what_ran() -> None:
    main, _, parts = BATCH.partition("exit /b %code%")
    assert "exit /b" not in main
    for command in ("-m generator %*", r"tests\run.py\" %*".replace('\\"', '"')):
        assert f'{command}\r\nset "code=%errorlevel%"\r\ngoto end' in main
    ending = main.partition("\r\n:end\r\n")[2]
    assert ending.index("if defined clicked pause") < ending.index("chcp.com")
    assert set(re.findall(r"exit /b (\S+)", parts)) == {"0", "2"}
    assert parts.rstrip().endswith("exit /b 0")


def test_the_batch_file_quotes_every_path() -> None:
    for line in lines():
        if "cmdcmdline" in line:  # the one that takes its quotes out
            continue
        assert line.count('"') % 2 == 0, line
        outside = re.sub(r'"[^"]*"', "", line)
        for name in ("here", "venv", "python", "lock", "said", "base", "line", "place"):
            assert f"%{name}" not in outside, line
    assert "setlocal EnableExtensions DisableDelayedExpansion" in BATCH
    assert "NoDefaultCurrentDirectoryInExePath=1" in BATCH
    assert not re.search(r"^(where|py|python)\b", BATCH, re.MULTILINE)


def test_every_python_of_the_batch_file_is_isolated() -> None:
    started = [line for line in lines() if re.match(r'"%(python|base|~1)%?"', line)]
    assert len(started) >= 10
    for line in started:
        assert " -I " in line or "run.py" in line, line


def test_what_the_batch_file_says_is_there_and_chinese() -> None:
    said = set(re.findall(r'"%said%\\([a-z-]+\.txt)"', BATCH))
    folder = REPOSITORY / "generator" / "launcher"
    assert said == {path.name for path in folder.iterdir()}
    for name in said:
        assert re.search("[\u4e00-\u9fff]", (folder / name).read_text(encoding="utf-8"))
