"""Slugs and addresses: Chinese names as short, lasting, plain ASCII path segments."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.pinyin.readings import syllables

SAFE_STEM = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def _ascii(parts: Iterable[str]) -> str:
    return re.sub(r"[^a-z0-9]", "", "".join(parts).lower())


def initials(name: str) -> str:
    """Return the pinyin initials of a name: 政策解读 -> zcjd, 重庆 -> cq."""
    return _ascii(syllable[0] for syllable in syllables(name))


def full_pinyin(name: str) -> str:
    """Return the full pinyin of a name: 政策解读 -> zhengcejiedu."""
    return _ascii(syllables(name))


def sibling_slugs(
    names: Sequence[str], given: Sequence[str] = (), kept: Mapping[str, str] | None = None
) -> list[str]:
    """Return one slug a name: the given one, else initials, else full pinyin where two siblings collide.

    Only names without a given slug collide, so that giving a new column its own slug moves no other.
    ``kept`` are the slugs recorded for names here, of names that are gone too: a name keeps its own, and no
    other takes it.
    """
    known = kept or {}
    taken = set(known.values())
    wanted = [own or known.get(name, "") for name, own in zip(names, given or [""] * len(names), strict=True)]
    short = ["" if own else initials(name) for name, own in zip(names, wanted, strict=True)]
    return [
        own
        or (
            slug if slug and slug not in taken and short.count(slug) == 1 else _free(full_pinyin(name), taken)
        )
        for name, own, slug in zip(names, wanted, short, strict=True)
    ]


def _free(slug: str, taken: Collection[str]) -> str:
    """Return a slug that is not taken: itself, else with the first free number from 2."""
    if slug not in taken:
        return slug
    return next(numbered for count in itertools.count(2) if (numbered := f"{slug}-{count}") not in taken)


def has_plain_name(path: str) -> bool:
    """Tell whether the name of a document's file is itself the last segment of its address."""
    return SAFE_STEM.fullmatch(path.rpartition("/")[2].removesuffix(".md")) is not None


def document_stem(stem: str) -> str:
    """Return the last address segment of a document whose file is ``stem``.md.

    A plain ASCII stem stays as it is; another one becomes pinyin with a short digest, so that two
    stems which sound alike keep two addresses.
    """
    if SAFE_STEM.fullmatch(stem):
        return stem
    digest = hashlib.sha256(stem.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{full_pinyin(stem)[:60] or 'doc'}-{digest}"
