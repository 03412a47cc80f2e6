"""What many tests need: a small portal, the command in this process, a strict web server."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from generator.cli.main import main

REPOSITORY = Path(__file__).resolve().parents[1]
AS_OF = "2026-11-20"
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"

PORTAL = """\
portal:
  name: 示例区人民政府
  level: district
  domain: www.example.gov.cn
  site_code: "5000000000"
  organizer: 示例区人民政府办公室
"""
COLUMNS = """\
columns:
  - name: 通知公告
    description: 发布需要公众知晓的事项。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
"""
# Another column, of another unit.
FINANCE = """\
  - name: 财政资金
    description: 公开财政资金的分配和使用。
    unit: 区财政局
    owner: 李某
    cycle: monthly
"""
# The portals of tests hold next to nothing, are looked at long after, and attach a few letters as files.
CALM = (
    "limits: {empty_warn: 0, empty_block: 0, news_days: 0, policy_days: 0, other_days: 0, daily_days: 0, "
    "weekly_days: 0, monthly_days: 0, quarterly_days: 0, half_yearly_days: 0, yearly_days: 0, inspect_files: false, "
    "home_days: 0, messages_months: 0, unanswered_months: 0, national: false}\n"
)
MARKS = """\
site_name: 示例区人民政府
site_url: https://www.example.gov.cn/
extra:
  gongkai:
    phone: 023-00000000
    icp: 渝ICP备00000000号-1
    police_record: 渝公网安备50000000000000号
    conac_id: "00000000000000000000000000000000"
"""


def document(title: str = "关于样例事项的通知", body: str = "正文。", **fields: str) -> str:
    """Return a document's text; ``fields`` are further lines of its head, given as YAML values."""
    head = {"title": title, "issuer": "区政府办公室", "published": "2026-03-03 09:30", **fields}
    lines = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
    return f"---\n{lines}---\n\n{body}\n"


def calm(columns: str) -> str:
    """Return columns.yml without checks of emptiness and age, unless it sets limits itself or is unreadable."""
    try:
        value = yaml.safe_load(columns)
    except yaml.YAMLError:
        return columns
    settled = not isinstance(value, dict) or not {"columns", "栏目树"} & set(value) or "limits" in value
    return columns if settled or not columns.endswith("\n") else columns + CALM


def make_portal(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a portal without any finding into ``folder``, changed by ``files``; return the folder."""
    whole: dict[str, str | bytes] = {"columns.yml": PORTAL + COLUMNS, "mkdocs.yml": MARKS}
    whole.update(files or {})
    (folder / "content").mkdir(parents=True, exist_ok=True)
    for name, text in whole.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        settled = calm(text) if name == "columns.yml" and isinstance(text, str) else text
        path.write_bytes(settled if isinstance(settled, bytes) else settled.encode("utf-8"))
    return folder


@dataclass(frozen=True)
class Outcome:
    """What one run of the command gave."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Outcome:
    """Run the command in this process; an exception that it lets through fails the test."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Outcome(code, out.getvalue(), err.getvalue())


def check(root: Path) -> list[dict[str, Any]]:
    """Return the findings of ``check --format json``."""
    outcome = run("check", "--root", root, "--as-of", AS_OF, "--format", "json")
    findings: list[dict[str, Any]] = json.loads(outcome.out)["findings"]
    return findings


def codes(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the codes of findings, in their order."""
    return [finding["code"] for finding in findings]


def build(root: Path) -> Path:
    """Build a portal that has no errors; return its site folder."""
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 0, outcome.out + outcome.err
    return root / "site"


def contents(folder: Path) -> dict[str, str]:
    """Return a digest of every file below a folder, by its name there; of every folder, an empty text."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        if path.is_file()
        else ""
        for path in sorted(folder.rglob("*"))
    }


def digest(folder: Path) -> str:
    """Return one digest of all names and bytes below a folder; of a missing folder, an empty text."""
    return hashlib.sha256(json.dumps(contents(folder)).encode()).hexdigest() if folder.is_dir() else ""


class _StrictHandler(SimpleHTTPRequestHandler):
    """Serves a site as a careful web server does: right types, and a strict content policy."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".mp4": "video/mp4",
        ".svg": "image/svg+xml",
        ".vtt": "text/vtt; charset=utf-8",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextlib.contextmanager
def serve(folder: Path, scripts_after: float = 0.0) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1; yield the address, which ends in a slash.

    Scripts are answered so many seconds late.
    """

    class Handler(_StrictHandler):
        def do_GET(self) -> None:
            if scripts_after and self.path.partition("?")[0].endswith(".js"):
                time.sleep(scripts_after)
            super().do_GET()

    def handler(*arguments: Any) -> Handler:
        return Handler(*arguments, directory=str(folder))

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # It is told to end in this many seconds, and not in half a second.
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
