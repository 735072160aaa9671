"""Answers without anything that belongs together: the same words, as often, in answers as long."""

from collections.abc import Sequence

import numpy as np

from research.open_text.features import RUNS, is_unspaced, plain_words


def shuffled(texts: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Deal all words anew over answers of the same lengths; unspaced scripts are dealt in pairs of signs."""
    units = [_units(text) for text in texts]
    pool = [unit for some in units for unit in some]
    order = iter(rng.permutation(len(pool)))
    return [" ".join(pool[next(order)] for _ in some) for some in units]


def _units(text: str) -> list[str]:
    found: list[str] = []
    for word in plain_words(text):
        size = RUNS[0]
        found += [word[at : at + size] for at in range(0, len(word), size)] if is_unspaced(word) else [word]
    return found
