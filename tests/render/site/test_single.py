"""A page that a preview draws by itself is the page that a build writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.frames.draw import draw_frames
from generator.load.cache.folder import CACHE
from generator.load.pictures import size_pictures
from generator.load.portal import load_portal
from generator.render.site.outline import make_outline
from generator.render.site.plan import BUNDLE, plan_inputs, plan_site
from generator.render.site.single import draw_single
from tests.helpers import AS_OF


def test_every_file_drawn_by_itself_is_that_of_the_build(sample_root: Path, sample_site: Path) -> None:
    loaded = load_portal(sample_root, date.fromisoformat(AS_OF))
    assert loaded.portal
    assert loaded.content
    pictures = size_pictures(loaded.portal, loaded.content, sample_root / CACHE)
    portal = replace(loaded.portal, pictures=pictures)
    frames = draw_frames(portal, sample_root, sample_root / CACHE)
    outline, plan = make_outline(portal, frames), plan_site(plan_inputs(portal), sample_root, frames)
    copied = {*outline.assets, "assets/"}
    # The audit pages of a build show its findings, which a preview tells in another way.
    drawn = [
        name
        for name in plan.files
        if name not in copied and not name.startswith((f"{BUNDLE}/", "audit/", "pictures/"))
    ]
    different = [
        name
        for name in drawn
        if draw_single(outline, frames, name, sample_root) != (sample_site / name).read_bytes()
    ]
    assert different == []
    assert draw_single(outline, frames, "no/such.html", sample_root) is None
