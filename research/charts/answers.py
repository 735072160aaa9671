"""Whole answer distributions as they are drawn: at most three steps of disagreement and of agreement, and neutral."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from research.charts.rows import Label
from research.charts.shares import starred
from research.charts.words import words
from research.declared import Number
from research.summary.schema.told import Attitude

MOST_STEPS = 3
"""Steps of colour on either side of neutral."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One question: shares of its answers in at most seven steps, and everybody's share on either side.

    A side with a hidden answer has no steps: where its bar would end is not known.
    """

    label: Label
    low: tuple[float, ...] | None
    neutral: float | None
    high: tuple[float, ...] | None
    ends: tuple[str, str]
    everybody: tuple[float, float] | None


@dataclass(frozen=True, kw_only=True)
class Room:
    """How far the bars reach: the same for all personas, so that pictures can be compared."""

    low: float
    high: float
    neutral: float


def read_bars(attitudes: Sequence[Attitude]) -> list[Bar]:
    """Of the answers of a persona: what has shares to show."""
    return [made for each in attitudes if (made := _read(each)) is not None]


def _read(found: Attitude) -> Bar | None:
    shares, population = found.shares, [share for share in found.population if share is not None]
    if len(shares) < 2 or all(share is None for share in shares):
        return None
    half, odd = divmod(len(shares), 2)
    hidden = 1 - sum(share or 0.0 for share in shares)
    known = len(population) == len(found.population)
    return Bar(
        label=Label(
            main=starred(found.text, formed=found.formed),
            detail=words.not_shown(words.percent(hidden)) if hidden > 0.005 else "",
        ),
        low=_side(shares[:half]),
        neutral=shares[half] if odd else None,
        high=_side(shares[-half:]),
        ends=(found.ends[0], found.ends[1]) if found.ends else no_ends(),
        everybody=(sum(population[:half]), sum(population[-half:])) if known else None,
    )


def _side(shares: Sequence[Number]) -> tuple[float, ...] | None:
    """At most three steps of one side; none where one of its answers is hidden."""
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return None
    if len(known) <= MOST_STEPS:
        return tuple(known)
    places = [place * MOST_STEPS // len(known) for place in range(len(known))]
    return tuple(
        sum(share for share, at in zip(known, places, strict=True) if at == step) for step in range(MOST_STEPS)
    )


def no_ends() -> tuple[str, str]:
    """Words of the two sides that fit any answers."""
    return words.LOWER, words.HIGHER


def shared_ends(bars: Sequence[Bar]) -> tuple[str, str]:
    """Which answers each side counts, in words that all bars have; else in such as fit any answers."""
    ends = {bar.ends for bar in bars}
    if len(ends) > 1 or no_ends() in ends:
        return no_ends()
    low, high = ends.pop()
    return words.up_to(low), words.starting(high)


def short_ends(bars: Sequence[Bar]) -> tuple[str, str]:
    """The same where there is little room: the answer nearest the middle alone."""
    ends = {bar.ends for bar in bars}
    return ends.pop() if len(ends) == 1 else no_ends()


def room_for(bars: Sequence[Bar]) -> Room:
    """Room that every bar fits in."""
    low = [max(sum(bar.low or ()), bar.everybody[0] if bar.everybody else 0) for bar in bars]
    high = [max(sum(bar.high or ()), bar.everybody[1] if bar.everybody else 0) for bar in bars]
    neutral = [bar.neutral or 0.0 for bar in bars]
    return Room(low=max(_tenth_above(low), 0.2), high=max(_tenth_above(high), 0.2), neutral=_tenth_above(neutral))


def _tenth_above(values: Sequence[float]) -> float:
    return ceil(10 * max(values, default=0.0)) / 10
