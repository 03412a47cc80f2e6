"""What a new portal says, as text: columns, marks, pages to write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from generator.load.columns.columns import build_tree
from generator.load.columns.url_lock import LOCK_FILE, lock_text
from generator.load.documents.template import draft_document
from generator.load.yaml.marked import parse_marked
from generator.mandates.library import load_packs
from generator.mandates.plan import MandatedColumn, mandated_columns
from generator.model.addresses.url_lock import UrlLock
from generator.model.column import Column
from generator.model.words import ColumnKind
from generator.report.columns_text import NewPortalFacts, columns_text, scalar
from generator.report.new_portal_notes import notes


def new_portal(facts: NewPortalFacts, day: date) -> dict[str, str]:
    """Return the files of a portal that say what it is, by their path below its folder.

    Pages begin as drafts of ``day``, so that nothing unwritten is ever published.
    """
    planned = mandated_columns(
        load_packs(facts.packs, facts.own), facts.level, facts.organizer, every_level=facts.every_level
    )
    columns = columns_text(facts, planned)
    files = {
        "columns.yml": columns,
        "mkdocs.yml": _marks(facts),
        "README.md": notes(facts.name, facts.packs, count_columns(planned)),
    }
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


def count_columns(columns: tuple[MandatedColumn, ...]) -> int:
    """Return how many columns a tree has."""
    return sum(1 + count_columns(column.children) for column in columns)


def _marks(facts: NewPortalFacts) -> str:
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
    # 以下是外观，要哪一项就去掉那一行开头的#号；图片和样式放在public或theme文件夹。
    # primary: "#1a4d8f"             # 主色：页头、按钮；色号要加引号
    # accent: "#1a4d8f"              # 强调色：链接；不写时用主色
    # logo: public/logo.png          # 含网站名称的横幅标志，代替徽标和名称
    # emblem: public/badge.svg       # 页头名称左边的徽标，正方形
    # favicon: public/icon.svg       # 浏览器标签上的小图标
    # footer: [版权所有　{facts.organizer}]   # 页脚最后的文字，每项一行
    # extra_css: [public/own.css]    # 自己的样式，排在程序的样式之后
"""
