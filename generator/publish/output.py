"""Judge the drawn pages by what was seen on them, before they go live.

Only pages drawn anew are looked at, each where it is drawn (render/site/inspection.py), so that an incremental
build pays for its changes alone. Here the whole site is known: which targets of links exist.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.data import dataclass
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.render.site.inspection import InspectionResult, Inspector, LinkTarget, PageRequirements


@dataclass(frozen=True)
class Output:
    """A tree that is about to go live: where it is, and every file it is to hold."""

    folder: Path
    files: Collection[str]


def check_output(
    output: Output, wanted: PageRequirements, seen: InspectionResult, drawn: Iterable[str]
) -> list[Finding]:
    """Return what is wrong with the pages of ``drawn``; a fault that many pages share is told once."""
    findings: dict[str, Finding] = {}
    for address in drawn:
        for one in seen.findings.get(address, ()):
            findings.setdefault(one.message, one)
    broken: dict[str, list[Place]] = {}
    for target, place in _broken_links(output, wanted, seen):
        broken.setdefault(target.path, []).append(place)
    for path, places in sorted(broken.items()):
        more = f"，有{len(places)}个页面这样写" if len(places) > 1 else ""
        findings[path] = finding("output-link", min(places), f"网页里的链接“{path}”打不开{more}。")
    return list(findings.values())


def _broken_links(
    output: Output, wanted: PageRequirements, seen: InspectionResult
) -> Iterable[tuple[LinkTarget, Place]]:
    """Yield the links that lead nowhere; their pages are read again, to tell the lines."""
    targets = {target for target in seen.targets if not _stands(target, output)}
    reader = Inspector(wanted)
    for address in {address: None for target in targets for address in seen.targets[target]}:
        html = (output.folder / address).read_text(encoding="utf-8")
        for target, offset in reader.links(address, html):
            if target in targets:
                yield target, Place(f"{wanted.site}/{address}", html.count("\n", 0, offset) + 1)


def _stands(target: LinkTarget, output: Output) -> bool:
    """Tell whether a file a link leads to is of the site; those in folders laid as a whole are looked for."""
    names = target.names()
    if any(name in output.files for name in names):
        return True
    # A name that no system bears is the name of no file.
    return any(os.path.exists(output.folder / name) for name in names)  # noqa: PTH110
