"""A portal is data: whatever lies in its folder, no verb runs any of it."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.program import shipped_theme
from tests.helpers import AS_OF, MARKS, check, document, make_portal

# Every module of Python and of the libraries might be looked for in the current folder.
LIBRARIES = (
    *(
        "yaml",
        "click",
        "jinja2",
        "pydantic",
        "pydantic_core",
        "msgspec",
        "mkdocs",
        "markupsafe",
        "nh3",
        "pyromark",
    ),
    *(
        "numpy",
        "watchdog",
        "filelock",
        "cbor2",
        "pypinyin",
        "pagefind_bin",
        "material",
        "PIL",
        "xlsxwriter",
    ),
    *("sitecustomize", "usercustomize", "chinese_calendar", "evil"),
)
ALL = sorted({*LIBRARIES, *sys.stdlib_module_names} - {"__main__"})
SCRIPT = Path(sys.executable).parent / ("gongkai.exe" if sys.platform == "win32" else "gongkai")
WAYS = {
    "script": [str(SCRIPT)],
    "isolated": [sys.executable, "-I", "-m", "generator"],
    "safe path": [sys.executable, "-P", "-m", "generator"],
}
VERBS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "build": ("build",),
    "tree": ("tree",),
    "diff": ("diff", "HEAD"),
    "ledger": ("ledger", "cq-2020", "--out", "ledger.csv"),
    "new": ("new", "tzgg", "新的通知"),
}


class Planted:
    """What runs a command when it is taken out of a pickle."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (self.command,)


def plant(root: Path, canary: Path, names: Sequence[str]) -> Path:
    """Put into a portal whatever might be taken for code; each piece makes the file ``canary``."""
    root = make_portal(root, {"content/tzgg/20260303-a.md": document()})
    code = f"open({str(canary)!r}, 'a').write(__name__ + ' ')\n"
    for name in names:
        (root / f"{name}.py").write_text(code, encoding="utf-8")
    (root / "pyvenv.cfg").write_text(f"home = {root}\n", encoding="utf-8")
    plugin = root / "evil-1.0.dist-info"
    plugin.mkdir()
    (plugin / "METADATA").write_text("Name: evil\nVersion: 1.0\n", encoding="utf-8")
    (plugin / "entry_points.txt").write_text("[mkdocs.plugins]\ngongkai = evil:Plugin\n", encoding="utf-8")
    _plant_cache(root / ".cache", f"echo cache >> {canary}")
    _plant_repository(root, canary)
    return root


def _plant_cache(cache: Path, command: str) -> None:
    raw = pickle.dumps(Planted(command))
    sealed = hashlib.sha256(raw).digest() + raw
    numbers = [f"{folder}/{number:02d}" for folder in ("parsed", "documents") for number in range(64)]
    for name in ("reading", "output-site", "output-site.spare", *numbers):
        for data, suffix in ((sealed, ".pickle"), (sealed, ".bin"), (raw, ".new")):
            path = cache / f"{name}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    (cache / "templates").mkdir()
    (cache / "frames/planted").mkdir(parents=True)


def _plant_repository(root: Path, canary: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)

    program = root / "git"
    program.write_text(f"#!/bin/sh\necho git $0 >> '{canary}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    git("init", "-q")
    (root / ".gitattributes").write_text("*.md filter=evil diff=evil\n", encoding="utf-8")
    git("add", "content", "columns.yml", ".gitattributes")
    git("commit", "-qm", "一")
    for key in (
        *("core.fsmonitor", "core.pager", "diff.external", "diff.evil.textconv", "diff.evil.command"),
        *("filter.evil.clean", "filter.evil.smudge", "gpg.program"),
    ):
        git("config", key, str(program))
    git("config", "log.showSignature", "true")
    hooks = root / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "post-checkout", "pre-auto-gc", "reference-transaction"):
        shutil.copy2(program, hooks / name)
    git("config", "core.hooksPath", str(hooks))
    # Looked at again by whoever compares the folder with the commit.
    os.utime(root / "content/tzgg/20260303-a.md", (0, 0))


def run_in(folder: Path, command: list[str], timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a command from inside a folder, as who has the current folder on the way of programs.

    One that goes on after ``timeout`` seconds is ended.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment |= {"PATH": os.pathsep.join([".", "", os.environ["PATH"]]), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.terminate()
            out, err = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, out, err)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return tmp_path / "canary"


@pytest.mark.parametrize("way", WAYS)
def test_no_verb_runs_what_lies_in_the_folder(tmp_path: Path, canary: Path, way: str) -> None:
    root = plant(tmp_path / "portal", canary, ALL)
    (root / "generator").mkdir()
    for name in ("__init__.py", "__main__.py"):
        (root / "generator" / name).write_text(
            f"open({str(canary)!r}, 'a').write('generator')\n", encoding="utf-8"
        )
    for verb, arguments in VERBS.items():
        done = run_in(root, [*WAYS[way], *arguments])
        assert not canary.exists(), f"{verb}: {canary.read_text('utf-8')}"
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1, 2), done.stderr
    assert (root / "site/index.html").is_file()


def test_started_as_a_module_it_takes_no_library_from_the_folder(tmp_path: Path, canary: Path) -> None:
    # What Python itself loads to find the module, it loads before anybody can tell it not to.
    root = plant(tmp_path / "portal", canary, LIBRARIES)
    for verb in ("check", "build", "diff"):
        done = run_in(root, [sys.executable, "-m", "generator", *VERBS[verb], "--as-of", AS_OF])
        assert not canary.exists(), f"{verb}: {canary.read_text('utf-8')}"
        assert "Traceback" not in done.stderr
    assert (root / "site/index.html").is_file()


def test_other_processes_take_nothing_from_the_folder(tmp_path: Path, canary: Path) -> None:
    root = plant(tmp_path / "portal", canary, ALL)
    text = (
        "import sys\nfrom pathlib import Path\nfrom generator.isolate import leave_current_folder\n"
        "leave_current_folder(sys.path)\n"
        "from generator.workers import workers\n"
        "if __name__ == '__main__':\n"
        "    with workers(2, threshold=1) as crew:\n"
        "        print(crew.pool_for(5).submit(len, [1, 2]).result())\n"
    )
    script = tmp_path / "script.py"
    script.write_text(text, encoding="utf-8")
    done = run_in(root, [sys.executable, str(script)])
    assert done.stdout == "2\n", done.stderr
    assert not canary.exists(), canary.read_text("utf-8")


def test_the_preview_runs_nothing_and_shows_nothing_that_was_planted(tmp_path: Path, canary: Path) -> None:
    root = plant(tmp_path / "portal", canary, ALL)
    planted = root / ".cache/preview/pagefind/core"
    planted.mkdir(parents=True)
    (planted / "pagefind.js").write_text("alert(1)", encoding="utf-8")
    (planted.parent / "shards.json").write_text('{"shards": [], "core": "core"}', encoding="utf-8")
    command = [str(SCRIPT), "serve", "--port", "0", "--as-of", AS_OF]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout
            address = next(line.split("：")[1].split("　")[0] for line in process.stdout if "http" in line)
            with urllib.request.urlopen(address) as page:
                assert "示例区人民政府" in page.read().decode("utf-8")
            assert not planted.exists()
        finally:
            process.terminate()
    assert not canary.exists(), canary.read_text("utf-8")


@pytest.mark.parametrize("columns", [True, False])
def test_with_a_hostile_look_and_settings_nothing_runs_and_nothing_is_built(
    tmp_path: Path, canary: Path, columns: bool
) -> None:
    root = plant(tmp_path / "portal", canary, ALL)
    shutil.copytree(shipped_theme(), root / "theme")
    attack = f"{{{{ cycler.__init__.__globals__.os.system('echo theme >> {canary}') }}}}"
    for name in ("main.html", "pages/home.html", "pages/list.html"):
        (root / "theme" / name).write_text(attack, encoding="utf-8")
    for name in ("a.py", "mkdocs_theme.yml"):
        (root / "theme" / name).write_text("x: 1\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("".join([MARKS, *HOSTILE_SETTINGS.values()]), encoding="utf-8")
    if not columns:
        (root / "columns.yml").unlink()
    for verb, arguments in {**VERBS, "serve": ("serve", "--port", "0")}.items():
        if verb == "serve" and columns:
            continue  # goes on until it is ended; its frames are those of a build
        done = run_in(root, [*WAYS["script"], *arguments], timeout=8 if verb == "serve" else 120)
        assert not canary.exists(), f"{verb}: {canary.read_text('utf-8')}"
        assert "Traceback" not in done.stderr
        assert "程序自身出错" not in done.stderr
    assert not (root / "site").exists()


HOSTILE_SETTINGS = {
    "hooks": "hooks: [evil.py]\n",
    "a parent": "INHERIT: ../other.yml\n",
    "a python tag": "site_author: !!python/object/apply:os.system ['echo tag >> CANARY']\n",
    "a python name": "markdown_extensions:\n  - toc:\n      slugify: !!python/name:evil.slugify\n",
    "an environment variable": "site_name: !ENV [HOME, x]\n",
    "another plugin": "plugins: [gongkai, evil]\n",
    "an option of the plugin": "plugins:\n  - gongkai: {hooks: evil.py}\n",
    "an extension": "markdown_extensions: [evil]\n",
    "another theme": "theme: {name: evil}\n",
    "templates elsewhere": "theme: {name: material, custom_dir: ../other}\n",
    "foreign styles": "extra_css: ['https://example.org/a.css']\n",
    "foreign scripts": "extra_javascript: ['https://example.org/a.js']\n",
    "watching": "watch: [/]\n",
    "documents elsewhere": "docs_dir: /etc\n",
    "a site elsewhere": "site_dir: ../site\n",
}


@pytest.mark.parametrize("what", HOSTILE_SETTINGS)
def test_settings_that_load_code_are_errors_with_their_line(tmp_path: Path, canary: Path, what: str) -> None:
    root = plant(tmp_path / "portal", canary, ["evil"])
    lines = HOSTILE_SETTINGS[what].replace("CANARY", str(canary))
    marks = MARKS if not lines.startswith("site_name") else MARKS.partition("\n")[2]
    (root / "mkdocs.yml").write_text(marks + lines, encoding="utf-8")
    found = [each for each in check(root) if each["path"] == "mkdocs.yml"]
    assert {each["level"] for each in found} == {"error"}, found
    assert all(each["line"] > marks.count("\n") and each["hint"] for each in found)
    assert not canary.exists()
