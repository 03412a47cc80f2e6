"""Lighthouse as a phone sees the built sample, served by nginx with the configuration that the command writes.

    (cd benchmarks/lighthouse && npm ci --ignore-scripts)
    ./gongkai build
    .venv/bin/python benchmarks/lighthouse.py --runs 3

Prints, by page, the median of each of the four scores, the bytes that came and what Lighthouse would have better.
Needs nginx, Node 20 or later, and Chromium; none of them is needed for anything else here but tests.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent / "lighthouse"
PAGES = {
    "首页": "",
    "列表": "ywdt/tzgg/",
    "文档": "zwgk/zwgkgzyd/20210604-wanzhou-2021.html",
    "名录": "zwgk/zfxxgkml/yqfk/fyfw/frmz/",
    "审计": "audit/",
    "搜索": "search/?q=%E5%85%AC%E5%BC%80",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = ("chromium", "chromium-headless-shell", "/usr/lib/chromium/chromium-headless-shell")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _configuration(site: Path, folder: Path, port: int) -> str:
    """Return the configuration as the command writes it: only the port and the folders of a system are ours."""
    words = [sys.executable, "-m", "generator", "server", "nginx", "--folder", str(site), "--root", str(ROOT)]
    text = subprocess.run(words, capture_output=True, check=True, cwd=ROOT, text=True).stdout
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("listen [::]:80;", "")
    text = text.replace("/etc/nginx/gongkai.d", f"{folder}/own")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{each}_temp_path {folder}/{each};" for each in kinds)
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    frame = f"{user} pid {folder}/pid; error_log {folder}/errors; daemon off; events {{}}\n"
    return f"{frame}http {{ access_log off; {places}\n{text}\n}}\n"


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site with nginx, and give its address."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or sys.exit("找不到nginx")
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), _free_port()
        (folder / "conf").write_text(_configuration(site, folder, port), encoding="utf-8")
        running = subprocess.Popen([program, "-c", f"{folder}/conf"])
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/"
        finally:
            running.terminate()
            running.wait()


def look(address: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page, as it would load on a phone on slow 4G."""
    chromium = next((found for each in CHROMIUM if (found := shutil.which(each))), None)
    if chromium is None:
        sys.exit("找不到chromium")
    words = [
        *("node", str(HERE / "node_modules/lighthouse/cli/index.js"), address, "--quiet", "--output=json"),
        *(
            "--chrome-flags=--headless --no-sandbox --disable-gpu",
            f"--only-categories={','.join(CATEGORIES)}",
        ),
    ]
    done = subprocess.run(
        words, capture_output=True, check=False, text=True, env={**os.environ, "CHROME_PATH": chromium}
    )
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def told(reports: list[dict[str, Any]]) -> str:
    """Return the line of a page: its scores, its bytes, and what is not as Lighthouse wants it."""
    scores = [
        round(100 * median(report["categories"][each]["score"] for report in reports)) for each in CATEGORIES
    ]
    last = reports[-1]
    weight = last["audits"]["total-byte-weight"]["numericValue"] / 1000
    faults = [
        audit["id"]
        for each in CATEGORIES
        for part in last["categories"][each]["auditRefs"]
        if part["weight"] and (audit := last["audits"][part["id"]])["score"] not in (None, 1)
    ]
    return f"{' / '.join(map(str, scores))}　{weight:.0f}KB　{'、'.join(faults)}"


def main() -> None:
    """Look at every page several times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--pages", nargs="*", choices=[*PAGES], default=[*PAGES])
    parser.add_argument("--report", type=Path, help="a folder for the last report of each page")
    given = parser.parse_args()
    with served(given.site.resolve()) as base:
        for name in given.pages:
            reports = [look(base + PAGES[name]) for _ in range(given.runs)]
            print(f"{name}　{told(reports)}", flush=True)
            if given.report:
                given.report.mkdir(parents=True, exist_ok=True)
                (given.report / f"{name}.json").write_text(json.dumps(reports[-1]), encoding="utf-8")


if __name__ == "__main__":
    main()
