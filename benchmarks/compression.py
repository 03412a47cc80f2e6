"""Compare what could compress the files of search shards: seconds and size, over the shards of a built portal.

    python benchmarks/compression.py ROOT/site/pagefind

zlib comes with Python; isal, zlib-ng and deflate (libdeflate) are measured if they are there.
"""

from __future__ import annotations

import argparse
import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

_GZIP = 31


def with_objects(library: Any, level: int) -> Callable[[bytes], int]:
    """Return what tells the compressed size of data, by a library with the interface of zlib."""

    def size(data: bytes) -> int:
        packer = library.compressobj(level, library.DEFLATED, _GZIP)
        return len(packer.compress(data)) + len(packer.flush())

    return size


def rivals() -> Iterator[tuple[str, Callable[[bytes], int]]]:
    """Yield what is there to be compared."""
    for level in (1, 6):
        yield f"zlib {level}", with_objects(zlib, level)
    for name, module, levels in (
        ("isal", "isal.isal_zlib", (1, 2, 3)),
        ("zlib-ng", "zlib_ng.zlib_ng", (1, 2)),
    ):
        try:
            library = import_module(module)
        except ImportError:
            continue
        for level in levels:
            yield f"{name} {level}", with_objects(library, level)
    try:
        deflate = import_module("deflate")
    except ImportError:
        return
    yield "libdeflate 1", lambda data: len(deflate.gzip_compress(data, 1))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bundle", type=Path)
    files = [path for path in parser.parse_args().bundle.glob("*/*/*.pf_*") if path.parent.name != "core"]
    texts = [gzip.decompress(path.read_bytes()) for path in files]
    print(f"{len(texts)} files, {sum(map(len, texts)) / 1e6:.1f} MB")
    for name, size in rivals():
        start = time.perf_counter()
        total = sum(size(text) for text in texts)
        print(f"{name:>12}: {time.perf_counter() - start:6.2f} s, {total / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
