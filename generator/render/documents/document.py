"""The page of one document, drawn from its job and the frame of its column."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from generator.data import dataclass
from generator.frames.slots import Frame
from generator.kinds.filings.charts import with_tables
from generator.kinds.filings.model import AnnualReport
from generator.kinds.policy.blocks import (
    card_row,
    interpretations_by_form,
    note_under_title,
    told_elements,
    validity_notice,
)
from generator.load.gate.published_types import is_downloaded
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.model.calendar.days import chinese_end
from generator.model.document import Document
from generator.render.documents.blocks import document_blocks, drawn_blocks
from generator.render.documents.body import body_html, read_body
from generator.render.documents.data import last_step, policy_data
from generator.render.documents.fields import official_fields
from generator.render.documents.red_head import red_head
from generator.render.templates.environment import draw
from generator.render.templates.tags import document_tags, page_title
from generator.render.text.leaving import MARK, mark_leaving
from generator.render.text.markdown import Converter
from generator.render.text.opening import opening
from generator.views.block import BlockPlace
from generator.views.job import DocumentJob, SiteFacts
from generator.views.markup import safe
from generator.views.pictures import poster_address, shown_picture
from generator.views.rows import file_link, root_of


@dataclass(frozen=True)
class Bench:
    """What drawing document pages needs besides the jobs."""

    content: Path
    environment: Environment
    converter: Converter
    site: SiteFacts


def draw_body(job: DocumentJob, bench: Bench) -> str:
    """Return the HTML of a document's text, as its page shows it."""
    text = read_body(bench.content, job.document)
    root, around = root_of(job.document.address), job.around
    html = body_html(
        text, job.document, dict(around.links), root, bench.converter, pictures=dict(around.pictures)
    )
    report = job.document.part(AnnualReport)
    if report and report.tables:
        return with_tables(
            html, report.tables, lambda grid: draw(bench.environment, "filings/grid.html", grid=grid)
        )
    return html


def draw_document(job: DocumentJob, body: str, frame: Frame, bench: Bench) -> str:
    """Return the page of a document whose text is ``body``."""
    document, site = job.document, bench.site
    root = root_of(document.address)
    blocks = list(document_blocks(job, root))
    published = document.published.isoformat(" ", "minutes")
    marked = mark_leaving(body, site.own_hosts)
    main = draw(
        bench.environment,
        "document.html",
        document=document,
        root=root,
        is_page=job.is_page,
        notice=_preview_notice(document, site),
        fields=official_fields(document, site.subjects),
        red=red_head(document, job.is_page, body, site.name),
        notice_word=validity_notice(job),
        notice_period=chinese_end(document.notice_until) if document.notice_until else "",
        replaced_by=card_row(job.around.replaced_by, root) if job.around.replaced_by else None,
        replaces=[card_row(card, root) for card in job.around.replaces],
        note=note_under_title(document),
        elements=told_elements(document),
        published=published,
        moment=published.replace(" ", "T"),
        source=document.source or document.issuer,
        body=safe(marked),
        leaves=MARK in marked,
        before=drawn_blocks(blocks, BlockPlace.BEFORE_TEXT, bench.environment),
        after=drawn_blocks(blocks, BlockPlace.AFTER_TEXT, bench.environment),
        download=root + quote_address(job.download) if job.download else "",
        attachments=[file_link(asset, root) for asset in document.attachments],
        media=_media(job, root),
        picture=shown_picture(document.picture, dict(job.around.pictures), root),
        saves_picture=bool(document.picture and is_downloaded(document.picture.path)),
        policies=[card_row(card, root) for card in job.around.policies],
        interpretations=list(interpretations_by_form(job, root)),
        newer=card_row(job.newer, root) if job.newer else None,
        older=card_row(job.older, root) if job.older else None,
        url=site.base_url + quote_address(public_address(document.address)),
    )
    picture = document.poster or document.picture
    return frame.fill(
        {
            "title": page_title((document.title, job.column, site.name)),
            "head": document_tags(
                document,
                published,
                site,
                quote_address(picture.path) if picture else "",
                document.summary or opening(body),
            )
            + policy_data(job, site.base_url),
            "step": last_step(job, site.base_url),
            "crumb": "" if job.is_page else '<li aria-current="page">正文</li>',
            "main": main,
        }
    )


def _preview_notice(document: Document, site: SiteFacts) -> str:
    """Say why a document that a preview shows is not public; empty in a public build."""
    if document.draft:
        return "草稿：只在预览中显示，不会公开。"
    if document.published.date() > site.as_of:
        return f"定时公开：{document.published:%Y-%m-%d %H:%M}以后才公开。"
    return ""


def _media(job: DocumentJob, root: str) -> dict[str, str]:
    document = job.document
    files = {"video": document.video, "captions": document.captions, "picture": document.picture}
    addresses = {name: root + quote_address(asset.path) if asset else "" for name, asset in files.items()}
    return addresses | {"poster": poster_address(document.poster, dict(job.around.pictures), root)}
