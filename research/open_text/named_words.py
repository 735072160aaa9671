"""Only which words of themes are names of people or places, so that no report says them."""

from collections.abc import Collection

import pandas as pd

from research.codebook import Codebook
from research.open_text.features import is_unspaced, plain_words, words_of
from research.open_text.given_names import GIVEN_NAMES
from research.open_text.masking import PLACEHOLDER, mask_personal

LOOKED_AT = 40
"""Answers that hold a word and are looked at."""


def named_words(answers: pd.Series, words: Collection[str], *, keep: Collection[str] = ()) -> frozenset[str]:
    """Words that masking takes for names in at least half of the answers that hold them.

    Parameters
    ----------
    answers : Series of str, by person
    words : collection of str
    keep : collection of str
        See `mask_personal`.
    """
    wanted = set(words)
    held: dict[str, int] = dict.fromkeys(wanted, 0)
    masked: dict[str, int] = dict.fromkeys(wanted, 0)
    for text in answers:
        here = {word for word in _held(wanted, str(text)) if held[word] < LOOKED_AT}
        if not here:
            continue
        left = _held(wanted, PLACEHOLDER.sub(" ", mask_personal(str(text), keep=keep).text))
        for word in here:
            held[word] += 1
            masked[word] += word not in left
    return frozenset(word for word in wanted if held[word] and 2 * masked[word] >= held[word])


def _held(wanted: Collection[str], text: str) -> set[str]:
    """Those of the words that a text holds: as words, or as a run of signs in scripts without spaces."""
    words = set(words_of(text))
    runs = " ".join(plain_words(text))
    return {word for word in wanted if word in words or (is_unspaced(word) and word in runs)}


def brands_of(codebook: Codebook) -> frozenset[str]:
    """Words that the questionnaire itself writes with a capital within a sentence: what the study is about."""
    found: set[str] = set()
    for item in codebook:
        for text in (item.words, *item.labels.values()):
            words = [word.strip(".,;:!?()\"'") for word in text.split()]
            found |= {
                word.casefold()
                for before, word in zip(text.split(), words[1:], strict=False)
                if word[:1].isupper() and word[1:].islower() and not before.endswith((".", "!", "?", ":"))
            }
    return frozenset(found) - frozenset(GIVEN_NAMES)
