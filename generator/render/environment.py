"""The Jinja environment of page templates. Everything printed is escaped unless marked safe in code."""

from __future__ import annotations

import contextlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator.errors import BuildError, reason_of
from generator.frames.faults import theme_fault
from generator.load.kept import read_kept, write_kept


class KeptTemplates(BytecodeCache):
    """Compiled templates, kept in a folder from one run to the next: compiling one takes longer than drawing with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in a template that was compiled before; Jinja tells by its digest whether it is still the same."""
        kept = read_kept(self.folder / bucket.key)
        if isinstance(kept, bytes):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; not being able to costs only time."""
        with contextlib.suppress(OSError):
            write_kept(self.folder / bucket.key, bucket.bytecode_to_string())


def make_environment(theme: Path, kept: Path) -> Environment:
    """Return the environment that reads theme/pages/, the same one as long as no template changed.

    ``kept`` is the folder of a cache for compiled templates. A build asks for them many times.
    """
    pages = theme / "pages"
    try:
        stamps = [(path.name, path.stat()) for path in sorted(pages.iterdir())]
    except OSError as error:
        raise BuildError(
            f"theme里的pages文件夹读不出来：{reason_of(error)}。从程序自带的theme复制一份。"
        ) from error
    return _environment(
        pages, kept, tuple((name, each.st_size, each.st_mtime_ns, each.st_ino) for name, each in stamps)
    )


@lru_cache(maxsize=4)
def _environment(pages: Path, kept: Path, stamps: tuple[tuple[str, int, int, int], ...]) -> Environment:  # noqa: ARG001
    return Environment(
        loader=FileSystemLoader(pages),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=KeptTemplates(kept),
    )


def draw(environment: Environment, template: str, **values: Any) -> str:
    """Render a page template. Raises BuildError, with its file and line, when it cannot be drawn."""
    try:
        return environment.get_template(template).render(**values)
    except BuildError:
        raise  # of a template within this one
    except Exception as error:
        # A theme is data that people hand in: whatever it makes Jinja do is a fault of the theme.
        raise BuildError(theme_fault(error)) from error


def safe(html: str) -> Markup:
    """Mark HTML that was sanitised or drawn by us as safe to print."""
    return Markup(html)
