"""What in a pack contradicts itself, its file name or what comes with the program."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.yaml.marked import Marked, Spot
from generator.load.yaml.validate import did_you_mean
from generator.mandates.declare_pack import MandateDeclaration, PackFile
from generator.mandates.declare_proof import is_whole
from generator.mandates.library import known_statutes, shipped_packs
from generator.model.addresses.made import AUDIT_PAGES
from generator.model.catalogue import finding
from generator.model.finding import Finding


def check_pack(declared: PackFile, marked: Marked, stem: str) -> Iterator[Finding]:
    """Yield what is wrong with a pack; ``stem`` is the name of its file without the suffix."""
    place = marked.place(("pack",))
    if declared.pack != stem:
        message = f"pack是“{declared.pack}”，文件名是“{stem}.yml”。"
        yield finding(
            "pack-invalid", place, message, f"让两处相同：文件改名为{declared.pack}.yml，或改pack。"
        )
    yield from _taken(declared, marked)
    if declared.supersedes == declared.pack:
        message = "supersedes写的是这份要点自己。"
        yield finding(
            "pack-invalid", marked.place(("supersedes",)), message, "写上一年那份要点的编号，或删去。"
        )
    seen: dict[str, int] = {}
    for number, mandate in enumerate(declared.mandates):
        spot: Spot = ("mandates", number)
        line = marked.place((*spot, "id")).line
        if mandate.id in seen:
            message = f"任务编号“{mandate.id}”在第{seen[mandate.id]}行已经用过。"
            yield finding(
                "pack-invalid", marked.place((*spot, "id")), message, "每项任务一个编号，改成没有用过的。"
            )
        seen.setdefault(mandate.id, line)
        yield from _mandate(mandate, marked, spot)


def _taken(declared: PackFile, marked: Marked) -> Iterator[Finding]:
    place, own = marked.place(("pack",)), declared.pack
    if own in shipped_packs():
        message = f"“{own}”是程序自带的要点，自己的要点不能用这个编号。"
        hint = f"换一个编号，例如{own}-2，文件名也换；要代替自带的那份，再写上supersedes: {own}。"
        yield finding("pack-id-taken", place, message, hint)
    elif own in known_statutes():
        yield finding("pack-id-taken", place, f"“{own}”是程序自带的法规的编号，自己的要点不能用。")
    elif own in AUDIT_PAGES:
        yield finding("pack-id-taken", place, f"“{own}”是审计页面里另一页的名字，要点不能用这个编号。")


def _mandate(mandate: MandateDeclaration, marked: Marked, spot: Spot) -> Iterator[Finding]:
    for number, path in enumerate(mandate.paths):
        if not path or not all(path):
            place = marked.place((*spot, "paths", number))
            yield finding("pack-invalid", place, "公开路径里有空的栏目名称。", "写成政务公开>政策解读这样。")
    if not is_whole(mandate.proof):
        place = marked.place((*spot, "proof"))
        hint = "再写上要公开什么，例如{fact: documents, kind: policy}。"
        yield finding("pack-invalid", place, "只写“没有问题”（clean）证明不了任何事。", hint)
    keys = list(MandateDeclaration.model_fields)
    for number, key in enumerate(mandate.unsure):
        if key not in keys:
            place = marked.place((*spot, "unsure", number))
            yield finding("pack-invalid", place, f"unsure里的“{key}”不是任务的键。", did_you_mean(key, keys))
