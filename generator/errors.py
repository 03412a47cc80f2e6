"""The exceptions of gongkai. All have one base; only ``cli/`` turns them into words on a screen."""

from __future__ import annotations

import errno


class GongkaiError(Exception):
    """Raised when a verb cannot do its work; the text is Chinese and meant for people."""


class UsageError(GongkaiError):
    """Raised when a verb is used wrongly: exit code 2."""


class BuildError(GongkaiError):
    """Raised when a stage of the build fails although the input is sound."""


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这个磁盘只能读，不能写",
    errno.ENOSPC: "磁盘空间不足",
    getattr(errno, "EDQUOT", -1): "超过了磁盘配额",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOENT: "没有这个文件，或者没有它所在的文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段是文件，不是文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.EMFILE: "打开的文件太多",
}


def reason_of(error: OSError | ValueError) -> str:
    """Return in Chinese why a file cannot be read or written; a path that is none at all gives ValueError."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0) or error.strerror or "系统没有说明原因"
    return "路径里有系统不允许的字符"


class SourceChangedError(BuildError):
    """Raised when a file is no longer what it was when it was checked; ``path`` is that from the portal's root."""

    def __init__(self, path: str) -> None:
        # What is handed to the base is what another process makes it from again.
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}正在被改动，改完后再运行一次。"


class SearchIndexError(BuildError):
    """Raised when Pagefind cannot make an index of sound records; the text holds what it said."""


class WentLiveError(GongkaiError):
    """Raised when something fails after the new site went live; its cause is what failed."""
