"""Only which item belongs to which scale, and whether such a model can be estimated at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from research.errors import BadPlan, TooFewItems

Scales = Mapping[str, Sequence[str]]
FEWEST_ALONE = 3
FEWEST_TOGETHER = 2
FEWEST_UNDER_GENERAL = 3


@dataclass(frozen=True, kw_only=True)
class MeasurementModel:
    """Each item loads on the factor of its scale and on no other; factors correlate.

    Parameters
    ----------
    items : tuple of str
        In the order of the scales.
    factors : tuple of str
        Names of the scales.
    home : array of int, shape (items,)
        Place of each item's factor.
    general : str or None
        Name of one factor behind the factors, which then replaces their correlations.
    """

    items: tuple[str, ...]
    factors: tuple[str, ...]
    home: NDArray[np.intp]
    general: str | None = None

    @property
    def markers(self) -> NDArray[np.bool_]:
        """Say which items are the first of their scale."""
        first = np.zeros(len(self.items), dtype=bool)
        first[np.unique(self.home, return_index=True)[1]] = True
        return first

    @property
    def pattern(self) -> NDArray[np.bool_]:
        """Say which loadings are estimated, shape (items, factors)."""
        return np.asarray(self.home[:, None] == np.arange(len(self.factors)))


def measurement_model(scales: Scales, *, higher_order: str | None = None) -> MeasurementModel:
    """Read a model from scales.

    Parameters
    ----------
    scales : mapping of str to sequence of str
        Items of each scale.
    higher_order : str, optional
        Name of a factor behind the factors.

    Raises
    ------
    BadPlan
        No scale, or an item in two scales.
    TooFewItems
        A scale alone needs three items, scales together two each; a general factor needs three scales.
    """
    items = [item for members in scales.values() for item in members]
    twice = tuple(sorted({item for item in items if items.count(item) > 1}))
    if not scales or twice:
        raise BadPlan("item_in_two_scales", items=twice, where=twice) if twice else BadPlan("no_scale_to_confirm")
    if higher_order is not None and higher_order in scales:
        raise BadPlan("general_factor_is_scale", name=higher_order, where=(higher_order,))
    _check_sizes(scales, higher_order)
    home = [place for place, members in enumerate(scales.values()) for _ in members]
    return MeasurementModel(
        items=tuple(items), factors=tuple(scales), home=np.asarray(home, dtype=np.intp), general=higher_order
    )


def _check_sizes(scales: Scales, higher_order: str | None) -> None:
    least = FEWEST_ALONE if len(scales) == 1 else FEWEST_TOGETHER
    short = tuple(name for name, members in scales.items() if len(members) < least)
    if short:
        raise TooFewItems("short_scales", scales=short, least=least, where=short)
    if higher_order is not None and len(scales) < FEWEST_UNDER_GENERAL:
        raise TooFewItems(
            "few_scales_for_general_factor", n=len(scales), least=FEWEST_UNDER_GENERAL, where=tuple(scales)
        )
