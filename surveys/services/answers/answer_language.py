"""The language somebody answered in, as one more question of the codebook: only its codes and words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from babel import Locale, UnknownLocaleError

from research.codebook import Codebook, Item

NAME = "answer_language"
TEXT = "Language of the answers"
FEWEST = 2
"""One language tells nobody apart."""


def language_codes(languages: Iterable[str]) -> dict[str, int]:
    """Codes from 1, in the order of the alphabet, so that the same languages have the same codes."""
    return {language: code for code, language in enumerate(sorted(set(languages)), start=1)}


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
