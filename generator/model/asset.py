"""Files that a document or register shows or offers."""

from __future__ import annotations

from generator.data import dataclass


@dataclass(frozen=True)
class Asset:
    """A file that a document or register shows or offers: its place in content/ and its size in bytes."""

    path: str
    size: int

    @property
    def name(self) -> str:
        """File name without its folder."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class AssetWords:
    """What is known of the words of a file that the search reads: a digest of the file, and how many characters."""

    digest: str
    size: int


@dataclass(frozen=True)
class Paper:
    """Something a document refers to as a paper of its own: another document, a file, or its own text.

    ``document`` is a path below content/; both are empty when the paper is part of the document's text.
    """

    document: str = ""
    file: Asset | None = None


@dataclass(frozen=True)
class PictureCopy:
    """A smaller copy of a picture that the site makes: its name below pictures/, and its size in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture of content/ as it is seen: its size in pixels, smaller copies from small to large, and a cut one.

    ``cut`` is the top of it in the shape of a card; there is none where the picture itself is small.
    """

    width: int
    height: int
    copies: tuple[PictureCopy, ...] = ()
    cut: PictureCopy | None = None

    @property
    def made(self) -> tuple[PictureCopy, ...]:
        """All that the site makes of the picture."""
        return (*self.copies, self.cut) if self.cut else self.copies
