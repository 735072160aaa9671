"""Two editions of a study's terms: what changed in what people agree to, and in what they are told before."""

from collections.abc import Iterable, Iterator, Mapping

from surveys.questionnaire.terms import Purpose, StudyTerms
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.versions import Change
from surveys.questionnaire.words import Words
from surveys.questionnaire.words import gettext as _

CONSENT = "consent"
"""`Change.what` of other words beside a box."""
_TOLD: Mapping[str, Words] = {
    "who_asks": _("People are told something else about who asks."),
    "why": _("People are told something else about why."),
    "what_happens": _("People are told something else about what happens with the answers."),
    "jurisdiction": _("People are told another law on personal data."),
    "deadline": _("People are told another moment until which answers are taken."),
    "minimum_age": _("People are told another minimum age."),
}


def terms_changes(
    old: StudyTerms, new: StudyTerms, *, languages: Iterable[str], old_language: str, new_language: str
) -> Iterator[Change]:
    """What changed from `old` to `new`, in the languages people were asked in.

    Other words of a consent are breaking: who agreed before agreed to something else. A translation that is added
    changes nothing for anybody.
    """
    after = {purpose.name: purpose for purpose in new.purposes}
    spoken = sorted(languages)
    for purpose in old.purposes:
        if purpose.name not in after:
            yield _comparable(
                purpose.name,
                _("“%(name)s” is no longer asked; who agreed to it can still withdraw.", name=purpose.name),
            )
        elif other_words(purpose, after[purpose.name], spoken, old_language, new_language):
            text = _("The consent “%(name)s” has other words: who agreed before is asked again.", name=purpose.name)
            yield Change(kind="breaking", name=purpose.name, what=CONSENT, text=text)
    known = {purpose.name for purpose in old.purposes}
    for name in after:
        if name not in known:
            yield _comparable(name, _("“%(name)s” is asked from now on; nobody before agreed to it.", name=name))
    yield from _told(old, new, old_language, new_language)


def other_words(old: Purpose, new: Purpose, languages: Iterable[str], old_language: str, new_language: str) -> bool:
    """Whether anybody who read the old sentence would read another one now."""
    return any(
        old.text.in_language(language, old_language) != new.text.in_language(language, new_language)
        for language in languages
        if old.text.has(language, default=old_language)
    )


def _told(old: StudyTerms, new: StudyTerms, old_language: str, new_language: str) -> Iterator[Change]:
    for name, words in _TOLD.items():
        was, now = getattr(old, name), getattr(new, name)
        if _plain(was, old_language) != _plain(now, new_language):
            yield _comparable(name, words)


def _plain(value: object, language: str) -> object:
    return value.in_language(language, language) if isinstance(value, LocalText) else value


def _comparable(name: str, text: Words) -> Change:
    return Change(kind="comparable", name=name, what="terms", text=text)
