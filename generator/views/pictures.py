"""Pictures as templates print them: an address for every screen, and the size, so that no text jumps."""

from __future__ import annotations

from collections.abc import Mapping

from generator.data import dataclass
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import picture_address
from generator.model.asset import Asset, Picture

# The widest that a text column gets, in pixels of a page; a cover of a gazette; a card.
TEXT_WIDTH, COVER_WIDTH, CARD_WIDTH = 760, 180, 320


@dataclass(frozen=True)
class ShownPicture:
    """A picture on a page. ``srcset`` and ``sizes`` are empty, and width and height 0, where they are not known.

    ``whole`` is the address of the picture as it was handed in.
    """

    src: str
    whole: str
    srcset: str = ""
    sizes: str = ""
    width: int = 0
    height: int = 0


def shown_picture(
    asset: Asset | None, pictures: Mapping[str, Picture], root: str, width: int = TEXT_WIDTH
) -> ShownPicture | None:
    """Return a picture in a place of at most ``width`` pixels; None for none."""
    if asset is None:
        return None
    whole = root + quote_address(asset.path)
    known = pictures.get(asset.path)
    if known is None:
        return ShownPicture(whole, whole)
    if not known.copies:
        return ShownPicture(whole, whole, width=known.width, height=known.height)
    return ShownPicture(
        whole,
        whole,
        srcset_of(known, whole, root),
        sizes_of(known, width),
        known.width,
        known.height,
    )


def cut_picture(asset: Asset | None, pictures: Mapping[str, Picture], root: str) -> ShownPicture | None:
    """Return a picture cut for a card; the whole one where it is small or not known."""
    known = pictures.get(asset.path) if asset else None
    if asset is None or known is None or known.cut is None:
        return shown_picture(asset, pictures, root, CARD_WIDTH)
    cut = known.cut
    whole = root + quote_address(asset.path)
    return ShownPicture(root + picture_address(cut.name), whole, width=cut.width, height=cut.height)


def poster_address(asset: Asset | None, pictures: Mapping[str, Picture], root: str) -> str:
    """Return the address of the picture before a film: the smallest that fills its place; empty for none."""
    if asset is None:
        return ""
    known = pictures.get(asset.path)
    wide = [each for each in known.copies if each.width >= TEXT_WIDTH] if known else []
    return root + (picture_address(wide[0].name) if wide else quote_address(asset.path))


def srcset_of(picture: Picture, whole: str, root: str) -> str:
    """Return the addresses to choose from, each with its width."""
    copies = [f"{root}{picture_address(each.name)} {each.width}w" for each in picture.copies]
    largest = picture.copies[-1].width
    # Beyond twice the widest place nobody sees more.
    return ", ".join([*copies, *([f"{whole} {picture.width}w"] if largest < 2 * TEXT_WIDTH else [])])


def sizes_of(picture: Picture, width: int) -> str:
    """Return how wide a picture is shown in a place of a width: the whole screen where that is narrower."""
    shown = min(picture.width, width)
    return f"(max-width: {shown}px) 100vw, {shown}px"
