"""Records made for these tests: some with a purpose each, and many short ones to fill shards."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from html import escape

from generator.search.record import AttachedFile, SearchRecord

PARTS = (
    "停车",
    "绿化",
    "养老",
    "供水",
    "公交",
    "图书",
    "消防",
    "菜场",
    "路灯",
    "河道",
    "社区",
    "医保",
    "学校",
    "公园",
)
DEEDS = ("检查", "收费", "预约", "维修", "登记", "补贴", "巡查", "改造", "值班", "评比")


COLUMNS = {
    "zwgk": "政务公开",
    "zwgk/tzgg": "通知公告",
    "zwgk/tzgg/tz": "通知",
    "zwgk/tzgg/gg": "公告",
    "zwgk/zcwj": "政策文件",
    "zwgk/zcwj/gfxwj": "规范性文件",
}


def path_of(record: SearchRecord) -> list[str]:
    """Return how the columns of a record are called, from the top."""
    return [COLUMNS["/".join(record.place[:end])] for end in range(1, len(record.place) + 1)]


def record(title: str, *paragraphs: str, **fields: object) -> SearchRecord:
    """Return a document with these paragraphs; ``fields`` replace the usual ones."""
    usual: dict[str, object] = {
        "url": f"zwgk/tz/{abs(hash_of(title)):08x}.html",
        "doc_no": "",
        "issuer": "区政府办公室",
        "published": datetime(2026, 3, 3, 9, 30),
        "place": ("zwgk", "tzgg", "tz"),
        "kind": "文档",
        "validity": "",
        "body_html": "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs),
        "extra": (),
    }
    return SearchRecord(title=title, **{**usual, **fields})  # type: ignore[arg-type]


def hash_of(text: str) -> int:
    """Return a number that is the same in every run."""
    value = 7
    for char in text:
        value = (value * 31 + ord(char)) % 0xFFFFFFFF
    return value


PURPOSE = (
    record(
        "示例区人民政府办公室关于印发《公共车位管理办法（试行）》的通知",
        "各镇人民政府、各街道办事处，区政府各部门：",
        "公共车位按ＡＢＣ三类管理，收费标准为2.5元／小时……夜间减半——以公示牌为准。",
        "Open Data 与 OpenData 写法不一。",
        url="zwgk/zcwj/20210604-ggcw.html",
        doc_no="示例府办发〔2021〕46号",
        published=datetime(2021, 6, 4, 9, 30),
        place=("zwgk", "zcwj", "gfxwj"),
        validity="废止",
        extra=("附件1：车位分布表.xlsx",),
    ),
    record("关于做好星火工作的通知", "本次星火工作从简。", published=datetime(2022, 1, 5)),
    record(
        "窗口服务情况", "市民提到星火工作，也提到示例府办发〔2021〕46号。", published=datetime(2026, 5, 6)
    ),
    record("星火工作简报", "第一期。", published=datetime(2020, 7, 8), kind="页面"),
    record("顿号", "政策、解读与回应。", published=datetime(2024, 2, 3)),
    record("相连", "政策解读与回应。", published=datetime(2024, 2, 4)),
    record("分段", "先讲政策", "解读在后。", published=datetime(2024, 2, 5)),
    record(
        "表格",
        body_html="<table><tr><td>政策</td><td>解读</td></tr></table><ul><li>苹果<li>梨子</ul><h2>政<b>策</b>标<br>题</h2>",
        published=datetime(2024, 2, 6),
    ),
    record(
        "<img src=x onerror=alert(1)>",
        "<script>alert('注入')</script>星号*与&amp;。",
        published=datetime(2024, 2, 7),
    ),
    record("重庆行政学院旅行提示", "正文没有别的。", published=datetime(2024, 2, 8)),
    record(
        "示例区养老机构名录",
        "样例街道养老院",
        url="zwgk/yl/index.html",
        published=datetime(2000, 1, 1),
        kind="名录",
    ),
    record("灯塔旧事", "从前灯塔每年粉刷，旧事从略。", published=datetime(2019, 2, 9), validity="失效"),
    record(
        "所附资料",
        "塔台的说明见所附资料。",
        published=datetime(2026, 2, 9),
        attached=(
            AttachedFile("序言.docx", "zwgk/tz/序言.docx", "", 9, "序言从略。"),
            AttachedFile(
                "附件2 灯塔.xlsx",
                "zwgk/tz/附件2 灯塔.xlsx",
                "",
                60,
                "灯塔名单\n灯塔每年粉刷\n<b>灯光</b>检修<script>alert(1)</script>\n⽂字按⽉核对",
            ),
        ),
    ),
)


def filler(count: int, seed: int = 1) -> list[SearchRecord]:
    """Return short documents over seven years, a third of them in the newest."""
    rng = random.Random(seed)
    made = []
    for number in range(count):
        day = datetime(2026, 1, 1) if number % 3 == 0 else datetime(2020, 1, 1)
        span = 320 if number % 3 == 0 else 2190
        words = [rng.choice(PARTS) + rng.choice(DEEDS) for _ in range(8)]
        made.append(
            record(
                f"关于{words[0]}的公告",
                "，".join(words[1:5]) + "。",
                "、".join(words[5:]) + f"共{number}项。",
                url=f"zwgk/gg/{number:05d}.html",
                published=day + timedelta(days=rng.randrange(span), minutes=rng.randrange(1440)),
                issuer=f"区{rng.choice(PARTS)}办",
                validity=rng.choice(("有效", "失效", "")),
                place=("zwgk", "tzgg", "gg"),
            )
        )
    return made


def corpus() -> list[SearchRecord]:
    """Return all records: enough for more shards than the page merges at once."""
    return [*PURPOSE, *filler(1500)]
