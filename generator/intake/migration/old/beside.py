"""The files beside an exported table that its articles lead to, and no others: a table may lie among anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.intake.markup.tree import parse_page
from generator.intake.migration.old.mirror import Mirror, OldFile, Unread, look
from generator.intake.migration.old.old_names import link_address
from generator.intake.migration.old.sniffing import What
from generator.model.addresses.made import fold_letters

_LEADING = ("href", "src", "data-src", "data-original", "data")


def files_led_to(bodies: Mapping[str, str], folder: Path) -> Mirror:
    """Return the files below a folder to which bodies lead; ``bodies`` are HTML by the addresses of their pages."""
    files: dict[str, OldFile] = {}
    unread: dict[str, Unread] = {}
    inside = os.path.realpath(folder) + os.sep
    for address in dict.fromkeys(each for page, body in bodies.items() for each in _addresses(page, body)):
        path = folder / address.partition("/")[2]
        if address in files or not _is_own(path, inside):
            continue
        found = look(path, address, path.stat().st_size)
        if isinstance(found, Unread):
            unread[address] = found
        elif found.what is not What.PAGE:
            files[address] = found
    names = {address: address for address in files}
    names |= {fold_letters(address): address for address in files}
    return Mirror(files, tuple(unread.values()), names)


def _addresses(page: str, body: str) -> Iterator[str]:
    """Yield what a body leads to, as its page would and as the table would mean it."""
    tree = parse_page(body)
    host = page.partition("/")[0]
    for element in tree.iter() if tree is not None else ():
        for name in _LEADING:
            said = (element.get(name) or "").strip() if isinstance(element.tag, str) else ""
            for base in (page, f"{host}/") if said else ():
                link = link_address(said, base)
                if link and link[0].partition("/")[0] == host and "?" not in link[0]:
                    yield link[0]


def _is_own(path: Path, inside: str) -> bool:
    """Tell whether a path is that of a file below the folder, reached without a link."""
    try:
        real = os.path.realpath(path)
        return path.is_file() and real == str(path) and real.startswith(inside)
    except (OSError, ValueError):
        return False
