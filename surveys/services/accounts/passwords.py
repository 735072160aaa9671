"""Passwords: only how they are hashed, checked and judged.

argon2id with 19 MiB and two passes (OWASP's choice) takes about 20 ms. Two at a time: a flood of sign-ins then
waits in a queue of its own instead of taking both cores from those who answer.
"""

import threading

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

from surveys.words import gettext as _

SHORTEST = 12
LONGEST = 200
_AT_ONCE = threading.BoundedSemaphore(2)
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
_COMMON = ("password", "whyprint", "123456789012", "qwertyuiopas", "letmeinletme", "administrator")


def hash_password(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(password)


_NOBODYS_HASH = _HASHER.hash("nobody has this password")


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password fits. Without a hash (no such account) it takes the same time and says no."""
    with _AT_ONCE:
        try:
            _HASHER.verify(password_hash or _NOBODYS_HASH, password[:LONGEST])
        except (Argon2Error, InvalidHashError):
            return False
    return password_hash is not None


def fault_of(password: str, *, email: str = "", name: str = "") -> str | None:
    """What is wrong with a new password, in plain words; None where nothing is."""
    if len(password) < SHORTEST:
        return _("Use at least %(count)s characters. A few words in a row are easy to remember.", count=SHORTEST)
    if len(password) > LONGEST:
        return _("Use at most %(count)s characters.", count=LONGEST)
    lowered = password.lower()
    own = [word for word in (email.lower().partition("@")[0], name.lower()) if len(word) > 3]
    if len(set(lowered)) < 5 or lowered.startswith(_COMMON) or any(lowered == word for word in own):
        return _("That password is easy to guess. Use a few words that belong only to you.")
    return None
