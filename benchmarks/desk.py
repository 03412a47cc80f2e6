"""How long the pages of the desk take over a large portal, from request to answer, in this process.

The portal is a repository of its own, in which one document is changed: give a copy. Wall clock and processor
time in seconds, the median of several looks; the first look is told too, for what is worked out once.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from starlette.testclient import TestClient

from generator.desk.copy.state import key_of
from generator.desk.opening import Door, open_desk
from generator.desk.web.app import make_app

_PORT = 8010
_NOW = datetime(2026, 11, 20, 10, 0)


def _timed(act: Callable[[], int]) -> tuple[float, float, int]:
    wall, cpu = time.perf_counter(), time.process_time()
    size = act()
    return time.perf_counter() - wall, time.process_time() - cpu, size


def _token(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def measure(root: Path, looks: int) -> None:
    """Print a line for each page."""
    started = time.perf_counter()
    with open_desk(root, lambda: _NOW, people=None, who="张某") as desk:
        print(f"opened in {time.perf_counter() - started:.1f} s, {len(desk.room.known.documents)} documents")
        client = TestClient(
            make_app(desk, Door(port=_PORT).hosts(_PORT)), base_url=f"http://127.0.0.1:{_PORT}"
        )
        client.get(f"/?key={desk.key}")
        document = next(each for each in desk.room.known.documents.values() if each.doc_no)
        place = f"/documents/{key_of(document.path)}"
        token = {"csrf": _token(client.get(place).text)}
        change = client.post(place, data=token, follow_redirects=False).headers["location"]
        column = f"/new/{key_of(document.column)}"
        new = client.post(column, data=token, follow_redirects=False).headers["location"]
        pages = {
            "home": "/", "columns": "/new", "documents": "/documents", "documents, searched": "/documents?q=2026",
            "form of a new document": new, "form of a change": change, "registers": "/registers",
            "documents to choose": f"{change}/pick/interprets?q=2026",
        }  # fmt: skip
        for name, address in pages.items():
            seen = [_timed(lambda where=address: len(client.get(where).content)) for _ in range(looks)]  # type: ignore[misc]
            wall, cpu = (statistics.median(each[n] for each in seen) for n in (0, 1))
            print(
                f"{name:24} {seen[0][2]:7} bytes, first {seen[0][0]:.3f}, then {wall:.3f} s, processor {cpu:.3f} s"
            )
        title = {"head.title": "量一量", "revision": "1", **token}
        told = client.post(f"{change}/autosave", data=title, headers={"Accept": "application/json"})
        assert told.status_code == 200, told.text
        wall, cpu, _ = _timed(lambda: len(client.post(f"{change}/publish", data=token).content))
        print(f"publication {wall:.2f} s, processor {cpu:.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("portal", type=Path)
    parser.add_argument("--looks", type=int, default=7)
    chosen = parser.parse_args()
    measure(chosen.portal, chosen.looks)
