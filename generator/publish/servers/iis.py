"""A configuration for IIS 8 and later: a web.config, which lies in the folder that is served."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.model.addresses.made import IIS_RULES
from generator.publish.previewing.answer import POLICY, SAFE
from generator.publish.servers.facts import ServedSite, types

_YEAR = "365.00:00:00"


def iis(site: ServedSite) -> str:
    """Return the configuration."""
    parts = (_opening(site), _redirects(), _safety(), *_headers(), *_types(), _lasting())
    return "\n".join(parts) + "\n"


def _opening(site: ServedSite) -> str:
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!-- {site.domain}{site.path}：放进IIS里这个网站或应用程序的文件夹。IPv4、IPv6、端口和证书在IIS管理器的“绑定”里设。 -->
<configuration>
  <system.webServer>
    <defaultDocument>
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <httpErrors errorMode="Custom" existingResponse="Replace">
      <remove statusCode="404" />
      <error statusCode="404" path="404.html" responseMode="File" />
    </httpErrors>
    <!-- 压缩和Vary由IIS自己做，先装上“静态内容压缩” -->
    <urlCompression doStaticCompression="true" />"""


def _redirects() -> str:
    rules = IIS_RULES.replace("/", "\\")
    return f"""\
    <!-- 旧网址的跳转由网站自己带着。不装什么，由旧网址上的网页跳转；要由IIS跳转，先装“URL Rewrite”模块，
         等网站里有了下面写的文件，再去掉这一段前后的注释记号。撤回的说明是网页。
    <rewrite>
      <rewriteMaps configSource="{rules}" />
      <rules>
        <rule name="gongkai-moved" stopProcessing="true">
          <match url=".*" />
          <conditions>
            <add input="{{gongkai-moved:{{REQUEST_URI}}}}" pattern="(.+)" />
          </conditions>
          <action type="Redirect" url="{{C:1}}" appendQueryString="false" redirectType="Permanent" />
        </rule>
      </rules>
    </rewrite>
    -->"""


def _safety() -> str:
    return """\
    <security>
      <requestFiltering>
        <!-- 隐藏文件 -->
        <denyUrlSequences>
          <add sequence="/." />
        </denyUrlSequences>
      </requestFiltering>
    </security>"""


def _headers() -> Iterator[str]:
    yield "    <httpProtocol>"
    yield "      <customHeaders>"
    for name, value in (("Content-Security-Policy", POLICY), *SAFE.items()):
        yield f'        <add name="{escape(name)}" value="{escape(value)}" />'
    yield '        <remove name="X-Powered-By" />'
    yield "      </customHeaders>"
    yield "    </httpProtocol>"


def _types() -> Iterator[str]:
    yield "    <staticContent>"
    yield '      <clientCache cacheControlMode="DisableCache" />'
    # A type that is not listed IIS does not send at all.
    for name, kind in ((name, kind) for kind, names in types().items() for name in names):
        yield f'      <remove fileExtension=".{name}" />'
        yield f'      <mimeMap fileExtension=".{name}" mimeType="{kind}" />'
    yield "    </staticContent>"
    yield "  </system.webServer>"


def _lasting() -> str:
    return f"""\
  <!-- 名称里带摘要的文件不会变，浏览器不用再问 -->
  <location path="assets/stylesheets">
    <system.webServer>
      <staticContent>
        <clientCache cacheControlCustom="public, immutable" cacheControlMode="UseMaxAge" cacheControlMaxAge="{_YEAR}" />
      </staticContent>
    </system.webServer>
  </location>
</configuration>"""
