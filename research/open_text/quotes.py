"""Only which answers may be shown as quotes, and which are: with opt-in, in company, masked, one of them dissenting.

No measure of words knows what contradicts what. What is known is what sets a segment apart: somebody of it dissents who
writes what the segment writes less than others beyond chance, and nothing of what it writes more. Where no such theme
is, nobody is said to dissent.
"""

from collections.abc import Collection, Sequence
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
FULL = 6
BELIEVED = 0.05


@dataclass(frozen=True, kw_only=True)
class Quote:
    """One answer, masked.

    Parameters
    ----------
    text : str
    respondent : object
        Whose it is, so that it goes when the consent does. Never shown.
    theme : str or None
        Of the themes whose phrases it holds, the one it speaks of most.
    dissenting : bool
        Whether it speaks of what its segment speaks of less than others, and of nothing that it speaks of more.
    """

    text: str
    respondent: object
    theme: str | None
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
    compared: pd.DataFrame | None = None,
    keep: Collection[str] = (),
    most: int = 4,
) -> dict[str, SegmentQuotes]:
    """Choose quotes for every segment.

    Typical: for each of the themes the segment speaks of most, the answer that holds most of it (answers of fewer than
    six words count less); then others that speak of a theme, then the longest. Dissenting: see this module. Same
    answers, same quotes; nothing is written or shortened.

    Parameters
    ----------
    themes : Themes
    answers : Series of str, by person
    labels : Series
        Segment per person.
    consent : Series of bool
        Who agreed to be quoted; whoever is not in it did not.
    compared : DataFrame, optional
        See `themes_by_segment`; without it nobody dissents.
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
    segments = labels.reindex(themes.speaks.index)
    found = {}
    for segment in sorted(segments.dropna().unique()):
        people = segments.index[(segments == segment).to_numpy()]
        against = () if compared is None else _dissenters(themes, people, compared[compared["segment"] == str(segment)])
        found[str(segment)] = _chosen(themes, pool, people, most, against=against)
    return found


def _dissenters(themes: Themes, people: pd.Index, compared: pd.DataFrame) -> Sequence[object]:
    """Who writes what the others of the segment write less than elsewhere, and nothing of what they write more."""
    believed = compared[compared["q"] < BELIEVED]
    more = list(believed["theme"][believed["difference"] > 0])
    less = list(believed["theme"][believed["difference"] < 0])
    own = themes.speaks.loc[people]
    against = own[less].any(axis=1) & ~own[more].any(axis=1)
    return list(people[against.to_numpy()]) if more else []


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
        found[theme] = _chosen(themes, own, people, most)
    return found


def _quotable(themes: Themes, answers: pd.Series, consent: pd.Series, keep: Collection[str]) -> pd.DataFrame:
    """Masked answers that may be shown, with their main theme, by person."""
    if not consent.dropna().isin([True, False]).all():
        raise BadData("consent_not_true_or_false")
    agreed = consent.reindex(themes.speaks.index).eq(True).to_numpy(dtype=bool, na_value=False)
    people = themes.speaks.index[agreed]
    written = written_answers(answers).reindex(people)
    masked = [mask_personal(str(text), keep=keep) for text in written]
    spoken = themes.strengths.loc[people].where(themes.speaks.loc[people], -1.0)
    table = pd.DataFrame(
        {
            "text": [" ".join(one.text.split()) for one in masked],
            "finds": [one.count for one in masked],
            "theme": [_main(row, themes.codes) for row in spoken.to_numpy(dtype=np.float64)],
            "clear": spoken.clip(lower=0.0).max(axis=1).fillna(0.0) if themes.codes else 0.0,
        },
        index=people,
    )
    full = np.array([min(1.0, _length(text) / FULL) for text in table["text"]])
    table["typical"] = (table["clear"] * full).round(9)
    table["full"] = full
    fits = np.array([_fits(text) for text in table["text"]], dtype=bool)
    return table[fits & (table["finds"] <= MOST_MASKED).to_numpy()].drop_duplicates("text")


def _main(strengths: Floats, codes: Sequence[str]) -> str | None:
    """The strongest of the themes that an answer speaks of."""
    return codes[int(strengths.argmax())] if len(strengths) and strengths.max() >= 0 else None


def _length(text: str) -> float:
    """Words; in scripts without spaces, pairs of signs."""
    return sum(len(word) / 2 if is_unspaced(word) else 1 for word in plain_words(text))


def _fits(text: str) -> bool:
    words = plain_words(text)
    shortest = SHORTEST_UNSPACED if any(is_unspaced(word) for word in words) else SHORTEST
    return shortest <= len(text) <= LONGEST


def _chosen(
    themes: Themes, pool: pd.DataFrame, people: pd.Index, most: int, *, against: Sequence[object] = ()
) -> SegmentQuotes:
    own = pool[pool.index.isin(people)]
    if len(people) < FEWEST_ANSWERS or own.empty:
        few = say("few_answers_to_quote", n=Count(len(people)), least=FEWEST_ANSWERS)
        reason = few if len(people) < FEWEST_ANSWERS else say("nobody_to_quote")
        return SegmentQuotes(quotes=(), answers=len(people), quotable=len(own), reason=reason)
    best = own.sort_values(["typical", "full", "text"], ascending=[False, False, True], kind="stable")
    counts = themes.speaks.loc[people].sum()
    others = best[~best.index.isin(against)]
    quotes = [_quote(place, best, dissenting=False) for place in _typical(others, counts, most)]
    contrary = best.index[best.index.isin(against)]
    if len(quotes) >= 2 and len(contrary):
        quotes.append(_quote(contrary[0], best, dissenting=True))
    return SegmentQuotes(quotes=tuple(quotes), answers=len(people), quotable=len(own), reason=None)


def _typical(ranked: pd.DataFrame, counts: pd.Series, most: int) -> list[object]:
    """The best answer of each theme in the order of the themes, then the next best of all."""
    order = counts.sort_values(ascending=False, kind="stable").index
    leading = [ranked.index[(ranked["theme"] == theme).to_numpy()][:1] for theme in order]
    first: list[object] = [place for places in leading for place in places]
    rest = [place for place in ranked.index if place not in set(first)]
    return [*first, *rest][:most]


def _quote(place: object, ranked: pd.DataFrame, *, dissenting: bool) -> Quote:
    row = ranked.loc[place]  # type: ignore[call-overload]
    theme = row["theme"] if isinstance(row["theme"], str) else None  # a table has no None
    return Quote(text=str(row["text"]), respondent=place, theme=theme, dissenting=dissenting)
