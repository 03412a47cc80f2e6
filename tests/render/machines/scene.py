"""A portal with all that programs are told of, and of what they must not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.load.portal import load_portal
from generator.render.machines.extras import machine_extras
from generator.render.machines.reach import Reach
from generator.render.site.holdings import document_marks
from generator.render.site.jobs import site_facts
from generator.render.site.shelf import make_shelf
from tests.helpers import AS_OF, PORTAL, document, make_portal

BASE = "https://www.example.gov.cn/"
HOSTILE = "关于<b>样例</b>&事项]]>的通知"
COLUMNS = """\
columns:
  - name: 政务公开
    kind: group
    slug: zwgk
    description: 公开政务信息。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    children:
      - {name: 通知公告, slug: tzgg, description: 发布需要公众知晓的事项。}
      - {name: 文件库, slug: wjk, layout: normative-library, description: 现行有效的文件。}
      - {name: 名录, slug: ml, kind: register, description: 各机构的名录。}
      - {name: 空栏目, slug: klm, description: 还没有内容。}
  - name: 机构职能
    slug: jgzn
    kind: page
    type: 机构职能
    description: 说明本机关的职能。
    unit: 区政府办公室
    owner: 张某
    cycle: yearly
"""
SECRETS = ("草稿的标题", "撤回的标题", "将来的标题")


def files() -> dict[str, str | bytes]:
    """Return the sources: 31 notices, a policy, a register, a page, and three documents that are not public."""
    notices = {
        f"content/zwgk/tzgg/n{number:02}.md": document(
            f"关于第{number}件事项的通知", published=f"2026-03-{number:02} 09:30"
        )
        for number in range(1, 32)
    }
    hidden = {
        "a": document(SECRETS[0], draft="true", published="2026-11-01"),
        "b": document(SECRETS[1], published="2026-11-02", withdrawn="{date: 2026-11-10, reason: 内容有误}"),
        "c": document(SECRETS[2], published="2026-11-21 08:00"),
    }
    policy = document(
        "关于样例的办法",
        "第一条　为了规范样例，制定本办法。",
        doc_no="示例府发〔2026〕1号",
        signed="2026-05-01",
        published="2026-05-02",
        effective="2026-06-01",
        validity="有效",
        attachments="[表.csv]",
    )
    return {
        "columns.yml": PORTAL + "  audit: true\n" + COLUMNS,
        **notices,
        **{f"content/zwgk/tzgg/{name}.md": text for name, text in hidden.items()},
        "content/zwgk/tzgg/hostile.md": document(
            f"'{HOSTILE}'", published="2026-10-01", summary="'<i>概述</i>&'"
        ),
        "content/zwgk/wjk/bf.md": policy,
        "content/zwgk/wjk/表.csv": "甲,乙\n1,2\n",
        "content/zwgk/ml/名录.csv": "名称,地址\n甲医院,样例路1号\n乙医院,样例路2号\n",
        "content/jgzn/index.md": document("机构职能", "说明职能。", published="2026-01-01"),
    }


def make(folder: Path, more: dict[str, str | bytes] | None = None) -> Path:
    """Write the portal."""
    return make_portal(folder, files() | (more or {}))


def reach_of(root: Path, drafts: bool = False) -> Reach:
    """Return what programs are told of a portal, without drawing a page."""
    portal = load_portal(root, date.fromisoformat(AS_OF), drafts).portal
    assert portal
    if drafts:
        portal = replace(portal, preview=True)
    shelf = make_shelf(portal)
    return Reach(shelf, site_facts(portal), document_marks(shelf))


def keys_of(root: Path) -> dict[str, str]:
    """Return the key of every file for programs."""
    reach = reach_of(root)
    return {each.address: each.key for each in machine_extras(reach.shelf, reach.site, "", reach.marks)}
