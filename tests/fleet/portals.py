"""Small portals for a fleet, and their list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.helpers import COLUMNS, PORTAL, document, make_portal

# A key that no column has, on line 11.
BROKEN = PORTAL + COLUMNS.replace("    unit:", "    unti:")


def make_fleet(folder: Path, names: Iterable[str], broken: Iterable[str] = ()) -> Path:
    """Make portals by these names, some of them broken, and return their list."""
    lines = ["portals:"]
    for name in names:
        files = {"content/tzgg/a.md": document(f"{name}的文件")} | (
            {"columns.yml": BROKEN} if name in broken else {}
        )
        make_portal(folder / "portals" / name, files)
        lines += [f"  - name: {name}", f"    root: portals/{name}"]
    path = folder / "fleet.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
