"""The language somebody answered in, as one more question of the codebook: only its codes and words.

Its codes follow from the languages that were offered, so that an analysis and an export of the same answers agree, and
nobody's answer changes them.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from babel import Locale, UnknownLocaleError

from research.codebook import Codebook, Item
from surveys.questionnaire.definition import Questionnaire

NAME = "answer_language"
TEXT = "Language of the answers"
FEWEST = 2
"""One language tells nobody apart."""


def language_codes(used: Iterable[str], *, offered: Iterable[str] = ()) -> dict[str, int]:
    """A code for each language that was used: its place, from 1, in the alphabet of all that were offered."""
    found = set(used)
    return {code: place for place, code in enumerate(sorted({*offered, *found}), start=1) if code in found}


def codes_used(languages: Iterable[str], questionnaires: Iterable[Questionnaire]) -> dict[str, int]:
    """Codes of the languages that somebody answered these questionnaires in."""
    return language_codes(languages, offered=_offered(questionnaires))


def codes_offered(questionnaires: Iterable[Questionnaire], *, taken: Container[str]) -> dict[str, int]:
    """Codes of all languages that were offered; none for a single one, or where a question has the name."""
    offered = _offered(questionnaires)
    return {} if len(offered) < FEWEST or NAME in taken else language_codes(offered)


def _offered(questionnaires: Iterable[Questionnaire]) -> set[str]:
    return {language for questionnaire in questionnaires for language in questionnaire.all_languages}


def with_language(codebook: Codebook, codes: Mapping[str, int]) -> Codebook:
    """The codebook with the language of the answers, where there are several and no question has its name.

    It belongs to no facet: neither is it a reason to act, nor shall it compete with demographics unasked.
    """
    if len(codes) < FEWEST or NAME in codebook:
        return codebook
    labels = {code: language_words(language) for language, code in codes.items()}
    item = Item(name=NAME, text=TEXT, type="nominal", labels=labels)
    return replace(codebook, items=(*codebook.items, item), language=NAME)


def language_words(language: str) -> str:
    """The name of a language in English, as reports are; its code where nobody knows it."""
    try:
        return Locale.parse(language, sep="-").get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language
