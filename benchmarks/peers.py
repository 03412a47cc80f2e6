"""The peers, each given the same corpus as good a set-up as it can have: Hugo with Pagefind, MkDocs, Zensical."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)

HUGO_CONFIG = """baseURL = "https://www.example.gov.cn/"
languageCode = "zh-CN"
title = "示例区人民政府"
disableKinds = ["taxonomy", "term", "RSS"]
[pagination]
pagerSize = 20
[markup.goldmark.renderer]
unsafe = true
"""
# The menu is the same for all pages of a section: cached, as Hugo's own guide to speed advises.
HUGO_BASE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }}-{{ site.Title }}</title>
<meta name="SiteName" content="{{ site.Title }}"><meta name="ColumnName" content="{{ .Section }}">
<meta name="ArticleTitle" content="{{ .Title }}"><meta name="PubDate" content="{{ .Date.Format "2006-01-02 15:04" }}">
</head><body><header>{{ site.Title }}</header>{{ partialCached "menu.html" . .CurrentSection.Path }}
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
"""
HUGO_MENU = """<nav><ul>{{ range site.Home.Sections }}{{ template "branch" . }}{{ end }}</ul></nav>
{{ define "branch" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ with .Sections }}<ul>{{ range . }}{{ template "branch" . }}{{ end }}</ul>{{ end }}</li>{{ end }}
"""
HUGO_SINGLE = """{{ define "main" }}<article data-pagefind-body><table><tr><th>索引号</th><td>{{ .Params.index_no }}</td>
<th>发文字号</th><td>{{ .Params.doc_no }}</td></tr><tr><th>发布机构</th><td>{{ .Params.issuer }}</td>
<th>发布日期</th><td>{{ .Date.Format "2006-01-02" }}</td></tr></table><h1>{{ .Title }}</h1>{{ .Content }}</article>
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
"""
HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ $p := .Paginate .RegularPages.ByDate.Reverse }}<ul>{{ range $p.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }}</li>{{ end }}</ul>
{{ template "_internal/pagination.html" . }}{{ end }}
"""
MKDOCS_CONFIG = """site_name: 示例区人民政府
theme: {name: material, language: zh, font: false, features: [navigation.prune, navigation.indexes, navigation.tabs]}
plugins: []
validation: {omitted_files: ignore}
nav:
"""


def corpus_texts(corpus: Path) -> Iterator[tuple[str, str, str]]:
    """Yield path below content/, head and body of every document of a corpus."""
    content = corpus / "content"
    for path in sorted(content.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        match = _HEAD.match(text)
        assert match
        yield path.relative_to(content).as_posix(), match[1], text[match.end() :]


def make_hugo(corpus: Path, target: Path) -> None:
    """Write a Hugo site of the corpus: sections as the columns, a page a document, lists of 20."""
    shutil.rmtree(target, ignore_errors=True)
    layouts = target / "layouts"
    for name, text in (
        ("_default/baseof.html", HUGO_BASE),
        ("_default/single.html", HUGO_SINGLE),
        ("_default/list.html", HUGO_LIST),
        ("partials/menu.html", HUGO_MENU),
    ):
        (layouts / name).parent.mkdir(parents=True, exist_ok=True)
        (layouts / name).write_text(text, encoding="utf-8")
    (target / "hugo.toml").write_text(HUGO_CONFIG, encoding="utf-8")
    folders: set[Path] = set()
    for path, head, body in corpus_texts(corpus):
        out = target / "content" / path
        out.parent.mkdir(parents=True, exist_ok=True)
        dated = re.sub(r"^published: (\S+) (\S+)$", r"date: \1T\2:00+08:00", head, flags=re.MULTILINE)
        out.write_text(f"---\n{dated}\n---\n{body}", encoding="utf-8")
        folders.update(parent for parent in out.parents if parent.is_relative_to(target / "content"))
    for folder in folders:
        (folder / "_index.md").write_text(f"---\ntitle: {folder.name}\n---\n", encoding="utf-8")


def make_mkdocs(corpus: Path, target: Path) -> None:
    """Write an MkDocs site of the corpus, the documents left out of the navigation, which is fastest."""
    shutil.rmtree(target, ignore_errors=True)
    folders: set[str] = set()
    for path, head, body in corpus_texts(corpus):
        out = target / "docs" / path
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(f"---\n{head}\n---\n{body}", encoding="utf-8")
        folders.add(path.rpartition("/")[0])
    lines = [MKDOCS_CONFIG]
    for folder in sorted(folders):
        (target / "docs" / folder / "index.md").write_text(f"# {folder}\n", encoding="utf-8")
        lines.append(f"  - {folder}: {folder}/index.md\n")
    (target / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
    (target / "mkdocs.yml").write_text("".join(lines), encoding="utf-8")
