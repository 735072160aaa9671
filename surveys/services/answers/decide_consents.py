"""Which boxes were ticked beside which words: only the translation of a posted form into decisions."""

from collections.abc import Collection, Iterable

from surveys.errors import Invalid
from surveys.questionnaire.terms import Purpose, PurposeName, StudyTerms
from surveys.store.consents import Decision

NEEDS_EMAIL: frozenset[PurposeName] = frozenset({"share_crm", "match_ads", "email", "email_tracking", "recontact"})
"""Purposes that mean nothing without an address."""


class ConsentNeeded(Invalid):
    """Somebody would be asked without having agreed to take part."""

    code = "consent_needed"


class EmailNeeded(Invalid):
    """A box was ticked that means nothing without an address."""

    code = "email_needed"


def decisions_for(terms: StudyTerms, given: Collection[str], *, language: str, default: str) -> tuple[Decision, ...]:
    """One decision for each purpose of the study, with the words that stood beside its box."""
    return tuple(
        decision(purpose, given=purpose.name in given, language=language, default=default) for purpose in terms.purposes
    )


def decision(purpose: Purpose, *, given: bool, language: str, default: str) -> Decision:
    shown_in = language if purpose.text.has(language, default=default) else default
    return Decision(
        purpose=purpose.name,
        given=given,
        text=purpose.text.in_language(language, default),
        language=shown_in,
    )


def needs_email(purposes: Iterable[str]) -> bool:
    return any(purpose in NEEDS_EMAIL for purpose in purposes)
