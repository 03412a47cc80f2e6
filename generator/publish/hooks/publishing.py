"""After a branch has moved: branch main goes live as a release, the others are shown as previews."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.data import dataclass
from generator.errors import GongkaiError
from generator.load.cache.folder import cache_folder
from generator.model.document import Document
from generator.publish.hooks.addresses import brought_up
from generator.publish.hooks.judging import Job, Judged, build_branch, build_main
from generator.publish.hooks.previews import MOST, is_taken, preview_name, show, take_away
from generator.publish.hooks.settings import MAIN
from generator.publish.hooks.tree import read_tree
from generator.publish.releases.deploying import Deployed, deploy, read_site
from generator.publish.releases.history import Actor, Hold, read_history
from generator.publish.releases.opening import open_place, whole_site
from generator.publish.releases.place import ReleaseTarget
from generator.publish.result import BuildResult
from generator.publish.timer import is_deployed, note_deployed
from generator.publish.unchanged import still_good, survey_inputs

_CONTENT = "content/"
_SITE = "site"


@dataclass(frozen=True)
class Published:
    """What came of it: of which commit, whether there is a site, what a deploy did, and under which hold.

    ``fresh`` are the documents that are new, or other than they were.
    """

    commit: str
    judged: Judged
    deployed: Deployed | None = None
    hold: Hold | None = None
    fresh: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A preview: of which commit, and where it is; ``result`` tells why there is none."""

    commit: str
    folder: Path
    result: BuildResult


def publish_main(
    job: Job, then: Callable[[ReleaseTarget, Deployed, Actor], None], *, pushed: bool = True
) -> Published | None:
    """Build branch main as it is by now, and deploy it; None when there is no such branch.

    ``then`` is called while the target is still locked. The lock of pushes is the caller's. Where nobody has
    ``pushed``, it is a timer or the webmaster who does so.
    """
    commit = job.repository.tip(f"refs/heads/{MAIN}")
    if not commit:
        return None
    judged = build_main(job, read_tree(job.repository, commit, job.settings.limit))
    if not judged.good:
        return Published(commit, judged)
    # Another push may have come in between: what goes live is then that one's.
    who = job.home.pusher_of(commit) if pushed else ""
    actor = Actor(who or job.who, job.now)
    job.home.keep_published("")
    with open_place(job.settings.deploy, job.home.main) as place, whole_site(job.home.main) as site:
        place.make()
        with place.lock():
            hold = read_history(place).hold
            done = deploy(place, read_site(site, commit), actor, job.settings.keep)
            # Before anything is proved: what was seen for a moment only was seen.
            if done.served and judged.result.portal:
                job.home.keep_addresses(brought_up(judged.lock, judged.result.portal))
            then(place, done, actor)
        note_deployed(cache_folder(job.home.main), site, job.settings.deploy)
    live = job.home.live()
    job.home.keep_live(_live(judged))
    job.home.keep_published(commit)
    return Published(commit, judged, done, hold, _fresh(judged, live))


def is_live(job: Job) -> bool:
    """Tell whether a build of branch main would give what went live last: nothing was pushed, no moment has come.

    The lock of pushes is the caller's.
    """
    commit, root = job.repository.tip(f"refs/heads/{MAIN}"), job.home.main
    if not commit or job.home.published() != commit:
        return False
    cache = cache_folder(root)
    inputs = survey_inputs(root, False, None)
    good = still_good(root, cache, _SITE, job.now, inputs.digest) is not None
    return good and is_deployed(cache, root / _SITE, job.settings.deploy)


def show_branch(job: Job, branch: str) -> Shown | None:
    """Build a branch, and show it; None when it has gone by now. Raises GongkaiError when it cannot be shown."""
    commit = job.repository.tip(f"refs/heads/{branch}")
    if not commit:
        return None
    name, folder = preview_name(branch), Path(job.settings.preview)
    work = job.home.previews / name
    if is_taken(folder, name, work):
        raise GongkaiError(f"“{folder / name}”不是预览，不动它。请站长把它移走。")
    if not work.is_dir() and sum(1 for _ in job.home.previews.glob("*.json")) >= MOST:
        raise GongkaiError(f"预览已有{MOST}个，没有再做。请删去用不着的分支：git push origin --delete 分支。")
    result = build_branch(job, read_tree(job.repository, commit, job.settings.limit), work)
    if result.stats:
        words = f"预览：分支“{branch}”，提交{commit[:10]}，{job.now:%Y-%m-%d %H:%M}。没有正式发布，请勿引用。"
        show(work / _SITE, folder, name, words)
    return Shown(commit, folder / name, result)


def hide_branch(job: Job, branch: str) -> None:
    """Take away the preview of a branch that has gone."""
    name = preview_name(branch)
    if (job.home.previews / name).is_dir():
        take_away(Path(job.settings.preview), name)
        take_away(job.home.previews, f"{name}.json")
        take_away(job.home.previews, name)


def _live(judged: Judged) -> dict[str, list[str]]:
    portal = judged.result.portal
    shown = (*portal.documents, *portal.withdrawn) if portal else ()
    columns = {f"{_CONTENT}{each.path}": (each.column, *each.also) for each in shown}
    return {path: [blob, *columns.get(path, ())] for path, blob in judged.blobs.items()}


def _fresh(judged: Judged, live: dict[str, list[str]]) -> tuple[Document, ...]:
    portal = judged.result.portal
    if portal is None or not live:
        return ()
    was = {path: told[0] for path, told in live.items()}
    return tuple(
        each
        for each in portal.documents
        if was.get(f"{_CONTENT}{each.path}") != judged.blobs.get(f"{_CONTENT}{each.path}")
    )
