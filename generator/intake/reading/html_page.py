"""Open a page of HTML: its characters, its tree, the element that holds the article, what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

HtmlElement = Any
SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "canvas"}
)
# Ids and classes of what holds the article in the usual systems; the first that is there and says something counts.
_BODIES = (
    "UCAP-CONTENT", "UCAPCONTENT", "zoom", "Zoom", "zoomcon", "TRS_Editor", "TRS_UEDITOR", "trs_editor_view", "bt_content",
    "bt-content", "pages_content", "vsb_content", "v_news_content", "news_content", "newscontent", "article_content",
    "article-content", "articleContent", "article_con", "article-con", "art_con", "artcontent", "j-fontContent", "con_text",
    "content_text", "detail-content", "detail_content", "detailContent", "wzzw", "NewsContent", "xxgk_content", "mainText",
    "view_content", "text_content", "info_content", "infocontent", "conTxt", "con_con", "content-body", "article-body",
    "gk-text",
)  # fmt: skip
_PLAIN_BODIES = ("article", "content", "Content", "main-content", "con", "main", "detail")
_BLOCKS = frozenset({"p", "div", "td", "section", "article", "main", "li"})
_META = {
    "articletitle": "title", "title": "title", "og:title": "title", "pubdate": "published", "publishdate": "published",
    "contentsource": "source", "source": "source", "keywords": "keywords", "description": "summary", "author": "author",
}  # fmt: skip
_LABELS = {
    "索引号": "index_no", "发文字号": "doc_no", "文号": "doc_no", "文件编号": "doc_no", "成文日期": "signed", "生成日期": "signed",
    "发文日期": "signed", "发布日期": "published", "发布时间": "published", "公开日期": "published", "发文机关": "issuer",
    "发布机构": "issuer", "发文单位": "issuer", "信息来源": "source", "来源": "source", "标题": "title", "名称": "title",
    "时间": "published", "日期": "published", "主题分类": "theme", "有效性": "validity", "责任编辑": "author",
}  # fmt: skip
_NAMES = "|".join(r"\s*+".join(word) for word in _LABELS)
_LABEL = re.compile(r"[\[【\s]*+(" + _NAMES + r")\s*+[\]】]?\s*+(?:[：:]\s*+(.*+))?", re.DOTALL)
_SITES = ("政府", "网", "局", "委", "办公室", "门户")
_BLANK = re.compile(r"[\s\u00a0\u3000]+")


def words(element: HtmlElement) -> str:
    """Return what an element says, blanks made one."""
    return _BLANK.sub(" ", "".join(text_nodes(element))).strip()


def first_words(element: HtmlElement, most: int) -> str:
    """Return what an element says, about so many characters of it at the most."""
    parts: list[str] = []
    size = 0
    for text in text_nodes(element):
        parts.append(text)
        size += len(text.strip())
        if size >= most or len(parts) > most:
            break
    return _BLANK.sub(" ", "".join(parts)).strip()


def text_nodes(element: HtmlElement) -> Iterator[str]:
    """Yield the texts below an element that are for readers."""
    waiting: list[tuple[HtmlElement, bool]] = [(element, False)]
    while waiting:
        node, tail = waiting.pop()
        if tail:
            if node.tail:
                yield node.tail
            continue
        if not isinstance(node.tag, str) or node.tag in SILENT:
            continue
        if node.text:
            yield node.text
        for child in reversed(node):
            waiting += [(child, True), (child, False)]


def find_body(root: HtmlElement) -> HtmlElement:
    """Return the element that holds the article: by the names that systems give it, else where most sentences are."""
    named: dict[str, list[HtmlElement]] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in SILENT:
            for name in {element.get("id", ""), *element.get("class", "").split()} - {""}:
                named.setdefault(name, []).append(element)
    for name in _BODIES:
        best = max(named.get(name, []), key=lambda each: len(words(each)), default=None)
        if best is not None and len(words(best)) >= 10:
            return best
    found = _densest(root)
    if found is not None:
        return found
    for name in _PLAIN_BODIES:
        best = max(named.get(name, []), key=lambda each: len(words(each)), default=None)
        if best is not None and len(words(best)) >= 10:
            return best
    whole = root.find("body")
    return root if whole is None else whole


def _densest(root: HtmlElement) -> HtmlElement | None:
    """Return the lowest element that holds most of the sentences of a page."""
    weights: dict[HtmlElement, float] = {}
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag not in ("p", "div", "td", "span", "section"):
            continue
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        weight = len(own.strip()) if any(mark in own for mark in "。，；：、") else 0
        node = element
        while weight and node is not None:
            weights[node] = weights.get(node, 0) + weight
            node = node.getparent()
    if not weights:
        return None
    total = max(weights.values())
    fitting = [
        each for each, weight in weights.items() if weight >= 0.6 * total and each.tag in _BLOCKS | {"body"}
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda each: sum(1 for _ in each.iterancestors()))
    # A paragraph alone is a part of what holds it and the others.
    while best.tag in ("p", "span", "li") and best.getparent() is not None and best.tag != "body":
        best = best.getparent()
    return best


def page_head(root: HtmlElement, body: HtmlElement) -> dict[str, str]:
    """Return what a page says of itself, by the keys of a document's head: in meta tags, in a table, in a line."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = _META.get((meta.get("name") or meta.get("property") or "").strip().lower())
        if key and (value := _BLANK.sub(" ", meta.get("content") or "").strip()):
            found.setdefault(key, value)
    inside = set(body.iter())
    waiting = ""
    for element in root.iter(
        "td", "th", "li", "span", "dt", "dd", "label", "p", "div", "b", "strong", "em", "font"
    ):
        if element in inside or any(child.tag in _BLOCKS | {"span", "table", "ul"} for child in element):
            continue
        said = words(element)
        if waiting and said and not _LABEL.fullmatch(said):
            found.setdefault(waiting, said)
            waiting = ""
        for part in re.split(r"\s{2,}|\s(?=[\u4e00-\u9fff]{2,5}[：:])", said):
            if len(said) < 300 and (label := _LABEL.fullmatch(part)):
                key = _LABELS[_BLANK.sub("", label[1])]
                waiting = "" if label[2] else key
                if label[2]:
                    found.setdefault(key, label[2].strip())
    if "title" not in found or len(found["title"]) < 4:
        found["title"] = _title(root, body) or found.get("title", "")
    return {key: value for key, value in found.items() if value}


def _title(root: HtmlElement, body: HtmlElement) -> str:
    headings = [words(each) for each in root.iter("h1", "h2") if each not in set(body.iter())]
    shown = next((words(each) for each in root.iter("title")), "")
    for each in headings:
        if len(each) >= 4 and (each in shown or not shown):
            return each
    return _without_site(shown)


def _without_site(title: str) -> str:
    """Return the title of a page without the name of its site, which systems set behind it."""
    for mark in ("_", "|", " - ", " – ", " — "):
        title = title.partition(mark)[0] or title
    own, dash, site = title.rpartition("-")
    return (own if dash and own and any(word in site for word in _SITES) else title).strip()
