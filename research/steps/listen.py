"""Only the step that listens: themes, segments and quotes of every open question, language by language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.parallel import Progress
from research.codebook import Codebook
from research.errors import Caution, ResearchError, TooFewResponses, caution
from research.matrix import ResponseMatrix
from research.open_text.by_segment import themes_by_segment
from research.open_text.named_words import brands_of, named_words
from research.open_text.quotes import SegmentQuotes, quotes_by_segment
from research.open_text.themes import FEWEST_ANSWERS, Themes, find_themes, written_answers
from research.said import Count

MOST_ANSWERS, MOST_THEMES, MOST_READ = 20_000, 8, 12
OTHER_LANGUAGE = 100
"""Answers in a further language from which it is read, too: fewer are soon read by somebody who knows it."""
"""Answers read per question, themes tried, and questions (in one language each) read: what bounds the time."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What was written under one open question, in one language.

    Parameters
    ----------
    variable : str
    language : str or None
        Its name, where people answered in several.
    themes : Themes
    by_segment : DataFrame or None
        See `themes_by_segment`; None where fewer than two segments wrote, or there are no themes.
    quotes : mapping of segment to SegmentQuotes
    names : frozenset of str
        Words of themes that are names of people or places more often than not.
    """

    variable: str
    language: str | None
    themes: Themes
    by_segment: pd.DataFrame | None
    quotes: Mapping[str, SegmentQuotes]
    names: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class OpenAnswers:
    """Every open question that could be read; what could not is said in the cautions."""

    heard: tuple[Heard, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The answers to one question in one language, sorted by their words, so that shuffled files give the same."""

    variable: str
    language: str | None
    answers: pd.Series
    written: int

    @property
    def words(self) -> str:
        return self.variable if self.language is None else f"{self.variable} ({self.language})"

    def told_of(self, said: Caution) -> Caution:
        return said.about(self.words, severity="note", where=(self.words,))


def has_open_answers(matrix: ResponseMatrix) -> bool:
    """Whether there is anything to read: the step is left out where nobody was asked, or nobody wrote."""
    return any(matrix.texts[name].notna().any() for name in matrix.texts)


def listen(
    matrix: ResponseMatrix,
    labels: pd.Series,
    *,
    weights: pd.Series | None,
    seed: int,
    n_jobs: int,
    progress: Progress,
) -> OpenAnswers:
    """Find the themes of every open question, how segments differ in them, and what may be quoted.

    Answers in several languages are read language by language: themes of words cannot be compared across them. Of more
    than 20,000 answers to a question a random part is read. What cannot be read becomes a caution and never ends a run.

    Parameters
    ----------
    matrix : ResponseMatrix
        Those who are analysed. `matrix.quotable` says who may be quoted; without it nobody is.
    labels : Series
        Segment per person.
    weights : Series or None
    seed : int
        The result does not depend on `n_jobs` or on the order of the people.
    n_jobs : int
    progress : callable
        Called with the share done.
    """
    heard: list[Heard] = []
    parts = list(_parts(matrix, seed))
    cautions: list[Caution] = _unread(parts)
    parts = parts[:MOST_READ]
    for place, part in enumerate(parts):
        try:
            _refuse_few(part, parts)
            found = _hear(
                part, matrix, labels, weights=weights, seed=seed, n_jobs=n_jobs, tell=_within(progress, place, parts)
            )
        except ResearchError as error:
            cautions.append(part.told_of(caution("open_answers_not_read", why=error.said)))
        else:
            heard.append(found)
            cautions += _cautions(part, found)
    progress(1.0)
    return OpenAnswers(heard=tuple(heard), cautions=tuple(cautions))


def _parts(matrix: ResponseMatrix, seed: int) -> Iterator[_Part]:
    """Questions in their order, their languages by the number of answers."""
    spoken = _languages(matrix)
    for name in matrix.texts:
        written = written_answers(matrix.texts[name]).sort_values(kind="stable")
        if spoken is None:
            groups: list[tuple[str | None, pd.Series]] = [(None, written)]
        else:
            own = spoken.loc[written.index]
            groups = [(str(language), written[(own == language).to_numpy()]) for language in own.value_counts().index]
        for language, answers in groups:
            if len(answers):
                yield _Part(variable=str(name), language=language, answers=_some(answers, seed), written=len(answers))


def _refuse_few(part: _Part, parts: list[_Part]) -> None:
    first = next(each for each in parts if each.variable == part.variable)
    if part is not first and part.written < OTHER_LANGUAGE:
        raise TooFewResponses("few_in_language", n=Count(part.written), needed=OTHER_LANGUAGE)


def _languages(matrix: ResponseMatrix) -> pd.Series | None:
    name = matrix.codebook.language
    if name is None or matrix.values[name].nunique() < 2:
        return None
    return matrix.values[name].map(matrix.codebook[name].label, na_action="ignore")


def _some(answers: pd.Series, seed: int) -> pd.Series:
    if len(answers) <= MOST_ANSWERS:
        return answers
    rng = np.random.default_rng([seed, 22])
    return answers.iloc[np.sort(rng.choice(len(answers), MOST_ANSWERS, replace=False))]


def _hear(
    part: _Part,
    matrix: ResponseMatrix,
    labels: pd.Series,
    *,
    weights: pd.Series | None,
    seed: int,
    n_jobs: int,
    tell: Progress,
) -> Heard:
    keep = brands_of(matrix.codebook)
    themes = find_themes(
        part.answers,
        ks=range(2, MOST_THEMES + 1),
        ignore=_asked(matrix.codebook, part),
        keep=keep,
        seed=seed,
        n_jobs=n_jobs,
        progress=tell,
    )
    own = labels.reindex(part.answers.index).dropna()
    compared = None
    if own.nunique() > 1 and themes.themes:
        compared = themes_by_segment(themes, own, weights=weights)
    quotable = None if matrix.quotable is None else matrix.quotable[part.variable]
    quotes = {}
    if quotable is not None:
        quotes = quotes_by_segment(themes, part.answers, own, consent=quotable, compared=compared, keep=keep)
    words = {word.word for theme in themes.themes for word in theme.words}
    return Heard(
        variable=part.variable,
        language=part.language,
        themes=themes,
        by_segment=compared,
        quotes=quotes,
        names=named_words(part.answers, words, keep=keep),
    )


def _asked(codebook: Codebook, part: _Part) -> frozenset[str]:
    """The words of the question, which say nothing about an answer."""
    return frozenset(word.strip(".,;:!?()\"'") for word in codebook[part.variable].text.casefold().split())


def _within(progress: Progress, place: int, parts: list[_Part]) -> Callable[[float], None]:
    """The share of the whole step; a question counts by its answers."""
    sizes = [len(part.answers) for part in parts]
    before, whole = sum(sizes[:place]), sum(sizes)
    return lambda done: progress((before + sizes[place] * done) / whole)


def _unread(parts: list[_Part]) -> list[Caution]:
    rest = parts[MOST_READ:]
    said = caution(
        "open_answers_left_out", severity="note", where=[part.words for part in rest], n=len(parts), read=MOST_READ
    )
    return [said] if rest else []


def _cautions(part: _Part, found: Heard) -> list[Caution]:
    said = list(found.themes.cautions)
    if part.written > len(part.answers):
        said.append(caution("part_of_answers_read", n=Count(part.written), read=Count(len(part.answers))))
    return [part.told_of(each) for each in said]


__all__ = ["FEWEST_ANSWERS", "Heard", "OpenAnswers", "has_open_answers", "listen"]
