"""``gongkai verify``: compare what is installed with the lock, and the lock with advisories."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options
from generator.cli.shared.say import hand_out, say
from generator.errors import BuildError, UsageError
from generator.supply.lock import read_lock
from generator.supply.place import lock_of, run_lock, verifier

if TYPE_CHECKING:
    from generator.supply.advisories import Advisory

_SHOWN = 50
_PATH = click.Path(path_type=Path)


@click.command(cls=ChineseCommand, help="核对运行环境：装的软件包与锁文件是否一致，文件有没有被改过。")
@portal_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", metavar="格式",
    help="输出格式：text、json",
)  # fmt: skip
@click.option("--wheels", type=_PATH, metavar="目录", help="逐个文件与这个文件夹里的安装包比较，约需一分钟")
@click.option("--advisories", type=_PATH, metavar="文件", help="OSV格式的安全公告：文件、压缩包或文件夹")
@click.option("--sbom", type=_PATH, metavar="文件", help="写出软件物料清单（CycloneDX）")
def command(
    *,
    root: Path,  # noqa: ARG001 - every verb takes it; the environment is not of a portal
    as_of: date,  # noqa: ARG001
    form: str,
    wheels: Path | None,
    advisories: Path | None,
    sbom: Path | None,
) -> int:
    """Verify; end 1 where something is not as locked, or is affected."""
    found = _advisories(advisories)
    report = {**_verified(wheels), "advisories": None if found is None else [asdict(each) for each in found]}
    if sbom:
        _write_bill(sbom)
    if form == "json":
        hand_out(json.dumps(report, ensure_ascii=False, indent=2), nl=True)
    else:
        _say(report, found)
    return 1 if report["problems"] or found else 0


def _verified(wheels: Path | None) -> dict[str, Any]:
    if sys.prefix == sys.base_prefix:
        raise UsageError(
            "gongkai没有装在自己的运行环境里，无法核对。请用项目文件夹里的gongkai命令，或者装进虚拟环境。"
        )
    if wheels and not wheels.is_dir():
        raise UsageError(f"没有“{wheels}”这个文件夹。")
    environment = Path(sys.prefix)
    more = ["--wheels", str(wheels.resolve())] if wheels else []
    # Another Python, which loads nothing of what it looks at.
    alone = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", str(verifier()), str(environment), str(lock_of(environment)),
         "--json", *more],
        capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    try:
        told: dict[str, Any] = json.loads(alone.stdout)
    except ValueError as error:
        raise BuildError(f"没有核对成：{alone.stderr.strip()}") from error
    return told


def _advisories(source: Path | None) -> tuple[Advisory, ...] | None:
    if source is None:
        return None
    from generator.supply.advisories import advisories

    return advisories(source, read_lock(run_lock()))


def _write_bill(file: Path) -> None:
    from generator.libraries import version
    from generator.supply.sbom import bill_of_materials

    try:
        file.write_text(
            bill_of_materials(read_lock(run_lock()), version("gongkai")), encoding="utf-8", newline="\n"
        )
    except OSError as error:
        raise UsageError(f"写不了“{file}”：{error.strerror}。") from error


def _say(report: dict[str, Any], found: tuple[Advisory, ...] | None) -> None:
    problems = report["problems"]
    for problem in problems[:_SHOWN]:
        say(f"错误 {problem['message']}　[{problem['code']}]\n　　改法：{problem['hint']}")
    if len(problems) > _SHOWN:
        say(f"……还有{len(problems) - _SHOWN}个问题，用gongkai verify --format json查看全部。")
    for each in found or ():
        _say_advisory(each)
    checked = report["checked"]
    say(f"核对了{checked['distributions']}个软件包、{checked['files']}个文件：{len(problems)}个问题。")
    if found is None:
        say("没有核对安全公告：没有给出公告数据，见--advisories。")
    else:
        say(f"核对了安全公告：{len(found)}条与锁定的版本有关。")


def _say_advisory(each: Advisory) -> None:
    names = "、".join((each.id, *each.aliases))
    doubt = "" if each.certain else "（公告里的版本读不懂，请人工判断）"
    say(f"错误 {each.package} {each.version}　{names}：{each.summary}{doubt}　[advisory]")
    cure = f"升级到{'或'.join(each.fixed)}以上" if each.fixed else "还没有修复的版本，看公告里的缓解办法"
    say(f"　　改法：{cure}；升级要重做锁文件，请与维护人员联系。")
