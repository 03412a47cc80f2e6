"""An old portal as a mirroring program leaves it: five systems, two encodings, and the truth of every page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

COLUMNS = """\
columns:
  - name: 通知公告
    description: 发布需要公众知晓的事项。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
  - name: 政策文件
    description: 发布本区制定的政策文件。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
  - name: 政策解读
    description: 解读本区制定的政策文件。
    unit: 区司法局
    owner: 张某
    cycle: monthly
  - name: 工作动态
    description: 报道本区各单位的工作。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
  - name: 主动公开
    description: 公开法定主动公开的其他内容。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
"""
MAP = """\
sites: [www.old.example.gov.cn]
pages: "{page}_{n}"
lists: ["/Article/ShowClass.asp?*"]
channels:
  - from: /xxgk/tzgg/
    column: 通知公告
  - from: ["/art/*/art_12_*", /col/col12/]
    column: 政策文件
  - from: [政策解读栏, "/Article/ShowClass.asp?ClassID=3"]
    column: 政策解读
  - from: /a/dongtai/
    column: 工作动态
  - from: /zwgk/fdzd/
    column: 主动公开
"""
HOST = "www.old.example.gov.cn"
UNITS = ("区财政局", "区民政局", "示例街道办事处", "区司法局")
SYSTEMS = 5


@dataclass(frozen=True)
class Old:
    """An old article as it truly is. ``files`` are the words of links to attachments by their addresses."""

    number: int
    address: str
    column: str
    title: str
    day: date
    source: str
    words: tuple[str, ...]
    links: tuple[int, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    number_of_paper: str = ""
    parts: tuple[str, ...] = ()


def old_articles(count: int) -> tuple[Old, ...]:
    """Return the articles of an old portal."""
    return tuple(_old(number, count) for number in range(count))


def _old(number: int, count: int) -> Old:
    day = date(2015, 1, 5) + timedelta(days=number * 3)
    system = number % SYSTEMS
    title = f"关于第{number}号样例事项的{('通知', '实施方案', '解读', '情况', '公示')[system]}"
    words = tuple(
        f"第{number}件事项的第{each}段，共{number * 7 + each}元、{each + 3}%，自2021年起施行。"
        for each in range(1, 5)
    )
    files: dict[str, str] = {}
    paper = ""
    parts: tuple[str, ...] = ()
    if system == 0:
        address = f"xxgk/tzgg/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"
        if number % 2:
            files = {f"xxgk/tzgg/{day:%Y%m}/P0{number}.doc": f"附件1：第{number}号申请表.doc"}
    elif system == 1:
        address = f"art/{day.year}/{day.month}/{day.day}/art_12_{number}.html"
        paper = f"示例府发〔{day.year}〕{number}号"
        files = {f"attach/0/{number:032x}.pdf": "点击下载"}
    elif system == 2:
        address = f"Article/ShowArticle.asp?ArticleID={number}"
    elif system == 3:
        address = f"a/dongtai/{day.year}/{day:%m%d}/{number}.html"
        parts = (f"a/dongtai/{day.year}/{day:%m%d}/{number}_2.html",) if number % 2 else ()
    else:
        address = f"zwgk/fdzd/{day:%Y%m}/{number:08x}.shtml"
    column = ("tzgg", "zcwj", "zcjd", "gzdt", "zdgk")[system]
    links = ((number * 7 + 1) % count, (number + 5) % count)
    return Old(number, address, column, title, day, UNITS[number % 4], words, links, files, paper, parts)


def write_mirror(folder: Path, articles: tuple[Old, ...]) -> None:
    """Write a mirror below the name of its host, as wget does."""
    top = folder / HOST
    for article in articles:
        for address, raw in _files(article, articles):
            _write(top / address, raw)
    for address, raw in _lists(articles):
        _write(top / address, raw)
    _write(top / "index.html", _page("gb18030", "首页", "<p>示例区政府网站</p>"))
    _write(top / "css/style.css", b"body{}")
    _write(top / "images/logo.png", picture(1))


def _write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def picture(number: int) -> bytes:
    """Return a picture of its own for each number."""
    out = io.BytesIO()
    Image.new("RGB", (4, 4), (number % 256, number // 256 % 256, 9)).save(out, "PNG")
    return out.getvalue()


def _files(article: Old, articles: tuple[Old, ...]) -> Iterator[tuple[str, bytes]]:
    encoding = "gb18030" if article.number % SYSTEMS in (0, 2) else "utf-8"
    cut = len(article.words) // 2 if article.parts else len(article.words)
    body = _body(article, articles, article.words[:cut])
    yield article.address, _framed(article, body, encoding)
    for part in article.parts:
        rest = "".join(f"<p>{each}</p>" for each in article.words[cut:])
        yield part, _framed(article, rest, encoding)
    for address in article.files:
        head = (
            b"%PDF-1.4\n"
            if address.endswith(".pdf")
            else b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
        )
        yield address, head + str(article.number).encode()
    if article.number % 10 == 0:
        yield f"uploads/{article.number}.png", picture(article.number)


def _body(article: Old, articles: tuple[Old, ...], words: tuple[str, ...]) -> str:
    first, *rest = words
    others = "".join(
        f'<p>见<a href="{_href(articles[each])}">{articles[each].title}</a>。</p>' for each in article.links
    )
    files = "".join(
        f'<p><a href="/{address}" target="_blank">{said}</a></p>' for address, said in article.files.items()
    )
    shown = (
        f'<p align="center"><img src="/uploads/{article.number}.png" alt="第{article.number}号现场"></p>'
        if article.number % 10 == 0
        else ""
    )
    table = (
        "<table border='1'><tr><td rowspan='2'>类别</td><td>项目</td></tr><tr><td>数额</td></tr>"
        f"<tr><td colspan='2'>合计{article.number}</td></tr></table>"
    )
    return (
        f"<P>&nbsp;&nbsp;&nbsp;&nbsp;{first}</P>"
        + "".join(
            f"<p style='text-indent:2em'><span style='font-size:16px'>{each}</span></p>" for each in rest
        )
        + (table if article.number % 3 == 0 else "")
        + others
        + shown
        + files
    )


def _href(article: Old) -> str:
    """Return a link as the systems write it: from the top, or whole."""
    whole = article.number % 4 == 1
    return f"http://{HOST}/{article.address}" if whole else f"/{article.address}"


def _framed(article: Old, body: str, encoding: str) -> bytes:
    day, title, source = article.day, article.title, article.source
    crumbs = {2: "政策解读栏"}.get(article.number % SYSTEMS, "旧栏目")
    frames = (
        f'<h1>{title}</h1><div class="xl_time">发布日期：{day}　来源：{source}　点击：<i>8</i></div>'
        f'<div class="TRS_Editor">{body}</div>',
        f'<div class="bt_title">{title}</div><p class="time">发布日期：{day} 10:20</p><p class="ly">信息来源：{source}</p>'
        f"<table><tr><th>发文字号</th><td>{article.number_of_paper}</td></tr></table>"
        f'<div id="zoom">{body}</div>',
        f'<div class="c_title_text"><h1>{title}</h1></div>'
        f'<div class="c_title_author">作者：佚名　来源：{source}　时间：{day.year}年{day.month}月{day.day}日</div>'
        f'<div id="fontzoom">{body}</div>',
        f'<div class="viewbox"><div class="title"><h2>{title}</h2></div>'
        f'<div class="info"><small>时间:</small>{day} 08:00<small>来源:</small>{source}</div>'
        f'<div class="content">{body}</div></div>',
        f"<h1>{title}</h1><ucapcontent>{body}</ucapcontent>",
    )
    tags = (
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:30">'
        f'<meta name="ContentSource" content="{source}">'
    )
    crumb = f'<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/list">{crumbs}</a></div>'
    around = f"{crumb}{frames[article.number % SYSTEMS]}<div class='footer'>示例区人民政府主办</div>"
    return _page(encoding, title, around, tags if article.number % SYSTEMS == 4 else "")


def _page(encoding: str, title: str, body: str, tags: str = "") -> bytes:
    said = "gb2312" if encoding == "gb18030" else encoding
    return (
        f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={said}">{tags}'
        f"<title>{title}_示例区政府网</title><script>var a='</p>';</script></head>"
        f"<body><ul class='nav'><li>导航</li></ul>{body}</body></html>"
    ).encode(encoding)


def _lists(articles: tuple[Old, ...]) -> Iterator[tuple[str, bytes]]:
    places = (
        "xxgk/tzgg/index.html",
        "col/col12/index.html",
        "Article/ShowClass.asp?ClassID=3",
        "a/dongtai/index.html",
        "zwgk/fdzd/index.html",
    )
    for system, address in enumerate(places):
        links = "".join(
            f'<li><a href="/{each.address}">{each.title}</a></li>' for each in articles[system::SYSTEMS]
        )
        yield address, _page("utf-8", "列表", f"<ul>{links}</ul>")
