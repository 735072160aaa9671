"""Secrets in addresses and hidden fields: only how they are made, hashed, signed and checked.

A private link holds 256 random bits; the database keeps its SHA-256. The claim to a reward, which takes the place of
answers that are gone, is derived from that with the server's key.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadSignature, Signer

_NONCE_BYTES = 18
_TOKEN_LENGTH = 43  # 32 bytes in base64 without padding


@dataclass(frozen=True)
class PrivateLinks:
    """Everything that is made with the server's secret key."""

    secret_key: str

    def new_nonce(self) -> str:
        """A random mark of one form; whoever posts it twice gets the same private link."""
        return secrets.token_urlsafe(_NONCE_BYTES)

    def token_of(self, nonce: str) -> str:
        """The private link that belongs to a start form: not to be guessed without the key."""
        digest = self._mac("private-link", nonce)
        return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")

    def claim_hash(self, study_id: int, token_hash: str) -> str:
        """Under which name the rewards of a link are kept once its answers are gone."""
        return self._mac("reward-left", str(study_id), token_hash).hex()

    def earlier_claim_hash(self, study_id: int, token: str) -> str:
        """The name under which they were kept while grants were written beside the answers."""
        return self._mac("reward-claim", str(study_id), token).hex()

    def sign(self, purpose: str, *parts: str) -> str:
        """The parts with a signature that holds for this purpose only."""
        return self._signer(purpose).sign(".".join(_wrap(part) for part in parts)).decode("ascii")

    def read(self, purpose: str, signed: str) -> tuple[str, ...] | None:
        """The signed parts, or None where one sign differs from what `sign` would have written."""
        if not signed.isascii():
            return None
        signer = self._signer(purpose)
        try:
            content = signer.unsign(signed)
        except BadSignature:
            return None
        if not hmac.compare_digest(signer.sign(content), signed.encode("ascii")):
            return None
        return tuple(_unwrap(part) for part in content.decode("ascii").split("."))

    def _signer(self, purpose: str) -> Signer:
        return Signer(
            self.secret_key,
            salt=f"whyprint:{purpose}",
            sep="~",
            key_derivation="hmac",
            digest_method=hashlib.sha256,
        )

    def _mac(self, purpose: str, *parts: str) -> bytes:
        message = "\x1f".join((f"whyprint:{purpose}", *parts))
        return hmac.digest(self.secret_key.encode(), message.encode(), "sha256")


def key_for(purpose: str, secret_key: str) -> str:
    """A key for one purpose, from which the server's own is not to be had."""
    return hmac.digest(secret_key.encode(), f"whyprint:{purpose}".encode(), "sha256").hex()


def token_hash(token: str) -> str:
    """What the database keeps of a private link."""
    return hashlib.sha256(token.encode()).hexdigest()


def looks_like_token(text: str) -> bool:
    """Whether asking the database makes sense at all."""
    return len(text) == _TOKEN_LENGTH and text.isascii() and text.replace("-", "a").replace("_", "a").isalnum()


def moment_to_text(moment: datetime) -> str:
    return str(int(moment.timestamp() * 1000))


def text_to_moment(text: str) -> datetime:
    return datetime.fromtimestamp(int(text) / 1000, UTC)


def _wrap(part: str) -> str:
    return base64.urlsafe_b64encode(part.encode()).decode("ascii").rstrip("=")


def _unwrap(part: str) -> str:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()
