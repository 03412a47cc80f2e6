"""The password of a preview that others on the network may look at: asked by HTTP Basic, compared in constant time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

from generator.data import dataclass

SHORTEST = 8
# Read out on the telephone: nothing that looks like something else. Sixteen of them are 78 bits.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_GROUPS, _GROUP = 4, 4
# No password needs more, and nobody may have us hash more.
_LONGEST = 4096


@dataclass(frozen=True)
class Password:
    """What a visitor has to know. Only its digest is kept."""

    digest: bytes

    @classmethod
    def of(cls, words: str) -> Password:
        """Return the password of these words."""
        return cls(_digest(words.encode("utf-8", "surrogatepass")))

    def opens(self, header: str | None) -> bool:
        """Tell whether an Authorization header holds the password; the name in it may be any."""
        scheme, _, value = (header or "").strip().partition(" ")
        if scheme.lower() != "basic" or len(value) > _LONGEST:
            return False
        try:
            given = base64.b64decode(value.strip(), validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(_digest(given), self.digest)


def make_up() -> str:
    """Return a new password."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _digest(words: bytes) -> bytes:
    # Of one length, whatever was given: how long the comparison takes tells nothing.
    return hashlib.sha256(words).digest()
