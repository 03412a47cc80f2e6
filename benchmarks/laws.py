"""3,000 laws with their versions as documents of a portal: how many findings, which, and are they right.

Run: .venv/bin/python benchmarks/laws.py [DOCUMENTS]

Nothing is taken from real laws: titles, bodies and numbers are made up in their manner. A fifth of the laws has
two to six versions under one title, each with a note that names the days of all before it; every 300th document
is a second copy of another, which is what the checks are to find.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from generator.check.run import run_checks
from generator.load.portal import load_portal
from generator.model.finding import Level

_SUBJECTS = (
    "水土",
    "林木",
    "道路",
    "渡口",
    "市场",
    "档案",
    "测绘",
    "气象",
    "消防",
    "粮食",
    "绿化",
    "渔业",
    "集市",
    "车辆",
    "房屋",
)
_MATTERS = ("保护", "管理", "建设", "监督", "促进", "登记", "救助", "防治", "利用", "服务")
_FORMS = ("条例", "办法", "规定", "实施细则", "法")
_BODY = (
    "为了示例{0}的{1}，根据有关规定，结合实际，制定本{2}。本区域内从事{0}{1}活动的单位和个人，应当遵守本{2}。"
)
_PORTAL = """\
portal:
  name: 示例区人民政府
  domain: www.example.gov.cn
  site_code: "5000000000"
  organizer: 示例区人民政府办公室
columns:
  - name: 法律法规
    description: 法律、法规、规章的文本和历次版本。
    unit: 区司法局
    owner: 张某
    cycle: as-needed
# A library of laws, not the portal of a government: it need not have what these must.
limits: {national: false, home_days: 0}
"""
_IDENTITY = """\
extra:
  gongkai:
    undertaker: 示例区大数据中心
    phone: 023-00000000
    icp: 渝ICP备00000000号-1
    police_record: 渝公网安备50000000000000号
    conac_id: "00000000000000000000000000000000"
    error_report: true
"""
DAY = date(2026, 11, 20)


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _text(title: str, days: list[date], number: int, rest: random.Random) -> str:
    acts = [f"{_chinese(days[0])}示例代表大会常务委员会第{rest.randint(2, 30)}次会议通过"]
    acts += [f"根据{_chinese(day)}《关于修改〈{title}〉的决定》修正" for day in days[1:]]
    head = f"---\ntitle: {title}\nissuer: 全国人民代表大会常务委员会\nsigned: {days[-1]}\npublished: 2026-01-15 09:30\n"
    subject, matter, form = title[4:6], title[6:8], title[8:]
    articles = "\n\n".join(
        f"第{n}条　{_BODY.format(subject, matter, form)}第{number}号文本的第{n}项要求。" for n in range(1, 9)
    )
    return f"{head}---\n\n（{'　'.join(acts)}）\n\n{articles}\n"


def write_laws(root: Path, documents: int) -> tuple[int, int]:
    """Write a portal of so many documents; return how many versions stand under a title of others, and copies."""
    rest = random.Random(20261120)
    folder = root / "content" / "flfg"
    folder.mkdir(parents=True)
    (root / "columns.yml").write_text(_PORTAL, encoding="utf-8")
    (root / "mkdocs.yml").write_text(_IDENTITY, encoding="utf-8")
    count = law = versions = copies = 0
    while count < documents:
        law += 1
        title = f"示例{law // 100:02d}{rest.choice(_SUBJECTS)}{rest.choice(_MATTERS)}{rest.choice(_FORMS)}（{law}）"
        days = [date(rest.randint(1985, 2012), rest.randint(1, 12), rest.randint(1, 28))]
        many = rest.randint(2, 6) if law % 5 == 0 else 1
        for version in range(many):
            if version:
                days.append(days[-1] + timedelta(days=rest.randint(200, 900)))
            text = _text(title, days, count, rest)
            (folder / f"{days[-1]:%Y%m%d}-{law}-{version}.md").write_text(text, encoding="utf-8")
            count, versions = count + 1, versions + (version > 0)
            if count % 300 == 0:
                (folder / f"{days[-1]:%Y%m%d}-{law}-{version}-fb.md").write_text(text, encoding="utf-8")
                count, copies = count + 1, copies + 1
    return versions, copies


def main(documents: int) -> None:
    """Print what check finds."""
    with tempfile.TemporaryDirectory(prefix="gongkai-laws-") as name:
        root = Path(name)
        versions, copies = write_laws(root, documents)
        start = time.perf_counter()
        findings = run_checks(load_portal(root, DAY)).findings
        seconds = time.perf_counter() - start
    codes = Counter(each.code for each in findings if each.level is not Level.INFO)
    print(f"{documents}份，同名的版本{versions}份，另有副本{copies}份；检查用了{seconds:.1f}秒")
    for code, number in codes.most_common():
        print(f"  {code}　{number}")
    doubled = [each for each in findings if each.code == "title-duplicate"]
    right = sum(1 for each in doubled if "-fb.md" in each.place.path or "-fb.md" in each.message)
    print(f"标题重复{len(doubled)}个，其中{right}个是副本")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
