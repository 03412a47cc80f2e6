"""Have the web server read the redirect rules of the release that is served.

Apache and IIS look at their rules by themselves; nginx and Caddy read them when they are told to. What tells them is
a command of the webmaster's, given on the command line or at the installation of a hook, never by anything in a
portal. It runs where the target is: the web server is there.
"""

from __future__ import annotations

import hashlib

from generator.data import dataclass
from generator.errors import UsageError
from generator.publish.releases.errors import ReleaseError
from generator.publish.releases.history import read_history
from generator.publish.releases.manifest import Manifest, read_manifest
from generator.publish.releases.place import RELOADED, ReleaseTarget, manifest_note

_RULES = "redirects/"
_LONGEST = 1000


@dataclass(frozen=True)
class Reloaded:
    """What came of it: whether the command was run, and in Chinese why it failed, if it did."""

    ran: bool
    fault: str = ""


def check_reload(command: str) -> str:
    """Return a command for a shell. Raises UsageError for one that cannot be meant."""
    if not command.strip():
        raise UsageError("--reload后面要写命令，例如--reload 'sudo -n systemctl reload nginx'。")
    if not command.isprintable() or len(command) > _LONGEST:
        raise UsageError(
            "--reload的命令太长，或者里面有看不见的字符。写成一行，长的写成脚本，在这里写脚本的路径。"
        )
    return command.strip()


def reload_rules(place: ReleaseTarget, command: str) -> Reloaded:
    """Run the command if the served rules are others than those it was last run for; the target is locked.

    What was served in between does not matter, nor who switched: a command that failed, or that a rollback was
    not given, is made up for by the next one.
    """
    try:
        return _reload(place, command)
    except ReleaseError as error:
        return Reloaded(True, str(error))


def rules_changed(place: ReleaseTarget, before: str, after: str) -> bool:
    """Tell whether two releases differ in their redirect rules; unknown ones do not."""
    one, other = _manifest(place, before), _manifest(place, after)
    return one is not None and other is not None and _rules(one) != _rules(other)


def _reload(place: ReleaseTarget, command: str) -> Reloaded:
    history = read_history(place)
    manifest = _manifest(place, history.current)
    known = place.read(RELOADED)
    if known is None and manifest and not _rules(manifest) and not history.before_current():
        return Reloaded(False)
    # A release that was put there by hand has no manifest: of its rules nothing is known but whose they are.
    told = repr(_rules(manifest)) if manifest else history.current
    mark = hashlib.sha256(f"{command}\0{told}".encode("utf-8", "surrogateescape")).hexdigest().encode("ascii")
    if known == mark:
        return Reloaded(False)
    fault = place.order(command)
    if fault:
        # Whether the old rules hold, or half of the new, nobody knows: it is to be run again.
        place.write(RELOADED, b"")
        return Reloaded(True, fault)
    place.write(RELOADED, mark)
    return Reloaded(True)


def _manifest(place: ReleaseTarget, release: str) -> Manifest | None:
    return read_manifest(place.read(manifest_note(release))) if release else None


def _rules(manifest: Manifest) -> list[tuple[str, str]]:
    return sorted(pair for pair in manifest.files.items() if pair[0].startswith(_RULES))
