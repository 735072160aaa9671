"""Only the words that stand for a theme: those its answers hold more often than the others do."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from research.arithmetic.arrays import Floats
from research.open_text.features import is_unspaced

MORE_OFTEN, SAME_LONGER = 1.5, 0.7
SHORTEST_STEM, STEM_SHARE = 4, 0.6


@dataclass(frozen=True, kw_only=True)
class ThemeWord:
    """A word of a theme: in how many of its answers, in what share of them and of all others, and its G²."""

    word: str
    answers: int
    share: float
    share_elsewhere: float
    keyness: float


def key_words(
    holds: sparse.csr_matrix,
    words: Sequence[str],
    inside: npt.NDArray[np.bool_],
    *,
    fewest: int,
    most: int = 8,
) -> tuple[ThemeWord, ...]:
    """Words by log-likelihood, inflections and parts of the same word left out.

    ``G² = 2 sum O log(O / E)`` over the table of answers with and without the word, inside and outside the theme.

    Parameters
    ----------
    holds : sparse matrix, answers x words
        1 where the answer holds the word.
    words : sequence of str
    inside : ndarray of bool, answers
        Answers on the theme.
    fewest : int
        Answers of the theme that must hold a word.
    most : int

    References
    ----------
    Dunning (1993), Computational Linguistics 19. R: ``quanteda.textstats::textstat_keyness(measure = "lr")``.
    """
    n_in, n_out = int(inside.sum()), int((~inside).sum())
    with_in = np.asarray(holds[inside].sum(axis=0)).ravel()
    with_out = np.asarray(holds[~inside].sum(axis=0)).ravel()
    share_in, share_out = with_in / max(n_in, 1), with_out / max(n_out, 1)
    scores = log_likelihood(with_in, n_in, with_out, n_out)
    telling = np.flatnonzero((with_in >= fewest) & (share_in > MORE_OFTEN * share_out)).tolist()
    ranked = sorted(telling, key=lambda place: (-round(float(scores[place]), 9), words[place]))
    chosen: list[ThemeWord] = []
    for place in _longest(ranked, words, with_in):
        word = words[place]
        if len(chosen) < most and not any(_same_stem(word, other.word) for other in chosen):
            chosen.append(
                ThemeWord(
                    word=word,
                    answers=int(with_in[place]),
                    share=float(share_in[place]),
                    share_elsewhere=float(share_out[place]),
                    keyness=float(scores[place]),
                )
            )
    return tuple(chosen)


def log_likelihood(with_in: Floats, n_in: int, with_out: Floats, n_out: int) -> Floats:
    """G² of each word."""
    everybody = max(n_in + n_out, 1)
    total: Floats = np.zeros(len(with_in))
    for observed, size in ((with_in, n_in), (with_out, n_out)):
        for count, margin in (
            (observed, with_in + with_out),
            (size - observed, everybody - with_in - with_out),
        ):
            expected = size * margin / everybody
            ratio = np.divide(count, expected, out=np.ones(len(count)), where=(expected > 0) & (count > 0))
            total = total + 2 * count * np.log(ratio)
    return total


def _longest(places: list[int], words: Sequence[str], with_in: Floats) -> list[int]:
    """In unspaced scripts, leave out pieces of a longer piece that is nearly as frequent."""
    kept = []
    for place in places:
        word = words[place]
        longer = is_unspaced(word) and any(
            len(words[other]) > len(word) and word in words[other] and with_in[other] >= SAME_LONGER * with_in[place]
            for other in places
        )
        if not longer:
            kept.append(place)
    return kept


def _same_stem(first: str, second: str) -> bool:
    """Whether two words begin alike for most of their length (talo, talon), or overlap in an unspaced script."""
    if is_unspaced(first) or is_unspaced(second):
        return first in second or second in first or first[1:] == second[:-1] or second[1:] == first[:-1]
    shared = max(SHORTEST_STEM, int(np.ceil(STEM_SHARE * min(len(first), len(second)))))
    return first[:shared] == second[:shared]
