"""Only how much of the answers is the way people use the scale, whatever the question."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.arithmetic.columns import as_floats, refuse_infinite, row_blocks, row_means
from research.errors import BadData, Caution, caution
from research.scales.acquiescence import acquiescence_index, balanced_scales

HIGH_SHARE = 0.3


@dataclass(frozen=True, kw_only=True)
class ResponseStyle:
    """How respondents use the answer scale.

    Parameters
    ----------
    person_mean : Series
        Mean raw answer of each respondent, as a share of the range (0 lowest, 1 highest answer).
    person_mean_sd : float
        Spread of these means between people.
    variance_share : float
        Share of the variance of all answers that lies between the means of people (chance alone gives
        about 1 / number of items).
    extreme_share : float
        Share of answers at either end of the range.
    acquiescence : Series or None
        Per respondent, see `research.scales.acquiescence.acquiescence_index`; None where no scale has items keyed both
        ways.
    balanced_scales : tuple of str
        The scales it rests on.
    cautions : tuple of Caution
    """

    person_mean: pd.Series
    person_mean_sd: float
    variance_share: float
    extreme_share: float
    acquiescence: pd.Series | None
    balanced_scales: tuple[str, ...]
    cautions: tuple[Caution, ...]


def response_style(
    data_raw: pd.DataFrame,
    *,
    ranges: Mapping[str, tuple[float, float]],
    reversed_items: Collection[str],
    scales: Mapping[str, Sequence[str]],
) -> ResponseStyle:
    """Summarise how respondents use the answer scale.

    Parameters
    ----------
    data_raw : DataFrame, shape (respondents, items)
        As answered: *not* reverse-keyed. NaN = missing.
    ranges : mapping of item to (lowest, highest answer)
        Items without a range are left aside.
    reversed_items : collection of str
        Items whose high answers mean little of their scale.
    scales : mapping of scale to its items

    Returns
    -------
    ResponseStyle

    References
    ----------
    Soto, John, Gosling & Potter (2008), JPSP 94 (acquiescence on balanced scales); Baumgartner &
    Steenkamp (2001), Journal of Marketing Research 38. R: ``rowMeans(x)``, ``rowMeans(x) - 3.5``.
    """
    items = [str(name) for name in data_raw.columns if _has_width(ranges.get(str(name)))]
    low = np.asarray([ranges[name][0] for name in items])
    width = np.asarray([ranges[name][1] for name in items]) - low
    halves = balanced_scales(items, reversed_items=reversed_items, scales=scales)
    raw = as_floats(data_raw[items])
    refuse_infinite(data_raw[items], raw)
    parts = [_block_style((raw[rows] - low) / width) for rows in row_blocks(len(raw))]
    answered = sum(part.answered for part in parts)
    if not answered:
        raise BadData("no_rated_answers")
    mean = pd.Series(np.concatenate([part.mean for part in parts]), index=data_raw.index)
    middle = sum(part.total for part in parts) ** 2 / answered
    spread = sum(part.squares for part in parts) - middle
    share = (sum(part.between for part in parts) - middle) / spread if spread > 0 else 0.0
    return ResponseStyle(
        person_mean=mean,
        person_mean_sd=float(mean.std(ddof=1)) if mean.count() > 1 else 0.0,
        variance_share=share,
        extreme_share=sum(part.extreme for part in parts) / answered,
        acquiescence=acquiescence_index(data_raw, ranges=ranges, reversed_items=reversed_items, scales=scales),
        balanced_scales=tuple(halves),
        cautions=_cautions(share),
    )


def _has_width(span: tuple[float, float] | None) -> bool:
    return span is not None and span[1] > span[0]


@dataclass(frozen=True, kw_only=True)
class _BlockStyle:
    """What one block of respondents adds to the sums."""

    mean: Floats
    answered: int
    total: float
    squares: float
    between: float
    extreme: int


def _block_style(shares: Floats) -> _BlockStyle:
    count = (~np.isnan(shares)).sum(axis=1)
    mean = row_means(shares)
    return _BlockStyle(
        mean=mean,
        answered=int(count.sum()),
        total=float(np.nansum(shares)),
        squares=float(np.nansum(shares * shares)),
        between=float(np.nansum(count * mean * mean)),
        extreme=int(((shares == 0) | (shares == 1)).sum()),
    )


def _cautions(share: float) -> tuple[Caution, ...]:
    return (caution("high_person_mean_share", share=share),) if share > HIGH_SHARE else ()


@overload
def person_mean_share(labels_or_scores: pd.Series, person_mean: pd.Series) -> float: ...
@overload
def person_mean_share(labels_or_scores: pd.DataFrame, person_mean: pd.Series) -> pd.Series: ...
def person_mean_share(labels_or_scores: pd.Series | pd.DataFrame, person_mean: pd.Series) -> float | pd.Series:
    """Say how much a result is only the person's mean answer.

    Parameters
    ----------
    labels_or_scores : Series of segment labels, or DataFrame of factor scores
        On the index of `person_mean`; missing ones are left aside.
    person_mean : Series
        Mean raw answer of each respondent.

    Returns
    -------
    float
        For labels: eta squared, the share of the variance of person means that lies between segments.
    Series
        For scores: per column, the squared correlation with the person mean.

    References
    ----------
    R: ``summary(lm(person_mean ~ factor(segment)))$r.squared``, ``cor(scores, person_mean)^2``.
    """
    if isinstance(labels_or_scores, pd.DataFrame):
        return pd.Series({column: _r_squared(labels_or_scores[column], person_mean) for column in labels_or_scores})
    both = labels_or_scores.notna() & person_mean.reindex(labels_or_scores.index).notna()
    labels, means = labels_or_scores[both], person_mean.reindex(labels_or_scores.index)[both]
    total = float(((means - means.mean()) ** 2).sum())
    between = float(((means.groupby(labels).transform("mean") - means.mean()) ** 2).sum())
    return between / total if total > 0 else 0.0


def _r_squared(scores: pd.Series, person_mean: pd.Series) -> float:
    joined = pd.DataFrame({"a": scores, "b": person_mean}).dropna().to_numpy(dtype=np.float64)
    if len(joined) < 3 or (joined.std(axis=0) == 0).any():
        return 0.0
    return float(np.corrcoef(joined.T)[0, 1] ** 2)


def ipsatise(data: pd.DataFrame) -> pd.DataFrame:
    """Subtract from every answer the mean of the person's own answers (row-centring).

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Items on the same range, NaN = missing.

    Returns
    -------
    DataFrame
        Rows sum to zero, so one item is determined by the others and their correlation matrix is singular.

    References
    ----------
    Schwartz (1992) on centred value scores. R: ``x - rowMeans(x, na.rm = TRUE)``.
    """
    values = as_floats(data)
    return pd.DataFrame(values - row_means(values)[:, None], index=data.index, columns=data.columns)
