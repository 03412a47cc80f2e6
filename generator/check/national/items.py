"""Rules on what a body discloses by law, whatever directives it follows: 条例 art. 19 to 21, and the four sections."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.proofs.elements import ITEMS, SECTIONS, items_of
from generator.check.proofs.places import Places, plain_name
from generator.check.proofs.site import DISCLOSURE
from generator.mandates.library import known_clauses
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding, Place
from generator.model.portal import Portal
from generator.model.words import ColumnType, PortalLevel

_COLUMNS = Place("columns.yml")
_LAW = "tiaoli-2019"
_FOUR = "four-sections"
# 条例第二十一条, as the article words them, each with the words by which a column of it is known.
_LOCAL = {
    "市政建设": ("市政", "城市建设", "城市管理", "城建"),
    "公共服务": ("公共服务", "公共企事业", "便民服务", "办事服务"),
    "公益事业": ("公益", "慈善", "公共文化"),
    "土地征收": ("土地征收", "征地", "征收土地"),
    "房屋征收": ("房屋征收", "征收与补偿", "征收补偿", "拆迁"),
    "治安管理": ("治安", "户籍", "公安"),
    "社会救助": ("社会救助", "救助", "低保"),
}
_RURAL = {
    "农业农村政策": ("农业农村", "乡村振兴", "惠农", "涉农"),
    "农田水利工程": ("农田水利", "水利", "农田"),
    "土地承包经营权流转": ("土地承包", "承包经营", "土地流转"),
    "宅基地使用": ("宅基地",),
    "土地征收": _LOCAL["土地征收"],
    "房屋征收": _LOCAL["房屋征收"],
    "筹资筹劳": ("筹资筹劳", "一事一议"),
    "社会救助": _LOCAL["社会救助"],
}


def check_statutory_items(portal: Portal) -> Iterator[Finding]:
    """Each item of 条例第二十条 that the body discloses has a column, named so or stating the item as its basis.

    Source: 政府信息公开条例 (国务院令第711号) 第二十条; which of them a body that is no government has is told by
    渝府办发〔2020〕89号五（一）1. Whether a column holds something is told of the column (column-empty).
    """
    if not portal.limits.national:
        return
    places, clauses = Places(portal), known_clauses()
    where = places.at((*DISCLOSURE, SECTIONS[2]))
    for number in items_of(portal.level):
        ref, name = f"{_LAW}#20.{number}", ITEMS[number - 1]
        if places.by_basis.get((ref,)) or places.at((*DISCLOSURE, SECTIONS[2], name)):
            continue
        clause = clauses[ref]
        message = f"没有“{name}”的栏目，条例{clause.clause}要求：{clause.summary}"
        hint = (
            f"在“{'>'.join((*DISCLOSURE, SECTIONS[2]))}”下设“{name}”；已有这样的栏目，给它写basis: [{ref}]。"
        )
        basis: tuple[str, ...] = (f"{clause.doc_no}{clause.clause}",)
        if portal.level in (PortalLevel.DEPARTMENT, PortalLevel.TOWNSHIP):
            basis += ("渝府办发〔2020〕89号五（一）1",)
        yield finding("statutory-item-missing", where.place if where else _COLUMNS, message, hint, basis)


def check_local_items(portal: Portal) -> Iterator[Finding]:
    """What 条例第十九条 and 第二十一条 name for the level can be seen among the columns.

    Source: 政府信息公开条例 (国务院令第711号) 第十九条、第二十一条. Both leave it to the place what there is to
    disclose, and a column may have any name: what is not seen is listed for people to look at, and is no fault.
    """
    if not portal.limits.national:
        return
    columns = list(portal.walk())
    stated = {basis for column in columns for basis in column.basis}
    if f"{_LAW}#19" not in stated and not any(map(_hears_people, columns)):
        message = "看不出有公开征求意见、公众参与决策的栏目；涉及公众利益调整的事项应当公开。"
        yield finding("local-item-unseen", _COLUMNS, message, basis=("国务院令第711号第十九条",))
    township = portal.level is PortalLevel.TOWNSHIP
    known = _RURAL if township else _LOCAL
    told = [" ".join((column.name, *column.keywords)) for column in columns]
    unseen = [
        item for item, words in known.items() if not any(word in text for word in words for text in told)
    ]
    if unseen:
        message = f"看不出有这些信息的栏目：{'、'.join(unseen)}。"
        yield finding("local-item-unseen", _COLUMNS, message, basis=("国务院令第711号第二十一条",))


def _hears_people(column: Column) -> bool:
    return column.type == ColumnType.CONSULTATION.value or column.layout in ("consultations", "decisions")


def check_sections(portal: Portal) -> Iterator[Finding]:
    """The disclosure column has the four sections by their names.

    Source: 国办公开办函〔2019〕61号, 统一规范 (one name and one form everywhere; the names are those that portals
    show alike). Asked of every column with the layout of the four sections.
    """
    for column in portal.walk():
        if column.layout != _FOUR:
            continue
        names = {plain_name(child.name) for child in column.children}
        lacking = [name for name in SECTIONS if plain_name(name) not in names]
        if lacking:
            message = f"“{column.name}”用四个板块的版式，没有{'、'.join(f'“{name}”' for name in lacking)}。"
            yield finding("sections-missing", column.place, message)
