"""Only the themes of one open question: how many, their words, and who speaks of which."""

import re
import warnings
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning

from research.arithmetic.arrays import Floats
from research.arithmetic.parallel import Progress
from research.errors import BadData, Caution, TooFewResponses, caution
from research.open_text.factorising import factorise, spoken_of, strengths_of
from research.open_text.features import Features, learn
from research.open_text.found import FoundTheme, themes_in
from research.open_text.keyness import ThemeWord
from research.open_text.little_words import little_words_of
from research.open_text.masking import PLACEHOLDER, mask_personal
from research.open_text.phrases import ThemePhrase
from research.open_text.theme_choice import ThemeChoice, choose_themes
from research.open_text.together import Dealt, deal
from research.open_text.wording import Wording
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
    """One theme: code (T1 the largest), what it is named by, words that stand for it, and how many speak of it.

    Whoever wrote one of its phrases speaks of it.
    """

    code: str
    phrases: tuple[ThemePhrase, ...]
    words: tuple[ThemeWord, ...]
    answers: int
    share: float
    together: float

    @property
    def name(self) -> str:
        """Its phrases; a person may give it a better name."""
        return named_by([phrase.text for phrase in self.phrases])


@dataclass(frozen=True, kw_only=True)
class Themes:
    """Themes of one open question.

    Parameters
    ----------
    themes : tuple of Theme
        The largest first; those whose words are written together more often than words dealt at random, see
        `research.open_text.together`. Where the number was given, all of them.
    speaks : DataFrame of bool, people who answered x themes
        Who wrote one of the phrases of a theme; an answer may speak of several themes, or of none.
    strengths : DataFrame, people who answered x themes
        How much of each theme an answer holds (0 to 1).
    choice : ThemeChoice or None
        Why so many were looked for; None where the number was given.
    dealt : Dealt or None
        What words dealt at random reach; None where the number was given.
    answers : int
        People who wrote anything.
    cautions : tuple of Caution
    """

    themes: tuple[Theme, ...]
    speaks: pd.DataFrame
    strengths: pd.DataFrame
    choice: ThemeChoice | None
    dealt: Dealt | None
    answers: int
    cautions: tuple[Caution, ...]

    @property
    def codes(self) -> list[str]:
        return [theme.code for theme in self.themes]


def named_by(phrases: Sequence[str]) -> str:
    """The name of a theme by what people wrote: one of these or another."""
    return " / ".join(phrases)


def find_themes(
    answers: pd.Series,
    *,
    k: int | None = None,
    ks: Sequence[int] = range(2, 11),
    ignore: Collection[str] = (),
    keep: Collection[str] = (),
    seed: int,
    n_jobs: int = 2,
    progress: Progress | None = None,
) -> Themes:
    """Find the themes of open answers in any language.

    Answers become TF-IDF weights of words and of pieces of words (see `research.open_text.features`), which are split
    by non-negative matrix factorisation. The number of themes looked for is the largest that comes back when a fifth of
    the answers is left out (see `research.open_text.theme_choice`). Of these, themes are told whose words are written
    together more often than the same words dealt at random over people (see `research.open_text.together`), each by up
    to three words or phrases that people wrote, and by how many wrote one of them (see `research.open_text.phrases`).
    E-mail addresses, numbers and the like are left out beforehand.

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
    keep : collection of str
        Words that are no names of people, see `mask_personal`.
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
    report = progress or (lambda _done: None)
    masked = [PLACEHOLDER.sub(" . ", mask_personal(text, names=False).text) for text in written]
    ignored = frozenset(word.casefold() for word in ignore) | little_words_of(list(written))
    texts = [_telling(text, ignored) for text in masked]
    rng = np.random.default_rng([seed, 21])
    fitted = _some(len(texts), FIT_LIMIT, rng)
    features = learn([texts[place] for place in fitted], fewest=_fewest(fitted)).features(texts)
    chosen = fitted[_some(len(fitted), CHOICE_LIMIT, rng)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        choice, dealt = None, None
        if k is None:
            choice = choose_themes(
                features.matrix[chosen],
                ks=_possible(ks, len(chosen), features),
                seed=seed,
                n_jobs=n_jobs,
                progress=lambda done: report(0.6 * done),
            )
            dealt = deal(
                [texts[place] for place in chosen],
                choice.k,
                fewest=_fewest(chosen),
                seed=seed,
                n_jobs=n_jobs,
                progress=lambda done: report(0.6 + 0.4 * done),
            )
        number = choice.k if choice is not None else _possible([k or 0], len(texts), features)[0]
        strengths = _strengths(features, fitted, number, seed)
    report(1.0)
    found = themes_in(
        written,
        texts,
        features,
        spoken_of(strengths),
        wording=Wording(masked),
        looked_at=chosen,
        little=ignored,
        keep=keep,
        fewest=_fewest(fitted),
        bar=None if dealt is None else dealt.bar,
    )
    return _gathered(written.index, found, strengths, choice, dealt)


def written_answers(answers: pd.Series) -> pd.Series:
    """The answers of people who wrote anything, without spaces around them."""
    known = answers[answers.notna()].astype(str).str.strip()
    return known[known.str.contains(re.compile(r"\w"), regex=True)]


def _telling(masked: str, ignored: frozenset[str]) -> str:
    """The answer without words that say nothing."""
    if not ignored:
        return masked
    return " ".join(word for word in masked.split() if word.casefold().strip(".,;:!?()\"'") not in ignored)


def _fewest(answers: np.ndarray) -> int:
    """Of so many answers, how many must hold a word."""
    return max(FEWEST_PER_WORD, round(WORD_SHARE * len(answers)))


def _strengths(features: Features, fitted: np.ndarray, k: int, seed: int) -> Floats:
    factors = factorise(features.matrix[fitted], k, seed=seed)
    strengths = strengths_of(features.matrix, factors.components)
    strengths[fitted] = factors.strengths
    return strengths


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
    found: Sequence[FoundTheme],
    strengths: Floats,
    choice: ThemeChoice | None,
    dealt: Dealt | None,
) -> Themes:
    ordered = sorted(found, key=lambda theme: -int(theme.people.sum()))
    codes = [f"T{place}" for place in range(1, len(ordered) + 1)]
    themes = tuple(
        Theme(
            code=code,
            phrases=theme.phrases,
            words=theme.words,
            answers=int(theme.people.sum()),
            share=float(theme.people.mean()),
            together=theme.together,
        )
        for code, theme in zip(codes, ordered, strict=True)
    )
    spoken = {code: theme.people for code, theme in zip(codes, ordered, strict=True)}
    held = {code: strengths[:, theme.place] for code, theme in zip(codes, ordered, strict=True)}
    speaks = pd.DataFrame(spoken, index=people, columns=codes, dtype=bool)
    return Themes(
        themes=themes,
        speaks=speaks,
        strengths=pd.DataFrame(held, index=people, columns=codes, dtype=np.float64),
        choice=choice,
        dealt=dealt,
        answers=len(people),
        cautions=_cautions(themes, int((~speaks.any(axis=1)).sum()), len(people)),
    )


def _cautions(themes: Sequence[Theme], without: int, answers: int) -> tuple[Caution, ...]:
    if not themes:
        return (caution("themes_like_chance", severity="note"),)
    if without > MANY_WITHOUT * answers:
        return (caution("many_answers_without_theme", without=Among(without, answers), severity="note"),)
    return ()
