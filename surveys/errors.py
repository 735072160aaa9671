"""Everything a service can refuse, by name: only what is wrong and what to do next.

`web/errors.py` makes HTTP of it.
"""


class WhyprintError(Exception):
    """Base of all refusals: `text` says what happened, `advice` what to do next, `where` names the places."""

    code = "error"

    def __init__(self, text: str, advice: str = "", *, where: tuple[str, ...] = ()) -> None:
        super().__init__(f"{text} {advice}".strip())
        self.text = text
        self.advice = advice
        self.where = where


class Missing(WhyprintError):
    """There is no such thing, or not for this person (both look the same from outside)."""

    code = "missing"


class Forbidden(WhyprintError):
    """The person is known, and this is not theirs to do."""

    code = "forbidden"


class Invalid(WhyprintError):
    """What was sent cannot be used as it is; `where` lists every fault."""

    code = "invalid"


class Conflict(WhyprintError):
    """It contradicts what is already stored."""

    code = "conflict"


class Gone(WhyprintError):
    """It was there and has ended: a closed study, a used link, an erased answer."""

    code = "gone"


class Unavailable(WhyprintError):
    """It cannot be done at the moment; trying again later is right."""

    code = "unavailable"


class BadSettings(WhyprintError):
    """The application must not start like this."""

    code = "bad_settings"
