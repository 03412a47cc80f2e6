"""The portal with its drafts, put into a folder for those who have to look at it before the public does.

It is built among the caches and never in site/: what holds a draft cannot be deployed by mistake. The folder
is one that holds nothing, or what was put there before.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from generator.errors import BuildError, UsageError, reason_of
from generator.publish.swap import swap_tree

MARK = ".gongkai-drafts"
_TOLD = "这个文件夹由gongkai build --drafts写出，含草稿，不要放到公开的服务器上。\n"


def check_out(root: Path, out: Path, mark: str = MARK, option: str = "--out") -> Path:
    """Return the folder to put a tree into, which bears a mark. Raises UsageError for one that holds anything else.

    ``option`` is what the folder was given with.
    """
    place = Path(os.path.realpath(out))
    if place == root or place in root.parents or place.is_relative_to(root):
        raise UsageError(f"“{out}”在网站的文件夹里，或者包着它。请用{option}写一个别处的文件夹。")
    if not place.parent.is_dir():
        raise UsageError(f"没有“{place.parent}”这个文件夹，请先建好。")
    try:
        empty = not place.exists() or (place.is_dir() and not os.listdir(place))  # noqa: PTH208 - names are enough
    except OSError as error:
        raise UsageError(f"“{out}”打不开：{reason_of(error)}。") from error
    if not empty and not (place / mark).is_file():
        raise UsageError(f"“{out}”里有别的文件，没有改动。请换一个空文件夹，或者还没有的文件夹。")
    return place


def put_out(site: Path, out: Path) -> None:
    """Put a copy of what was built into the folder in one step. Raises BuildError."""
    made = out.with_name(f".{out.name}.gongkai-making")
    try:
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(site, made, copy_function=shutil.copyfile)
        (made / MARK).write_text(_TOLD, encoding="utf-8")
        swap_tree(made, out)
    except OSError as error:
        raise BuildError(f"“{out}”写不进去：{reason_of(error)}。") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
