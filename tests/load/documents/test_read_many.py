"""Documents read in several processes are what one process reads, with the same findings in the same order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.portal import Loaded, load_portal
from generator.workers import workers
from tests.helpers import document, make_portal

DAY = date(2026, 11, 20)
BAD = document(attachments="[没有.pdf]", nonsense="1")


def _load(root: Path, processes: int = 1, cache: str = "cache") -> Loaded:
    known = read_cache(root / cache)
    with workers(processes, threshold=3) as crew:
        loaded = load_portal(root, DAY, cache=known, workers=crew)
    write_cache(root / cache, known)
    return loaded


def _portal(tmp_path: Path) -> Path:
    files = {f"content/tzgg/202603{day:02d}-a.md": document(title=f"第{day}号通知") for day in range(1, 21)}
    files["content/tzgg/20260305-a.md"] = BAD
    files["content/tzgg/20260307-a.md"] = "---\ntitle: [\n---\n"
    files["content/tzgg/20260309-a.md"] = document(body="身份证号11010519491231002X")
    files["content/nowhere/20260309-a.md"] = document()
    root = make_portal(tmp_path, files)
    (root / "content/tzgg/20260311-a.md").write_bytes("---\ntitle: 通知".encode("gb18030"))
    return root


def _same(one: Loaded, other: Loaded) -> None:
    assert one.findings == other.findings
    assert one.portal == other.portal


def test_several_processes_read_what_one_reads(tmp_path: Path) -> None:
    root = _portal(tmp_path)
    alone = _load(root, cache="alone")
    assert len({finding.place.path for finding in alone.findings}) >= 5
    _same(alone, _load(root, processes=2))
    # Then from what they left, and after edits that some or all documents feel.
    _same(alone, _load(root))
    (root / "content/tzgg/20260305-a.md").write_text(document(), encoding="utf-8")
    _same(_load(root, cache="alone"), _load(root, processes=2))
    columns = root / "columns.yml"
    columns.write_text(columns.read_text("utf-8").replace("name: 通知公告", "name: 公告"), "utf-8")
    _same(_load(root, cache="alone"), _load(root, processes=2))


def test_what_a_broken_off_run_left_is_not_believed(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/20260303-a.md": document()})
    (root / "content/tzgg/a.pdf").write_bytes(b"%PDF-1.4 a")
    _load(root)
    small = (root / "cache/reading.bin").read_bytes()
    (root / "content/tzgg/a.pdf").write_bytes(b"%PDF-1.4 another")
    linked = document(body="[a](a.pdf)")
    (root / "content/tzgg/20260303-a.md").write_text(linked, encoding="utf-8")
    _load(root)
    # As if the run had ended before it took note of its surroundings; then the file goes.
    (root / "cache/reading.bin").write_bytes(small)
    (root / "content/tzgg/a.pdf").unlink()
    _same(_load(root, cache="alone"), _load(root))
