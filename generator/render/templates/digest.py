"""Digests of what decides how a file of the site looks."""

from __future__ import annotations

import hashlib


def digest_of(*values: object) -> str:
    """Return a short digest of values by their representation. No set among them: its order is another each run."""
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
