"""``gongkai kit``: the program with all that it needs, for a network without an index."""

from __future__ import annotations

import platform
import sys
import tempfile
from datetime import date
from pathlib import Path

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options
from generator.cli.shared.say import say
from generator.errors import UsageError
from generator.supply.markers import NOT_PROMISED, PLATFORMS, PYTHONS


@click.command(cls=ChineseCommand, help="做一份离线安装包：程序、软件包、说明书和软件物料清单，一个zip文件。")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@portal_options
@click.option(
    "--platform", "targets", type=click.Choice(list(PLATFORMS)), multiple=True, metavar="平台",
    help=f"给哪种机器用，可以写几次，默认本机：{'、'.join(PLATFORMS)}",
)  # fmt: skip
@click.option(
    "--python", "pythons", type=click.Choice(PYTHONS), multiple=True, metavar="版本",
    help=f"给哪个Python用，可以写几次，默认本机的：{'、'.join(PYTHONS)}",
)  # fmt: skip
def command(
    *,
    file: Path,
    root: Path,  # noqa: ARG001 - every verb takes it; the kit is of the program
    as_of: date,  # noqa: ARG001
    targets: tuple[str, ...],
    pythons: tuple[str, ...],
) -> int:
    """Fetch the wheels, gather the rest, write the archive."""
    from generator.libraries import version
    from generator.supply.fetch import build_wheel, fetch_wheels, pin_sets
    from generator.supply.kit import digests, near_wheels, readme, unique, write_kit
    from generator.supply.lock import read_lock
    from generator.supply.place import checkout, run_lock
    from generator.supply.sbom import bill_of_materials

    program = checkout()
    if program is None:
        raise UsageError("请在gongkai的项目文件夹里做离线安装包：装好的gongkai不带说明书和启动程序。")
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise UsageError(f"“{file}”应当是一个还没有的zip文件，放在已有的文件夹里。")
    machines = unique(targets or (_this_platform(),))
    versions = unique(pythons or (_this_python(),))
    for target in machines:
        for python in versions:
            if (target, python) in NOT_PROMISED:
                raise UsageError(
                    f"{target}要用更新的Python：有的软件包没有给Python {python}的安装包，见docs/站长/安装.md。"
                )
    pins = read_lock(run_lock())
    with tempfile.TemporaryDirectory() as made:
        wheels = Path(made)
        for target in machines:
            for python in versions:
                say(f"正在取{target}、Python {python}的安装包……")
                fetch_wheels(pins, target, python, wheels, near_wheels(program))
        build_wheel(program, wheels)
        wanted = dict.fromkeys(
            pin for target in machines for python in versions for _, pins_of in pin_sets(pins, target, python)
            for pin in pins_of
        )  # fmt: skip
        bill = bill_of_materials(tuple(wanted), version("gongkai"), digests(wheels))
        notes = {
            "README.txt": readme(version("gongkai"), machines, versions),
            "sbom.cdx.json": bill.encode("utf-8"),
        }
        try:
            write_kit(file, f"gongkai-{version('gongkai')}", program, wheels, notes)
        except OSError as error:
            raise UsageError(f"写不了“{file}”：{error.strerror}。") from error
    size = file.stat().st_size / 1e6
    say(f"已做好离线安装包：{file.absolute()}（{size:.0f}MB，软件包{len(wanted)}个）。")
    say("复制到不能上网的机器，解压后运行gongkai build，见里面的README.txt。")
    return 0


def _this_platform() -> str:
    here = (sys.platform, platform.machine())
    for name, known in PLATFORMS.items():
        if known == here:
            return name
    raise UsageError(f"不支持这种机器（{sys.platform}、{platform.machine()}），请写--platform。")


def _this_python() -> str:
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if here not in PYTHONS:
        raise UsageError(f"没有给Python {here}的安装包，请写--python。")
    return here
