"""A configuration for nginx, 1.18 and later, for a file of /etc/nginx/conf.d/."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.addresses.made import NGINX_ASKED, NGINX_GONE, NGINX_MOVED
from generator.publish.previewing.answer import INERT, POLICY, SAFE
from generator.publish.servers.facts import (
    ASK,
    ASKED,
    FOREVER,
    HIDDEN,
    MAPS,
    NAMED,
    VERSION,
    ServedSite,
    shown_extensions,
    types,
)


def nginx(site: ServedSite) -> str:
    """Return the configuration."""
    return "\n".join([*_moves(site), *_maps(site.path), *_server(site)]) + "\n"


def _maps(path: str) -> Iterator[str]:
    shown = "|".join(shown_extensions())
    yield from (
        "# 直接显示的文件；别的都下载",
        "map $uri $gongkai_disposition {",
        "    default  attachment;",
        '    ~*/$  "";',
        f'    "~*\\.(?:{shown})$"  "";',
        f'    "~^{path}{MAPS}$"  "";',
        "}",
        "# 万一被直接打开，SVG和XML也不运行任何内容",
        "map $uri $gongkai_policy {",
        f'    default  "{POLICY}";',
        f'    ~*\\.(?:svg|xml)$  "{INERT}";',
        "}",
        "# 名称里带摘要的文件不会变，浏览器不用再问；别的每次问一下变了没有",
        'map "$uri $arg_v" $gongkai_cache {',
        f"    default  {ASK};",
        f'    "~^{path}(?:{NAMED}) "  "{FOREVER}";',
        f'    "~^{path}{ASKED} {VERSION}$"  "{FOREVER}";',
        "}",
    )


def _moves(site: ServedSite) -> Iterator[str]:
    """The rules that lie in the site itself; a star takes them in where they are, and is no fault where not."""
    yield from (
        "# 旧网址的跳转和撤回的说明，由网站自己带着；发布以后要nginx -s reload才换成新的",
        "map_hash_bucket_size 1024;",
        "map_hash_max_size 65536;",
    )
    for name, asked, file in (
        ("moved", "$uri", NGINX_MOVED),
        ("asked", '"$uri?$args"', NGINX_ASKED),
        ("gone", "$uri", NGINX_GONE),
    ):
        yield f"map {asked} $gongkai_{name} {{"
        yield f'    include "{site.folder}/{file}*";'
        yield "}"


def _server(site: ServedSite) -> Iterator[str]:
    yield from (
        "server {",
        "    listen 80;",
        "    # 机器没有开IPv6时删去下面一行",
        "    listen [::]:80;",
        f"    server_name {site.domain};",
        "    server_tokens off;",
        "    absolute_redirect off;",
        "",
        "    # 本单位自己的设置放在这个文件夹：证书（listen 443 ssl等）、旧地址的跳转",
        "    include /etc/nginx/gongkai.d/*.conf;",
        "",
    )
    for name in ("asked", "moved"):
        yield f"    if ($gongkai_{name}) {{ return 301 $gongkai_{name}; }}"
    yield from (
        "    if ($gongkai_gone) { return 410; }",
        "    error_page 410 @gongkai_gone;",
        "    location @gongkai_gone {",
        f'        root "{site.folder}";',
        "        rewrite ^ $gongkai_gone break;",
        "        types { }",
        '        default_type "text/html; charset=utf-8";',
        f'        add_header Content-Security-Policy "{POLICY}" always;',
        f"        add_header Cache-Control {ASK} always;",
    )
    yield from (f'        add_header {name} "{value}" always;' for name, value in SAFE.items())
    yield "    }"
    if site.path != "/":
        yield f"    location = {site.path[:-1]} {{ return 301 {site.path}; }}"
    yield f"    location {site.path} {{"
    yield from (f"        {line}" if line else "" for line in _inside(site))
    yield from ("    }", "}")


def _inside(site: ServedSite) -> Iterator[str]:
    yield f'root "{site.folder}";' if site.path == "/" else f'alias "{site.folder}/";'
    yield from (
        "index index.html;",
        "# 隐藏文件",
        f'location ~ "{HIDDEN}" {{ return 404; }}',
        f"error_page 404 {site.path}404.html;",
        "",
    )
    yield "types {"
    texts = []
    for kind, extensions in types().items():
        name = kind.partition(";")[0]
        texts += [name] if "charset" in kind and name != "text/html" else []
        yield f"    {name}  {' '.join(extensions)};"
    yield from (
        "}",
        "default_type application/octet-stream;",
        "charset utf-8;",
        f"charset_types {' '.join(dict.fromkeys(texts))};",
        "",
    )
    yield from (
        "# 发布时已经压缩好的.gz直接发送，没有的现压",
        "gzip_static on;",
        "# 发布时也压缩好了.br，小六分之一。先装brotli模块（Debian：apt-get install libnginx-mod-http-brotli-static），再打开：",
        "# brotli_static on;",
        "gzip on;",
        "gzip_vary on;",
        "gzip_proxied any;",
        "gzip_min_length 1024;",
        # The first level, which is the default, sends a third more.
        "gzip_comp_level 5;",
        f"gzip_types {' '.join(dict.fromkeys([*texts, 'image/svg+xml']))};",
        "",
        "add_header Content-Security-Policy $gongkai_policy always;",
        "add_header Content-Disposition $gongkai_disposition always;",
        "add_header Cache-Control $gongkai_cache always;",
    )
    yield from (f'add_header {name} "{value}" always;' for name, value in SAFE.items())
