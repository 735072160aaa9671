"""Only the names of themes in scripts without spaces: pieces of two to four signs grow to the run they are cut from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from research.open_text.features import is_unspaced, plain_words
from research.open_text.keyness import ThemeWord

LONGEST, AGREED = 12, 0.8


def grown(words: Sequence[ThemeWord], texts: Sequence[str], inside: npt.NDArray[np.bool_]) -> tuple[ThemeWord, ...]:
    """Let pieces of unspaced scripts grow by the sign that stands beside them in four fifths of the answers.

    Parameters
    ----------
    words : sequence of ThemeWord
        Of one theme; words of spaced scripts stay as they are.
    texts : sequence of str
    inside : ndarray of bool, answers
        Answers on the theme.

    Returns
    -------
    tuple of ThemeWord
        With their figures counted anew; pieces of a run that is there already are left out.
    """
    if not any(is_unspaced(each.word) for each in words):
        return tuple(words)
    runs = [" ".join(plain_words(text)) for text in texts]
    own = [run for run, on_it in zip(runs, inside, strict=True) if on_it]
    others = [run for run, on_it in zip(runs, inside, strict=True) if not on_it]
    found: list[ThemeWord] = []
    for each in words:
        whole = _whole(each.word, own) if is_unspaced(each.word) else each.word
        if any(whole in other.word or other.word in whole for other in found if is_unspaced(other.word)):
            continue
        found.append(each if whole == each.word else _counted(each, whole, own, others))
    return tuple(found)


def _whole(piece: str, runs: Sequence[str]) -> str:
    """The piece with its usual neighbours on either side."""
    while len(piece) < LONGEST:
        holding = [run for run in runs if piece in run]
        after = Counter(_sign(run, run.index(piece) + len(piece)) for run in holding)
        before = Counter(_sign(run, run.index(piece) - 1) for run in holding)
        right, left = _usual(after, len(holding)), _usual(before, len(holding))
        if not right and not left:
            return piece
        piece = piece + right if right else left + piece
    return piece


def _sign(run: str, at: int) -> str:
    return run[at] if 0 <= at < len(run) else " "


def _usual(signs: Counter[str], whole: int) -> str:
    """The sign that nearly all have there; nothing where the run usually ends."""
    sign, times = min(signs.items(), key=lambda pair: (-pair[1], pair[0])) if signs else (" ", 0)
    return sign if sign != " " and is_unspaced(sign) and times >= AGREED * whole else ""


def _counted(word: ThemeWord, whole: str, own: Sequence[str], others: Sequence[str]) -> ThemeWord:
    inside, outside = sum(whole in run for run in own), sum(whole in run for run in others)
    return replace(
        word,
        word=whole,
        answers=inside,
        share=inside / max(len(own), 1),
        share_elsewhere=outside / max(len(others), 1),
    )
