"""The addresses of an old site, as its files on disk tell them and as its pages write them.

A page is known by its host and its path, decoded, without a slash in front: ``www.old.gov.cn/art/1.html``,
``www.old.gov.cn/show.asp?id=3``. Where no host is known, what stands before the first slash is empty.
"""

from __future__ import annotations

import os
import re
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from generator.load.gate.published_types import extension_of

# What a server makes, whatever it is called: pages whose files a mirroring program may have named .html besides.
_MADE = frozenset(
    [
        ".asp",
        ".aspx",
        ".ashx",
        ".php",
        ".php3",
        ".jsp",
        ".jspx",
        ".do",
        ".action",
        ".cgi",
        ".shtml",
        ".shtm",
        ".htm",
        ".jhtml",
        ".cfm",
    ]
)
_HTML = ".html"
_ENDING = re.compile(r"[a-zA-Z0-9]{2,6}")
_INDEX = re.compile(r"(?:index|default)\.[a-z]{2,6}", re.IGNORECASE)
_BLANK = re.compile(r"[\t\r\n]+")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:")
_LONGEST = 2_000


def name_text(name: str) -> str:
    """Return the name of a file as it was meant: a name in GBK comes from the system in disguise."""
    if name.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in name):
        return name
    raw = os.fsencode(name)
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def decoded(text: str) -> str:
    """Return a percent-encoded text as it was meant: old pages encode names in GBK as often as in UTF-8."""
    if "%" not in text:
        return text
    raw = unquote_to_bytes(text)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def address_of(path: str) -> str:
    """Return the address at which a file of a mirror was found: its path, with what the mirroring changed undone."""
    folder, slash, name = path.rpartition("/")
    name = name_text(name)
    name = _without_ending(_with_question(name))
    return f"{decoded(name_text(folder))}{slash}{decoded(name)}"


def _with_question(name: str) -> str:
    """Return a name with the question that wget writes behind an @ where Windows has to read it."""
    before, mark, question = name.partition("@")
    ending = before.rpartition(".")[2] if "." in before else "asp"
    is_question = bool(mark) and "=" in question.partition("@")[0] and _ENDING.fullmatch(ending) is not None
    return f"{before}?{question}" if is_question else name


def _without_ending(name: str) -> str:
    """Return a name without the .html that wget adds to what is a page and is not called so."""
    rest = name[: -len(_HTML)]
    is_added = name.lower().endswith(_HTML) and ("?" in rest or extension_of(rest) in _MADE)
    return rest if is_added else name


def other_names(path: str, address: str) -> tuple[str, ...]:
    """Return by what else a page may be linked to: by its file in the mirror, and a folder's first page by the folder."""
    found = [decoded(name_text(path))]
    folder, slash, name = address.rpartition("/")
    if _INDEX.fullmatch(name):
        found.append(f"{folder}{slash}")
        if folder:
            found.append(folder)
    return tuple(each for each in dict.fromkeys(found) if each != address)


def is_first_page(address: str) -> bool:
    """Tell whether an address is that of the first page of a folder."""
    name = address.rpartition("/")[2]
    return not name or _INDEX.fullmatch(name) is not None


def link_address(href: str, page: str) -> tuple[str, str] | None:
    """Return the address that a link of a page leads to, and the mark behind #; None if it is none of the web.

    ``page`` is the address of the page. A host that is written out is a host even where that of the page is not known.
    """
    written = _BLANK.sub("", href).strip()
    if not written.startswith("?"):
        before, mark, question = written.partition("?")
        written = before.replace("\\", "/") + mark + question
    scheme = _SCHEME.match(written)
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return None
    if len(written) > _LONGEST:
        return None
    try:
        parts = urlsplit(urljoin(f"http://{_encoded(page)}", written))
        host = (parts.hostname or "").lower()
        # What names a host itself is not made plain by joining.
        path = urlsplit(urljoin(f"http://{_NO_HOST}/", f"/{parts.path.lstrip('/')}")).path
    except ValueError:
        return None
    question = f"?{decoded(parts.query)}" if parts.query else ""
    host = "" if host == _NO_HOST else host
    return f"{host}{decoded(path) or '/'}{question}", decoded(parts.fragment)


def _encoded(page: str) -> str:
    """Return a page's address with the signs encoded that would mean something else in it."""
    host, _, path = page.partition("/")
    asked, mark, question = path.partition("?")
    asked = asked.replace("%", "%25").replace("#", "%23")
    return f"{host or _NO_HOST}/{asked}{mark}{question.replace('#', '%23')}"


# An address needs some host, that links from the top and from the page can be told; nobody has this one.
_NO_HOST = "mirror.invalid"


def path_of(address: str) -> str:
    """Return an address without its host, with a slash in front."""
    return f"/{address.partition('/')[2]}"
