"""Prepare a checked portal and the filling of its site for ``mkdocs build`` and ``mkdocs serve``."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from generator.check.run import check_portal
from generator.frames.draw import draw_frames
from generator.frames.plugin import Prepared
from generator.load.cache.folder import cache_folder
from generator.load.documents.parse_cache import ParseCache
from generator.load.history.trail import read_trail
from generator.load.pictures import copy_bytes, size_pictures
from generator.load.portal import load_portal
from generator.load.source.content import CONTENT
from generator.load.texts.kept import kept_words
from generator.model.finding import has_errors
from generator.render.site.plan import plan_inputs, plan_site
from generator.render.site.site import DrawContext, draw_site
from generator.workers import Workers


def prepare(root: Path, as_of: date) -> Prepared:
    """Load and check the portal at ``root`` for a run of MkDocs."""
    # Only what is read for the search is kept: a run of MkDocs reads all else anew.
    loaded = load_portal(root, as_of, cache=ParseCache(folder=cache_folder(root)))
    findings = check_portal(loaded)
    messages = tuple(
        f"{finding.place} {finding.message}{finding.hint}" for finding in findings if finding.level == "error"
    )
    portal = loaded.portal
    if portal is None or has_errors(findings):
        return Prepared(None, None, messages)

    def fill(site: Path) -> None:
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir(parents=True)
        cache = cache_folder(root)
        frames = draw_frames(portal, root, cache)
        trail = read_trail(root, cache, portal) if portal.audit else None
        pictures = size_pictures(portal, loaded.content, cache) if loaded.content else {}
        plan = plan_site(
            plan_inputs(replace(portal, pictures=pictures)), root, frames, tuple(findings), trail=trail
        )
        near = DrawContext(
            root,
            cache,
            Workers(1),
            lambda _done, _total: None,
            picture=partial(copy_bytes, root / CONTENT, cache),
            words=partial(kept_words, root / CONTENT, cache),
        )
        draw_site(plan, frames, list(plan.files), site, near)

    return Prepared(portal, fill, messages)
