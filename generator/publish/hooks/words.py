"""What is said to whoever pushes, beside findings: lines in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from generator.errors import UsageError
from generator.model.addresses.address import public_address
from generator.publish.hooks.judging import Judged
from generator.publish.hooks.publishing import Published, Shown

TEMPLATES = ("gitea", "gitlab", "pre-commit")
_SHOWN = 10


def held_lines(judged: Judged) -> Iterator[str]:
    """Yield which documents and columns are held back, and what readers see in their place."""
    if judged.held:
        columns = sum(path.endswith("/") for path in judged.held)
        counts = ((len(judged.held) - columns, "份文档"), (columns, "个栏目"))
        told = "、".join(f"{count}{what}" for count, what in counts if count)
        yield f"以上{told}有错误，改动暂不公开，其余照常发布："
    for path in judged.held:
        kept, none = ("内容", "它的内容") if path.endswith("/") else ("版本", "它")
        words = f"网站上仍是改动以前的{kept}" if path in judged.former else f"网站上没有{none}"
        yield f"  {path}　{words}"


def ignored_lines(judged: Judged) -> Iterator[str]:
    """Yield what was pushed but is no part of a portal."""
    if judged.ignored:
        shown = "、".join(judged.ignored[:_SHOWN])
        yield f"没有理会：{shown}等{len(judged.ignored)}个。子模块、site、.cache和.venv不是网站的内容，请不要提交。"


def fresh_lines(published: Published) -> Iterator[str]:
    """Yield the documents that have just gone live, with their addresses."""
    if published.deployed is None or not published.deployed.served:
        return
    for each in published.fresh[:_SHOWN]:
        yield f"  {each.title}　/{public_address(each.address)}"
    if len(published.fresh) > _SHOWN:
        yield f"  ……还有{len(published.fresh) - _SHOWN}份"


def shown_line(shown: Shown, branch: str) -> str:
    """Return what came of a preview."""
    if shown.result.stats is None:
        return f"分支“{branch}”已收下，但有错误，没有做预览。"
    return f"预览：{shown.folder}（分支“{branch}”，提交{shown.commit[:10]}，草稿也显示）。"


def template(name: str) -> str:
    """Return a template for a CI or for pre-commit. Raises UsageError for a name that is none."""
    if name not in TEMPLATES:
        raise UsageError(f"没有“{name}”这个模板。可以写：{'、'.join(TEMPLATES)}。")
    return (files("generator.publish.hooks") / "templates" / f"{name}.yml").read_text(encoding="utf-8")
