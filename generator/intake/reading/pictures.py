"""Pictures in foreign documents: the words a source has for them, and bytes that browsers show."""

from __future__ import annotations

import io
import re

SHOWN = {"png": ".png", "jpeg": ".jpg", "gif": ".gif", "webp": ".webp", "bmp": ".bmp"}
# What programs write where the words for a picture should be.
_NO_WORDS = re.compile(
    r"(?:图片|图像|图形|picture|image|img|dsc|wps图片|微信图片|截图|screenshot|logo)?[\s_\-\d()（）]*+|[0-9a-f\-]{16,}+",
    re.IGNORECASE,
)
_NAMES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".emf", ".wmf")
_MACHINES = ("描述已自动生成", "AI 生成的内容可能不正确")


def picture_words(*said: str | None) -> str:
    """Return the words that a source has for a picture, empty where a program wrote them."""
    for each in said:
        words = " ".join((each or "").split())
        if words and len(words) <= 300 and not _is_of_a_program(words):
            return words
    return ""


def _is_of_a_program(words: str) -> bool:
    named = words.lower().endswith(_NAMES) or "/" in words or "\\" in words
    return named or _NO_WORDS.fullmatch(words) is not None or any(each in words for each in _MACHINES)


def shown_picture(raw: bytes) -> tuple[bytes, str]:
    """Return the bytes of a picture in a format that browsers show, and its ending; empty where there is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(raw)) as image:
            kind = (image.format or "").lower()
            if kind in SHOWN:
                return raw, SHOWN[kind]
            if kind in ("tiff", "ppm", "tga", "pcx", "ico", "dib"):
                whole = io.BytesIO()
                image.convert("RGBA" if "A" in image.mode else "RGB").save(whole, "PNG")
                return whole.getvalue(), ".png"
    except Exception:  # Pillow raises whatever broken bytes make of it
        return b"", ""
    return b"", ""
