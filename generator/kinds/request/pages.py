"""The block of the office that takes requests, on its page."""

from __future__ import annotations

from generator.kinds.kind import Pages
from generator.kinds.request.blocks import request_blocks

PAGES = Pages(blocks=request_blocks)
