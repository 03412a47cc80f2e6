"""The list of file types that may be attached, by extension. All others are refused."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePosixPath

from generator.patterns import pattern


class Use(Enum):
    """What a browser is to do with a published file that is opened by itself."""

    SHOWN = "shown"
    DOWNLOADED = "downloaded"


_SHOWN = (
    "pdf",
    "jpg",
    "jpeg",
    "png",
    "gif",
    "webp",
    "bmp",
    "mp4",
    "m4v",
    "mov",
    "webm",
    "mp3",
    "m4a",
    "wav",
    "ogg",
)
_TEXTS = ("txt", "vtt", "srt")
# A browser would run an SVG or an XML as a page; the rest it cannot show.
_DOWNLOADED = (
    "svg", "xml", "csv", "json", "ofd", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "rtf",
    "odt", "ods", "odp", "zip", "rar", "7z",
)  # fmt: skip
USES = {
    **{f".{name}": Use.SHOWN for name in (*_SHOWN, *_TEXTS)},
    **{f".{name}": Use.DOWNLOADED for name in _DOWNLOADED},
}

# What a web server may be set up to run wherever it stands in a name: 公告.php.jpg, 公告.asp;.jpg.
_RUN_BY_SERVERS = pattern(
    r"\.(?:php\d?|phtml|phar|phps|pht|asp|aspx|ashx|asmx|asa|asax|cer|cdx|cshtml|jsp|jspx|jspf|jsw|jhtml|cfm|cgi|fcgi"
    r"|pl|py|rb|sh|exe|dll|shtml?|stm|htaccess|htpasswd|config)(?=[.;:%\s]|$)",
    re.IGNORECASE,
)
_NO_NAME = pattern(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_DEVICE = pattern(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)

_PAGES = (
    "html",
    "htm",
    "xhtml",
    "xht",
    "mht",
    "mhtml",
    "shtml",
    "stm",
    "hta",
    "htc",
    "php",
    "jsp",
    "asp",
    "aspx",
    "svgz",
)
_MACROS = {
    "docm": "docx", "dotm": "docx", "dot": "docx", "dotx": "docx", "xlsm": "xlsx", "xltm": "xlsx", "xlam": "xlsx",
    "xlsb": "xlsx", "xlt": "xls", "xltx": "xlsx", "pptm": "pptx", "ppsm": "pptx", "potm": "pptx", "pps": "pptx",
    "ppsx": "pptx", "wpt": "wps", "ett": "et", "dpt": "dps",
}  # fmt: skip
_CURES = {
    **dict.fromkeys(_PAGES, "网页请写成文档，或打印成PDF后作附件。"),
    **{old: f"打开后另存为.{new}，不带宏，再作附件。" for old, new in _MACROS.items()},
    **dict.fromkeys(("tif", "tiff", "heic", "heif", "avif", "psd", "ico", "wmf", "emf"), "转成PDF、JPG或PNG后作附件。"),
    **dict.fromkeys(("avi", "wmv", "flv", "mkv", "mpg", "mpeg", "rm", "rmvb", "ts", "3gp", "swf"), "转成MP4后作附件。"),
    **dict.fromkeys(("wma", "aac", "flac", "amr", "ape", "mid"), "转成MP3后作附件。"),
    **dict.fromkeys(("ceb", "cebx", "gd", "sep", "caj", "pages", "epub", "dwg", "dxf", "vsd", "vsdx"), "转成PDF或OFD后作附件。"),
    **dict.fromkeys(("gz", "tgz", "tar", "bz2", "xz", "zst", "cab", "iso", "img"), "解开后分别作附件，或压缩成ZIP。"),
    **dict.fromkeys(("numbers", "dbf", "mdb", "accdb", "sav"), "另存为XLSX或CSV后作附件。"),
}  # fmt: skip
_CURE = "改用PDF、OFD、Word、Excel、图片、音频或视频；可以发布的类型见docs/编辑/附件.md。"


def extension_of(name: str) -> str:
    """Return the extension of a file name in small letters, with its dot; empty if it has none."""
    return PurePosixPath(name).suffix.lower()


def use_of(name: str) -> Use | None:
    """Return what a browser is to do with a file by its name; None for what may not be published."""
    return USES.get(extension_of(name))


def is_downloaded(name: str) -> bool:
    """Tell whether a link to a file is to save it: a browser would run it as a page, or cannot show it."""
    return use_of(name) is Use.DOWNLOADED


def why_unusable(path: str) -> str:
    """Return why a path cannot be a file's on every system, in Chinese; empty when it can.

    Windows drops a dot or blank at the end of a name, reads a stream after a colon and a device in ``con``;
    a control character or a change of direction shows another name than there is.
    """
    for part in path.split("/"):
        if part in ("", ".", ".."):
            return "路径里有空的一节或“..”"
        if _NO_NAME.search(part):
            return "名称里有看不见的控制字符"
        if any(sign in part for sign in ':\\|<>"?*'):
            return '名称里有英文的 : \\ | < > " ? * 之一'
        if part[-1] in ". ":
            return "名称以点或空格结尾"
        if _DEVICE.fullmatch(part):
            return "名称是Windows的设备名"
    return ""


def why_refused(path: str) -> tuple[str, str]:
    """Return why a file may not be published by its path below content/, and what to do; empty texts if it may."""
    name = path.rpartition("/")[2]
    fault = why_unusable(path)
    if fault:
        return f"的文件名不能用（{fault}）", "改一个文件名，再改引用它的地方。"
    suffix = extension_of(name)
    if suffix in USES:
        inner = _RUN_BY_SERVERS.search(name)
        if inner:
            return f"的文件名里有“{inner[0]}”，有的服务器会把它当程序运行", "从文件名里去掉这一段。"
        return "", ""
    kind = suffix.removeprefix(".")
    if not kind or name.startswith("."):
        return "没有扩展名，或是隐藏文件", _CURE
    word = "是网页或网页的一部分" if kind in _PAGES else f"是.{kind}文件，不在可以发布的类型里"
    return word, _CURES.get(kind, _CURE)
