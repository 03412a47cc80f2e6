"""What adding a pack did to columns.yml, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.amend.pack_columns import Addition
from generator.model.mandate import Pack
from generator.model.proof import Names
from generator.visible import visible

_MOST = 200


def addition_lines(pack: Pack, addition: Addition, pages: Sequence[str], dry_run: bool) -> Iterator[str]:
    """Yield what was done, or with ``dry_run`` would be, and what is left for a person to decide."""
    will = "要" if dry_run else "已"
    if not addition.insertions:
        yield visible(f"columns.yml里已经有{pack.id}，它要求的{len(addition.kept)}个栏目也都有，没有改动。")
    else:
        if addition.pack:
            yield visible(f"{will}在columns.yml的packs里加上{pack.id}。")
        if addition.added:
            yield f"{will}新加栏目{len(addition.added)}个："
            yield from _paths(addition.added, addition.unnamed)
        if addition.kept:
            yield f"已经有的栏目{len(addition.kept)}个，没有改动。"
        if not addition.added and not addition.kept:
            yield "这份要点没有要求设置栏目。"
    if pages:
        yield f"{will}建好单页的草稿{len(pages)}份，写好以后删去draft: true一行："
        yield from (visible(f"  content/{path}") for path in pages)
    if addition.dropped:
        yield visible(
            f"{pack.supersedes}要求过、{pack.id}不再要求的栏目{len(addition.dropped)}个，没有改动，留不留由你定："
        )
        yield from _paths(addition.dropped)
    if pack.supersedes and pack.supersedes in addition.tree.portal.packs:
        yield visible(f"packs里还写着{pack.supersedes}：上一年的任务不再核对的，把它从packs里删去。")
    if addition.added and not dry_run:
        yield "下一步：核对新栏目的描述、责任单位、责任人员和更新周期，运行gongkai check；没有问题再运行gongkai check --fix urls登记网址。"


def _paths(paths: Sequence[Names], unnamed: frozenset[Names] = frozenset()) -> Iterator[str]:
    for path in paths[:_MOST]:
        note = "　（要点没有点名，证明里用到；写错了的请改正）" if path in unnamed else ""
        yield visible(f"  {'>'.join(path)}{note}")
    if len(paths) > _MOST:
        yield f"  ……还有{len(paths) - _MOST}个。"
