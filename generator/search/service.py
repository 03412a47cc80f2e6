"""The Pagefind binary, spoken to over its pipes.

Pagefind can index a folder of HTML files, but takes them in the order the file system lists them, and
numbers pages by it: the same documents give other bytes on another disk. Its service mode (the one its
Node and Python packages use) takes records one by one in our order, needs no files, and gives the same
bytes everywhere. The Python package itself waits 0.1 s a record, hence these few lines.

A message is JSON in base64 with a comma behind it, an answer likewise. The process ends when its input
closes, whatever it still has to do: its input stays open until the last answer, and the finished files
are taken from that answer. (Told to write them, it answers before the last byte is on the disk.)
"""

from __future__ import annotations

import gzip
import json
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

from generator.data import dataclass
from generator.errors import SearchIndexError

# What each packed file of a bundle begins with, once unpacked.
SIGNATURE = b"pagefind_dcd"


@dataclass(frozen=True)
class PagefindRecord:
    """A record for Pagefind."""

    url: str
    content: str
    meta: str
    rank: int  # its place in the order of the index


def make_bundle(pages: Iterable[PagefindRecord], language: str, out: Path, executable: Path) -> None:
    """Index these pages, in this order, into the folder ``out``.

    ``language`` names the index; it must be none that Pagefind knows, or words would be stemmed.
    Raises SearchIndexError.
    """
    messages: list[dict[str, object]] = [
        {"type": "NewIndex", "config": None},
        *(_record(page, language) for page in pages),
        {"type": "GetFiles", "index_id": 0},
    ]
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                [executable, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
            )
        except OSError as error:
            raise SearchIndexError(f"无法运行搜索索引程序 {executable.name}：{error}") from error
        with process:
            answer, said = _converse(process, messages)
        if said or process.returncode:
            errors.seek(0)
            stderr = errors.read().decode("utf-8", "replace").strip()
            raise SearchIndexError("\n".join(filter(None, ["搜索索引没有建成。", said, stderr])))
    for file in answer["files"]:
        path = out / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b64decode(file["content"]))


def page_names(bundle: Path) -> list[str]:
    """Return the names of the pages of a bundle, in the order of its index."""
    import cbor2

    (meta,) = bundle.glob("*.pf_meta")
    data = gzip.decompress(meta.read_bytes()).removeprefix(SIGNATURE)
    return [name for name, _ in cbor2.loads(data)[1]]


def _record(page: PagefindRecord, language: str) -> dict[str, object]:
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": page.url,
        "content": page.content,
        "language": language,
        "meta": {"facts": page.meta},
        "filters": None,
        # A number would be compared as a 32-bit float.
        "sort": {"order": f"n{page.rank:08d}"},
    }


def _converse(
    process: subprocess.Popen[bytes], messages: list[dict[str, object]]
) -> tuple[dict[str, Any], str]:
    """Send all messages and wait for all answers; return the last one, and what went wrong, if anything."""
    assert process.stdin is not None
    assert process.stdout is not None
    # Both pipes fill up: while one thread writes, this one reads.
    writer = Thread(target=_send, args=(process.stdin, messages), daemon=True)
    writer.start()
    left, said = len(messages), ""
    payload: dict[str, Any] = {}
    for answer in _answers(process.stdout):
        left -= 1
        payload = answer["payload"]
        if payload["type"] == "Error":
            said = str(payload.get("message", payload))
        if said or not left:
            break
    else:
        said = f"程序提前结束，还有{left}条没有回答。"
    if said:
        process.kill()
    writer.join()
    with suppress(OSError):  # what a dead process did not read cannot be flushed
        process.stdin.close()
    return payload, said


def _send(pipe: IO[bytes], messages: list[dict[str, object]]) -> None:
    with suppress(OSError):  # the process died; the reader sees that and says why
        for number, payload in enumerate(messages):
            message = json.dumps({"message_id": number, "payload": payload}, ensure_ascii=False)
            pipe.write(b64encode(message.encode("utf-8", "replace")) + b",")
        pipe.flush()


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while chunk := pipe.read1(1 << 20):  # type: ignore[attr-defined]
        *ends, rest = chunk.split(b",")
        for end in ends:
            yield json.loads(b64decode(b"".join([*parts, end])))
            parts = []
        parts.append(rest)
