"""One document being read: its path, its parsed head, and the findings met on the way."""

from __future__ import annotations

from generator.data import dataclass
from generator.load.heads.parsed import ParsedDocument
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.markdown.links import resolve, resolve_file
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.source.text import Source, read_source
from generator.load.yaml.marked import Spot
from generator.load.yaml.validate import did_you_mean
from generator.model.asset import Asset, Paper
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.gate import is_hidden

OWN_TEXT = "正文"


@dataclass(frozen=True)
class Reading:
    """A document on its way from its file to the model; lookups that fail become findings."""

    path: str
    files: ContentFiles
    parsed: ParsedDocument
    findings: list[Finding]

    @property
    def name(self) -> str:
        return f"{CONTENT}/{self.path}"

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.findings.append(finding(code, place, message, hint))

    def asset(self, target: str, spot: Spot) -> Asset | None:
        """Look up a file that the head names; a missing one is a finding at its line."""
        if not target:
            return None
        place = self.parsed.place(spot)
        path = resolve_file(target, self.folder)
        if path is None:
            self.report("path-outside", place, f"“{target}”不在content目录里。")
            return None
        if is_hidden(path):
            self.report("file-unpublishable", place, f"“{target}”是隐藏文件，不能这样发布。")
            return None
        if path not in self.files.sizes:
            hint = self.files.spelling_hint(path) or did_you_mean(
                target, self.files.near(self.folder, target)
            )
            self.report("attachment-missing", place, f"找不到文件“{target}”。", hint)
            return None
        return Asset(path, self.files.sizes[path])

    def policy(self, target: str, spot: Spot) -> str | None:
        """Look up a document that this one interprets."""
        return self.document(target, spot, "interprets-missing", "被解读的文件")

    def related(self, target: str, spot: Spot) -> str:
        """Look up another document that the head names; a missing one is a finding, and empty."""
        return (self.document(target, spot, "relation-missing", "关联的文档") or "") if target else ""

    def paper(self, target: str, spot: Spot) -> Paper | None:
        """Look up a paper: a document by its path, a file beside this one, or 正文 for this text itself."""
        if not target:
            return None
        if target == OWN_TEXT:
            return Paper()
        if target.endswith(".md"):
            path = self.related(target, spot)
            return Paper(document=path) if path else None
        file = self.asset(target, spot)
        return Paper(file=file) if file else None

    def document(self, target: str, spot: Spot, code: str, what: str) -> str | None:
        """Look up another document that the head names by its path below content/; ``what`` it is to this one."""
        path = resolve(target, "")
        if path is not None and path.endswith(".md") and path in self.files.sizes:
            return path
        hint = self.files.spelling_hint(path) if path else ""
        hint = hint or did_you_mean(target, self.files.named(target.rpartition("/")[2]))
        self.report(code, self.parsed.place(spot), f"找不到{what}“{target}”。", hint)
        return None


def read_text(reading: Reading) -> SplitDocument | None:
    """Return head and text of the document being read; None when it cannot be read any more."""
    source = read_source(reading.files.folder / reading.path, reading.name)
    parts = split_document(source.text, reading.name) if isinstance(source, Source) else None
    return parts if isinstance(parts, SplitDocument) else None
