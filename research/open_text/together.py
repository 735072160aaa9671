"""Whether the words of a theme are written together: more often than in the same words dealt at random over people.

Themes of words that nobody writes together come back, too: a frequent word is a theme of its own in any draw of the
answers, and in shuffled ones. What shuffling takes away is that words belong together, so this is what is compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np

from research.arithmetic.arrays import Floats
from research.arithmetic.parallel import Progress, run_all, spawn
from research.open_text.factorising import factorise, spoken_of
from research.open_text.features import learn_features
from research.open_text.keyness import key_words
from research.open_text.shuffling import shuffled
from research.open_text.wording import Wording

SHUFFLES, MARGIN, WORDS = 19, 1.2, 5
"""How often words are dealt, by how much more than the best deal a theme must have, and the words of it looked at."""


@dataclass(frozen=True, kw_only=True)
class Dealt:
    """How much the words of the best theme are together in each deal of the words."""

    highest: tuple[float, ...]

    @property
    def bar(self) -> float:
        """What a theme must have more than."""
        return MARGIN * max(self.highest)


def togetherness(holds: Floats) -> float:
    """How much more often words are in the same answers than by chance, in standard deviations.

    ``(sum O - sum E) / sqrt(sum E + 1)`` over all pairs, ``E = n1 n2 / n``.

    Parameters
    ----------
    holds : ndarray, answers x words
        1 where an answer holds a word.
    """
    answers, counts = max(len(holds), 1), holds.sum(axis=0)
    both = holds.T @ holds
    pairs = list(combinations(range(len(counts)), 2))
    seen = sum(float(both[one, other]) for one, other in pairs)
    expected = sum(float(counts[one] * counts[other]) for one, other in pairs) / answers
    return (seen - expected) / float(np.sqrt(expected + 1))


def deal(
    texts: Sequence[str], k: int, *, fewest: int, seed: int, n_jobs: int, progress: Progress | None = None
) -> Dealt:
    """Deal the words of answers anew, and look for as many themes in them.

    Parameters
    ----------
    texts : sequence of str
    k : int
    fewest : int
        See `learn`.
    seed : int
        The result does not depend on `n_jobs`.
    n_jobs : int
    progress : callable, optional
    """
    tasks = [partial(_best_of_dealt, texts, k, fewest, stream) for stream in spawn(seed + 1, SHUFFLES)]
    return Dealt(highest=tuple(run_all(tasks, n_jobs=n_jobs, progress=progress or (lambda _done: None))))


def _best_of_dealt(texts: Sequence[str], k: int, fewest: int, stream: np.random.SeedSequence) -> float:
    rng = np.random.default_rng(stream)
    dealt = shuffled(texts, rng)
    features = learn_features(dealt, fewest=fewest)
    if min(features.matrix.shape) <= k:
        return 0.0
    speaks = spoken_of(factorise(features.matrix, k, seed=int(rng.integers(2**31))).strengths)
    holds, wording = features.holds, Wording(dealt)
    found = [key_words(holds, features.words, speaks[:, theme], fewest=fewest) for theme in range(k)]
    return max(togetherness(holders([each.word for each in words[:WORDS]], wording)) for words in found)


def holders(words: Sequence[str], wording: Wording) -> Floats:
    """Which answers hold each word in any of its forms, 1 or 0."""
    found = np.zeros((wording.answers, len(words)))
    for place, word in enumerate(words):
        found[:, place] = wording.people((word,))
    return found
