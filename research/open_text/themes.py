"""Only the themes of one open question: how many, their words, and who speaks of which."""

import re
import warnings
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning

from research.arithmetic.parallel import Progress
from research.errors import BadData, Caution, TooFewResponses, caution
from research.open_text.factorising import Factors, factorise, spoken_of, strengths_of
from research.open_text.features import Features, learn
from research.open_text.keyness import ThemeWord, key_words
from research.open_text.little_words import little_words_of
from research.open_text.masking import PLACEHOLDER, mask_personal
from research.open_text.runs import grown
from research.open_text.theme_choice import ThemeChoice, choose_themes
from research.said import Among, Count

FEWEST_ANSWERS = 30
ANSWERS_PER_THEME = 15
FIT_LIMIT, CHOICE_LIMIT = 10_000, 1_000
"""With more answers, a random sample is split into themes and the rest are matched to them; and a smaller sample says
how many themes there are."""
FEWEST_PER_WORD = 3
WORD_SHARE = 0.005
MANY_WITHOUT = 0.4


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One theme: code (T1 the largest), the words that stand for it, and how many answers speak of it."""

    code: str
    words: tuple[ThemeWord, ...]
    answers: int
    share: float

    @property
    def name(self) -> str:
        """Its three leading words; a person may give it a better name."""
        return " · ".join(each.word for each in self.words[:3]) or self.code


@dataclass(frozen=True, kw_only=True)
class Themes:
    """Themes of one open question.

    Parameters
    ----------
    themes : tuple of Theme
        The largest first.
    speaks : DataFrame of bool, people who answered x themes
        See `research.open_text.factorising.spoken_of`; an answer may speak of several themes, or of none.
    strengths : DataFrame, people who answered x themes
        How much of each theme an answer holds (0 to 1).
    choice : ThemeChoice or None
        Why so many; None where the number was given.
    answers : int
        People who wrote anything.
    cautions : tuple of Caution
    """

    themes: tuple[Theme, ...]
    speaks: pd.DataFrame
    strengths: pd.DataFrame
    choice: ThemeChoice | None
    answers: int
    cautions: tuple[Caution, ...]

    @property
    def codes(self) -> list[str]:
        return [theme.code for theme in self.themes]


def find_themes(
    answers: pd.Series,
    *,
    k: int | None = None,
    ks: Sequence[int] = range(2, 11),
    ignore: Collection[str] = (),
    seed: int,
    n_jobs: int = 2,
    progress: Progress | None = None,
) -> Themes:
    """Find the themes of open answers in any language.

    Answers become TF-IDF weights of words and of pieces of words (see `research.open_text.features`), which are split
    by non-negative matrix factorisation. The number of themes is the largest that comes back when a fifth of the
    answers is left out (see `research.open_text.theme_choice`). E-mail addresses, numbers and the like are left out
    beforehand.

    Parameters
    ----------
    answers : Series of str, by person
        Empty or missing where nothing was written.
    k : int, optional
        Number of themes; left out, chosen from `ks`.
    ks : sequence of int
        Numbers tried; those above one for 15 answers are left out.
    ignore : collection of str
        Words that say nothing here (those of the question, say); left out with the pieces of them, as are the little
        words of the language (see `research.open_text.little_words`).
    seed : int
        The result does not depend on `n_jobs`.
    n_jobs : int, default 2
    progress : callable, optional
        Called with the share done.

    Returns
    -------
    Themes

    Raises
    ------
    TooFewResponses
        Fewer than 30 people wrote anything: read them.
    BadData
        The answers share no words, or fewer than the themes asked for.

    References
    ----------
    Lee and Seung (1999), Nature 401; Greene, O'Callaghan and Cunningham (2014), ECML PKDD.
    """
    written = written_answers(answers)
    if len(written) < FEWEST_ANSWERS:
        raise TooFewResponses("few_answers_for_themes", n=Count(len(written)), least=FEWEST_ANSWERS)
    ignored = frozenset(word.casefold() for word in ignore) | little_words_of(list(written))
    texts = [_telling(text, ignored) for text in written]
    rng = np.random.default_rng([seed, 21])
    fitted = _some(len(texts), FIT_LIMIT, rng)
    fewest = max(FEWEST_PER_WORD, round(WORD_SHARE * len(fitted)))
    vocabulary = learn([texts[place] for place in fitted], fewest=fewest)
    features = vocabulary.features(texts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        choice = None
        if k is None:
            tried = _some(len(fitted), CHOICE_LIMIT, rng)
            chosen = fitted[tried]
            choice = choose_themes(
                [texts[place] for place in chosen],
                features.matrix[chosen],
                ks=_possible(ks, len(chosen), features),
                fewest=max(FEWEST_PER_WORD, round(WORD_SHARE * len(chosen))),
                seed=seed,
                n_jobs=n_jobs,
                progress=progress,
            )
        number = choice.k if choice is not None else _possible([k or 0], len(texts), features)[0]
        factors = factorise(features.matrix[fitted], number, seed=seed)
    if progress is not None:
        progress(1.0)
    return _gathered(written.index, texts, features, factors, fitted, choice, fewest)


def written_answers(answers: pd.Series) -> pd.Series:
    """The answers of people who wrote anything, without spaces around them."""
    known = answers[answers.notna()].astype(str).str.strip()
    return known[known.str.contains(re.compile(r"\w"), regex=True)]


def _telling(text: str, ignored: frozenset[str]) -> str:
    """The answer without personal data and without words that say nothing."""
    masked = PLACEHOLDER.sub(" ", mask_personal(text, names=False).text)
    if not ignored:
        return masked
    return " ".join(word for word in masked.split() if word.casefold().strip(".,;:!?()\"'") not in ignored)


def _some(count: int, limit: int, rng: np.random.Generator) -> np.ndarray:
    if count <= limit:
        return np.arange(count)
    return np.sort(rng.choice(count, limit, replace=False))


def _possible(ks: Sequence[int], answers: int, features: Features) -> list[int]:
    words = features.matrix.shape[1]
    most = min(words, answers // ANSWERS_PER_THEME)
    possible = sorted({int(k) for k in ks if 2 <= k <= most})
    if not possible:
        raise BadData("answers_carry_no_themes", answers=Count(answers), words=words, themes=min(ks, default=0))
    return possible


def _gathered(
    people: pd.Index,
    texts: Sequence[str],
    features: Features,
    factors: Factors,
    fitted: np.ndarray,
    choice: ThemeChoice | None,
    fewest: int,
) -> Themes:
    strengths = strengths_of(features.matrix, factors.components)
    strengths[fitted] = factors.strengths
    speaks = spoken_of(strengths)
    order = np.argsort(-speaks.sum(axis=0), kind="stable")
    codes = [f"T{place + 1}" for place in range(len(order))]
    holds = features.holds
    themes = tuple(
        Theme(
            code=code,
            words=grown(key_words(holds, features.words, speaks[:, place], fewest=fewest), texts, speaks[:, place]),
            answers=int(speaks[:, place].sum()),
            share=float(speaks[:, place].mean()),
        )
        for code, place in zip(codes, order, strict=True)
    )
    return Themes(
        themes=themes,
        speaks=pd.DataFrame(speaks[:, order], index=people, columns=codes),
        strengths=pd.DataFrame(strengths[:, order], index=people, columns=codes),
        choice=choice,
        answers=len(people),
        cautions=_cautions(choice, int((~speaks.any(axis=1)).sum()), len(speaks)),
    )


def _cautions(choice: ThemeChoice | None, without: int, answers: int) -> tuple[Caution, ...]:
    said = []
    if choice is not None and not choice.supported:
        agreement = choice.agreement[choice.k]
        said.append(caution("themes_like_chance", agreement=agreement, shuffled=choice.shuffled_high))
    if without > MANY_WITHOUT * answers:
        said.append(caution("many_answers_without_theme", without=Among(without, answers), severity="note"))
    return tuple(said)
