"""Frames drawn once a process of tests for the same tree, identity and look: a third of a small first build.

What stands in frames follows from that alone. The tests of frames, and those that hold a build against a first one
(tests/publish/test_edit_sequences.py), have theirs drawn each time.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from generator.files import remove
from generator.frames import draw
from generator.frames.layers import Dress
from generator.load.cache.seal import seal_folder
from generator.model.portal import Portal

# A worker's tests come folder by folder: what was not asked for in so many others is not asked for again.
_MOST = 100
_DRAW = draw._draw


@contextmanager
def drawn_once() -> Iterator[None]:
    """Let this process draw no frames twice."""
    known: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as place:

        def drawn(portal: Portal, dress: Dress, folder: Path) -> None:
            # The folder's name stands for the views of all pages, the files of the theme and the program.
            seen = (portal.name, portal.domain, portal.identity, [each.name for each in portal.walk()])
            key = repr((folder.name, seen, sorted(dress.files), dress.sheet, sorted(dress.left_out)))
            if key in known:
                remove(folder)
                shutil.copytree(known[key], folder)
                # As new as if it was drawn: the oldest of a cache go.
                folder.touch()
                seal_folder(folder)
                return
            _DRAW(portal, dress, folder)
            if len(known) == _MOST:
                shutil.rmtree(known.pop(next(iter(known))))
            known[key] = Path(tempfile.mkdtemp(dir=place)) / "frames"
            shutil.copytree(folder, known[key])

        with mock.patch.object(draw, "_draw", drawn):
            yield


@contextmanager
def drawn_anew() -> Iterator[None]:
    """Have frames drawn each time."""
    with mock.patch.object(draw, "_draw", _DRAW):
        yield
