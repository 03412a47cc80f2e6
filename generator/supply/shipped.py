"""What others wrote and the theme ships unchanged, which no lock pins."""

from __future__ import annotations

from typing import NamedTuple


class Shipped(NamedTuple):
    """A file of a library: which, under which licence, its place in the theme, and its SHA-256 as published.

    The file begins with a comment that holds the licence; the digest is of what follows it.
    """

    name: str
    version: str
    licence: str
    purl: str
    path: str
    digest: str


SHIPPED = (
    Shipped(
        "lean-qr",
        "2.7.4",
        "MIT",
        "pkg:npm/lean-qr@2.7.4",
        "assets/lean-qr.js",
        "0ce41cd6f92cc23cf057a1df7e1b3876767d678665dd65af4e1d22b4fad967dc",
    ),
)
