"""Tell the documents of a portal's own bodies from those of others that it only passes on."""

from __future__ import annotations

from collections.abc import Callable

from generator.model.document import Document
from generator.model.portal import Portal
from generator.model.words import PortalLevel
from generator.patterns import pattern

_ENDING = pattern(r"(?:人民政府(?:办公[室厅])?|管理委员会|办事处)$")
# How a body names itself and its parts without the place: 区司法局, 本局.
_SHORT = {
    PortalLevel.MUNICIPALITY: "市",
    PortalLevel.DISTRICT: "区县市",
    PortalLevel.DEPARTMENT: "市区县局委",
    PortalLevel.TOWNSHIP: "区县镇乡街",
}
# Bodies of the state as a whole, and what only they are called.
_HIGH = (
    "国务院", "中共中央", "中央", "全国人民代表大会", "全国人大", "最高人民", "国家", "中国人民银行", "中国证券", "中华人民共和国",
    "财政部", "教育部", "科学技术部", "科技部", "公安部", "民政部", "司法部", "人力资源", "自然资源部", "生态环境部", "住房和城乡建设部",
    "交通运输部", "水利部", "农业农村部", "商务部", "文化和旅游部", "应急管理部", "审计署", "海关总署", "工业和信息化部",
)  # fmt: skip
_HIGH_ENDINGS = ("总局", "总署")
_PLACE = pattern(r".{2,7}?(?:省|自治区|市|自治州|自治县|区|县|旗)")


def reprints(portal: Portal) -> Callable[[Document], bool]:
    """Return what tells that a document is of another body and only passed on.

    Its head says so (reprinted), or its issuer, or the source that it names, is surely none of the portal's: a body
    of the state, or one of another place. What cannot be told for sure counts as the portal's own.
    """
    own = {portal.name, portal.organizer, *(column.unit for column in portal.walk())} - {""}
    place = _ENDING.sub("", portal.name)
    known: dict[str, bool] = {}

    def is_foreign(body: str) -> bool:
        if body not in known:
            known[body] = _is_foreign(body, own, place, portal.level)
        return known[body]

    def is_reprinted(document: Document) -> bool:
        return document.reprinted or is_foreign(document.issuer) or is_foreign(document.source)

    return is_reprinted


def _is_foreign(body: str, own: set[str], place: str, level: PortalLevel) -> bool:
    if not body or body in own or body.startswith((place, *_SHORT[level], "本", "我")):
        return False
    if place in body or any(body in each or each in body for each in own):
        return False
    if body.startswith(_HIGH) or body.endswith(_HIGH_ENDINGS):
        return True
    # A district may be named in full, with the city that it is in: 示例市示例区人民政府.
    named = _PLACE.match(body)
    return named is not None and named[0] not in place
