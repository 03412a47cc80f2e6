"""Make a corpus of Chinese official documents for benchmarks: the same seed gives the same bytes.

The columns are those of the sample portal. Documents are skewed over columns and years as on a real
portal (a few columns hold most, recent years hold more); about one in four has a table, one in five a
list, one in twelve an attachment. The mean size is about 7 KB.
"""

from __future__ import annotations

import argparse
import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from generator.load.portal import load_portal
from generator.model.column import Column
from generator.model.words import ColumnKind

ROOT = Path(__file__).resolve().parents[1]
LAST_DAY = datetime(2026, 11, 19, 17, 0)

SUBJECTS = [
    "区政府办公室",
    "区发展改革委",
    "区财政局",
    "区教委",
    "区卫生健康委",
    "区人力社保局",
    "区民政局",
    "区交通局",
    "区水利局",
    "区应急局",
    "区市场监管局",
    "区农业农村委",
    "各镇街",
    "项目业主",
    "行业协会",
]
VERBS = [
    "组织开展",
    "统筹推进",
    "督促落实",
    "集中公布",
    "按月调度",
    "依法办理",
    "及时更新",
    "逐项核对",
    "委托评估",
    "分批实施",
    "跟踪检查",
    "联合验收",
    "公开征求",
    "汇总上报",
    "细化分解",
]
OBJECTS = [
    "老旧小区改造",
    "农村公路养护",
    "学校食堂管理",
    "基层医疗服务",
    "防汛物资储备",
    "就业技能培训",
    "惠农补贴发放",
    "建筑工地巡查",
    "河道清淤整治",
    "企业走访服务",
    "档案数字化",
    "政务大厅延时服务",
    "养老设施建设",
    "燃气安全排查",
    "文化场馆开放",
    "森林防火值守",
    "用水计量改造",
    "信用信息归集",
]
REASONS = [
    "为了方便群众办事",
    "根据年度工作安排",
    "结合本区实际",
    "经集体研究同意",
    "按照实施方案要求",
    "针对检查发现的问题",
    "在前期试点基础上",
    "考虑到季节特点",
    "为进一步提高服务质量",
    "依据有关规定",
]
RESULTS = [
    "相关情况向社会公布",
    "完成时限不得晚于季度末",
    "所需经费列入年度预算",
    "责任落实到具体科室",
    "结果作为考核的参考",
    "如有疑问可拨打咨询电话",
    "具体名单见所附表格",
    "有关材料归档备查",
    "每周通报一次进度",
    "对逾期未完成的说明原因",
]
KINDS = ["通知", "公告", "通报", "方案", "意见", "办法", "公示", "报告", "函", "清单"]


def sentence(rng: random.Random) -> str:
    """Return one sentence of official prose."""
    return (
        f"{rng.choice(REASONS)}，{rng.choice(SUBJECTS)}{rng.choice(VERBS)}{rng.choice(OBJECTS)}"
        f"{rng.randint(2, 380)}{rng.choice('项处次户件')}，涉及{rng.choice(OBJECTS)}和{rng.choice(OBJECTS)}，"
        f"{rng.choice(RESULTS)}。"
    )


def paragraph(rng: random.Random) -> str:
    """Return a paragraph of two to five sentences."""
    return "".join(sentence(rng) for _ in range(rng.randint(2, 5)))


def table(rng: random.Random) -> str:
    """Return a Markdown table."""
    rows = [
        f"| {number} | {rng.choice(SUBJECTS)} | {rng.choice(OBJECTS)} | {rng.randint(10, 9999)} | {rng.choice(RESULTS)} |"
        for number in range(1, rng.randint(5, 14))
    ]
    return "\n".join(["| 序号 | 单位 | 事项 | 金额（万元） | 说明 |", "|---|---|---|---|---|", *rows])


def document(rng: random.Random, number: int, published: datetime, attachment: str) -> str:
    """Return one document."""
    subject, kind = rng.choice(SUBJECTS), rng.choice(KINDS)
    title = f"{subject}关于{rng.choice(VERBS)}{rng.choice(OBJECTS)}和{rng.choice(OBJECTS)}的{kind}"
    signed = published - timedelta(days=rng.randint(0, 9))
    head = [
        f"title: {title}（第{number}号）",
        f"issuer: {subject}",
        f"doc_no: 示例办发〔{published.year}〕{number}号",
        f"signed: {signed:%Y-%m-%d}",
        f"published: {published:%Y-%m-%d %H:%M}",
        f"index_no: 5000000000/{published.year}-9{number:06d}",
        "validity: 有效",
        "theme: 综合政务/其他",
        f"topics: [{rng.choice(OBJECTS)}]",
    ]
    if attachment:
        head.append(f"attachments: [{attachment}]")
    parts = ["各镇人民政府、各街道办事处，区政府各部门："]
    for index in range(rng.randint(3, 6)):
        parts.append(f"## {'一二三四五六'[index]}、{rng.choice(VERBS)}{rng.choice(OBJECTS)}")
        parts.extend(paragraph(rng) for _ in range(rng.randint(2, 3)))
    if rng.random() < 0.25:
        parts.append(table(rng))
    if rng.random() < 0.2:
        parts.append("\n".join(f"{index}. {sentence(rng)}" for index in range(1, rng.randint(4, 9))))
    parts += [f"示例{subject}", f"{signed.year}年{signed.month}月{signed.day}日"]
    return "---\n" + "\n".join(head) + "\n---\n" + "\n\n".join(parts) + "\n"


def make_corpus(target: Path, count: int, seed: int = 7) -> None:
    """Write a portal of ``count`` documents to ``target``, which is emptied first."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copyfile(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    (target / "columns.yml").write_text(_declarations(), encoding="utf-8")
    shutil.copytree(ROOT / "theme", target / "theme")
    rng = random.Random(seed)
    columns = _document_columns()
    weights = [1 / (rank + 1) ** 0.8 for rank in range(len(columns))]
    for column, number in zip(rng.choices(columns, weights, k=count), range(1, count + 1), strict=True):
        # More of the recent: the square of a uniform draw over eleven years of days.
        published = LAST_DAY - timedelta(days=int(4000 * rng.random() ** 2), minutes=rng.randint(0, 480))
        folder = target / "content" / column.address
        folder.mkdir(parents=True, exist_ok=True)
        attachment = f"附件{number}.csv" if rng.random() < 1 / 12 else ""
        if attachment:
            (folder / attachment).write_text("序号,内容\n" + f"1,{sentence(rng)}\n" * 40, encoding="utf-8")
        path = folder / f"{published:%Y%m%d}-{number:06d}.md"
        path.write_text(document(rng, number, published, attachment), encoding="utf-8")


def _declarations() -> str:
    """Return the sample's columns, of which those that hold no documents stay empty, on record."""
    declared = yaml.safe_load((ROOT / "columns.yml").read_text(encoding="utf-8"))
    declared["portal"]["audit"] = False
    reason = "测速用的网站只有文档。"
    declared["checks"] = [
        {"code": code, "level": "off", "reason": reason}
        for code in ("column-empty", "column-empty-many", "column-unkept-many", "column-stale-many")
    ]
    return yaml.safe_dump(declared, allow_unicode=True, sort_keys=False)


def _document_columns() -> list[Column]:
    portal = load_portal(ROOT, LAST_DAY.date()).portal
    assert portal
    return [
        column
        for column in portal.walk()
        if column.kind is ColumnKind.DOCUMENTS and not column.children and not column.layout
    ]


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    arguments = parser.parse_args()
    make_corpus(arguments.target, arguments.count)


if __name__ == "__main__":
    main()
