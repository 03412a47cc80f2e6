"""Real servers, each with the configuration that the command writes: only ports and the folders of a system are ours."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest

from generator.load.gate.published_types import USES
from generator.model.addresses.redirects import Redirects
from generator.render.site.server_rules import rule_files
from tests.helpers import make_portal, run

HOST = "www.example.gov.cn"
FRAGMENT = "pagefind/2024_03f4032a2f54/fragment/gk-2024_03f4032a2f54.pf_fragment"
STYLES = "assets/stylesheets/main.57a0d79d.min.css"
FEEDS = ("feeds/feed.atom", "feeds/tz/feed.jsonfeed", "search/opensearch.osdx", ".well-known/security.txt")
LONG = "<p>首页" * 900
FILES = {
    "index.html": LONG, "404.html": "<p>没有这个页面", "robots.txt": "甲", "sitemap.xml": "<a/>", "tz/index.html": "<p>栏目",
    "assets/a.css": "p{}", "assets/a.js": "1" * 3000, "assets/mark.svg": "<svg/>", "pagefind/shards.json": "{}", "pagefind/a.pf_meta": "甲",
    FRAGMENT: "甲", "pagefind/2024_03f4032a2f54/p0.pagefind": "甲乙丙",
    STYLES: "p{}", "pagefind/core/wasm.unknown.pagefind": "甲", "tz/long.html": "<p>现压" * 900, ".geheim/a.txt": "甲",
    "tz/.htpasswd": "甲", **dict.fromkeys(FEEDS, "甲"), **{f"tz/附件{suffix}": "甲" for suffix in USES},
}  # fmt: skip
_APACHE_MODULES = "mpm_event authz_core headers rewrite deflate filter mime dir alias setenvif env"


@dataclass(frozen=True)
class Answer:
    """A status, headers by their names in small letters, and what came."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Running:
    """A server that runs, and the path of the portal below its domain."""

    kind: str
    ports: dict[str, int]
    path: str

    def ask(self, address: str, host: str = "127.0.0.1", method: str = "GET", **headers: str) -> Answer:
        """Ask for an address below the portal's path."""
        connection = http.client.HTTPConnection(host, self.ports[host], timeout=20)
        asked = quote(self.path + address, safe="/?=")
        connection.request(
            method, asked, headers={"Host": HOST, **{k.replace("_", "-"): v for k, v in headers.items()}}
        )
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


def configuration(kind: str, *options: str) -> str:
    """Return what the command writes."""
    outcome = run("server", kind, "--domain", HOST, *options)
    assert outcome.code == 0, outcome.err
    return outcome.out


def _free_ports() -> dict[str, int]:
    ports = {}
    for host, family in (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)):
        with socket.socket(family) as probe:
            probe.bind((host, 0))
            ports[host] = int(probe.getsockname()[1])
    return ports


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _nginx(text: str, folder: Path, ports: dict[str, int]) -> list[str]:
    text = text.replace("listen 80;", f"listen 127.0.0.1:{ports['127.0.0.1']};")
    text = text.replace("listen [::]:80;", f"listen [::1]:{ports['::1']};")
    text = text.replace("/etc/nginx/gongkai.d", f"{folder}/own")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{each}_temp_path {folder}/{each};" for each in kinds)
    # Started by root it would read as somebody else, who may not look into a folder of tests.
    user = "user root;" if _is_root() else ""
    frame = f"{user} pid {folder}/pid; error_log {folder}/errors; daemon off; events {{}}\n"
    (folder / "conf").write_text(f"{frame}http {{ access_log off; {places}\n{text}\n}}\n", encoding="utf-8")
    command = ["nginx", "-c", f"{folder}/conf"]
    tested = subprocess.run([*command, "-t"], capture_output=True, check=False)
    assert tested.returncode == 0, tested.stderr.decode()
    assert b"warn" not in tested.stderr
    return command


def _caddy(text: str, folder: Path, ports: dict[str, int]) -> list[str]:
    where = f"http://{HOST}:{ports['127.0.0.1']}, http://{HOST}:{ports['::1']}"
    assert f"\nhttp://{HOST} {{" in text
    text = text.replace(f"\nhttp://{HOST} {{", f"\n{where} {{", 1).replace(
        "/etc/caddy/gongkai.d", f"{folder}/own"
    )
    (folder / "conf").write_text(f"{{\n\tadmin off\n}}\n{text}", encoding="utf-8")
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/conf"]
    tested = subprocess.run(["caddy", "validate", *command[2:]], capture_output=True, check=False)
    assert tested.returncode == 0, tested.stderr.decode()
    return command


def _apache(text: str, folder: Path, ports: dict[str, int]) -> list[str]:
    text = text.replace("<VirtualHost *:80>", "<VirtualHost *>").replace(
        "/etc/apache2/gongkai.d", f"{folder}/own"
    )
    listen = f"Listen 127.0.0.1:{ports['127.0.0.1']}\nListen [::1]:{ports['::1']}\n"
    modules = "".join(
        f"LoadModule {each}_module /usr/lib/apache2/modules/mod_{each}.so\n"
        for each in _APACHE_MODULES.split()
    )
    frame = f"ServerName {HOST}\nServerRoot {folder}\nPidFile {folder}/pid\nErrorLog {folder}/errors\nTypesConfig /dev/null\n"
    frame += "AddType application/x-gzip .gz\n<Directory />\nRequire all denied\nAllowOverride None\n</Directory>\n"
    (folder / "conf").write_text(f"{modules}{frame}{listen}{text}", encoding="utf-8")
    command = ["apache2", "-f", f"{folder}/conf"]
    tested = subprocess.run([*command, "-t"], capture_output=True, check=False)
    assert tested.returncode == 0, tested.stderr.decode()
    return [*command, "-DFOREGROUND"]


_MAKERS = {"nginx": _nginx, "caddy": _caddy, "apache": _apache}


@contextmanager
def running(kind: str, path: str, folder: Path) -> Iterator[Running]:
    """Run a server with its configuration over a site in ``folder``."""
    ports = _free_ports()
    text = configuration(
        kind, "--folder", f"{folder}/现 在", "--path", path, "--root", str(make_portal(folder / "p"))
    )
    words = _MAKERS[kind](text, folder, ports)
    program = shutil.which(words[0], path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, f"没有找到{words[0]}，请用./gongkai test运行测试。"
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    said = (folder / "said").open("wb")
    process = subprocess.Popen([program, *words[1:]], stdout=said, stderr=said, env=environment)
    try:
        _wait_for(ports, process, folder)
        yield Running(kind, ports, path)
    finally:
        process.terminate()
        process.wait()
        said.close()


def _wait_for(ports: dict[str, int], process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, (folder / "said").read_text()
        try:
            for host, port in ports.items():
                socket.create_connection((host, port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("服务器没有应答。")


MOVED = {
    "alt/index.html": "tz/index.html",
    "a/1.html": "tz/long.html",
    "旧/页 2.htm": "tz/附件.pdf",
    "l.aspx?id=5": "tz/long.html",
}
GONE = {"tz/weg.html": "tz/weg.html", "tz/弃 1.pdf": "tz/weg.html"}
NOTICE = "<p>已撤回"


def lay_site(folder: Path, base: str) -> None:
    """Write a site as a deploy leaves it: behind a link, long texts packed beside."""
    release = folder / "releases/1"
    rules = rule_files(Redirects(MOVED, GONE), base)
    for name, text in {**FILES, "tz/weg.html": NOTICE, "a/1.html": "<p>已移走", **rules}.items():
        path = release / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if len(text) > 1000 and name != "tz/long.html":
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
            path.with_name(f"{path.name}.br").write_bytes(brotli.compress(text.encode()))
    (folder / "现 在").symlink_to("releases/1")
    (folder / "own").mkdir()
    folder.chmod(0o755)


CASES = [(kind, path) for kind in _MAKERS for path in ("/", "/zwgk/")]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}{case[1]}")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Each server that can be run here, at the root of a domain and below it."""
    kind, path = request.param
    folder = tmp_path_factory.mktemp(kind)
    lay_site(folder, path)
    with running(kind, path, folder) as server:
        yield server
