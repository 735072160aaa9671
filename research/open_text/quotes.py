"""Only which answers may be shown as quotes, and which are: with opt-in, in company, masked, one of them dissenting."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.errors import BadData
from research.open_text.features import is_unspaced, plain_words
from research.open_text.masking import mask_personal
from research.open_text.themes import Themes, written_answers
from research.said import Count, Said, say

FEWEST_ANSWERS = 10
"""Quotes come from a segment (or theme) with at least so many open answers, so that nobody is found by elimination."""
SHORTEST, SHORTEST_UNSPACED, LONGEST = 15, 6, 300
MOST_MASKED = 1
"""An answer with more personal data than this is not quoted, even masked."""
CLEAR, FULL = 0.2, 6


@dataclass(frozen=True, kw_only=True)
class Quote:
    """One answer, masked.

    Parameters
    ----------
    text : str
    respondent : object
        Whose it is, so that it goes when the consent does. Never shown.
    theme : str
        The theme it speaks of most.
    dissenting : bool
        Whether it speaks otherwise than most of the segment.
    """

    text: str
    respondent: object
    theme: str
    dissenting: bool


@dataclass(frozen=True, kw_only=True)
class SegmentQuotes:
    """Quotes of one segment (or theme); where there are none, `reason` says why.

    Parameters
    ----------
    quotes : tuple of Quote
        Typical ones, one per theme, then at most one dissenting one.
    answers : int
        Open answers of the segment.
    quotable : int
        Those whose authors consented, and that can be shown.
    reason : Said or None
    """

    quotes: tuple[Quote, ...]
    answers: int
    quotable: int
    reason: Said | None


def quotes_by_segment(
    themes: Themes,
    answers: pd.Series,
    labels: pd.Series,
    *,
    consent: pd.Series,
    keep: Collection[str] = (),
    most: int = 4,
) -> dict[str, SegmentQuotes]:
    """Choose quotes for every segment.

    Typical: for each of the themes the segment speaks of most, the answer that holds most of it (answers of fewer than
    six words count less). Dissenting: the clear answer whose mix of themes is least like the segment's (cosine). Same
    answers, same quotes; nothing is written or shortened.

    Parameters
    ----------
    themes : Themes
    answers : Series of str, by person
    labels : Series
        Segment per person.
    consent : Series of bool
        Who agreed to be quoted; whoever is not in it did not.
    keep : collection of str
        See `mask_personal`.
    most : int, default 4
        Typical quotes per segment.

    Returns
    -------
    dict of segment to SegmentQuotes

    Raises
    ------
    BadData
        `consent` does not hold true and false.
    """
    pool = _quotable(themes, answers, consent, keep)
    segments = labels.reindex(themes.strengths.index)
    return {
        str(segment): _chosen(themes, pool, segments.index[(segments == segment).to_numpy()], most, dissent=True)
        for segment in sorted(segments.dropna().unique())
    }


def quotes_by_theme(
    themes: Themes, answers: pd.Series, *, consent: pd.Series, keep: Collection[str] = (), most: int = 3
) -> dict[str, SegmentQuotes]:
    """Choose typical answers for every theme, under the same conditions.

    Parameters
    ----------
    themes, answers, consent, keep
        As for `quotes_by_segment`.
    most : int, default 3
        Quotes per theme.
    """
    pool = _quotable(themes, answers, consent, keep)
    found = {}
    for theme in themes.codes:
        people = themes.speaks.index[themes.speaks[theme].to_numpy()]
        own = pool[pool["theme"] == theme]
        found[theme] = _chosen(themes, own, people, most, dissent=False)
    return found


def _quotable(themes: Themes, answers: pd.Series, consent: pd.Series, keep: Collection[str]) -> pd.DataFrame:
    """Masked answers that may be shown, with their main theme, by person."""
    if not consent.dropna().isin([True, False]).all():
        raise BadData("consent_not_true_or_false")
    agreed = consent.reindex(themes.strengths.index).eq(True).to_numpy(dtype=bool, na_value=False)
    people = themes.strengths.index[agreed & (themes.strengths.max(axis=1) > 0).to_numpy()]
    written = written_answers(answers).reindex(people)
    masked = [mask_personal(str(text), keep=keep) for text in written]
    table = pd.DataFrame(
        {
            "text": [" ".join(one.text.split()) for one in masked],
            "finds": [one.count for one in masked],
            "theme": themes.strengths.loc[people].idxmax(axis=1),
            "clear": themes.strengths.loc[people].max(axis=1),
        },
        index=people,
    )
    table["typical"] = (table["clear"] * [min(1.0, _length(text) / FULL) for text in table["text"]]).round(9)
    fits = np.array([_fits(text) for text in table["text"]], dtype=bool)
    return table[fits & (table["finds"] <= MOST_MASKED).to_numpy()].drop_duplicates("text")


def _length(text: str) -> float:
    """Words; in scripts without spaces, pairs of signs."""
    return sum(len(word) / 2 if is_unspaced(word) else 1 for word in plain_words(text))


def _fits(text: str) -> bool:
    words = plain_words(text)
    shortest = SHORTEST_UNSPACED if any(is_unspaced(word) for word in words) else SHORTEST
    return shortest <= len(text) <= LONGEST


def _chosen(themes: Themes, pool: pd.DataFrame, people: pd.Index, most: int, *, dissent: bool) -> SegmentQuotes:
    own = pool[pool.index.isin(people)]
    if len(people) < FEWEST_ANSWERS or own.empty:
        few = say("few_answers_to_quote", n=Count(len(people)), least=FEWEST_ANSWERS)
        reason = few if len(people) < FEWEST_ANSWERS else say("nobody_to_quote")
        return SegmentQuotes(quotes=(), answers=len(people), quotable=len(own), reason=reason)
    usual = themes.strengths.loc[people].mean().to_numpy(dtype=np.float64)
    ranked = own.assign(like=_cosines(themes.strengths.loc[own.index].to_numpy(dtype=np.float64), usual))
    best = ranked.sort_values(["typical", "text"], ascending=[False, True], kind="stable")
    typical = _typical(best, themes.speaks.loc[people].sum(), most)
    ranked = ranked.sort_values(["like", "text"], ascending=[False, True], kind="stable")
    quotes = [_quote(place, ranked, dissenting=False) for place in typical]
    clear = ranked[(ranked["clear"] >= CLEAR) & ~ranked.index.isin(typical)]
    if dissent and len(quotes) >= 2 and len(clear):
        quotes.append(_quote(clear.index[-1], ranked, dissenting=True))
    return SegmentQuotes(quotes=tuple(quotes), answers=len(people), quotable=len(own), reason=None)


def _typical(ranked: pd.DataFrame, counts: pd.Series, most: int) -> list[object]:
    """The best answer of each theme in the order of the themes, then the next best of all."""
    order = counts.sort_values(ascending=False, kind="stable").index
    leading = [ranked.index[(ranked["theme"] == theme).to_numpy()][:1] for theme in order]
    first: list[object] = [place for places in leading for place in places]
    rest = [place for place in ranked.index if place not in set(first)]
    return [*first, *rest][: min(most, max(1, len(ranked) - 1))]


def _cosines(strengths: Floats, usual: Floats) -> Floats:
    sizes = np.linalg.norm(strengths, axis=1) * np.linalg.norm(usual)
    return np.asarray((strengths @ usual / np.maximum(sizes, 1e-12)).round(9))


def _quote(place: object, ranked: pd.DataFrame, *, dissenting: bool) -> Quote:
    row = ranked.loc[place]  # type: ignore[call-overload]
    return Quote(text=str(row["text"]), respondent=place, theme=str(row["theme"]), dissenting=dissenting)
