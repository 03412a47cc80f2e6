"""``gongkai init``: a portal with every column that the chosen packs mandate."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import is_taken, say, write_new
from generator.equip.given import LAUNCHER, begun_with, kept_up
from generator.errors import UsageError
from generator.libraries import version
from generator.load.cache.memo import Memo
from generator.load.packs.packs import read_packs
from generator.load.yaml.validate import did_you_mean
from generator.mandates.library import known_packs, load_packs
from generator.mandates.plan import named_paths
from generator.model.calendar.clock import day_of
from generator.model.finding import Finding
from generator.model.mandate import Pack
from generator.model.portal import OwnPacks, pack_path
from generator.model.words import LEVEL_LABELS, PortalLevel, level_words
from generator.report.columns_text import NewPortalFacts
from generator.report.new_portal import new_portal
from generator.supply.place import own_digest

_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
_SITE_CODE = re.compile(r"\d{10}|bm\d{8}")


@click.command(
    cls=ChineseCommand,
    help="新建一个网站，栏目按要点的要求建好。文件夹里已经有网站时不动它。",
)
@portal_options
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="要点",
    help="要点编号，可以写几次；自己的要点先放在packs文件夹；不写时列出全部编号",
)
@click.option(
    "--level", type=click.Choice([level.value for level in PortalLevel]), metavar="级别",
    help=f"机关级别：{level_words()}；写了就只设这一级的栏目",
)  # fmt: skip
@click.option("--name", default="示例区人民政府", metavar="名称", help="网站名称，写机关全称")
@click.option("--domain", default="www.example.gov.cn", metavar="域名", help="网站域名，不带https://")
@click.option("--site-code", default="0000000000", metavar="标识码", help="政府网站标识码")
def command(
    *, root: Path, as_of: date, folder: Path, packs: tuple[str, ...], level: str | None, name: str, domain: str,
    site_code: str,
) -> int:  # fmt: skip
    """Make a portal."""
    home = portal_root(root)
    target = home / folder
    own = _own_packs(packs, (target, home))
    facts = NewPortalFacts(
        name=_checked_name(name),
        level=PortalLevel(level or PortalLevel.DISTRICT),
        domain=_checked(
            domain.lower(), _DOMAIN, "--domain", "写成www.example.gov.cn这样，不带https://和斜杠"
        ),
        site_code=_checked(site_code, _SITE_CODE, "--site-code", "是10位数字，或bm加8位数字"),
        organizer=f"{name.strip()}办公室" if name.strip().endswith("人民政府") else name.strip(),
        packs=_checked_packs(packs, own.packs),
        every_level=level is None,
        own=own.packs,
    )
    said = new_portal(facts, day_of(as_of))
    release = version("gongkai")
    files = {path: text.encode("utf-8", "replace") for path, text in said.items()}
    files = begun_with() | files | kept_up(release, own_digest(release))
    files |= _copied(facts.packs, own.packs, target, home)
    _refuse_to_overwrite(target, files)
    for path, data in files.items():
        write_new(target / path, data)
    (target / LAUNCHER).chmod(0o755)
    _report(target, facts, said)
    return 0


def _report(target: Path, facts: NewPortalFacts, files: dict[str, str]) -> None:
    columns = files["columns.yml"].count("- name: ")
    pages = sum(path.endswith("/index.md") for path in files)
    say(f"已新建网站：{target}\n栏目{columns}个，待写的单页{pages}个（都是草稿，写好以前不公开）。")
    for pack in load_packs(facts.packs, facts.own):
        if not facts.every_level and not named_paths(pack, facts.level):
            say(f"要点{pack.id}没有点名要{LEVEL_LABELS[facts.level]}设置的栏目。")
    say(f"下一步：照{target / 'README.md'}填写名称、标识和责任人员，再运行gongkai build --root {target}。")
    say("用git保存的，在新文件夹里运行git init，再提交；不用提交的文件已经写在.gitignore里。")


def _checked_name(name: str) -> str:
    name = name.strip()
    if not name or "\n" in name or not name.isprintable():
        raise UsageError("--name的取值不对。写机关全称，例如示例区人民政府。")
    return name


def _checked(value: str, pattern: re.Pattern[str], option: str, rule: str) -> str:
    if not pattern.fullmatch(value):
        raise UsageError(f"{option}的取值“{value}”不对，应{rule}。")
    return value


def _own_packs(asked: tuple[str, ...], folders: tuple[Path, ...]) -> OwnPacks:
    """Return the asked packs that lie in packs/ of the new portal, or of the portal one stands in."""
    for folder in folders:
        findings: list[Finding] = []
        found = read_packs(folder, Memo(), findings)
        for pack in asked:
            if found.is_unread(pack):
                print_findings([each for each in findings if each.place.path == pack_path(pack)])
                raise UsageError(f"{folder / pack_path(pack)}有错误，改好再试。")
        own = tuple(each for each in found.packs if each.id in asked)
        if own:
            return OwnPacks(own)
    return OwnPacks()


def _copied(packs: tuple[str, ...], own: tuple[Pack, ...], target: Path, home: Path) -> dict[str, bytes]:
    """Return the files of own packs that the new portal has not got, by path."""
    files = {}
    for pack in own:
        path = pack_path(pack.id)
        if pack.id in packs and not is_taken(target / path):
            files[path] = (home / path).read_bytes()
    return files


def _checked_packs(packs: tuple[str, ...], own: tuple[Pack, ...]) -> tuple[str, ...]:
    known = sorted(known_packs(own))
    if not packs:
        raise UsageError(f"请用--pack写要落实的要点，可以写几次。现有：{'、'.join(known)}。")
    for pack in packs:
        if pack not in known:
            hint = did_you_mean(pack, known) or f"现有：{'、'.join(known)}。"
            raise UsageError(f"没有编号为“{pack}”的要点。{hint}")
    return tuple(dict.fromkeys(packs))


def _refuse_to_overwrite(target: Path, files: dict[str, bytes]) -> None:
    if is_taken(target / "columns.yml"):
        raise UsageError(f"{target}里已经有一个网站（columns.yml），没有改动它。请换一个文件夹。")
    if is_taken(target) and not os.path.isdir(target):  # noqa: PTH112
        raise UsageError(f"{target}是一个文件，不是文件夹。")
    taken = [path for path in files if is_taken(target / path)]
    if taken:
        raise UsageError(f"{target}里已经有{'、'.join(taken[:5])}，没有改动。请换一个空文件夹。")
