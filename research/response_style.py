"""Only how much of the answers is the way people use the scale, whatever the question."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import pandas as pd

from research.correlations.value import Floats
from research.errors import BadData, Caution

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
        Per respondent, agreement with statements and their opposites alike (0: balanced, +.5: yes to
        everything); None where no scale has items keyed both ways.
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
    shares = _shares_of_range(data_raw, ranges)
    mean = shares.mean(axis=1)
    acquiescence, balanced = _acquiescence(shares, set(reversed_items), scales)
    values = shares.to_numpy(dtype=np.float64)
    within = np.nansum((values - mean.to_numpy()[:, None]) ** 2)
    total = np.nansum((values - np.nanmean(values)) ** 2)
    share = float(1 - within / total) if total > 0 else 0.0
    answered = max(int((~np.isnan(values)).sum()), 1)
    return ResponseStyle(
        person_mean=mean,
        person_mean_sd=float(mean.std(ddof=1)) if len(mean.dropna()) > 1 else 0.0,
        variance_share=share,
        extreme_share=float(((values == 0) | (values == 1)).sum()) / answered,
        acquiescence=acquiescence,
        balanced_scales=balanced,
        cautions=_cautions(share),
    )


def _shares_of_range(data_raw: pd.DataFrame, ranges: Mapping[str, tuple[float, float]]) -> pd.DataFrame:
    items = [name for name in data_raw.columns if name in ranges and ranges[name][1] > ranges[name][0]]
    if not items or data_raw[items].notna().to_numpy().sum() == 0:
        raise BadData(
            "There are no answers on rating scales to look at.",
            advice="Give the items their range in the codebook.",
        )
    low = np.asarray([ranges[name][0] for name in items])
    width = np.asarray([ranges[name][1] for name in items]) - low
    values = (data_raw[items].to_numpy(dtype=np.float64, na_value=np.nan) - low) / width
    return pd.DataFrame(values, index=data_raw.index, columns=items)


def _acquiescence(
    shares: pd.DataFrame, reversed_items: set[str], scales: Mapping[str, Sequence[str]]
) -> tuple[pd.Series | None, tuple[str, ...]]:
    """Average agreement with the items keyed one way and the other, per balanced scale, less the middle."""
    parts, names = [], []
    for scale, members in scales.items():
        present = [item for item in members if item in shares.columns]
        plain = [item for item in present if item not in reversed_items]
        turned = [item for item in present if item in reversed_items]
        if plain and turned:
            parts.append((shares[plain].mean(axis=1) + shares[turned].mean(axis=1)) / 2 - 0.5)
            names.append(scale)
    if not parts:
        return None, ()
    return pd.concat(parts, axis=1).mean(axis=1), tuple(names)


def _cautions(share: float) -> tuple[Caution, ...]:
    if share <= HIGH_SHARE:
        return ()
    return (
        Caution(
            code="high_person_mean_share",
            text=f"{share:.0%} of the variance of the answers is only that some people answer higher on everything.",
            advice="Segment on row-centred items, so that segments are not merely those who say yes to more.",
        ),
    )


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
    values: Floats = np.asarray(data.to_numpy(dtype=np.float64, na_value=np.nan))
    answered = (~np.isnan(values)).sum(axis=1)
    mean = np.nansum(values, axis=1) / np.maximum(answered, 1)
    return pd.DataFrame(values - mean[:, None], index=data.index, columns=data.columns)
