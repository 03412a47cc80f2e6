"""mkdocs.yml -> the identity that gongkai shows. The rest of the file belongs to MkDocs."""

from __future__ import annotations

import os
from pathlib import Path

from generator.load.cache import ParseCache
from generator.load.declare_identity import IdentityDeclaration
from generator.load.marked import parse_marked
from generator.load.text import Source, read_source
from generator.load.validate import rename_labels, validate
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.portal import Identity

FILE_NAME = "mkdocs.yml"


def load_identity(root: Path, cache: ParseCache, findings: list[Finding]) -> Identity:
    """Read ``site_url`` and ``extra.gongkai`` of mkdocs.yml; a portal without the file has defaults."""
    path = root / FILE_NAME
    if not os.path.lexists(path):
        return Identity()
    source = read_source(path, FILE_NAME)
    if not isinstance(source, Source):
        findings.append(source)
        return Identity()
    return cache.make(source, _read_identity, findings)


def _read_identity(source: Source, findings: list[Finding]) -> Identity:
    marked = parse_marked(source.text, FILE_NAME)
    findings.extend(marked.findings)
    if marked.value is not None and not isinstance(marked.value, dict):
        findings.append(finding("value-invalid", marked.place(()), "mkdocs.yml应由“键: 值”组成。"))
    if not isinstance(marked.value, dict):
        return Identity()
    site_url = marked.value.get("site_url")
    extra = marked.value.get("extra")
    own = extra.get("gongkai") if isinstance(extra, dict) else None
    if own is None:
        return Identity(site_url=site_url if isinstance(site_url, str) else "")
    rename_labels(marked, ("extra", "gongkai"), IdentityDeclaration)
    declared, problems, _ = validate(IdentityDeclaration, marked, ("extra", "gongkai"))
    findings.extend(problems)
    if declared is None:
        return Identity()
    return Identity(site_url=site_url if isinstance(site_url, str) else "", **declared.model_dump())
