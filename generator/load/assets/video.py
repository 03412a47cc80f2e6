"""Videos: whether they are whole, and whether every browser plays them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# An hour of film made for streaming has some seven thousand.
_MOST_BOXES = 20_000
_TOO_MANY = f"视频由{_MOST_BOXES}多块拼成，不是正常的视频文件。"
_PLAYABLE = "AVC"
_CONVERT = "转成H.264：ffmpeg -i 原文件.mp4 -c:v libx264 -c:a aac -movflags +faststart 新文件.mp4。"


def check_video(path: Path, place: Place) -> Iterator[Finding]:
    """Yield what is wrong with an MP4 file: an end that is missing, a picture that old browsers cannot show."""
    fault = _fault_of_boxes(path)
    if fault:
        yield finding("file-too-complex" if fault == _TOO_MANY else "file-damaged", place, fault)
        return
    formats = _video_formats(path)
    if formats is None:
        yield finding("file-unchecked", place, "这台机器上没有MediaInfo，没有检查视频的编码。")
    elif not formats:
        yield finding("file-damaged", place, "文件里没有视频画面。")
    elif _PLAYABLE not in formats:
        message = f"视频编码是{'、'.join(formats)}，不少浏览器放不出来。"
        yield finding("video-codec", place, message, _CONVERT)


def _fault_of_boxes(path: Path) -> str:
    """Walk the outermost boxes of the file (ISO/IEC 14496-12); return what is wrong, empty if nothing."""
    size, seen = path.stat().st_size, set()
    with path.open("rb") as file:
        position = boxes = 0
        while position < size:
            boxes += 1
            if boxes > _MOST_BOXES:
                return _TOO_MANY
            box = _read_box(file, position, size)
            if box is None:
                return "视频不完整，可能没有传完。"
            name, length = box
            seen.add(name)
            position += length
    return "" if b"moov" in seen else "视频不完整：缺少播放信息，可能没有传完。"


def _read_box(file: BinaryIO, position: int, size: int) -> tuple[bytes, int] | None:
    """Return name and length of the box at a position; None if it does not fit into the file."""
    file.seek(position)
    head = file.read(16)
    if len(head) < 8:
        return None
    length, name = int.from_bytes(head[:4]), head[4:8]
    if length == 0:
        length = size - position
    elif length == 1:
        length = int.from_bytes(head[8:16])
    return (name, length) if length >= 8 and position + length <= size else None


def _video_formats(path: Path) -> tuple[str, ...] | None:
    """Return the formats of the video tracks; None where MediaInfo is not to be had."""
    try:
        # Windows on ARM64 has no such library.
        from pymediainfo import MediaInfo

        # By handle, not by name: the library cannot open every name in every locale.
        with path.open("rb") as stream:
            tracks = MediaInfo.parse(stream).video_tracks
    except (ImportError, OSError, RuntimeError):
        return None
    return tuple(str(track.format or "未知") for track in tracks)
