"""Old addresses as rules of web servers. `gongkai server` writes configurations that take these files in.

nginx and Caddy compare what was asked for decoded, Apache as it escapes it itself, IIS percent-encoded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import quote

from generator.model.addresses.address import public_address
from generator.model.addresses.made import (
    APACHE_GONE,
    APACHE_MOVED,
    CADDY_RULES,
    IIS_RULES,
    NGINX_ASKED,
    NGINX_GONE,
    NGINX_MOVED,
)
from generator.model.addresses.old_url import encoded, ways_to
from generator.model.addresses.redirects import Redirects

# What Apache's own escaping leaves as it is; the rest it writes in small letters.
_APACHE = "$-_.+!*'(),:@&=/~"
Pairs = list[tuple[str, str]]


def rule_files(found: Redirects, base: str) -> dict[str, str]:
    """Return the files by their addresses: none where nothing was left or withdrawn.

    ``base`` is where the portal begins on its host.
    """
    if not (found.moved or found.gone):
        return {}
    moved = [
        (base + way, base + encoded(public_address(new)))
        for old, new in found.moved.items()
        for way in ([old] if "?" in old else ways_to(old))
    ]
    pages = [pair for pair in moved if "?" not in pair[0]]
    asked = [pair for pair in moved if "?" in pair[0]]
    gone = [(base + way, new) for old, new in found.gone.items() for way in ways_to(old)]
    return {
        NGINX_MOVED: _nginx(pages),
        NGINX_ASKED: _nginx(asked),
        NGINX_GONE: _nginx((old, f"/{encoded(new)}") for old, new in gone),
        APACHE_MOVED: _apache(moved),
        APACHE_GONE: _apache((old, (base + encoded(new))[1:]) for old, new in gone),
        CADDY_RULES: "\n".join(_caddy(pages, asked, [(old, f"/{encoded(new)}") for old, new in gone])) + "\n",
        IIS_RULES: _iis(moved),
    }


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _nginx(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{_quoted(old)} {_quoted(new)};\n" for old, new in pairs)


def _apache(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{_apache_key(old)} {new}\n" for old, new in pairs)


def _apache_key(old: str) -> str:
    path, mark, question = old.partition("?")
    parts = quote(path, safe=_APACHE).split("%")
    lowered = "%".join([parts[0], *(each[:2].lower() + each[2:] for each in parts[1:])])
    return lowered + mark + question.replace(" ", "%20")


def _caddy(pages: Pairs, asked: Pairs, gone: Pairs) -> Iterator[str]:
    yield from _caddy_map("{path}", "{gongkai_moved}", pages)
    yield from _caddy_map("{uri}", "{gongkai_asked}", [(encoded(old), new) for old, new in asked])
    yield from _caddy_map("{path}", "{gongkai_gone}", gone)
    for name in ("gongkai_asked", "gongkai_moved"):
        yield from (f'@{name} not vars {{{name}}} ""', f"redir @{name} {{{name}}} 301")
    yield from ('@gongkai_gone not vars {gongkai_gone} ""', "handle @gongkai_gone {", "\terror 410", "}")


def _caddy_map(source: str, name: str, pairs: Pairs) -> Iterator[str]:
    yield f"map {source} {name} {{"
    # Braces would be read as the name of something.
    yield from (f"\t{_quoted(old)} {_quoted(new)}" for old, new in pairs if not {"{", "}"} & {*old})
    yield from ('\tdefault ""', "}")


def _iis(moved: Pairs) -> str:
    rows: Mapping[str, str] = {encoded(old).lower(): new for old, new in reversed(moved)}
    lines = [f'    <add key="{escape(old)}" value="{escape(new)}" />' for old, new in sorted(rows.items())]
    head = ['<?xml version="1.0" encoding="UTF-8"?>', "<rewriteMaps>"]
    head += ['  <rewriteMap name="gongkai-moved" defaultValue="" ignoreCase="true">']
    return "\n".join([*head, *lines, "  </rewriteMap>", "</rewriteMaps>"]) + "\n"
