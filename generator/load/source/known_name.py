"""Where the list of known findings is: looked at before anything else is loaded, to tell that nothing changed."""

from __future__ import annotations

import os
from pathlib import Path

_TAKEN = frozenset(
    {
        "columns.yml",
        "urls.lock",
        "old_urls.csv",
        "mkdocs.yml",
        "ledger.yml",
        "synonyms.yml",
        "content",
        "registers",
        "theme",
        "public",
        "site",
    }
)
KNOWN_FILE = "known.csv"
# Its first line may name another file in the same folder that holds the list.
_ELSEWHERE = "file,"
_MOST_NAME = 200


def known_name(root: Path) -> str:
    """Return the name of the file that lists the known findings: known.csv, or the one that it names; empty for none."""
    try:
        with (root / KNOWN_FILE).open("rb") as file:
            first = file.readline(_MOST_NAME).decode("utf-8-sig", "replace").strip()
    except OSError:
        return KNOWN_FILE if os.path.lexists(root / KNOWN_FILE) else ""
    name = first.removeprefix(_ELSEWHERE)
    return name if first.startswith(_ELSEWHERE) and is_known_name(name) else KNOWN_FILE


def is_known_name(name: str) -> bool:
    """Tell whether a file of this name may list known findings: it lies beside columns.yml and is no other source."""
    return (
        bool(name) and name not in _TAKEN and not name.startswith(".") and not set(name) & set('/\\:*?"<>|,')
    )
