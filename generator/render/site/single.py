"""Draw one file of a site by itself, when a preview asks for it."""

from __future__ import annotations

from pathlib import Path

from generator.frames.draw import Frames
from generator.frames.layers import theme_layers
from generator.render.documents.document import Bench, draw_body, draw_document
from generator.render.site.extras import Studio
from generator.render.site.outline import Outline
from generator.render.site.site import column_and_special_pages
from generator.render.templates.environment import make_environment
from generator.render.text.markdown import make_converter
from generator.views.job import DocumentJob

_WORD, _PAGE = ".docx", ".html"


def draw_single(outline: Outline, frames: Frames, address: str, root: Path) -> bytes | None:
    """Return the bytes of a page or another made file, those a build writes; None where the site has none."""
    environment = make_environment(theme_layers(root))
    job = outline.jobs.get(address.removesuffix(_WORD) + _PAGE if address.endswith(_WORD) else address)
    if job and address in (job.document.address, job.download):
        bench = Bench(root / "content", environment, make_converter(), outline.site)
        return _draw_job(job, frames, address, bench)
    for page in column_and_special_pages(outline, frames, {address}, environment):
        return page.html.encode("utf-8")
    for extra in outline.extras:
        if extra.address == address:
            return extra.make(Studio(outline.shelf, frames, environment, outline.site, root / "content"))
    return None


def _draw_job(job: DocumentJob, frames: Frames, address: str, bench: Bench) -> bytes:
    body = draw_body(job, bench)
    if address == job.document.address:
        return draw_document(job, body, frames.read(job.document.column), bench).encode("utf-8")
    from generator.render.word.word import word_file  # few documents have one

    return word_file(job.document, body, bench.content)
