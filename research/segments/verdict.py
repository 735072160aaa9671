"""Only this: the rule that turns evidence into a number of segments, a verdict and a sentence.

- A k is **supported** when its stability beats every one of 19 clouds without groups (5 per cent level).
- A k is **separated** when, besides, its silhouette beats those of the clouds by .05 or more (less is what skewed
  answers without groups can do), its prediction strength reaches
  .8 within a standard error (Tibshirani and Walther), and its gap exceeds that of one group.
- **natural**: some k is supported, separated and comes back (mean adjusted Rand of .75 or more).
- **reproducible**: no natural k, but some k comes back. People shade into one another; the cut is repeatable.
- **constructed**: three or more segments come back only in part (.5 to .75): a usable cut of a continuum.
- **none**: less than .5 for every k of three or more. Two segments count only where they beat the clouds: the
  halves of any long cloud come back. `k` is then merely the smallest useful one.

Within a verdict, a number of segments is taken that costs at most .05 of stability against the most stable one
and, of those, the largest: more segments say more. Where the segments are constructed it is the smallest: a cut that
comes back only in part should be told in few parts. Two segments (above against below the middle of the
strongest dimension) are nearly always the most stable and seldom useful, so outside natural segments they
are taken only where nothing else comes back. Numbers with a segment below 5 per cent come last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["natural", "reproducible", "constructed", "none"]

COMES_BACK, IN_PART, COST, SMALLEST_SHARE = 0.75, 0.5, 0.05, 0.05


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Everything known about one number of segments.

    Parameters
    ----------
    k : int
    ari_mean, ari_low, ari_high : float
        Adjusted Rand index over pairs of bootstrap samples: mean, 5 and 95 per cent quantile.
    null_ari_mean, null_ari_high : float
        The same in clouds without groups: mean, and highest mean of a cloud.
    silhouette, null_silhouette, null_silhouette_high : float
    gap, gap_error : float
    prediction_strength, prediction_strength_error : float
    calinski_harabasz : float
    bic : float or None
        Where the method has a likelihood.
    smallest_share : float
        Weighted share of the smallest segment.
    entropy : float or None
        Latent classes: how clearly people belong, 0 to 1.
    supported, separated : bool
        See the module.
    """

    k: int
    ari_mean: float
    ari_low: float
    ari_high: float
    null_ari_mean: float
    null_ari_high: float
    silhouette: float
    null_silhouette: float
    null_silhouette_high: float
    gap: float
    gap_error: float
    prediction_strength: float
    prediction_strength_error: float
    calinski_harabasz: float
    bic: float | None
    smallest_share: float
    supported: bool
    separated: bool
    entropy: float | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Number of segments, kind, and why in one or two sentences."""

    k: int
    kind: Kind
    reason: str


def judge(candidates: Sequence[Candidate]) -> Verdict:
    """Choose a number of segments and say what kind of segments these are."""
    back = [one for one in candidates if one.ari_mean >= COMES_BACK]
    natural = [one for one in back if one.supported and one.separated]
    several = [one for one in candidates if one.k >= 3] or list(candidates)
    several_back = [one for one in back if one in several]
    two = [one for one in back if one.supported]
    kind: Kind
    if natural:
        chosen, kind = _largest_cheap(natural), "natural"
    elif several_back:
        chosen, kind = _largest_cheap(several_back), "reproducible"
    elif max(one.ari_mean for one in several) >= IN_PART:
        chosen, kind = _smallest_cheap(several), "constructed"
    elif two:
        chosen, kind = _largest_cheap(two), "reproducible"
    else:
        chosen, kind = min(several, key=lambda one: one.k), "none"
    reason = " ".join(part for part in (_why(kind, chosen, candidates), _traded(kind, chosen, candidates)) if part)
    return Verdict(k=chosen.k, kind=kind, reason=reason)


def _largest_cheap(candidates: Sequence[Candidate]) -> Candidate:
    return max(_cheap(candidates), key=lambda one: one.k)


def _smallest_cheap(candidates: Sequence[Candidate]) -> Candidate:
    return min(_cheap(candidates), key=lambda one: one.k)


def _cheap(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that cost little stability; numbers with a tiny segment only where there are no others."""
    large_enough = [one for one in candidates if one.smallest_share >= SMALLEST_SHARE] or list(candidates)
    best = max(one.ari_mean for one in large_enough)
    return [one for one in large_enough if one.ari_mean >= best - COST]


def _why(kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> str:
    agreement = f"agreement {_figure(chosen.ari_mean)}, where 1 is the same grouping and 0 is chance"
    cloud = _figure(chosen.null_ari_high)
    if kind == "natural":
        return (
            f"{chosen.k} groups come back in new samples ({agreement}), which data without groups do not "
            f"manage ({cloud} at most), and there is room between them."
        )
    if kind == "reproducible":
        against = (
            f"more often than in data without groups ({cloud} at most), but without room between them: "
            "people shade from one segment into the next"
            if chosen.supported
            else f"but no more than in data without groups ({cloud}): they cut a continuum in a repeatable way"
        )
        return f"The same {chosen.k} segments come back in new samples ({agreement}), {against}."
    if kind == "constructed":
        return (
            f"People lie on a continuum. Cutting it into {chosen.k} segments is a choice: in new samples they "
            f"come back only in part ({agreement})."
        )
    several = [one for one in candidates if one.k >= 3] or list(candidates)
    best = max(several, key=lambda one: one.ari_mean)
    return (
        f"No number of segments comes back in new samples: the best agreement is {_figure(best.ari_mean)}, for "
        f"{best.k}. These answers show no groups of people."
    )


def _traded(kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> str:
    by_k = {one.k: one for one in candidates}
    two, finer = by_k.get(2), by_k.get(chosen.k + 1)
    parts = []
    if kind != "natural" and chosen.k > 2 and two and two.ari_mean > chosen.ari_mean:
        halves = "would be more stable" if two.supported else "would be as stable as halves of any cloud"
        parts.append(f"two segments {halves} ({_figure(two.ari_mean)}) but tell little")
    also = [one for one in candidates if one.k > chosen.k and one.supported and one.ari_mean >= COMES_BACK]
    if kind == "natural" and also:
        finer = max(also, key=lambda one: one.ari_mean)
        parts.append(f"{finer.k} segments come back too ({_figure(finer.ari_mean)}) and tell more, with less room")
    elif kind != "none" and finer:
        parts.append(f"{finer.k} would reach {_figure(finer.ari_mean)}")
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _figure(value: float) -> str:
    return f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.2f}"
