"""The finding codes of this family, each with its default level, name, cure and source."""

from __future__ import annotations

from generator.model.catalogue import CodeEntry, finder
from generator.model.finding import Level

_GUIDELINES = "国办发〔2017〕47号"
_TASKS = "渝府办发〔2021〕50号二（二）"
CODES = (
    CodeEntry(
        "interpretation-unrelated",
        Level.WARNING,
        "解读没有关联文件",
        "写上interprets：被解读文件在content之下的路径。",
        f"{_TASKS}5",
    ),
    CodeEntry(
        "interpretation-elements",
        Level.WARNING,
        "解读要素不全",
        "用小标题写明，或写进elements；查哪些见columns.yml的policies。",
        f"{_TASKS}3",
    ),
    CodeEntry(
        "interpretation-repeats",
        Level.WARNING,
        "以文件解读文件",
        "用自己的话说明，不照抄；上限由columns.yml的policies定。",
        f"{_TASKS}7",
    ),
    CodeEntry(
        "policy-uninterpreted",
        Level.INFO,
        "政策没有解读",
        "写解读并关联；哪些文件要解读见columns.yml的policies。",
        _TASKS,
    ),
    CodeEntry(
        "media-words", Level.WARNING, "视频图片缺文字", "补上captions、poster或picture_alt。", f"{_TASKS}6"
    ),
    CodeEntry(
        "validity-conflict",
        Level.WARNING,
        "有效性前后不一",
        "核对validity、effective、expires和replaced_by。",
        f"{_GUIDELINES}效力标注",
    ),
)
finding = finder(CODES)
