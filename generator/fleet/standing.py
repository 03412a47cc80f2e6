"""Tell, without loading anything heavy, that a portal of the fleet is as it should be already."""

from __future__ import annotations

from pathlib import Path

from generator.fleet.job import Job, Outcome, State
from generator.load.cache.folder import cache_folder
from generator.publish.timer import is_deployed
from generator.publish.unchanged import still_good, survey_inputs

_SITE = "site"


def still_standing(job: Job) -> Outcome | None:
    """Return the outcome of a portal whose last build still stands; None when it has to be built."""
    root = Path(job.root)
    inputs = survey_inputs(root, False)
    record = still_good(root, cache_folder(root), _SITE, job.as_of, inputs.digest)
    if not record:
        return None
    figures, found = record.stats, record.findings
    return Outcome(
        job.name, State.UNCHANGED, "", figures["documents"], figures["pages"], 0,
        found.get("error", 0), found.get("warning", 0),
    )  # fmt: skip


def still_deployed(job: Job) -> bool:
    """Tell whether what was built last is on the target of a portal, or the portal has none."""
    root = Path(job.root)
    return not job.target or is_deployed(cache_folder(root), root / _SITE, job.target)
