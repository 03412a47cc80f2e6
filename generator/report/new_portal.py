"""Every file of a new portal as text: columns, marks, pages to write, notes for the webmaster."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from generator.load.columns.columns import build_tree
from generator.load.columns.url_lock import LOCK_FILE, lock_text
from generator.load.documents.template import draft_document
from generator.load.yaml.marked import parse_marked
from generator.mandates.plan import PlannedColumn, plan_columns
from generator.model.addresses.url_lock import UrlLock
from generator.model.column import Column
from generator.model.words import ColumnKind
from generator.report.columns_text import PortalFacts, columns_text, scalar
from generator.report.schema import DECLARATIONS, schema_text


def new_portal(facts: PortalFacts, day: date) -> dict[str, str]:
    """Return the files of a portal by their path below its folder.

    Pages begin as drafts of ``day``, so that nothing unwritten is ever published.
    """
    planned = plan_columns(facts.packs, facts.level, facts.organizer, every_level=facts.every_level)
    columns = columns_text(facts, planned)
    files = {
        "columns.yml": columns,
        "mkdocs.yml": _marks(facts),
        "README.md": _notes(facts, planned),
        ".gitignore": ".venv/\n.cache/\nsite/\n",
        # Two people who each add a column: both their lines stay.
        ".gitattributes": f"{LOCK_FILE} text eol=lf merge=union\n",
        # Git keeps no empty folder, and a portal without content/ is a finding.
        "content/.gitkeep": "",
    }
    for name, declaration in DECLARATIONS.items():
        files[f"schema/{name}"] = schema_text(declaration)
    built = tuple(_built(columns))
    files[LOCK_FILE] = lock_text(UrlLock(), built)
    for column in built:
        if column.kind is ColumnKind.PAGE:
            issuer = column.unit or facts.organizer
            draft = draft_document(column, column.name, issuer=issuer, day=day, numbers=None, file_name=None)
            files[f"content/{draft.path}"] = draft.text
    return files


def _built(text: str) -> Iterator[Column]:
    tree = build_tree(parse_marked(text, "columns.yml"), [])
    for top in tree.columns if tree else ():
        yield from top.walk()


def count_columns(columns: tuple[PlannedColumn, ...]) -> int:
    """Return how many columns a tree has."""
    return sum(1 + count_columns(column.children) for column in columns)


def _marks(facts: PortalFacts) -> str:
    return f"""\
# yaml-language-server: $schema=./schema/identity.schema.json
# 网站的外观和标识。引号里空着的照实填写，不要编造；填好以前，gongkai check会提醒缺哪一项。
site_name: {scalar(facts.name)}
site_url: {json.dumps(f"https://{facts.domain}/")}
docs_dir: content
site_dir: site
theme:
  name: material
  language: zh
  font: false            # 不从外网加载字体
plugins:
  - gongkai
extra:
  gongkai:               # 页头页脚的标识
    tagline: ""          # 网站名称下面的一行小字，可以不写
    phone: ""            # 联系电话，例如023-00000000
    address: ""          # 地址
    postcode: ""         # 邮政编码
    undertaker: ""       # 承办单位
    icp: ""              # ICP备案编号，例如渝ICP备00000000号-1
    police_record: ""    # 公安备案编号，例如渝公网安备50000000000000号
    conac_id: ""         # 党政机关网站标识的编号，32位
    error_report: true   # 显示“我为政府网站找错”入口
"""


def _notes(facts: PortalFacts, planned: tuple[PlannedColumn, ...]) -> str:
    packs = "、".join(facts.packs)
    return f"""\
# {facts.name}政务公开栏目

这个文件夹是一个网站，栏目按要点{packs}的要求建好，共{count_columns(planned)}个。

## 文件夹里有什么

| 文件 | 用处 |
| --- | --- |
| columns.yml | 栏目树：名称、描述、责任单位、更新周期、设置依据 |
| urls.lock | 地址的登记簿，程序写的；登记过的地址不再变，与columns.yml一起提交 |
| content | 内容。一个栏目一个文件夹，文件夹名是栏目的地址，用gongkai tree查看 |
| mkdocs.yml | 网站名称、网址和页脚标识 |
| schema | 供编辑器提示可以写哪些键，不用改 |

生成的网站在site文件夹，缓存在.cache文件夹，都不用保存到版本库。

## 上线以前要做的事

1. 在columns.yml里核对网站名称、域名、网站标识码和主办单位；标识码还是0000000000的，换成真实的。
2. 给一级栏目写上责任人员（owner），核对每个栏目的责任单位和更新周期。
3. 在mkdocs.yml里填写页脚标识。
4. 写好content里的单页（文件名都是index.md），写好一页就删除它的draft: true一行。
5. 每个栏目至少放一份内容。栏目里没有内容会被检查指出，空白栏目多了，网站检查不合格。
6. 删除columns.yml末尾的checks，运行gongkai check，直到没有错误和警告。

## 常用命令

在这个文件夹里运行；gongkai不在这里的，加上`--root 这个文件夹`，在gongkai所在的文件夹运行。

```
gongkai check                    检查，列出问题和改法
gongkai tree                     查看栏目和地址
gongkai new 栏目 标题             新建一份文档
gongkai serve                    在本机预览
gongkai build                    生成网站
```
"""
