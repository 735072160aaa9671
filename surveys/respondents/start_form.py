"""The form on the introduction: only what was ticked and typed, and what is missing."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson
from werkzeug.datastructures import MultiDict

from surveys.questionnaire.terms import StudyTerms
from surveys.services.answers.decide_consents import NEEDS_EMAIL, needs_email
from surveys.store.consents import TAKE_PART
from surveys.words import gettext as _
from surveys.words import ngettext

_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]]{1,64}@[^@\s<>,;:\"()\[\]]+\.[^@\s<>,;:\"()\[\].]{2,63}")
_LONGEST_EMAIL = 254


@dataclass(frozen=True, kw_only=True)
class StartForm:
    """What somebody ticked and typed; an untouched one for a first visit."""

    old_enough: bool = False
    given: frozenset[str] = frozenset()
    email: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    """Name of a field -> what is wrong with it, in the order of the page."""

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Id of the control -> what is wrong, for the top of the page."""
        return [(name, text) for name, text in self.errors.items()]


def box_name(purpose: str) -> str:
    return f"consent_{purpose}"


def words_shown(terms: StudyTerms, *, language: str, default: str) -> str:
    """A mark of the sentences beside the boxes, so that nobody agrees to others than those they saw."""
    texts = ((purpose.name, purpose.text.in_language(language, default)) for purpose in terms.purposes)
    return hashlib.sha256(orjson.dumps([language, *texts])).hexdigest()[:24]


def asks_email(terms: StudyTerms) -> bool:
    """Only studies that are not anonymous, and only where a purpose needs an address."""
    return not terms.anonymous and needs_email(purpose.name for purpose in terms.purposes)


def read_start_form(form: MultiDict[str, str], terms: StudyTerms) -> StartForm:
    """What was posted. Nothing but a ticked box of this form gives a consent."""
    given = frozenset(purpose.name for purpose in terms.purposes if form.get(box_name(purpose.name)) == "1")
    email = form.get("email", "").strip() if asks_email(terms) else ""
    old_enough = form.get("age") == "1"
    return StartForm(
        old_enough=old_enough,
        given=given,
        email=email,
        errors=_errors(terms, old_enough=old_enough, given=given, email=email),
    )


def _errors(terms: StudyTerms, *, old_enough: bool, given: frozenset[str], email: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not old_enough:
        errors["age"] = ngettext(
            "Confirm that you are at least %(num)d year old, or leave this page.",
            "Confirm that you are at least %(num)d years old, or leave this page.",
            terms.minimum_age,
        )
    if TAKE_PART not in given:
        errors[box_name(TAKE_PART)] = _("Tick this box if you want to take part.")
    if asks_email(terms):
        errors |= _email_errors(email, needed=bool(given & NEEDS_EMAIL))
    return errors


def is_email(email: str) -> bool:
    return len(email) <= _LONGEST_EMAIL and _EMAIL.fullmatch(email) is not None


def _email_errors(email: str, *, needed: bool) -> dict[str, str]:
    if email and not is_email(email):
        return {"email": _("Type an e-mail address such as name@example.org.")}
    if needed and not email:
        return {"email": _("One of the boxes you ticked needs an e-mail address. Type it, or untick the box.")}
    return {}
