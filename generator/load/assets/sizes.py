"""Make smaller copies of a picture. Runs in the process for foreign files: the bytes are anybody's.

A copy holds pixels and nothing else: no place, no camera, no comment, no thumbnail of what was cut away. The same
bytes and the same program give the same copies.
"""

from __future__ import annotations

import warnings
from base64 import b64encode
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.data import dataclass
from generator.load.assets.picture import MAX_PIXELS

if TYPE_CHECKING:
    from PIL.Image import Image

# In pixels: a phone, a text column (760) on common and on fine screens. A picture hardly wider needs no copy.
WIDTHS = (480, 960, 1440)
CUT = (320, 180)
_NEARLY = 1.2
# A copy that saves less than this share of the bytes is not worth another file.
_WORTH = 0.8
# Smaller files are sent whole.
_SMALL_BYTES = 12_000
_QUALITY = 82
# Bytes for a pixel: a drawing takes less as PNG, and is not worth trying as a photograph.
_DRAWN = 0.25
_OPAQUE = 255


def make_sizes(raw: bytes) -> dict[str, Any] | None:
    """Return the size of a picture and its copies, as plain values; None for what is not to be copied.

    Broken and huge pictures have been told of where they are checked. What moves is shown as it is, but for the
    cut copy, which stands still.
    """
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(raw)) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    return None
                kind, moves = opened.format, getattr(opened, "n_frames", 1) > 1
                full = _turned(opened)
                if kind == "JPEG":
                    # Decoded at half the size or less, where that is still twice the largest copy.
                    opened.draft("RGB" if opened.mode != "L" else "L", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
                opened.load()
                picture = _plain(ImageOps.exif_transpose(opened))
        except Exception:  # the decoders raise whatever broken bytes make of them
            return None
    return _sizes(picture, _Original(full, len(raw), drawn=kind != "JPEG", moves=moves))


@dataclass(frozen=True)
class _Original:
    """What copies are measured by. ``drawn`` is what was not kept as a photograph."""

    size: tuple[int, int]
    weight: int
    drawn: bool
    moves: bool


def _sizes(picture: Image, original: _Original) -> dict[str, Any]:
    from PIL import ImageOps

    width, height = original.size
    small = original.weight <= _SMALL_BYTES
    wanted = [each for each in WIDTHS if width >= each * _NEARLY and not small and not original.moves]
    copies = (
        _written(
            picture.resize((each, max(1, round(height * each / width))), reducing_gap=3.0), original.drawn
        )
        for each in wanted
    )
    cut: list[dict[str, Any]] = []
    if not small and width >= CUT[0] and height >= CUT[1]:
        cut = [_written(ImageOps.fit(picture, CUT, centering=(0.5, 0.0)), original.drawn)]
    return {
        "width": width,
        "height": height,
        "copies": list(_worth(copies, original)),
        "cut": next(_worth(cut, original), None),
    }


def _worth(made: Iterable[dict[str, Any]], original: _Original) -> Iterator[dict[str, Any]]:
    """Yield the copies that are worth another file, their bytes as text; where one is not, no larger one is."""
    for each in made:
        if len(each["data"]) >= original.weight * _WORTH:
            return
        yield each | {"data": b64encode(each["data"]).decode("ascii")}


def _turned(picture: Image) -> tuple[int, int]:
    """Return the size of a picture as it is seen: a camera may note that it was held upright."""
    turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (picture.height, picture.width) if turned else picture.size


def _plain(picture: Image) -> Image:
    """Return the pixels as grey, RGB or RGBA in the colours of the web."""
    if (
        picture.mode in ("L", "RGB")
        and not picture.info.get("icc_profile")
        and "transparency" not in picture.info
    ):
        return picture
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        return clear if any(clear.getchannel("A").histogram()[:_OPAQUE]) else clear.convert("RGB")
    if picture.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight are what is seen.
        return picture.point(lambda value: value / 256).convert("L")
    return _in_web_colours(picture)


def _in_web_colours(picture: Image) -> Image:
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile:
        try:
            seen = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, seen, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return picture if picture.mode == "L" else picture.convert("RGB")


def _written(picture: Image, drawn: bool) -> dict[str, Any]:
    """Return a copy as bytes: JPEG, or PNG where something shows through, or where a drawing is smaller so."""
    from PIL import Image

    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    data, suffix = b"", ""
    if picture.mode == "RGBA":
        # With few colours what is half clear would not be so in the same measure.
        data, suffix = _saved(bare, format="PNG", compress_level=6), "png"
    elif drawn:
        few = bare.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        data, suffix = _saved(few, format="PNG", compress_level=6), "png"
    if picture.mode != "RGBA" and (not data or len(data) > picture.width * picture.height * _DRAWN):
        # Letters on a ground of colour stay sharp only where the colours keep their whole resolution.
        jpeg = _saved(bare, format="JPEG", quality=_QUALITY, subsampling=0, optimize=True, progressive=True)
        data, suffix = (data, suffix) if data and len(data) < len(jpeg) else (jpeg, "jpg")
    return {"width": picture.width, "height": picture.height, "suffix": suffix, "data": data}


def _saved(picture: Image, **how: Any) -> bytes:
    out = BytesIO()
    picture.save(out, **how)
    return out.getvalue()
