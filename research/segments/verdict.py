"""The rule that turns evidence into a number of segments, a verdict and its reason.

- A k is **supported** when its stability beats every cloud without groups (19 of them: 5 per cent level).
- A k is **separated** when there is room between its segments, by the measure of whoever formed them.
- **natural**: some k is supported, separated and comes back (mean adjusted Rand of .75 or more).
- **reproducible**: no natural k, but some k comes back. People shade into one another; the cut is repeatable.
- **constructed**: the segments come back only in part (.5 to .75): a usable cut of a continuum.
- **none**: less than .5. `k` is then merely the smallest useful one.

What counts at all, which number is taken within a verdict, and the words are matters of the grounds: `ByStability`, or
for latent classes `research.segments.classes.verdict.ByLikelihood`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, Protocol

from research.said import Said, in_turn, say

Kind = Literal["natural", "reproducible", "constructed", "none"]

COMES_BACK, IN_PART, COST, SMALLEST_SHARE = 0.75, 0.5, 0.05, 0.05


@dataclass(frozen=True, kw_only=True)
class Room:
    """What distances between people say of one number of segments.

    Parameters
    ----------
    silhouette, null_silhouette, null_silhouette_high : float
        Of the people, and the mean and highest of clouds without groups.
    gap, gap_error : float
    prediction_strength, prediction_strength_error : float
    calinski_harabasz : float
    """

    silhouette: float
    null_silhouette: float
    null_silhouette_high: float
    gap: float
    gap_error: float
    prediction_strength: float
    prediction_strength_error: float
    calinski_harabasz: float


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Everything measured of one number of segments.

    Parameters
    ----------
    k : int
    ari_mean, ari_low, ari_high : float
        Adjusted Rand index over pairs of bootstrap samples: mean, 5 and 95 per cent quantile.
    null_ari_mean, null_ari_high : float or None
        The same in clouds without groups: mean, and highest mean of a cloud; None where no cloud was looked at.
    null_clouds : int or None
        How many clouds these come from: all 19, or those up to the first that comes back as often as ours.
    smallest_share : float
        Weighted share of the smallest segment.
    separated : bool
        See the module.
    room : Room or None
        Where there are distances between people.
    bic : float or None
        Where the method has a likelihood.
    entropy : float or None
        Latent classes: how clearly people belong, 0 to 1.
    gain, null_gain_high : float or None
        Mixtures: BIC of one normal distribution less that of this many; the most that a cloud gained.
    valley : float or None
        Mixtures: density between neighbours, as a share of that at their centres (`research.segments.valley`).
    """

    k: int
    ari_mean: float
    ari_low: float
    ari_high: float
    null_ari_mean: float | None
    null_ari_high: float | None
    smallest_share: float
    separated: bool
    null_clouds: int | None = None
    room: Room | None = None
    bic: float | None = None
    entropy: float | None = None
    gain: float | None = None
    null_gain_high: float | None = None
    valley: float | None = None

    @property
    def supported(self) -> bool:
        """Whether it is more stable than every cloud and, where there is a likelihood, explains more than in any."""
        if self.null_ari_high is None or self.ari_mean <= self.null_ari_high:
            return False
        return self.gain is None or self.null_gain_high is None or self.gain > self.null_gain_high

    def figures(self) -> dict[str, float]:
        """Every figure that was measured, by its name."""
        found = {**asdict(self), **(asdict(self.room) if self.room else {})}
        return {name: value for name, value in found.items() if name != "room" and value is not None}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Number of segments, kind, and why in one or two sentences."""

    k: int
    kind: Kind
    reason: Said


class Grounds(Protocol):
    """On what grounds a way of grouping people decides."""

    def counted(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those that are looked at at all."""

    def useful(self, counted: Sequence[Candidate]) -> list[Candidate]:
        """Of these, those that are taken without being natural."""

    def in_part(self, useful: Sequence[Candidate]) -> list[Candidate]:
        """Of these, those to choose from where none comes back but in part; empty where not even that."""

    def pick(self, kind: Kind, candidates: Sequence[Candidate]) -> Candidate:
        """The one to take of several that deserve the same verdict."""

    def reason(self, kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> Said:
        """Why, in one or two sentences."""

    def told_as(self, kind: Kind) -> Kind:
        """The verdict that is told: whoever cuts a continuum must not call the pieces more than that."""


def judge(candidates: Sequence[Candidate], grounds: Grounds) -> Verdict:
    """Choose a number of segments and say what kind of segments these are."""
    counted = grounds.counted(candidates)
    useful = grounds.useful(counted)
    back = [one for one in counted if one.ari_mean >= COMES_BACK]
    supported = [one for one in back if one.supported]
    tiers: tuple[tuple[Kind, list[Candidate]], ...] = (
        ("natural", [one for one in supported if one.separated]),
        ("reproducible", [one for one in back if one in useful]),
        ("constructed", grounds.in_part(useful)),
        ("reproducible", supported),
        ("none", [min(grounds.useful(candidates), key=lambda one: one.k)]),
    )
    kind, deserving = next((kind, tier) for kind, tier in tiers if tier)
    chosen = grounds.pick(kind, deserving)
    return Verdict(k=chosen.k, kind=grounds.told_as(kind), reason=grounds.reason(kind, chosen, candidates))


def comes_back(kind: Kind, what: Literal["segments", "classes"], chosen: Candidate) -> Said:
    """How often the chosen number comes back, in our data and in data without groups."""
    degree = "supported" if kind == "reproducible" and chosen.supported else kind
    return say(f"come_back_{what}_{degree}", k=chosen.k, agreement=chosen.ari_mean, cloud=chosen.null_ari_high)


def large_enough(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Numbers without a tiny segment; the others only where there are no such."""
    return [one for one in candidates if one.smallest_share >= SMALLEST_SHARE] or list(candidates)


@dataclass(frozen=True)
class ByStability:
    """Stability decides, in clouds as in ours.

    Within a verdict, a number of segments is taken that costs at most .05 of stability against the most stable one
    and, of those, the largest: more segments say more. Where the segments are constructed it is the smallest: a cut
    that comes back only in part should be told in few parts. Two segments (above against below the middle of the
    strongest dimension) are nearly always the most stable and seldom useful, so outside natural segments they are taken
    only where nothing else comes back, and only where they beat the clouds: the halves of any long cloud come back.
    """

    def counted(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """All of them."""
        return list(candidates)

    def useful(self, counted: Sequence[Candidate]) -> list[Candidate]:
        """Three segments or more, where they were looked at."""
        return [one for one in counted if one.k >= 3] or list(counted)

    def in_part(self, useful: Sequence[Candidate]) -> list[Candidate]:
        """All of them, where one of them comes back in part."""
        return list(useful) if max(one.ari_mean for one in useful) >= IN_PART else []

    def pick(self, kind: Kind, candidates: Sequence[Candidate]) -> Candidate:
        """The largest number that costs little stability; of constructed segments the smallest."""
        able = large_enough(candidates)
        best = max(one.ari_mean for one in able)
        cheap = sorted((one for one in able if one.ari_mean >= best - COST), key=lambda one: one.k)
        return cheap[0] if kind == "constructed" else cheap[-1]

    def reason(self, kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> Said:
        """What comes back and how often, and what other numbers would have given."""
        if kind == "none":
            best = max(self.useful(candidates), key=lambda one: one.ari_mean)
            why = say("no_segments_come_back", k=best.k, agreement=best.ari_mean)
        else:
            why = comes_back(kind, "segments", chosen)
        return in_turn(why, *traded(kind, chosen, candidates))

    def told_as(self, kind: Kind) -> Kind:
        """The same."""
        return kind


def traded(kind: Kind, chosen: Candidate, candidates: Sequence[Candidate]) -> Iterator[Said]:
    """What other numbers would have given."""
    by_k = {one.k: one for one in candidates}
    two, finer = by_k.get(2), by_k.get(chosen.k + 1)
    if kind != "natural" and chosen.k > 2 and two and two.ari_mean > chosen.ari_mean:
        yield say("two_more_stable" if two.supported else "two_as_stable_as_halves", agreement=two.ari_mean)
    also = [one for one in candidates if one.k > chosen.k and one.supported and one.ari_mean >= COMES_BACK]
    if kind == "natural" and also:
        most = max(also, key=lambda one: one.ari_mean)
        yield say("more_come_back_too", k=most.k, agreement=most.ari_mean)
    elif kind != "none" and finer:
        yield say("one_more_would_reach", k=finer.k, agreement=finer.ari_mean)
