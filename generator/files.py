"""New files, by the hundred thousand; and what the system says when a file cannot be had, in Chinese."""

from __future__ import annotations

import errno
import os

# O_BINARY is of Windows alone, where line ends would be altered without it.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件不存在",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
    errno.EIO: "磁盘读写出错",
    errno.ENOSPC: "磁盘空间不足",
    getattr(errno, "EDQUOT", errno.ENOSPC): "磁盘空间不足",
    errno.EROFS: "磁盘是只读的",
    errno.EMFILE: "打开的文件太多",
}


def write_file(path: str, data: bytes) -> None:
    """Write a file whose folder is there. Raises OSError.

    Without the layers of open(), which ask the system four times what a new file is like; and the path is a
    text, because putting a Path together takes longer than opening its file.
    """
    file = os.open(path, _NEW_FILE, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
    finally:
        os.close(file)


def reason(error: OSError) -> str:
    """Return why the system refused, as a part of a sentence."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def disk_full(error: BaseException) -> bool:
    """Tell whether a fault comes of a disk without room, whatever was made of it on its way."""
    import shutil

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _FULL:
            return True
        # What copies a whole folder tells all that went wrong in one text.
        if isinstance(seen, shutil.Error) and os.strerror(errno.ENOSPC) in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
