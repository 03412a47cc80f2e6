"""A configuration for Caddy, 2.6 and later: a Caddyfile."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.addresses.made import CADDY_RULES
from generator.publish.previewing.answer import INERT, POLICY, SAFE
from generator.publish.servers.facts import (
    ASK,
    ASKED,
    FOREVER,
    MAPS,
    NAMED,
    VERSION,
    ServedSite,
    shown_extensions,
    types,
)

_PLAIN = ('header Content-Type "text/html; charset=utf-8"', "header -Content-Disposition")


def caddy(site: ServedSite) -> str:
    """Return the configuration."""
    return "\n".join(_lines(site)) + "\n"


def _lines(site: ServedSite) -> Iterator[str]:
    yield from (
        "# 有证书时去掉http://，写 tls 证书文件 私钥文件；能上外网的机器，Caddy会自己办证书",
        f"http://{site.domain} {{",
        "\t# 本单位自己的设置放在这个文件夹：证书、旧地址的跳转",
        "\timport /etc/caddy/gongkai.d/*.caddy",
        "\t# 旧网址的跳转和撤回的说明，由网站自己带着；发布以后要caddy reload才换成新的",
        f'\timport "{site.folder}/{CADDY_RULES}*"',
        "",
    )
    if site.path == "/":
        yield "\troute {"
    else:
        yield f"\tredir {site.path[:-1]} {site.path} 301"
        yield f"\thandle_path {site.path}* {{"
        yield "\t\troute {"
    deep = "\t\t" if site.path == "/" else "\t\t\t"
    yield from (f"{deep}{line}" if line else "" for line in _inside(site))
    yield from ("\t\t}", "\t}") if site.path != "/" else ("\t}",)
    yield from ("", "\thandle_errors {")
    yield from (
        f"\t\t{line}"
        for line in (
            *(*_headers(), *_PLAIN, f'root * "{site.folder}"'),
            *("@gone expression {err.status_code} == 410", "rewrite @gone {gongkai_gone}"),
            *("@lost expression {err.status_code} != 410", "rewrite @lost /404.html", "file_server"),
        )
    )
    yield from ("\t}", "}")


def _headers() -> Iterator[str]:
    yield "header {"
    yield f'\tContent-Security-Policy "{POLICY}"'
    yield f'\tCache-Control "{ASK}"'
    yield "\tVary Accept-Encoding"
    yield from (f'\t{name} "{value}"' for name, value in SAFE.items())
    # Apart: what takes a header away is done last, with all that stands in its block.
    yield from ("}", "header -Server")


def _inside(site: ServedSite) -> Iterator[str]:
    yield f'root * "{site.folder}"'
    yield "# 隐藏文件"
    yield from ("@hidden {", "\tpath */.*", "\tnot path */.well-known/*", "}", "error @hidden 404", "")
    yield from _headers()
    yield "# 万一被直接打开，SVG和XML也不运行任何内容"
    yield from ("@inert path *.svg *.xml", f'header @inert Content-Security-Policy "{INERT}"', "")
    yield from ("# 直接显示的文件；别的都下载", "@saved {")
    yield f"\tnot path */ {' '.join(f'*.{name}' for name in shown_extensions())}"
    yield from (f"\tnot path_regexp ^/{MAPS}$", "\tpath_regexp \\.[^/]+$", "}")
    yield from ("header @saved Content-Disposition attachment", "")
    yield "# 名称里带摘要的文件不会变，浏览器不用再问"
    yield f"@named path_regexp ^/(?:{NAMED})$"
    yield f'header @named Cache-Control "{FOREVER}"'
    yield from (
        "@versioned {",
        f"\tpath_regexp ^/{ASKED}$",
        f"\texpression {{query.v}}.matches('^{VERSION}$')",
        "}",
    )
    yield from (f'header @versioned Cache-Control "{FOREVER}"', "")
    for number, (kind, extensions) in enumerate(types().items()):
        yield f"@type{number} path {' '.join(f'*.{name}' for name in extensions)}"
        yield f'header @type{number} Content-Type "{kind}"'
    yield from ("@page path */", 'header @page Content-Type "text/html; charset=utf-8"')
    yield from ("", "# 发布时已经压缩好的.br和.gz直接发送，没有的现压", "encode gzip")
    yield from ("file_server {", "\tprecompressed br gzip", "\tindex index.html", "}")
