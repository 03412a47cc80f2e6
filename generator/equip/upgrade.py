"""From the version that a portal is written for to the one that is installed: what changes, and the changes made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.data import dataclass
from generator.equip.changes import changes_between
from generator.equip.folder import JOURNAL, Folder, check_writable, write_changes
from generator.equip.given import LAUNCHER, THEME_NOTE, kept_up, read_theme_note, theme_note
from generator.equip.migrations import MIGRATIONS, Migration, migrations_between
from generator.equip.versions import PIN, number, pinned
from generator.errors import UsageError
from generator.libraries import version
from generator.program import own_theme, shipped_theme
from generator.supply.place import given, own_digest

_UNKNOWN = "0"


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade would do. ``old`` is empty where the portal names no version.

    ``migrated`` are the portal's own files that change, ``renewed`` those that the program gives; ``outdated``
    are files of the portal's theme whose original is another now.
    """

    old: str
    new: str
    told: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]
    migrated: Mapping[str, bytes | None]
    renewed: Mapping[str, bytes | None]
    outdated: tuple[str, ...]


def plan_upgrade(root: Path, new: str = "", known: Sequence[Migration] = MIGRATIONS) -> Upgrade:
    """Return what an upgrade to the installed version would do; nothing is written.

    Raises UsageError where the portal is written for a later version, GongkaiError where a file is in the way.
    """
    new = new or version("gongkai")
    folder = Folder(root)
    pin = folder.read(PIN) or b""
    old = pinned(pin.decode("utf-8", "replace"))
    if number(old) > number(new):
        raise UsageError(f"网站是用gongkai {old}写的，现在的程序是{new}，没有改动。请先升级程序。")
    steps = migrations_between(known, old or _UNKNOWN, new)
    for step in steps:
        step.change(folder)
    migrated = dict(folder.changes)
    folder.remove(JOURNAL)
    outdated = tuple(_outdated(root, folder))
    for path, data in kept_up(new, own_digest(new)).items():
        # The same version keeps its pin, which may hold the digest of the wheel it was installed from.
        if not (path == PIN and old == new):
            folder.write(path, data)
    renewed = {path: data for path, data in folder.changes.items() if path not in migrated}
    check_writable(root, folder.changes)
    changes = given("CHANGELOG.md").read_text(encoding="utf-8")
    return Upgrade(
        old,
        new,
        tuple(changes_between(changes, old or _UNKNOWN, new)),
        tuple(step.title for step in steps),
        migrated,
        renewed,
        outdated,
    )


def apply_upgrade(root: Path, upgrade: Upgrade) -> None:
    """Make the changes, the version last: cut off before it, the next upgrade does all that is left."""
    write_changes(root, {**upgrade.migrated, **upgrade.renewed}, (LAUNCHER,), PIN)


def _outdated(root: Path, folder: Folder) -> list[str]:
    """Return the files of the portal's theme that stand for one of the program's which has changed since."""
    noted = folder.read(THEME_NOTE)
    if own_theme(root) is None or noted is None:
        return []
    before = read_theme_note(noted.decode("utf-8", "replace"))
    now = read_theme_note(theme_note(shipped_theme()))
    own = (path.removeprefix("theme/") for path in folder.names("theme"))
    return [f"theme/{name}" for name in own if name in before and before[name] != now.get(name)]
