"""The addresses of files that the site makes, and when two of them are the same.

Documents have theirs from their file (model/addresses/slug.py), attached files keep their own path. Everything else that is
written is named here, so that whether an address is free can be told before anything is drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from generator.model.column import Column
from generator.model.document import Document
from generator.model.register import Register
from generator.model.words import ColumnKind

AUDIT = "audit"
# Pages beside those of the packs, whose addresses are their ids.
AUDIT_PAGES = ("tree", "units", "findings", "trail")
REDIRECTS = "redirects"
NGINX_MOVED, NGINX_ASKED = f"{REDIRECTS}/nginx-moved.map", f"{REDIRECTS}/nginx-asked.map"
NGINX_GONE = f"{REDIRECTS}/nginx-gone.map"
APACHE_MOVED, APACHE_GONE = f"{REDIRECTS}/apache-moved.map", f"{REDIRECTS}/apache-gone.map"
CADDY_RULES, IIS_RULES = f"{REDIRECTS}/rules.caddy", f"{REDIRECTS}/iis.config"
EXPORTS = ("csv", "xlsx", "json")
ROW_PAGES = "_rows.json"
ROWS = "_rows"  # the folder with all rows of a long register, in pieces
REPORT_DATA = ("csv", "json")
# Read by programs. Each kind has an ending of its own, from which every server tells its content type.
ATOM, JSON_FEED = "feed.atom", "feed.jsonfeed"
FEEDS, API_TOP = "feeds", "api"
API = f"{API_TOP}/v1"
PICTURES = "pictures"
OPENSEARCH = "search/opensearch.osdx"
SEARCH_WORDS = "search/words.json"
SEARCH_EVERYDAY = "search/everyday.json"
SEARCH_COLUMNS = "search/columns.js"
SEARCH_LADDER = "search/ladder.js"
# What the search page runs: what the first result needs, and what comes when it is needed.
SEARCH_FIRST, SEARCH_SHOWN = "search/first.js", "search/shown.js"
SEARCH_FURTHER, SEARCH_ANSWERS = "search/further.js", "search/answers.js"
QUESTIONS = "search/questions.json"
QUESTION_FILES = "search/questions/"
# Folders and files at the top that are the portal's own, whatever is in them.
TOP_FOLDERS = {
    "assets": "样式和脚本",
    "pagefind": "搜索索引",
    "search": "搜索页",
    "map": "栏目结构页",
    "audit": "审计页面",
    "404": "出错页",
    FEEDS: "订阅文件",
    API_TOP: "给程序读的数据",
    REDIRECTS: "旧网址的跳转规则",
    PICTURES: "缩小的图片",
}
_TOP_FILES = {"index.html": "首页", "404.html": "出错页"}


WORD = ".docx"


def download_name(address: str) -> str:
    """Return the address of the Word file beside the page of a document."""
    return address.removesuffix(".html") + WORD


def download_address(document: Document) -> str:
    """Return the address of a document's text as a Word file."""
    return download_name(document.address)


def export_address(register: Register, suffix: str) -> str:
    """Return the address of a download of a register: that of its file, whatever kind it was."""
    return f"{register.path.rpartition('.')[0]}.{suffix}"


def row_address(register: Register, anchor: str) -> str:
    """Return the address of a row for good: the first page of its column leads on to the page where it stands now."""
    return f"{register.column}/#{anchor}"


def row_pages_address(column: str) -> str:
    """Return the address of what tells on which page of a long register each row stands."""
    return f"{column}/{ROW_PAGES}"


def rows_folder(column: str, place: int) -> str:
    """Return the folder of what sorts and filters all rows of a long register, the table so many of its column."""
    return f"{column}/{ROWS}/{place + 1}"


def report_data_address(address: str, suffix: str) -> str:
    """Return the address of the file with a report's figures, beside the page of the report."""
    return f"{address.removesuffix('.html')}-data.{suffix}"


def has_feed(column: Column) -> bool:
    """Tell whether a column has feeds: one that holds documents, or columns that do."""
    return column.kind in (ColumnKind.DOCUMENTS, ColumnKind.GROUP)


def feed_address(column: str, name: str) -> str:
    """Return the address of a feed (ATOM or JSON_FEED) of the column at an address, of the whole portal for none."""
    return "/".join(filter(None, (FEEDS, column, name)))


def question_file(key: str, name: str) -> str:
    """Return the address of a file that answers questions; ``key`` is a digest of all of them."""
    return f"{QUESTION_FILES}{key}/{name}"


def api_address(*parts: str) -> str:
    """Return the address of a piece of the data for programs, by its path below the version."""
    return "/".join((API, *filter(None, parts)))


def api_column(column: str) -> str:
    """Return the address of what the data for programs say of a column."""
    return api_address("columns", column, "column.json")


def api_documents(column: str, number: int) -> str:
    """Return the address of a page of the documents of a column, as data."""
    return api_address("columns", column, f"documents-{number}.json")


def api_register(register: Register) -> str:
    """Return the address of a register as data with its fields."""
    return api_address("registers", export_address(register, "json"))


def picture_address(name: str) -> str:
    """Return the address of a smaller copy of a picture, by its name."""
    return f"{PICTURES}/{name}"


def own_page(address: str, columns: Container[str]) -> str:
    """Return what of its own a portal has, or may have, at an address; empty where it has nothing.

    ``columns`` are the addresses of the columns. Their pages are index.html and what begins with an underscore,
    as no document does.
    """
    top, slash, _ = address.partition("/")
    if slash and top in TOP_FOLDERS:
        return TOP_FOLDERS[top]
    if not slash:
        if top.startswith(("robots.txt", "sitemap")):
            return "给搜索引擎的文件"
        return _TOP_FILES.get(top, "") or TOP_FOLDERS.get(top, "")
    above, found, _ = address.partition(f"/{ROWS}/")
    if found and above in columns:
        return "名录的各行"
    folder, _, name = address.rpartition("/")
    is_html = name.endswith(".html") and (name == "index.html" or name.startswith("_"))
    is_page = is_html or name == ROW_PAGES
    return "栏目页面" if is_page and folder in columns else ""


def fold(path: str) -> str:
    """Return what two paths share if some system takes them for one.

    Windows and macOS tell neither large from small letters nor the two ways to write an accent or an old form
    of a character, and Windows drops dots and blanks at the end of a name.
    """
    folded = fold_letters(path)
    if ". " in folded or "./" in folded or " /" in folded or folded.endswith((".", " ")):
        folded = "/".join(part.rstrip(" .") or part for part in folded.split("/"))
    return folded


def fold_letters(text: str) -> str:
    """Return a text, one path or many, folded but for the ends of names."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
