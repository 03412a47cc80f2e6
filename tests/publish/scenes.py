"""A small portal as it stands while it is edited, and what its edits choose from."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from PIL import Image

from tests.helpers import MARKS, PORTAL, document

DAYS = (
    *(date(2026, 11, 20), date(2026, 11, 19), date(2026, 3, 4), date(2027, 1, 5)),
    *(datetime(2026, 3, 4, 9, 45), datetime(2026, 11, 20, 12), datetime(2026, 11, 20, 16)),
)
COLUMN_KINDS = ("documents", "documents", "page", "group", "links", "register")
NAMES = ("通知公告", "政策文件", "政策解读", "办事指南", "专题", "名录", "人事任免")
LAYOUTS = ("", "appointments")
STEMS = ("a", "b", "c", "停水", "20260303-ts")
BODIES = (
    "正文。",
    "另一段正文。\n\n## 小标题\n\n第二段。",
    "见[办法](/{policy})。",
    "![图](图.svg)\n\n图。",
    "![照片](照片.png)\n\n照片。",
    "| 甲 | 乙 |\n| - | - |\n| 1 | 2 |",
)
TITLES = ("停水通知", "停电通知", "供水办法", "<b>标签</b>与&符号")
TIMES = ("2026-03-03 09:30", "2026-03-04 09:30", "2026-03-04 10:00", "2025-12-31 23:59", "2026-12-01 08:00")
VALUES = (
    "",
    "validity: 有效",
    "validity: 废止",
    "draft: true",
    "interprets: [{policy}]",
    "attachments: [表.csv]",
    "corrected: [{date: 2027-01-04, note: 更正时间。}]",
    "withdrawn: {date: 2026-11-20, reason: 原因}\nattachments: [表.csv]",
    "also: [{other}]",
    "picture: 照片.png\npicture_alt: 照片。",
    "old_urls: [tz/alt.html, /alt/, zt/c.html]",
    "withdraw_at: 2026-11-20 15:00",
    "notice_until: 2026-11-19",
    "notice_until: 2026-11-20 15:00",
    "appointments: {date: 2026-03-02, people: [{person: 张某, post: 局长, decision: 任命, unit: 区甲局}]}",
    "appointments: {date: 2025-12-30, people: [{person: 李某, post: 局长, decision: 免去, unit: 区乙局, office: '{policy}'}]}",
)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/><!--0-->\n'
OVERRIDES = ("pages/list.html", "partials/footer.html", "assets/pages.css", "pages/document.html")
STATED = (
    "",
    '    primary: "#8f1a1a"\n',
    "    footer: [页脚]\n",
    "    logo: public/a.svg\n",
    "    emblem: public/a.svg\n    accent: 084\n",
)
ROOT_FILES = ("robots.txt", "verify.html", ".well-known/security.txt")
LOOKS = ("", "/* 甲 */", "/* 乙 */")


@dataclass
class Node:
    """A column as it stands in columns.yml."""

    name: str
    slug: str
    kind: str = "documents"
    description: str = "说明。"
    unit: str = "区政府办公室"
    home: str = ""
    layout: str = ""
    basis: str = ""
    children: list[Node] = field(default_factory=list)

    def lines(self, indent: str) -> str:
        """Return the column as YAML."""
        facts = {"slug": self.slug, "kind": self.kind, "description": self.description, "unit": self.unit}
        facts |= {"owner": "张某", "cycle": "monthly", "home": self.home, "basis": self.basis}
        facts |= {"layout": self.layout if self.kind in ("documents", "group") else ""}
        text = f"{indent}- name: {self.name}\n" + "".join(
            f"{indent}  {key}: {value}\n" for key, value in facts.items() if value
        )
        if self.kind == "links":
            text += f"{indent}  links: [{{title: 国务院, url: https://www.gov.cn/}}]\n"
        if self.children:
            text += f"{indent}  children:\n" + "".join(
                child.lines(f"{indent}    ") for child in self.children
            )
        return text


@dataclass
class Scene:
    """A portal on disk, and what the edits remember of it."""

    root: Path
    columns: list[Node]
    day: date = DAYS[0]
    marks: str = MARKS
    program: str = ""
    packs: str = ""
    audit: bool = False

    def write(self) -> None:
        """Write columns.yml and mkdocs.yml."""
        tree = "".join(column.lines("  ") for column in self.columns)
        portal = f"{PORTAL}  audit: true\n" if self.audit else PORTAL
        (self.root / "columns.yml").write_text(
            f"{portal}{self.packs}limits: {{empty_block: 0, stale_block: 0, unkept_block: 0}}\ncolumns:\n{tree}",
            encoding="utf-8",
        )
        (self.root / "mkdocs.yml").write_text(self.marks, encoding="utf-8")

    def walk(self) -> list[tuple[str, Node, list[Node]]]:
        """Return every column with its address and the list it stands in."""
        found: list[tuple[str, Node, list[Node]]] = []

        def visit(nodes: list[Node], prefix: str) -> None:
            for node in nodes:
                found.append((f"{prefix}{node.slug}", node, nodes))
                visit(node.children, f"{prefix}{node.slug}/")

        visit(self.columns, "")
        return found

    def homes(self) -> list[str]:
        """Return the addresses of the columns that take documents, of all where none does."""
        columns = self.walk()
        return [address for address, node, _ in columns if node.kind == "documents"] or [columns[0][0]]

    def documents(self) -> list[Path]:
        """Return the files of all documents."""
        return sorted((self.root / "content").rglob("*.md"))


def new_scene(root: Path) -> Scene:
    """Write the portal every sequence begins with: seven columns, nine documents, a register, a picture."""
    slugs = {
        "通知公告": "tz",
        "政策文件": "zw",
        "政策解读": "jd",
        "办事指南": "bz",
        "专题": "zt",
        "名录": "ml",
        "人事任免": "rm",
    }
    notices, policies, interpretation, guides, topic, register, appointments = (
        Node(name, slugs[name], description=f"公开{name}。") for name in NAMES
    )
    notices.home, topic.kind, register.kind = "notices", "group", "register"
    topic.children = [interpretation]
    appointments.layout = "appointments"
    columns = [notices, policies, guides, topic, register, appointments]
    scene = Scene(root, columns)
    content = root / "content"
    for folder in ("tz", "zw", "zt/jd", "bz", "ml", "rm"):
        (content / folder).mkdir(parents=True)
    for number, (folder, stem) in enumerate(
        [
            ("tz", "a"),
            ("tz", "b"),
            ("tz", "c"),
            ("zw", "bf"),
            ("zw", "a"),
            ("zt/jd", "a"),
            ("zt/jd", "b"),
            ("bz", "a"),
            ("rm", "a"),
        ]
    ):
        head = {"interprets": "[zw/bf.md]"} if folder == "zt/jd" else {}
        if folder == "rm":
            key, _, value = VALUES[-1].replace("{policy}", "bz/a.md").partition(": ")
            head = {key: value}
        published = TIMES[number % 4]
        text = document(TITLES[number % 4], BODIES[0], published=published, **head)
        (content / folder / f"{stem}.md").write_text(text, encoding="utf-8")
    (content / "ml/表.csv").write_text("名称,地址\n甲医院,1\n", encoding="utf-8")
    scene.write()
    return scene


@cache
def photograph(number: int) -> bytes:
    """Return a picture that is worth smaller copies; all have the same number of bytes."""
    out = io.BytesIO()
    rows = bytes((x * (number % 10 + 1) + y * y) % 256 for y in range(330) for x in range(580))
    Image.frombytes("L", (580, 330), rows).save(out, "PNG", compress_level=0)
    return out.getvalue()
