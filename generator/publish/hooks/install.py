"""Make a bare repository that publishes what is pushed to it, or bring one up to what it is told now.

Nothing is done that is so already, so that it may be run again at any time.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.data import dataclass
from generator.errors import GongkaiError, UsageError, reason_of
from generator.load.source.git import git_command, git_environment
from generator.publish.hooks.protection import read_protection
from generator.publish.hooks.repository import Repository
from generator.publish.hooks.settings import MAIN, Home, Settings, home_of
from generator.publish.releases.probing import check_address
from generator.publish.releases.reloading import check_reload
from generator.publish.releases.target import must_be_apart, read_target

HOOKS = ("pre-receive", "post-receive")
PRE_COMMIT = "pre-commit"
_MARK = '# Written by "gongkai hook install". Run it again instead of editing this.'


@dataclass(frozen=True)
class Step:
    """Something that is still to be done: what, in Chinese, and how."""

    words: str
    do: Callable[[], object]


def read_settings(settings: Settings) -> Settings:
    """Return settings with absolute paths. Raises UsageError for what cannot be."""
    target = read_target(settings.deploy)
    deploy = os.path.abspath(target) if isinstance(target, Path) else settings.deploy  # noqa: PTH100
    protect = os.path.abspath(settings.protect) if settings.protect else ""  # noqa: PTH100
    preview = os.path.abspath(settings.preview) if settings.preview else ""  # noqa: PTH100
    if preview and isinstance(target, Path):
        for name in ("releases", "current", ".gongkai"):
            if Path(preview).is_relative_to(Path(deploy) / name) or preview == deploy:
                raise UsageError("预览不能放在发布目标里面。请换一个文件夹，例如/srv/preview。")
    if protect:
        try:
            read_protection(Path(protect))
        except GongkaiError as error:
            raise UsageError(str(error)) from error
    return replace(
        settings,
        deploy=deploy,
        protect=protect,
        preview=preview,
        url=check_address(settings.url) if settings.url else "",
        reload=None if settings.reload is None else check_reload(settings.reload),
    )


def plan_bare(path: Path, settings: Settings, python: str) -> list[Step]:
    """Return what is to be done for a bare repository at ``path``, there or not yet. Raises UsageError."""
    path = Path(os.path.abspath(path))  # noqa: PTH100
    there = path.exists() and any(path.iterdir()) if not path.is_file() else True
    repository, home = Repository(path), home_of(path)
    if there and not _is_bare(repository):
        raise UsageError(
            f"“{path}”不是裸版本库。写一个还没有的文件夹，例如/srv/git/portal.git；"
            f"已有的内容推送进去：git push {shlex.quote(str(path))} {MAIN}。"
        )
    for part in (settings.protect, settings.preview):
        if part and Path(part).is_relative_to(path):
            raise UsageError(f"“{part}”在版本库里面。请放在别处。")
    target = read_target(settings.deploy)
    if isinstance(target, Path):
        must_be_apart(target, path)
    steps = [] if there else [Step(f"新建裸版本库{path}", lambda: _make(path))]
    for name, value in _configuration(settings).items():
        if not there or repository.ask("config", "--local", "--get", name).decode().strip() != value:
            steps.append(Step(f"设{name}为{value}", _setter(repository, name, value)))
    if there and repository.ask("config", "--local", "--get", "core.hooksPath").strip():
        raise UsageError("这个版本库设了core.hooksPath，hooks文件夹不起作用。请先在它的config里删去这一项。")
    steps += [step for name in HOOKS for step in _hook_steps(_hook_place(path, name), name, path, python)]
    return steps + _settings_steps(home, settings)


def plan_pre_commit(root: Path, python: str) -> list[Step]:
    """Return what is to be done for the pre-commit check of a working folder. Raises UsageError."""
    asked = git_command(root, ["rev-parse", "--git-path", "hooks"])
    done = subprocess.run(asked, capture_output=True, check=False, env=git_environment())
    if done.returncode:
        raise UsageError(f"“{root}”不是git版本库。先运行git init，或者用--deploy写发布目标。")
    # Asked with hooks switched off, git names the folder of that: its own is beside.
    folder = subprocess.run(
        git_command(root, ["rev-parse", "--git-common-dir"]),
        capture_output=True,
        check=False,
        env=git_environment(),
    ).stdout.decode("utf-8", "surrogateescape")
    place = root / folder.rstrip("\n") / "hooks" / PRE_COMMIT
    return list(_hook_steps(place, PRE_COMMIT, root, python))


def hook_text(name: str, path: Path, python: str) -> str:
    """Return a hook: the program by its full path, and neither modules nor settings of the current folder."""
    words = [python, "-I", "-X", "utf8", "-m", "generator", "hook", name, str(path)]
    return f"#!/bin/sh\n{_MARK}\nexec {' '.join(map(shlex.quote, words))}\n"


def _configuration(settings: Settings) -> dict[str, str]:
    return {
        "receive.fsckObjects": "true",
        "receive.maxInputSize": f"{settings.limit}m",
        "core.logAllRefUpdates": "true",
    }


def _is_bare(repository: Repository) -> bool:
    return repository.ask("rev-parse", "--is-bare-repository").strip() == b"true"


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for words in (
        ["init", "--quiet", "--bare", "--", str(path)],
        [f"--git-dir={path}", "symbolic-ref", "HEAD", f"refs/heads/{MAIN}"],
    ):
        done = subprocess.run(
            git_command(path.parent, words), capture_output=True, check=False, env=git_environment()
        )
        if done.returncode:
            raise GongkaiError(f"版本库“{path}”建不了：{done.stderr.decode('utf-8', 'replace').strip()}")


def _setter(repository: Repository, name: str, value: str) -> Callable[[], object]:
    def work() -> None:
        if not repository.holds("config", "--replace-all", name, value):
            raise GongkaiError(f"版本库的设置{name}写不进去。请检查权限。")

    return work


def _hook_place(path: Path, name: str) -> Path:
    """Return where a hook goes: Gitea and GitLab have a folder for those of others, beside their own."""
    custom = path / "custom_hooks"
    if custom.is_dir():
        return custom / name
    folder = path / "hooks" / f"{name}.d"
    return folder / "gongkai" if folder.is_dir() else path / "hooks" / name


def _hook_steps(place: Path, name: str, path: Path, python: str) -> list[Step]:
    text = hook_text(name, path, python)
    try:
        old = place.read_text(encoding="utf-8", errors="replace") if place.exists() else ""
    except OSError as error:
        raise UsageError(f"读不了“{place}”：{reason_of(error)}。") from error
    if old and _MARK not in old:
        raise UsageError(f"“{place}”已有别的内容，没有改动。请把它改名，或者并入以后再运行。")
    if old == text and os.access(place, os.X_OK):
        return []
    return [Step(f"写{place}", lambda: _write_hook(place, text))]


def _write_hook(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f".{place.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.chmod(0o755)
    new.replace(place)


def _settings_steps(home: Home, settings: Settings) -> list[Step]:
    try:
        known: Settings | None = home.settings()
    except UsageError:
        known = None
    if known == settings:
        return []

    def work() -> None:
        home.folder.mkdir(exist_ok=True)
        home.folder.chmod(0o700)
        home.previews.mkdir(exist_ok=True)
        home.keep(settings)

    return [Step(f"写{home.folder / 'settings.json'}", work)]
