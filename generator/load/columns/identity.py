"""Read mkdocs.yml into the identity that the site shows. Its keys are declared in declare_mkdocs.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.load.columns.declare_identity import IdentityDeclaration
from generator.load.columns.declare_mkdocs import MkdocsFile
from generator.load.gate.written import read_written
from generator.load.source.text import Source
from generator.load.yaml.marked import Marked
from generator.load.yaml.validate import rename_labels, validate
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.identity import Identity
from generator.model.look import Look, LookFile

FILE_NAME = "mkdocs.yml"
_SPOT = ("extra", "gongkai")
_LOOK_KEYS = {"primary", "accent", "logo", "emblem", "favicon", "footer", "extra_css"}
_NOT_OURS = "删除这个键。mkdocs.yml里只能写文档列出的键，不能加载程序、插件和别处的文件。"


def read_identity(source: Source, findings: list[Finding]) -> Identity:
    """Return what mkdocs.yml states; a portal without the file has defaults."""
    marked = read_written(source.text, FILE_NAME)
    findings.extend(marked.findings)
    if marked.value is not None and not isinstance(marked.value, dict):
        findings.append(finding("value-invalid", marked.place(()), "mkdocs.yml应由“键: 值”组成。"))
    if not isinstance(marked.value, dict):
        return Identity()
    extra = marked.value.get("extra")
    own = extra.get("gongkai") if isinstance(extra, dict) else None
    if isinstance(own, dict):
        rename_labels(marked, _SPOT, IdentityDeclaration)
    declared, problems, faults = validate(MkdocsFile, marked)
    findings.extend(_explain(problems))
    marks = declared.extra.gongkai if declared and declared.extra else None
    if declared is None and isinstance(own, dict):
        # What is wrong elsewhere in the file, or with one of them, does not make the other marks missing.
        for fault in faults:
            if fault[:2] == _SPOT and len(fault) > 2:
                own.pop(str(fault[2]), None)
        marks, _, _ = validate(IdentityDeclaration, marked, _SPOT)
    site_url = "" if ("site_url",) in faults else str(marked.value.get("site_url") or "")
    if marks is None:
        return Identity(site_url=site_url)
    return Identity(site_url=site_url, look=_look(marks, marked), **marks.model_dump(exclude=_LOOK_KEYS))


def _look(marks: IdentityDeclaration, marked: Marked) -> Look:
    files = [
        LookFile(key, path, marked.place((*_SPOT, key)))
        for key in ("logo", "emblem", "favicon")
        if (path := getattr(marks, key))
    ]
    files += (
        # A single sheet need not stand in a list.
        LookFile("extra_css", path, marked.place((*_SPOT, "extra_css", number)))
        for number, path in enumerate(marks.extra_css)
        if path
    )
    return Look(marks.primary, marks.accent, tuple(filter(None, marks.footer)), tuple(files))


def _explain(problems: list[Finding]) -> Iterator[Finding]:
    """Yield the findings, with what is particular to this file: a key of MkDocs may well be right elsewhere."""
    for each in problems:
        if each.code == "key-unknown":
            yield replace(each, hint=_where_meant(each.message) or each.hint or _NOT_OURS)
        else:
            yield each


def _where_meant(message: str) -> str:
    """Return where a key of the look belongs that stands where MkDocs and Material have it."""
    key = message.partition("“")[2].partition("”")[0]
    if key == "palette":
        return "颜色写在extra.gongkai的primary和accent。"
    return f"写在extra.gongkai的{key}。" if key in IdentityDeclaration.model_fields else ""
