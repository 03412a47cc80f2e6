"""Pictures: whether they can be shown, and what their hidden data tells."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from generator.load.assets.words import check_properties
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# A camera's largest picture; four bytes each are what opening it takes.
MAX_PIXELS = 120_000_000
_ARTIST, _DESCRIPTION, _COPYRIGHT, _GPS = 0x013B, 0x010E, 0x8298, 0x8825


def check_picture(path: Path, place: Place) -> Iterator[Finding]:
    """Yield what is wrong with a picture: damage, the place where it was taken, its author."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path) as picture:
                exif = picture.getexif()
                hidden = {key: str(exif.get(key, "")) for key in (_ARTIST, _DESCRIPTION, _COPYRIGHT)}
                located = bool(exif.get_ifd(_GPS))
                if picture.width * picture.height > MAX_PIXELS:
                    raise Image.DecompressionBombError
                picture.load()
        except (Image.DecompressionBombError, MemoryError):
            yield finding("file-unchecked", place, "图片的像素太多，没有检查。", "缩小到宽4000像素以内。")
            return
        except UnidentifiedImageError:
            yield finding("file-damaged", place, "图片打不开。")
            return
        except Exception:  # the decoders raise whatever broken bytes make of them
            yield finding("file-damaged", place, "图片不完整，可能没有传完。")
            return
    if located:
        yield finding("picture-location", place, "照片里记着拍摄地点的经纬度。")
    yield from check_properties(hidden.values(), [hidden[_ARTIST]], place)
