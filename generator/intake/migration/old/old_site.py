"""An old site, however it was given: a mirror on disk, or a table that was exported from its system."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.data import dataclass
from generator.errors import UsageError, reason_of
from generator.intake.markup.tree import Element, parse_page
from generator.intake.migration.old.articles import Survey
from generator.intake.migration.old.dump import SUFFIXES, read_dump
from generator.intake.migration.old.mirror import Mirror, hosts_in, read_mirror
from generator.intake.migration.old.old_map import OldMap
from generator.intake.migration.old.survey import Progress, read_tree, survey_mirror


@dataclass(frozen=True)
class OldSite:
    """What there is of an old site: its files, what its pages are, and the tree of a page by its address."""

    mirror: Mirror
    survey: Survey
    sites: tuple[str, ...]
    tree: Callable[[str], Element | None]


def open_old_site(path: Path, said: OldMap, progress: Progress) -> OldSite:
    """Read an old site. Raises UsageError where there is none that can be read."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        raise UsageError(f"“{path}”读不了：{reason_of(error)}。") from error
    if is_folder:
        sites = said.sites or hosts_in(path)
        mirror = read_mirror(path, sites)

        def page(address: str) -> Element | None:
            return read_tree(mirror.files[address])

        return OldSite(mirror, survey_mirror(mirror, said, progress), sites, page)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"“{path}”不是文件夹，也不是CSV或JSON。镜像写它的文件夹，导出的表格写文件。")
    dump = read_dump(path, said)

    def row(address: str) -> Element | None:
        text = dump.bodies.get(address, "")
        return parse_page(text)

    return OldSite(dump.mirror, dump.survey, dump.sites, row)
