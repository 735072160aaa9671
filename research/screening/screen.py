"""Only who may have answered without care: figures, flags with reasons, and one combined rule.

Nobody is deleted here; the caller shows results with and without the flagged respondents.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import row_blocks
from research.correlations.checks import usable_values
from research.correlations.pair_sums import PairSums, pair_sums
from research.errors import Caution, caution
from research.said import Among, Said, say
from research.screening.asked import not_asked
from research.screening.consistency import ItemPairs, choose_pairs, even_odd, person_total, row_correlations
from research.screening.uniformity import commonest_share, long_string, variability
from research.screening.unusualness import answer_precision, distance_p, mahalanobis, repeated_rows

BLOCK_ROWS = 8_000
CUTS = (0.6, 0.55, 0.5, 0.45, 0.4, 0.35)
FEWEST_SYNONYMS = 10
FEWEST_ANTONYMS = 5
FEWEST_SCALES = 3
FIXED_CUTOFFS = {
    "even_odd": 0.0,
    "synonyms": 0.0,
    "antonyms": 0.0,
    "person_total": 0.0,
    "mahalanobis_p": 0.001,
    "share_missing": 0.5,
    "seconds_per_item": 2.0,
    "impossible_seconds_per_item": 0.7,
}
FLAGS_NEEDED = 2
ENOUGH_ALONE = ("attention_failed", "impossible_speed")
UNIFORM = ("long_string", "low_variability", "one_answer")
CONSISTENCY = {"even_odd": 1, "synonyms": 1, "antonyms": -1, "person_total": 1}
"""Correlations within a person's answers, and the sign they have in somebody who reads the questions."""
LEAST_SPREAD = 0.05
"""Of the share of the commonest answer: people who all answer alike in this are not as many outliers."""
ENOUGH_ASKED = 0.5
MOST_CODES = 12
ROWS_LOOKED_AT = 5_000
MANY_FLAGGED = 0.15


@dataclass(frozen=True, kw_only=True)
class Screening:
    """Result of screening.

    Parameters
    ----------
    indices : DataFrame, shape (respondents, figures)
        Only those that could be computed; NaN where a figure is not defined for a person (a correlation over
        uniform answers).
    flags : DataFrame of bool, shape (respondents, reasons)
    cutoffs : dict of str to float
        Beyond which each figure raises its flag, also the correlations that chose synonyms and antonyms and
        the number of their pairs.
    flagged : Series of bool
        Two flags or more, or a failed attention check, or an impossible speed. Where no item is reversed, a
        uniform answer can be sincere, and the flags of uniformity count as one.
    cautions : tuple of Caution
    """

    indices: pd.DataFrame
    flags: pd.DataFrame
    cutoffs: dict[str, float]
    flagged: pd.Series
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, kw_only=True)
class _Yardstick:
    """What everybody's answers say, against which one person's are held."""

    sums: PairSums
    precision: Floats
    answer_sums: Floats
    answer_counts: Floats
    scales: list[list[int]]
    turn: Floats
    codes: Floats
    synonyms: ItemPairs | None
    antonyms: ItemPairs | None


def screen(
    data_raw: pd.DataFrame,
    *,
    ranges: Mapping[str, tuple[float, float]],
    reversed_items: Collection[str],
    scales: Mapping[str, Sequence[str]],
    seconds: pd.Series | None = None,
    attention_failed: pd.Series | None = None,
    synonym_cut: float | None = None,
    telling: float | None = None,
) -> Screening:
    """Look for careless answering.

    Parameters
    ----------
    data_raw : DataFrame, shape (respondents, items)
        As answered, in the order shown: *not* reverse-keyed. NaN = missing.
    ranges : mapping of item to (lowest, highest answer)
        Needed for the reversed items.
    reversed_items : collection of str
    scales : mapping of scale to its items
    seconds : Series, optional
        Time for these items, per respondent.
    attention_failed : Series of bool, optional
    synonym_cut : float, optional
        Correlation that makes two items synonyms (its negative: antonyms); left out, chosen from the data.
    telling : float, optional
        Median that a figure of consistency must reach in everybody, so that its flag counts: where careful people
        have no consistency to lose, a lack of it is no sign. Left out, every flag counts.

    Returns
    -------
    Screening

    Raises
    ------
    TooFewItems, TooFewResponses, NoVariance, BadData

    References
    ----------
    Meade & Craig (2012), Psychological Methods 17; Curran (2016), JESP 66; Huang et al. (2012) on speed.
    R: package careless.
    """
    values = usable_values(data_raw)
    items = [str(name) for name in data_raw.columns]
    yardstick = _yardstick(values, items, ranges, set(reversed_items), scales, synonym_cut)
    kept_from = not_asked(values)
    blocks = [
        _row_indices(np.ascontiguousarray(values[rows]), kept_from[rows], yardstick)
        for rows in row_blocks(len(values), BLOCK_ROWS)
    ]
    figures = {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}
    if seconds is not None:
        time = seconds.reindex(data_raw.index).to_numpy(dtype=np.float64, na_value=np.nan)
        answered = np.maximum((~np.isnan(values)).sum(axis=1), 1)
        figures["seconds_per_item"] = time / answered
    indices = pd.DataFrame(figures, index=data_raw.index)
    cutoffs = _cutoffs(indices, yardstick)
    flags = _flags(indices, cutoffs, repeated_rows(values, kept_from))
    if attention_failed is not None:
        flags["attention_failed"] = attention_failed.reindex(data_raw.index).eq(True)
    silent = [] if telling is None else _silent(indices, telling)
    flags = flags.drop(columns=silent)
    flagged = _combine(flags, both_ways=bool(set(items) & set(reversed_items)))
    return Screening(
        indices=indices,
        flags=flags,
        cutoffs=cutoffs,
        flagged=flagged,
        cautions=(*_cautions(flagged, yardstick), *_not_counted(silent)),
    )


def unscreened(people: pd.Index, *, attention_failed: pd.Series | None) -> Screening:
    """What is known of careless answering where too few answers have an order: failed attention checks, if any."""
    flags = pd.DataFrame(index=people)
    if attention_failed is not None:
        flags["attention_failed"] = attention_failed.reindex(people).eq(True)
    return Screening(
        indices=pd.DataFrame(index=people),
        flags=flags,
        cutoffs={},
        flagged=flags.any(axis=1),
        cautions=(caution("not_screened", severity="note"),),
    )


def _yardstick(
    values: Floats,
    items: list[str],
    ranges: Mapping[str, tuple[float, float]],
    reversed_items: set[str],
    scales: Mapping[str, Sequence[str]],
    cut: float | None,
) -> _Yardstick:
    sums = pair_sums(values)
    correlations = np.nan_to_num(sums.correlation())
    cuts = CUTS if cut is None else (cut,)
    asked = 1 if cut is not None else None
    place = {name: position for position, name in enumerate(items)}
    inside = [[place[item] for item in members if item in place] for members in scales.values()]
    turn = [sum(ranges[name]) if name in reversed_items and name in ranges else np.nan for name in items]
    counts = np.diag(sums.people)
    return _Yardstick(
        sums=sums,
        precision=answer_precision(sums),
        answer_sums=sums.centre * counts,
        answer_counts=counts,
        scales=[members for members in inside if len(members) > 1],
        turn=np.asarray(turn, dtype=np.float64),
        codes=_codes(values),
        synonyms=choose_pairs(correlations, opposite=False, fewest=asked or FEWEST_SYNONYMS, cuts=cuts),
        antonyms=choose_pairs(correlations, opposite=True, fewest=asked or FEWEST_ANTONYMS, cuts=cuts),
    )


def _codes(values: Floats) -> Floats:
    """Answers that people give; none where they are so many that nobody gives one often."""
    some = values[:: max(1, len(values) // ROWS_LOOKED_AT)]
    codes = np.unique(some[~np.isnan(some)])
    return codes if len(codes) <= MOST_CODES else codes[:0]


def _row_indices(values: Floats, kept_from: NDArray[np.bool_], by: _Yardstick) -> dict[str, Floats]:
    """Return all figures of one block of respondents."""
    longest, average = long_string(values, kept_from)
    distance = mahalanobis(values, by.sums.centre, by.precision)
    answered = (~np.isnan(values)).sum(axis=1)
    found = {
        "long_string": longest.astype(np.float64),
        "average_string": average,
        "variability": variability(values),
        "mahalanobis": distance,
        "mahalanobis_p": distance_p(distance, answered),
        "person_total": person_total(values, by.answer_sums, by.answer_counts),
        "share_missing": 1 - answered / np.maximum((~kept_from).sum(axis=1), 1),
    }
    if len(by.codes):
        found["commonest_share"] = commonest_share(values, by.codes)
    if len(by.scales) >= FEWEST_SCALES:
        keyed = np.where(np.isnan(by.turn), values, by.turn - values)
        found["even_odd"] = even_odd(keyed, by.scales)
    found["person_total"][_asked_too_little(kept_from)] = np.nan
    for name, pairs in (("synonyms", by.synonyms), ("antonyms", by.antonyms)):
        if pairs is not None:
            found[name] = row_correlations(values[:, pairs.first], values[:, pairs.second])
            found[name][_asked_too_little(kept_from[:, pairs.first] | kept_from[:, pairs.second])] = np.nan
    return found


def _asked_too_little(kept_from: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whose consistency would rest on fewer than half of the items or pairs: it would tell of chance."""
    return np.asarray(kept_from.mean(axis=1) > 1 - ENOUGH_ASKED)


def _cutoffs(indices: pd.DataFrame, by: _Yardstick) -> dict[str, float]:
    """Fix the cutoffs: distances to the quartiles for uniformity, fixed values for the rest."""
    low, high = indices["long_string"].quantile([0.25, 0.75])
    cutoffs = {"long_string": float(high + 3 * max(high - low, 1.0))}
    low, high = indices["variability"].quantile([0.25, 0.75])
    cutoffs["variability"] = float(max(low - 1.5 * (high - low), 0.0))
    if "commonest_share" in indices:
        low, high = indices["commonest_share"].quantile([0.25, 0.75])
        cutoffs["commonest_share"] = float(high + 3 * max(high - low, LEAST_SPREAD))
    cutoffs |= {name: value for name, value in FIXED_CUTOFFS.items() if name.removeprefix("impossible_") in indices}
    for name, pairs in (("synonym", by.synonyms), ("antonym", by.antonyms)):
        if pairs is not None:
            cutoffs[f"{name}_correlation"] = pairs.cut
            cutoffs[f"{name}_pairs"] = float(len(pairs))
    return cutoffs


def _flags(indices: pd.DataFrame, cutoffs: dict[str, float], repeated: np.ndarray) -> pd.DataFrame:
    flags = {
        "long_string": indices["long_string"] > cutoffs["long_string"],
        "low_variability": indices["variability"] <= cutoffs["variability"],
        "mahalanobis": indices["mahalanobis_p"] < cutoffs["mahalanobis_p"],
        "person_total": indices["person_total"] < cutoffs["person_total"],
        "share_missing": indices["share_missing"] > cutoffs["share_missing"],
        "duplicate": pd.Series(repeated, index=indices.index),
    }
    if "commonest_share" in indices:
        flags["one_answer"] = indices["commonest_share"] > cutoffs["commonest_share"]
    for name in ("even_odd", "synonyms"):
        if name in indices:
            flags[name] = indices[name] < cutoffs[name]
    if "antonyms" in indices:
        flags["antonyms"] = indices["antonyms"] > cutoffs["antonyms"]
    if "seconds_per_item" in indices:
        flags["speed"] = indices["seconds_per_item"] < cutoffs["seconds_per_item"]
        flags["impossible_speed"] = indices["seconds_per_item"] < cutoffs["impossible_seconds_per_item"]
    return pd.DataFrame(flags)


def _silent(indices: pd.DataFrame, telling: float) -> list[str]:
    """Figures of consistency that are low in everybody."""
    there = {name: sign * indices[name].median() for name, sign in CONSISTENCY.items() if name in indices}
    return [name for name, middle in there.items() if not middle >= telling]


def _combine(flags: pd.DataFrame, *, both_ways: bool) -> pd.Series:
    count = flags.drop(columns=["impossible_speed"], errors="ignore").sum(axis=1)
    if not both_ways:
        count = count - (flags[[name for name in UNIFORM if name in flags]].sum(axis=1) - 1).clip(lower=0)
    alone = flags[[name for name in ENOUGH_ALONE if name in flags]].any(axis=1)
    return pd.Series((count >= FLAGS_NEEDED) | alone, index=flags.index, name="flagged")


def sign_of(flag: str) -> Said:
    """What a flag is a sign of."""
    return say(f"sign_{flag}")


def _cautions(flagged: pd.Series, by: _Yardstick) -> list[Caution]:
    said = []
    if float(flagged.mean()) > MANY_FLAGGED:
        said.append(caution("many_flagged", share=Among(int(flagged.sum()), len(flagged))))
    absent = [] if len(by.scales) >= FEWEST_SCALES else [say("no_even_odd")]
    absent += [say("no_synonyms")] if by.synonyms is None else []
    absent += [say("no_antonyms")] if by.antonyms is None else []
    if absent:
        said.append(caution("screening_incomplete", severity="note", signs=absent))
    return said


def _not_counted(silent: list[str]) -> list[Caution]:
    if not silent:
        return []
    return [caution("consistency_not_telling", severity="note", signs=[sign_of(name) for name in silent])]
