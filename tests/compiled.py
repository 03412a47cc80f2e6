"""Templates compiled once a run of the tests: MkDocs compiles its own anew for each site, a third of a small build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any
from unittest import mock

from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket
from jinja2.loaders import BaseLoader


class _Kept(BytecodeCache):
    """Keeps in memory what was compiled, by the text and all of the environment that decides what becomes of it."""

    def __init__(self) -> None:
        self._codes: dict[str, Any] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        settings = (
            *(type(environment), environment.sandboxed, environment.autoescape, environment.optimized),
            *(sorted(environment.extensions), sorted(environment.filters), sorted(environment.tests)),
            *(environment.trim_blocks, environment.lstrip_blocks, environment.keep_trailing_newline),
        )
        told = repr((name, filename, source, settings))
        bucket = Bucket(environment, hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(), "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = bucket.code


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let no template be compiled twice in this process, unless its environment keeps them elsewhere."""
    kept, load = _Kept(), BaseLoader.load

    def load_kept(
        loader: BaseLoader,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        if environment.bytecode_cache is None:
            environment.bytecode_cache = kept
        return load(loader, environment, name, globals)

    with mock.patch.object(BaseLoader, "load", load_kept):
        yield
