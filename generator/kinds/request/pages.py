"""What the desk that takes requests adds to its page."""

from __future__ import annotations

from generator.kinds.kind import Pages
from generator.kinds.request.blocks import request_blocks

PAGES = Pages(blocks=request_blocks)
