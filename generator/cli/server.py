"""``gongkai server``: a configuration of a web server for the deployed portal, on standard output."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out

_KINDS = ("nginx", "caddy", "apache", "iis")
_EXAMPLE = "www.example.gov.cn"


@click.command(
    cls=ChineseCommand,
    help="写出一份网页服务器的配置：nginx、caddy、apache或iis。存成文件，用服务器自己的命令检查以后使用。",
)
@click.argument("kind", metavar="服务器", type=click.Choice(_KINDS))
@portal_options
@click.option("--domain", metavar="域名", help="网站的域名，默认取columns.yml的domain")
@click.option(
    "--folder",
    default="/srv/gongkai/current",
    metavar="目录",
    help="服务器上的网站文件夹，默认/srv/gongkai/current",
)
@click.option("--path", metavar="子路径", help="网站在域名下的子路径，例如/zwgk/；默认取mkdocs.yml的site_url")
def command(*, kind: str, root: Path, as_of: date, domain: str | None, folder: str, path: str | None) -> int:
    """Write a configuration."""
    from generator.publish.servers.apache import apache
    from generator.publish.servers.caddy import caddy
    from generator.publish.servers.facts import served_site
    from generator.publish.servers.iis import iis
    from generator.publish.servers.nginx import nginx

    if domain is None or path is None:
        known_domain, known_path = _known(portal_root(root), as_of)
        domain, path = domain or known_domain, known_path if path is None else path
    recipes = {"nginx": nginx, "caddy": caddy, "apache": apache, "iis": iis}
    hand_out(recipes[kind](served_site(domain, folder, path)))
    return 0


def _known(root: Path, as_of: date) -> tuple[str, str]:
    """Return domain and path of the portal here; those of an example where there is none that can be read."""
    from generator.load.portal import load_portal

    if not (root / "columns.yml").is_file():
        return _EXAMPLE, "/"
    # As if content/ were empty: what is asked for stands beside it.
    portal = load_portal(root, as_of, entries=()).portal
    if portal is None:
        return _EXAMPLE, "/"
    try:
        path = urlsplit(portal.identity.site_url).path
    except ValueError:
        path = "/"
    return portal.domain or _EXAMPLE, path or "/"
