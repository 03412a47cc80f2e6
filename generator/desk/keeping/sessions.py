"""Who is logged in: random tokens in a cookie, of which only digests are kept, and a second token for each form."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import field

from generator.data import dataclass

# In seconds: a working day without a click, and a day and a half at most.
IDLE, LONGEST = 9 * 3600.0, 36 * 3600.0
_MOST = 2000


@dataclass
class Session:
    """One browser that is logged in. ``csrf`` stands in every form that it is given."""

    account: str
    begun: float
    seen: float
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def owns(self, told: str) -> bool:
        """Tell whether a form was one that this browser was given."""
        return hmac.compare_digest(told.encode("utf-8", "replace"), self.csrf.encode())


@dataclass(frozen=True)
class Sessions:
    """The sessions of a desk, in memory alone: who ends the desk logs everybody out. ``now`` counts seconds."""

    now: Callable[[], float]
    held: dict[str, Session] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, account: str) -> str:
        """Return the token of a new session; the one unused for longest makes room."""
        token, moment = secrets.token_urlsafe(32), self.now()
        with self.lock:
            while len(self.held) >= _MOST:
                del self.held[min(self.held, key=lambda each: self.held[each].seen)]
            self.held[_digest(token)] = Session(account, moment, moment)
        return token

    def get(self, token: str) -> Session | None:
        """Return the session of a token, as long as it lasts."""
        key, moment = _digest(token), self.now()
        with self.lock:
            session = self.held.get(key)
            if session and (moment - session.seen > IDLE or moment - session.begun > LONGEST):
                del self.held[key]
                return None
            if session:
                session.seen = moment
        return session

    def end(self, token: str) -> None:
        """Log a browser out."""
        with self.lock:
            self.held.pop(_digest(token), None)


@dataclass(frozen=True)
class Tries:
    """How often a password may be guessed: after five misses each further one has to wait, longer each time."""

    now: Callable[[], float]
    missed: dict[str, tuple[int, float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    free: int = 5
    longest: float = 900.0

    def wait(self, name: str) -> float:
        """Return for how many seconds nobody may try this account."""
        count, last = self.missed.get(name, (0, 0.0))
        pause = min(30.0 * 2 ** (count - self.free), self.longest) if count >= self.free else 0.0
        return max(last + pause - self.now(), 0.0)

    def miss(self, name: str) -> None:
        """Note a wrong password."""
        with self.lock:
            if len(self.missed) >= _MOST:  # names that were made up; the oldest is forgotten
                del self.missed[min(self.missed, key=lambda each: self.missed[each][1])]
            self.missed[name] = (self.missed.get(name, (0, 0.0))[0] + 1, self.now())

    def forget(self, name: str) -> None:
        """Note that the right password was given."""
        with self.lock:
            self.missed.pop(name, None)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
