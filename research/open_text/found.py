"""The themes among the parts that answers were split into: those that are more than chance and that people named."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from research.open_text.features import Features
from research.open_text.keyness import ThemeWord, key_words
from research.open_text.named_words import named_words
from research.open_text.phrases import ThemePhrase, candidates, name_theme
from research.open_text.runs import grown
from research.open_text.together import WORDS, holders, togetherness
from research.open_text.wording import People, Phrase, Wording


@dataclass(frozen=True, kw_only=True)
class FoundTheme:
    """One theme: its place among the parts, what names it, the words that tell it apart, and who speaks of it."""

    place: int
    phrases: tuple[ThemePhrase, ...]
    words: tuple[ThemeWord, ...]
    together: float
    people: People


def themes_in(
    written: pd.Series,
    texts: Sequence[str],
    features: Features,
    about: npt.NDArray[np.bool_],
    *,
    wording: Wording,
    looked_at: npt.NDArray[np.intp],
    little: Collection[str],
    keep: Collection[str],
    fewest: int,
    bar: float | None,
) -> list[FoundTheme]:
    """Those of the parts that are themes, with who speaks of them.

    Parameters
    ----------
    written : Series of str
        The answers as they are.
    texts : sequence of str
        The same without words that say nothing.
    features : Features
    about : ndarray of bool, answers x parts
        Which part an answer fell to.
    wording : Wording
    looked_at : ndarray of int
        Answers among which words must be together.
    little, keep : collection of str
        Words that say nothing by themselves; words that are no names.
    fewest : int
        Answers of a part that must hold a word.
    bar : float or None
        How much the words of a theme must be together; None where every part is one.
    """
    parts = [
        grown(_words(features, about[:, place], fewest), texts, about[:, place]) for place in range(about.shape[1])
    ]
    together = [_together(words, wording, looked_at) for words in parts]
    kept = [place for place, value in enumerate(together) if bar is None or value > bar]
    phrases = {place: candidates([each.word for each in parts[place]], wording, little) for place in kept}
    names = named_words(written, {word for own in phrases.values() for phrase in own for word in phrase}, keep=keep)
    taken: set[Phrase] = set()
    found = []
    for place in sorted(kept, key=lambda place: -int(about[:, place].sum())):
        named = name_theme(phrases[place], about[:, place], wording, unsaid=names, taken=taken)
        if named is not None:
            words = _counted(parts[place], wording, named.people)
            found.append(
                FoundTheme(
                    place=place, phrases=named.phrases, words=words, together=together[place], people=named.people
                )
            )
    return found


def _words(features: Features, about: People, fewest: int) -> tuple[ThemeWord, ...]:
    return key_words(features.holds, features.words, about, fewest=fewest)


def _together(words: Sequence[ThemeWord], wording: Wording, looked_at: npt.NDArray[np.intp]) -> float:
    return togetherness(holders([each.word for each in words[:WORDS]], wording)[looked_at])


def _counted(words: Sequence[ThemeWord], wording: Wording, people: People) -> tuple[ThemeWord, ...]:
    """The words with their numbers among those who speak of the theme, and among the others."""
    holds = holders([each.word for each in words], wording) > 0
    return tuple(
        replace(
            each,
            answers=int(own[people].sum()),
            share=float(own[people].mean()),
            share_elsewhere=float(own[~people].mean()) if (~people).any() else 0.0,
        )
        for each, own in zip(words, holds.T, strict=True)
    )
