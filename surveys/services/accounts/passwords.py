"""Passwords: only how they are hashed, checked and judged.

argon2id with 19 MiB and two passes (OWASP's choice) takes about 20 ms.
"""

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

from surveys.services.accounts.hashing import hashed
from surveys.words import gettext as _

SHORTEST = 12
LONGEST = 200
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
_COMMON = ("password", "whyprint", "123456789012", "qwertyuiopas", "letmeinletme", "administrator")


def hash_password(password: str) -> str:
    return hashed(lambda: _HASHER.hash(password))


_NOBODYS_HASH = _HASHER.hash("nobody has this password")


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password fits. Without a hash (no such account) it takes the same time and says no."""
    fits = hashed(lambda: _fits(password_hash or _NOBODYS_HASH, password[:LONGEST]))
    return fits and password_hash is not None


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


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
