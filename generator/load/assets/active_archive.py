"""ZIP archives of any kind: what is safe to unpack, and no program among it."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator

from generator.load.gate.published_types import extension_of

MAX_MEMBERS = 20_000
# What starts by being opened on a machine of the public.
_PROGRAMS = (
    "exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta htc lnk url scf msi msp msc msix appx cpl dll ocx"
    " sys drv jar class apk ipa app deb rpm dmg pkg sh bash csh command desktop reg inf chm hlp gadget application swf"
    " settingcontent-ms library-ms search-ms appref-ms website docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam sldm"
    " php jsp asp aspx py pyc pyw pl rb mht mhtml shtml iqy slk rdp iso img vhd vhdx"
)
PROGRAMS = frozenset(f".{name}" for name in _PROGRAMS.split())
_STARTS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!/")
_DRIVE = re.compile(r"[A-Za-z]:|/|~")
_ENCRYPTED = 1
_CURE = "去掉压缩包里的程序和不正常的路径，重新压缩。"


def archive_faults(archive: zipfile.ZipFile, *, look_inside: bool = True) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the members of an archive, and the cure; at most one finding a kind."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        yield f"里面有{len(members)}个文件，太多，没法检查", "分成几个压缩包。"
        return
    astray = next((each for each in members if _leads_astray(each)), None)
    if astray:
        yield f"里面有不正常的路径“{astray.orig_filename[:80]}”", _CURE
    names = [each.filename.lower() for each in members]
    if len(set(names)) < len(names):
        yield "里面有两个同名的文件，不同的软件会打开不同的一个", "重新压缩，每个文件名只用一次。"
    program = next((each for each in members if look_inside and _is_program(archive, each)), None)
    if program:
        yield f"里面有程序“{program.filename[:80]}”", _CURE


def _leads_astray(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename
    parts = name.replace("\\", "/").split("/")
    link = stat.S_ISLNK(member.external_attr >> 16)
    hidden = any(ord(sign) < 32 for sign in name)
    return ".." in parts or "\x00" in name or hidden or link or bool(_DRIVE.match(name))


def _is_program(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    name = member.filename.rstrip(". ")
    if member.is_dir():
        return False
    if extension_of(name.partition(":")[0]) in PROGRAMS:
        return True
    if member.flag_bits & _ENCRYPTED:
        return False
    try:
        with archive.open(member) as file:
            head = file.read(1024)
    except Exception:  # a member that cannot be unpacked is not one that runs
        return False
    return head.startswith(_STARTS[1:]) or (
        head.startswith(b"MZ") and (b"PE\x00\x00" in head or b"program" in head)
    )
