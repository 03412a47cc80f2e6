"""Links within a site, as they stand in a page."""

from __future__ import annotations

import re
from urllib.parse import quote

# Places that every page has.
EVERYWHERE = frozenset({"", "top", "gk-main"})
# Addresses with nothing to encode: most of them, and one look tells.
_SAFE = re.compile(r"[\w/.~!$&'()*+,;=:@-]*", re.ASCII)


def relative_root(address: str) -> str:
    """Return the way from a page (``a/b/x.html`` or ``a/b/``) to the site's root: ``../../``."""
    return "../" * address.count("/") or "./"


def quote_address(address: str) -> str:
    """Percent-encode a site-relative address for use in a link."""
    return address if _SAFE.fullmatch(address) else quote(address, safe="/-._~!$&'()*+,;=:@")
