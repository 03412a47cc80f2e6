"""One audit page: where it stands, what draws it, and what it prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.data import dataclass
from generator.frames.view import AUDIT_START
from generator.model.calendar.days import chinese_day
from generator.render.templates.environment import draw
from generator.render.templates.extra import Studio
from generator.render.templates.tags import page_tags, page_title
from generator.views.rows import root_of

Values = Mapping[str, object]


@dataclass(frozen=True)
class AuditPage:
    """One audit page: where it stands, what draws it, what it prints, and ``marks`` that stand for all it prints."""

    address: str
    frame: str
    heading: str
    template: str
    marks: object
    values: Callable[[], Values]


def drawer(sheet: AuditPage) -> Callable[[Studio], bytes]:
    """Return what draws a page."""

    def make(studio: Studio) -> bytes:
        from generator.model.addresses.slug import full_pinyin, initials

        main = draw(
            studio.environment,
            sheet.template,
            heading=sheet.heading,
            root=root_of(sheet.address),
            day=chinese_day(studio.site.as_of),
            sounds=lambda text: f"{text} {initials(text)} {full_pinyin(text)}",
            **sheet.values(),
        )
        crumb = (
            ""
            if sheet.frame == AUDIT_START
            else draw(studio.environment, "audit-crumb.html", name=sheet.heading)
        )
        values = {
            "title": page_title((sheet.heading, studio.site.name)),
            "head": page_tags(
                studio.site,
                sheet.address,
                sheet.heading,
                f"{studio.site.name}政务公开审计：{sheet.heading}。",
            ),
            "crumb": crumb,
            "main": main,
        }
        return studio.frames.read(sheet.frame).fill(values).encode("utf-8")

    return make
