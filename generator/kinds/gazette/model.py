"""An issue of the gazette (政府公报)."""

from __future__ import annotations

from typing import ClassVar

from generator.data import dataclass
from generator.load.heads.said import Reads, placed, said
from generator.load.yaml.fields import Issue, Year
from generator.model.asset import Asset
from generator.model.finding import Place
from generator.model.part import Part

GAZETTE = "gazette"
PRINTED, PRINTED_IN = "刊载文件", "刊载公报"


@dataclass(frozen=True, kw_only=True)
class GazetteIssue(Part):
    """An issue of the gazette; ``contents`` are paths of the portal's documents it prints."""

    about: ClassVar[str] = "政府公报的一期。"
    place: Place = placed("issue")
    year: int = said(
        "公报年份",
        "公报的年份。",
        form=Year,
        examples=("2026",),
        new="",
        value=lambda order: f"{order.day.year}",
    )
    issue: int = said("期数", "当年的第几期。", form=Issue, examples=("3",), new="第几期", value="1")
    total: int = said("总期数", "创刊以来的总期数。", 0, form=Issue, examples=("63",))
    cover: Asset | None = said("封面", "封面图片的文件名。", None)
    contents: tuple[str, ...] = said(
        "刊载文件",
        "本期刊登的文件，写content之下的路径，先后就是目录顺序。",
        (),
        reads=Reads.PRINTED,
        new="刊载的文件，写content之下的路径，一行一个",
    )
