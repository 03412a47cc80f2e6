"""Filter findings for the audit pages: only what may be told in public.

A finding names files and quotes them. What is not published is not told there either: no title of a draft, no
name of a file that lies in content/ unused, no cell of a hidden column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.kinds.catalogue import CATALOGUE
from generator.model.finding import Finding
from generator.model.portal import Portal, used_assets

_CONTENT = "content/"


def public_findings(findings: Iterable[Finding], portal: Portal) -> Iterator[Finding]:
    """Yield the findings about what is published; of tables, which hold more than that, in general words."""
    shown = {document.path for document in portal.documents}
    shown |= {asset.path for asset in used_assets(portal.lookups.with_files, portal.registers)}
    shown |= {f"{column.address}/index.md" for column in portal.walk()}
    tables = {register.path for register in portal.registers}
    for one in findings:
        path = one.place.path.removeprefix(_CONTENT)
        if path in tables:
            entry = CATALOGUE[one.code]
            yield replace(one, message=f"{entry.name}。", hint=entry.cure)
        elif path == one.place.path or path in shown:
            yield one
