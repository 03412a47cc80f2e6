"""Write a mandated tree as columns.yml: commented, in order, without what is inherited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from generator.data import dataclass
from generator.mandates.plan import MandatedColumn
from generator.model.mandate import Pack
from generator.model.words import ColumnType, PortalLevel, level_words

_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z“][\u4e00-\u9fff“”（）《》〔〕、，。；：！？/A-Za-z0-9._-]*")
# Read by YAML 1.1 as something else than text.
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

_HEAD = """\
# yaml-language-server: $schema=./schema/columns.schema.json
# 栏目树。一个“- name”是一个栏目，写在children下面的是它的下级栏目；先后顺序就是网页上的顺序。
#   kind         种类：不写是文档列表，register名录，page单页，links链接，group只含下级栏目
#   description  栏目描述，写公众在这里能查到什么
#   type         栏目类别，只能取《政府网站发展指引》规定的十八个值之一
#   unit、owner、cycle  责任单位、责任人员、更新周期；与上级栏目相同的不写，自动沿用
#   basis        设置依据：要点编号#任务编号。要点点名设置的栏目，列点名的任务；没有点名的，列内容放在这里的任务
#   home         首页位置：notices通知公告、interpretation政策解读、offices机构、topic专题、feature重点栏目
# 责任单位照要点的牵头单位写成本级的机构，更新周期按惯例预填，请逐个核对。
# 缩进用两个空格，不要用制表符；改完运行gongkai check。
"""

# A new portal is empty throughout, and is to be built and looked at all the same.
_TAIL = """
# 新网站的栏目还是空的，所以空白栏目过多暂时只是警告。内容录入完、上线以前，删除下面四行。
checks:
  - code: column-empty-many
    level: warning
    reason: 新建网站，内容正在录入。
"""


@dataclass(frozen=True)
class NewPortalFacts:
    """Who runs the portal, which packs bind it, and whether it has the columns they ask of other levels too.

    ``own`` are those of the packs that do not come with the program.
    """

    name: str
    level: PortalLevel
    domain: str
    site_code: str
    organizer: str
    packs: tuple[str, ...]
    every_level: bool = False
    own: tuple[Pack, ...] = ()


@dataclass(frozen=True)
class Above:
    """What a column has from the one above it, and so need not say."""

    unit: str = ""
    cycle: str = ""
    type: str = ColumnType.CATALOGUE.value


def columns_text(facts: NewPortalFacts, columns: tuple[MandatedColumn, ...]) -> str:
    """Return the whole of columns.yml."""
    lines = [
        "portal:",
        f"  name: {scalar(facts.name)}   # 网站名称，写机关全称",
        f"  level: {facts.level.value}   # 机关级别：{level_words()}",
        f"  domain: {scalar(facts.domain)}   # 网站域名，不带https://",
        f"  site_code: {json.dumps(facts.site_code)}   # 政府网站标识码，十位数字，要加引号",
        f"  organizer: {scalar(facts.organizer)}   # 主办单位",
        f"  packs: [{', '.join(facts.packs)}]   # 本站要落实的要点",
        "columns:",
    ]
    for column in columns:
        lines.extend(column_lines(column, "  ", Above(), top=True))
        lines.append("")
    return _HEAD + "\n".join(lines).rstrip() + "\n" + _TAIL


def column_lines(
    column: MandatedColumn, indent: str, above: Above, top: bool = False, slug: str = ""
) -> Iterator[str]:
    """Yield the lines of a column and all below it, as an item of a list that begins at ``indent``."""
    known, inner = column.known, f"{indent}  "
    yield f"{indent}- name: {scalar(column.name)}"
    facts, here = column_facts(column, above, top=top, slug=slug)
    for key, value in facts:
        if value:
            yield f"{inner}{key}: {value}"
        if key == "unit" and top:
            yield f"{inner}# owner: 张某   # 责任人员：改成真实姓名，去掉行首的#号，下级栏目自动沿用"
    if known.links and known.kind == "links" and not column.children:
        yield f"{inner}links:"
        for title, url in known.links:
            yield f"{inner}  - {{title: {scalar(title)}, url: {scalar(url)}}}"
    if column.children:
        yield f"{inner}children:"
        for child in column.children:
            yield from column_lines(child, f"{inner}  ", here)


def column_facts(
    column: MandatedColumn, above: Above, *, top: bool = False, slug: str = ""
) -> tuple[list[tuple[str, str]], Above]:
    """Return the keys of a column with their values as YAML, empty ones too, and what those below have from it."""
    known = column.known
    kind = "group" if column.children else known.kind
    here = Above(column.unit or above.unit, known.cycle or above.cycle, known.type or above.type)
    facts = [
        ("slug", slug),
        ("kind", kind),
        ("description", scalar(known.text or f"公开{column.name}方面的信息。")),
        ("type", here.type if here.type != above.type or top else ""),
        ("unit", scalar(here.unit) if here.unit != above.unit else ""),
        ("cycle", here.cycle if here.cycle != above.cycle else ""),
        ("basis", f"[{', '.join(column.basis)}]" if column.basis else ""),
        ("home", known.home),
        ("layout", known.layout),
    ]
    if known.schema and kind == "register":
        facts.append(("schema", known.schema))
    return facts, here


def scalar(text: str) -> str:
    """Return a text as a YAML scalar: plain where that is safe, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
