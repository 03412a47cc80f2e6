"""Files of the site that are neither a column's page nor a document's: exports, audit pages, the sitemap.

Each is known to the plan by its address and key, and made only where the key is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.cache.by_column import ByColumn
from generator.model.finding import Finding
from generator.model.trail.acts import Trail
from generator.render.machines.extras import machine_extras
from generator.render.machines.reach import make_anew
from generator.render.registers.all_rows import all_row_extras
from generator.render.registers.exports import register_extras
from generator.render.registers.report_exports import report_extras
from generator.render.registers.row_pages import row_page_extras
from generator.render.scripts.ladder import ladder_extras
from generator.render.scripts.search_page import search_page_extras
from generator.render.scripts.words import words_extras
from generator.render.site.keys import Held
from generator.render.site.notices import notice_extras
from generator.render.site.questions import question_extras
from generator.render.site.sitemap import sitemap_extras
from generator.render.templates.extra import Extra, Studio
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf

__all__ = ["Extra", "Studio", "site_extras"]


def site_extras(
    shelf: Shelf,
    columns: dict[str, str],
    site: SiteFacts,
    frame_keys: dict[str, str],
    code: str,
    *,
    findings: tuple[Finding, ...],
    held: Held | None = None,
    kept: ByColumn | None = None,
    trail: Trail | None = None,
) -> Iterator[Extra]:
    """Yield every extra file of a site.

    ``columns`` holds the column of each column page, ``code`` is the digest of the drawing code, the
    templates and the site's address, ``held`` is what the columns hold (keys.py), which only keys need;
    without it ``kept`` is what is known of the columns.
    Without a ``trail`` the audit pages say that a build makes it.
    """
    yield from notice_extras(shelf, frame_keys, code)
    yield from sitemap_extras(shelf, columns, site, code)
    yield from register_extras(shelf, site, code)
    yield from row_page_extras(shelf, code)
    yield from all_row_extras(shelf, code)
    yield from report_extras(shelf, code)
    yield from machine_extras(shelf, site, code, held.marks if held else {}, held.keep if held else make_anew)
    yield from words_extras(shelf.portal, code)
    yield from ladder_extras(shelf.portal, frame_keys, code)
    yield from search_page_extras(frame_keys, code)
    yield from question_extras(shelf, code, held.kept if held else kept)
    if shelf.portal.audit:
        from generator.render.audit.audit import audit_extras  # most sites have no such pages

        yield from audit_extras(shelf, site, frame_keys, code, findings, trail=trail)
