"""What a single figure tells: a total that may stand for another, a share or a mean of an unknown number of people."""

from collections.abc import Mapping

from research.disclosure.rules import Rules
from research.disclosure.solving.system import Known, Shown, Sum, System, Unknown

EXACT = 1e-9
"""Of figures whose digits are all there."""


def told_between(true: int, told: int | None, rules: Rules) -> tuple[float, float]:
    """Where a total lies that is told as this number: it, or any that is too near to be told apart."""
    if told is None:
        return 0.0, float("inf")
    reach = 0 if told == true else rules.smallest_group - 1
    return max(told - reach, 0), told + reach


def rough(told: int | None, *, same: bool) -> float:
    """How far a figure may be from the true one: what is not told as it is, is told in whole people of its base."""
    return EXACT if same or not told else 1.0 / told


def share_tells(system: System, part: Sum, whole: Sum, share: float, *, by: Shown, step: float) -> None:
    """A part is this share of a whole, which may itself be unknown."""
    mean_tells(system, {unknown: (1.0, factor) for unknown, factor in part.items()}, whole, share, by=by, step=step)


def mean_tells(
    system: System, values: Mapping[Unknown, tuple[float, float]], whole: Sum, mean: float, *, by: Shown, step: float
) -> None:
    """Values of people (each with how often an unknown counts) have this mean over a whole: at least, and at most."""
    for sign, edge in ((1.0, mean - step), (-1.0, mean + step)):
        total = {unknown: -sign * edge * factor for unknown, factor in whole.items()}
        for unknown, (value, factor) in values.items():
            total[unknown] = total.get(unknown, 0.0) + sign * value * factor
        system.known.append(Known(sum=total, low=0.0, high=float("inf"), by=by))
