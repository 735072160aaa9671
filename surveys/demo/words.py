"""What the simulated people write in their own words: phrases put together, each text marked as simulated."""

import numpy as np

from surveys.demo.people import KINDS, People
from surveys.demo.study_files import read_yaml

FAVOURITE, GOOD_CUP, QUOTE = "favourite", "in_your_words", "in_your_words_quote"
_FAVOURITE_SHARE, _GOOD_CUP_SHARE = 0.55, 0.4
_OWN_VIEW = 0.88
"""Most people write what is typical of their kind; some do not."""


def draw_words(people: People, may_quote: list[bool], rng: np.random.Generator) -> list[dict[str, str | int]]:
    """The open answers of everybody; an empty dictionary where somebody wrote nothing."""
    return [
        _favourite(kind, language, rng) | _good_cup(kind, language, rng, may_quote=allowed)
        for kind, language, allowed in zip(people.kinds, people.languages, may_quote, strict=True)
    ]


def _favourite(kind: str, language: str, rng: np.random.Generator) -> dict[str, str | int]:
    if rng.random() >= _FAVOURITE_SHARE:
        return {}
    return {FAVOURITE: f"{_pick('favourite', kind, language, rng)} {_mark(language)}"}


def _good_cup(kind: str, language: str, rng: np.random.Generator, *, may_quote: bool) -> dict[str, str | int]:
    if rng.random() >= _GOOD_CUP_SHARE:
        return {}
    sentences = [_pick("good_cup", kind, language, rng)]
    if rng.random() < 0.35:
        also = read_yaml("phrases")["and_also"][language]
        sentences.append(also[rng.integers(len(also))])
    text = ("" if language == "zh-Hans" else " ").join([*sentences, _mark(language)])
    return {GOOD_CUP: text, QUOTE: int(may_quote and rng.random() < 0.75)}


def _pick(what: str, kind: str, language: str, rng: np.random.Generator) -> str:
    whose = kind if rng.random() < _OWN_VIEW else KINDS[rng.integers(len(KINDS))].name
    phrases: list[str] = read_yaml("phrases")[what][whose][language]
    return phrases[rng.integers(len(phrases))]


def _mark(language: str) -> str:
    return str(read_yaml("phrases")["mark"][language])
