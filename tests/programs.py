"""The program in other versions, for tests of what is kept between runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest

from generator import program
from generator.libraries import installed
from generator.render.site.writer import PageWriter

# As it is; with one module changed; with one library upgraded; under another Python.
PROGRAMS = ("", "code", "library", "python")


@contextlib.contextmanager
def running_as(version: str) -> Iterator[None]:
    """Run as another version of the program, whose pages differ from those of this one."""
    if not version:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        digest, put = program.digest_of_program, PageWriter.put

        def other_digest(
            package: Any, theme: Any, python: str, libraries: dict[str, str], kept: Any = None
        ) -> str:
            if version == "library":
                return digest(package, theme, python, {**libraries, "nh3": "999"}, kept)
            # A module more stands for any change of one (tests/test_program.py shows that it is told).
            return digest(package, theme, f"{python} {version}", libraries, kept)

        def other_put(writer: PageWriter, address: str, data: bytes) -> None:
            put(writer, address, data + f"<!-- {version} -->".encode() if address.endswith(".html") else data)

        patch.setattr(program, "digest_of_program", other_digest)
        patch.setattr(PageWriter, "put", other_put)
        assert installed()
        program.program_digest.cache_clear()
        try:
            yield
        finally:
            program.program_digest.cache_clear()
    program.program_digest.cache_clear()
