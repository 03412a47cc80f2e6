"""Addresses below site/: of pages, as links write them, and which lies below which."""

from __future__ import annotations

_INDEX = "index.html"


def column_page(address: str, name: str = "") -> str:
    """Return the address of a page of a column: its first one, or the further one of a name (2, 2025, invalid)."""
    return f"{address}/_{name}.html" if name else f"{address}/{_INDEX}"


def public_address(address: str) -> str:
    """Return a page's address as links write it: a folder's page without its file name."""
    return address.removesuffix(_INDEX)


def is_folder_page(address: str) -> bool:
    """Tell whether a page is the first of a folder."""
    return address.endswith(f"/{_INDEX}")


def is_within(address: str, top: str) -> bool:
    """Tell whether an address is that of a column or lies anywhere below it."""
    return address == top or address.startswith(f"{top}/")
