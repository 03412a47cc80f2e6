"""The Jinja environment of page templates. Everything printed is escaped unless marked safe in code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, StrictUndefined, Template
from jinja2.bccache import Bucket

from generator.errors import BuildError, reason_of
from generator.frames.layers import Layers
from generator.frames.sandbox import ThemeEnvironment, ThemeLoader, explain
from generator.load.cache.seal import read_sealed, write_sealed
from generator.machine import machine_folder
from generator.program import program_digest
from generator.views.titles import broken_title

_PROGRAMS_KEPT = 3


class KeptTemplates(BytecodeCache):
    """Compiled templates, kept from one run to the next: compiling one takes longer than drawing with it.

    They are code: they lie with this user, outside of every portal.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in a template that was compiled before; Jinja tells by its digest whether it is still the same."""
        kept = read_sealed(self.folder / bucket.key)
        if kept:
            bucket.bytecode_from_string(bytes(kept))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; not being able to costs only time."""
        with suppress(OSError):
            if not self.folder.is_dir():
                _forget_programs(self.folder.parent)
            write_sealed(self.folder / bucket.key, bucket.bytecode_to_string())


def _forget_programs(folder: Path) -> None:
    """Remove what was compiled for programs long gone."""
    if folder.is_dir():
        kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_PROGRAMS_KEPT - 1 :]:
            shutil.rmtree(path, ignore_errors=True)


def make_environment(layers: Layers) -> Environment:
    """Return the environment that reads pages/ of a theme's layers, the same one as long as no template changed.

    A build asks for it many times. Raises BuildError when there are no templates.
    """
    folders = tuple(layer / "pages" for layer in layers)
    stamps = []
    for folder in folders:
        try:
            stamps += [(str(path), path.stat()) for path in _templates(folder)]
        except FileNotFoundError:
            continue  # a portal that changes no page has no such folder
        except OSError as error:
            raise BuildError(f"theme里的pages文件夹读不出来：{reason_of(error)}。") from error
    return _environment(
        folders, tuple((name, each.st_size, each.st_mtime_ns, each.st_ino) for name, each in stamps)
    )


def _templates(folder: Path) -> Iterator[Path]:
    """Yield the templates of a folder and of the folders of the families in it."""
    for path in sorted(folder.iterdir()):
        yield path
        # What a link leads to is none of the theme's (sandbox.py), and may lead back here.
        if path.is_dir() and not path.is_symlink():
            yield from _templates(path)


@lru_cache(maxsize=4)
def _environment(folders: Layers, stamps: tuple[tuple[str, int, int, int], ...]) -> Environment:  # noqa: ARG001
    folder = machine_folder()
    environment = ThemeEnvironment(
        handed=("generator.render.", "generator.views.", "generator.kinds.", "generator.model."),
        loader=ThemeLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        # A theme has so many templates and no more: a cache without an end does no bookkeeping at each page.
        cache_size=-1,
        bytecode_cache=KeptTemplates(folder / "templates" / program_digest()) if folder else None,
    )
    environment.filters["broken"] = broken_title
    return environment


def draw(environment: Environment, template: str, **values: Any) -> str:
    """Render a page template. Raises BuildError, with its file and line, when it cannot be drawn."""
    try:
        return _drawn(environment, environment.get_template(template), values)
    except BuildError:
        raise  # of a template within this one
    except Exception as error:
        # A theme is data that people hand in: whatever it makes Jinja do is a fault of the theme.
        raise BuildError(f"网页画不出来。{explain(error)}") from error


def _drawn(environment: Environment, template: Template, values: dict[str, Any]) -> str:
    """Draw as ``Template.render`` does, which goes twice through the names that all templates know, one by one."""
    known = {**environment.globals, **values}
    context = environment.context_class(environment, known, template.name, template.blocks)
    try:
        return environment.concat(template.root_render_func(context))
    except Exception:
        environment.handle_exception()
