"""The hidden field of a page: when it was shown, under which key it is sent, and that it was made for this person.

It is also what keeps other sites from posting here: it is signed and holds for one private link only. So a tab that was
restored after days still sends its answers, which a token in a session cookie would refuse.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from surveys.private_links import moment_to_text, text_to_moment
from surveys.respondents.visitor import Visitor, private_links

_PURPOSE = "page"
FIELD = "csrf_token"


@dataclass(frozen=True, kw_only=True)
class PagePass:
    key: str
    shown_at: datetime


def make_pass(found: Visitor, page: str) -> str:
    key = str(uuid.uuid4())
    return private_links().sign(_PURPOSE, found.token_hash, page, key, moment_to_text(found.now))


def read_pass(found: Visitor, page: str, signed: str) -> PagePass | None:
    """The pass, or None where it was made for somebody else, for another page, or not by us."""
    parts = private_links().read(_PURPOSE, signed)
    if parts is None:
        return None
    token_hash, made_for, key, shown_at = parts
    if token_hash != found.token_hash or made_for != page:
        return None
    return PagePass(key=key, shown_at=text_to_moment(shown_at))
