"""How small is too small to be shown."""

from dataclasses import dataclass

from research.errors import BadPlan


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Thresholds of statistical disclosure control.

    Parameters
    ----------
    smallest_group : int
        No figure about 1 to `smallest_group - 1` people is shown.
    percent_base : int
        People needed under a percentage or a spread.
    index_base : int
        People needed under an index.
    quote_base : int
        Open answers a segment needs before one of them is quoted.
    quotes : bool
        Whether anybody is quoted at all; where only figures may leave, nobody is, with or without leave.

    References
    ----------
    Hundepool et al. (2012), Statistical Disclosure Control; the threshold of 10 is that of the UK Office for
    National Statistics.
    """

    smallest_group: int = 10
    percent_base: int = 30
    index_base: int = 100
    quote_base: int = 10
    quotes: bool = True

    def __post_init__(self) -> None:
        if self.smallest_group < 2:
            raise BadPlan("smallest_group_too_small")

    def is_small(self, count: float) -> bool:
        """Whether a count of people may not be shown; nobody at all may."""
        return 0 < count < self.smallest_group

    def tells_few(self, count: float | None, everybody: float | None) -> bool:
        """Whether a count of people, or what it leaves of everybody, is small."""
        if count is None:
            return False
        return self.is_small(count) or (everybody is not None and self.is_small(everybody - count))
