"""A configuration for Apache 2.4: a virtual host."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.addresses.made import APACHE_GONE, APACHE_MOVED
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


def apache(site: ServedSite) -> str:
    """Return the configuration."""
    return "\n".join(_lines(site)) + "\n"


def _lines(site: ServedSite) -> Iterator[str]:
    yield from (
        "# 先运行：a2enmod headers rewrite deflate",
        "# *:80包括IPv4和IPv6",
        "<VirtualHost *:80>",
        f"    ServerName {site.domain}",
        "    ServerSignature Off",
        "    # 本单位自己的设置放在这个文件夹：证书、旧地址的跳转",
        "    IncludeOptional /etc/apache2/gongkai.d/*.conf",
        "",
    )
    yield from (f"    {line}" for line in _moves(site))
    yield ""
    if site.path == "/":
        yield f'    DocumentRoot "{site.folder}"'
    else:
        yield f'    Alias "{site.path}" "{site.folder}/"'
        yield f'    RedirectMatch 301 "^{site.path[:-1]}$" "{site.path}"'
    yield f'    <Directory "{site.folder}">'
    yield from (f"        {line}" if line else "" for line in _inside(site))
    yield from ("    </Directory>", "</VirtualHost>")


def _moves(site: ServedSite) -> Iterator[str]:
    """The rules that lie in the site itself. Apache looks at their time, and reads what has changed."""
    escaped = "${gongkai_escape:%{REQUEST_URI}}"
    yield from (
        "# 旧网址的跳转和撤回的说明，由网站自己带着；第一次出现时要重新载入，以后不用",
        "RewriteEngine On",
        "RewriteMap gongkai_escape int:escape",
        f'<IfFile "{site.folder}/{APACHE_MOVED}">',
        f'    RewriteMap gongkai_moved "txt:{site.folder}/{APACHE_MOVED}"',
        f'    RewriteMap gongkai_gone "txt:{site.folder}/{APACHE_GONE}"',
        "    RewriteCond %{QUERY_STRING} .",
        f'    RewriteCond "${{gongkai_moved:{escaped}?%{{QUERY_STRING}}}}" ^(/.+)$',
        "    RewriteRule ^ %1 [R=301,L,NE,QSD]",
        f'    RewriteCond "${{gongkai_moved:{escaped}}}" ^(/.+)$',
        "    RewriteRule ^ %1 [R=301,L,NE,QSD]",
        "    RewriteCond %{ENV:REDIRECT_STATUS} ^$",
        f'    RewriteCond "${{gongkai_gone:{escaped}}}" ^(.+)$',
        "    RewriteRule ^ - [E=gongkai_gone:%1,R=410,L]",
        '    ErrorDocument 410 "/%{reqenv:gongkai_gone}"',
        "</IfFile>",
    )


def _inside(site: ServedSite) -> Iterator[str]:
    yield from (
        "Require all granted",
        "AllowOverride None",
        "# current是链接",
        "Options FollowSymLinks",
        "DirectoryIndex index.html",
        "DirectorySlash On",
        f"ErrorDocument 404 {site.path}404.html",
        "AddDefaultCharset utf-8",
        "FileETag MTime Size",
        "",
        "RewriteEngine On",
        "# 隐藏文件",
        f'RewriteCond %{{REQUEST_URI}} "{HIDDEN}"',
        "RewriteRule ^ - [R=404,L]",
        "# 发布时已经压缩好的.br和.gz直接发送，没有的现压",
    )
    for token, suffix in (("br", "br"), ("gzip", "gz")):
        yield from (
            f"RewriteCond %{{HTTP:Accept-Encoding}} \\b{token}\\b",
            "RewriteCond %{HTTP:Range} ^$",
            "RewriteCond %{REQUEST_FILENAME} !\\.(?:gz|br)$",
            f"RewriteCond %{{REQUEST_FILENAME}}.{suffix} -f",
            f"RewriteRule ^(.+)$ {site.path}$1.{suffix} [L,E=no-gzip:1]",
            f"RemoveType .{suffix}",
            f"AddEncoding {token} .{suffix}",
        )
    yield from (
        "SetOutputFilter DEFLATE",
        "SetEnvIfNoCase Request_URI \\.(?:gz|br|jpe?g|png|gif|webp|mp[34]|m4[av]|mov|webm|ogg|wasm|zip|rar|7z|pdf|docx|xlsx|pptx|"
        "pagefind|pf_meta|pf_index|pf_fragment)$ no-gzip",
        "",
    )
    for kind, extensions in types().items():
        yield f'AddType "{kind}" {" ".join(f".{name}" for name in extensions)}'
    yield ""
    shown = "|".join(shown_extensions())
    yield from (
        "Header always merge Vary Accept-Encoding",
        f'Header always set Content-Security-Policy "{POLICY}"',
        "# 万一被直接打开，SVG和XML也不运行任何内容",
        f'Header always set Content-Security-Policy "{INERT}" "expr=%{{REQUEST_URI}} =~ m#\\.(?:svg|xml)(?:\\.(?:gz|br))?$#i"',
        "# 直接显示的文件；别的都下载",
        f'Header set Content-Disposition attachment "expr=%{{REQUEST_URI}} !~ m#(?:/|\\.(?:{shown})(?:\\.(?:gz|br))?)$#i'
        f' && %{{REQUEST_URI}} !~ m#^{site.path}{MAPS}(?:\\.(?:gz|br))?$#"',
        "# 名称里带摘要的文件不会变，浏览器不用再问；别的每次问一下变了没有",
        f'Header always set Cache-Control "{ASK}"',
        f'Header set Cache-Control "{FOREVER}" "expr=%{{REQUEST_URI}} =~ m#^{site.path}(?:{NAMED})(?:\\.(?:gz|br))?$#"',
        f'Header set Cache-Control "{FOREVER}" "expr=%{{REQUEST_URI}} =~ m#^{site.path}{ASKED}$#'
        f' && %{{QUERY_STRING}} =~ m#^v={VERSION}$#"',
    )
    yield from (f'Header always set {name} "{value}"' for name, value in SAFE.items())
