"""Smaller copies of pictures: what is in them, what is not, and which pictures get none."""

from __future__ import annotations

import io
import random
from base64 import b64decode
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from generator.load.assets.foreign import foreign_files
from generator.load.assets.picture import MAX_PIXELS
from generator.load.assets.sizes import CUT, WIDTHS, make_sizes

NOISE = random.Random(4)  # a picture like a photograph


def photograph(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture that is hard to press: noise on a slope of colours."""
    small = Image.frombytes("RGB", (width // 4, height // 4), NOISE.randbytes(width // 4 * (height // 4) * 3))
    return small.resize((width, height)).convert(mode)


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def opened(copy: dict[str, Any]) -> Image.Image:
    """Return a copy as it comes back as text."""
    return Image.open(io.BytesIO(b64decode(copy["data"])))


def located(width: int = 2000, height: int = 1000, turned: int = 1) -> bytes:
    """Return a photograph that tells where, when and by whom it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010E] = turned, "Zhang San", "secret words"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (30.0, 48.0, 12.0)
    return saved(photograph(width, height), "JPEG", exif=exif, comment=b"secret words", quality=90)


def test_a_photograph_gets_a_copy_for_every_width_and_one_cut_for_cards() -> None:
    raw = located()
    made = make_sizes(raw)
    assert made
    assert (made["width"], made["height"]) == (2000, 1000)
    assert [(each["width"], each["height"]) for each in made["copies"]] == [(w, w // 2) for w in WIDTHS]
    for each in (*made["copies"], made["cut"]):
        assert opened(each).size == (each["width"], each["height"])
        assert opened(each).format == "JPEG"
        assert len(b64decode(each["data"])) < len(raw) * 0.8
    assert opened(made["cut"]).size == CUT


def test_copies_tell_nothing_of_place_person_and_camera() -> None:
    raw = located()
    assert b"secret words" in raw
    assert b"Zhang San" in raw
    made = make_sizes(raw)
    assert made
    for each in (*made["copies"], made["cut"]):
        data = b64decode(each["data"])
        assert not opened(each).getexif()
        for word in (b"Exif", b"secret words", b"Zhang San", b"ICC_PROFILE"):
            assert word not in data


def test_words_hidden_in_a_png_stay_behind() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Zhang San")
    made = make_sizes(saved(photograph(800, 600), "PNG", pnginfo=words))
    assert made
    assert made["copies"]
    assert all(b"Zhang" not in b64decode(each["data"]) for each in made["copies"])


def test_the_same_bytes_give_the_same_copies() -> None:
    raw = located()
    with foreign_files() as one, foreign_files() as other:
        first, again = one.ask("sizes", raw=raw), other.ask("sizes", raw=raw)
    assert first == again == make_sizes(raw)


def test_a_picture_that_was_held_upright_is_upright() -> None:
    made = make_sizes(located(2000, 1000, turned=6))
    assert made
    assert (made["width"], made["height"]) == (1000, 2000)
    assert [(each["width"], each["height"]) for each in made["copies"]] == [(480, 960)]


def test_a_drawing_stays_a_drawing_and_clear_ground_stays_clear() -> None:
    drawing = Image.new("RGB", (1200, 900), "#1a4d8f")
    pen = ImageDraw.Draw(drawing)
    for number in range(0, 900, 18):
        pen.text((10, number), "abcdefghijklmnopqrstuvwxyz 0123456789 " * 5, fill="white")
    made = make_sizes(saved(drawing, "PNG"))
    assert made
    assert {opened(each).format for each in made["copies"]} == {"PNG"}
    clear = photograph(1200, 900, "RGBA")
    clear.putalpha(Image.linear_gradient("L").resize((1200, 900)))
    made = make_sizes(saved(clear, "PNG"))
    assert made
    assert made["copies"]
    for each in made["copies"]:
        least, most = opened(each).convert("RGBA").getchannel("A").getextrema()
        assert (least < 20, most > 235) == (True, True)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("picture", "kind"),
    [
        (photograph(1000, 700, "CMYK"), "JPEG"),
        (photograph(1000, 700, "L"), "JPEG"),
        (photograph(1000, 700, "P"), "GIF"),
        (photograph(1000, 700, "1"), "PNG"),
        (Image.frombytes("I;16", (1000, 700), NOISE.randbytes(1_400_000)), "PNG"),
        (photograph(1000, 700), "BMP"),
        (photograph(1000, 700), "WEBP"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.mode,
)
def test_whatever_the_colours_copies_are_of_the_web(picture: Image.Image, kind: str) -> None:
    how = {"lossless": True} if kind == "WEBP" else {}
    made = make_sizes(saved(picture, kind, **how))
    assert made
    assert made["copies"]
    assert {opened(each).mode for each in made["copies"]} <= {"L", "P", "RGB"}


def test_colours_of_another_profile_are_made_those_of_the_web() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    raw = saved(photograph(1000, 700), "JPEG", icc_profile=profile)
    made = make_sizes(raw)  # no profile of such a picture: it is not followed
    assert made
    assert "icc_profile" not in opened(made["copies"][0]).info


def test_what_moves_keeps_moving_and_its_card_stands_still() -> None:
    frames = [photograph(640, 480) for _ in range(3)]
    made = make_sizes(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert made
    assert made["copies"] == []
    assert getattr(opened(made["cut"]), "n_frames", 1) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a",
        located()[:5000],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
    ],
    ids=["empty", "head", "half", "svg", "zeros"],
)
def test_what_cannot_be_opened_is_left_as_it_is(raw: bytes) -> None:
    assert make_sizes(raw) is None


@pytest.mark.parametrize(("width", "height"), [(400, 300), (570, 400), (300, 4000)])
def test_a_picture_hardly_wider_than_its_place_gets_no_copies(width: int, height: int) -> None:
    made = make_sizes(saved(photograph(width, height), "JPEG", quality=95))
    assert made
    assert made["copies"] == []


def test_a_copy_that_saves_nothing_is_not_kept() -> None:
    raw = saved(photograph(1200, 900, "1"), "PNG")
    made = make_sizes(raw)
    assert made
    assert 960 not in [each["width"] for each in made["copies"]]
    assert all(len(b64decode(each["data"])) < len(raw) * 0.8 for each in made["copies"])


def test_a_light_picture_is_sent_whole() -> None:
    made = make_sizes(saved(Image.new("RGB", (1200, 800), "#1a4d8f"), "PNG"))
    assert made == {"width": 1200, "height": 800, "copies": [], "cut": None}


def test_a_bomb_is_refused_before_it_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = saved(Image.new("1", (16_000, 16_000)), "PNG")
    assert len(bomb) < 100_000
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("opened"))
    assert make_sizes(bomb) is None
    assert MAX_PIXELS < 16_000 * 16_000
