"""Ten portals behind nginx, two of them down and one sending garbage: pages and search are right, and no garbage stands."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.gather.test_gather import city, district, table
from tests.helpers import AS_OF, build, run

NAMES = [f"{sign}区" for sign in "甲乙丙丁戊己庚辛壬癸"]
DOWN, GARBAGE = ("癸区", "壬区"), "辛区"


@contextmanager
def nginx(folder: Path, top: Path) -> Iterator[str]:
    """Serve a folder by nginx; give the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = folder / "nginx"
    own.mkdir()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{each}_temp_path {own}/{each};" for each in kinds)
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (own / "conf").write_text(
        f"{user} pid {own}/pid; error_log {own}/errors; daemon off; events {{}}\n"
        f"http {{ access_log off; {places} server {{ listen 127.0.0.1:{port}; root {top}; }} }}\n",
        encoding="utf-8",
    )
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "没有找到nginx，请用./gongkai test运行测试。"
    process = subprocess.Popen([program, "-c", str(own / "conf")], stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            assert process.poll() is None
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def test_what_can_be_had_is_had_and_no_garbage(tmp_path: Path) -> None:
    top = tmp_path / "served"
    site = district(tmp_path / "jia", "甲区")
    for number, name in enumerate(NAMES):
        shutil.copytree(site, top / str(number))
        for path in (top / str(number) / "api").rglob("*.json"):
            text = path.read_text(encoding="utf-8")
            text = text.replace("甲区", name).replace("www.jia.", f"www.d{number}.")
            path.write_text(text, encoding="utf-8")
    garbage = top / str(NAMES.index(GARBAGE)) / "api/v1/columns/ghxx/zxgh/documents-1.json"
    garbage.write_bytes(b"<script>rubbish()</script>" * 1000)
    with nginx(tmp_path, top) as address:
        # Nobody listens on port 9.
        homes = {
            name: "http://127.0.0.1:9/" if name in DOWN else f"{address}{number}/"
            for number, name in enumerate(NAMES)
        }
        root = city(tmp_path / "city", {name: f"url: '{home}'" for name, home in homes.items()})
        outcome = run("gather", "--root", root, "--as-of", AS_OF, "--format", "json")
    told = json.loads(outcome.out)
    assert outcome.code == 1
    assert set(told["failed"]) == {*DOWN, GARBAGE}
    good = [name for name in NAMES if name not in (*DOWN, GARBAGE)]
    assert told["columns"] == [{"column": "规划汇总", "rows": 2 * len(good)}]
    for name in NAMES:
        assert (f"{name}供水专项规划" in table(root)) is (name in good)
    built = build(root)
    page = (built / "ghhz/index.html").read_text(encoding="utf-8")
    for number, name in enumerate(NAMES):
        assert (f"https://www.d{number}.example.gov.cn/ghxx/zxgh/0.html" in page) is (name in good)
    assert not any(
        b"rubbish" in path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".bin"
    )
