"""Only the confirmation of scales that a plan asks for: do the items measure them, and the same in every group?"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from research.codebook import Item
from research.confirmation.cfa import Confirmation, confirm
from research.confirmation.invariance import Invariance, check_invariance
from research.errors import BadPlan, Caution, ResearchError, caution
from research.plan import AnalysisPlan
from research.steps.measure import Measurement

FEWEST_ITEMS = 3
"""A scale of fewer items alone cannot be tested."""


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What was confirmed; a test that could not be done is None, and a caution says why.

    Parameters
    ----------
    scales : dict of str to list of str
        Items of each scale that was tested.
    confirmation : Confirmation or None
    invariance : Invariance or None
    cautions : tuple of Caution
    """

    scales: dict[str, list[str]]
    confirmation: Confirmation | None
    invariance: Invariance | None
    cautions: tuple[Caution, ...]


def confirm_scales(measured: Measurement, plan: AnalysisPlan) -> Confirmed | None:
    """Test the scales of the codebook as a plan asks for; None where it does not.

    Ordinal items (those whose correlations are polychoric) are tested by DWLS, others by ML, with everybody's own
    answers where some are missing. Invariance is tested by ML. Survey weights are not used, which is said.

    Raises
    ------
    BadPlan
        The groups to compare are not in the data.
    """
    if not plan.confirm and plan.compare_across is None:
        return None
    scales = measured.scale_members
    scales = {name: items for name, items in scales.items() if len(items) >= FEWEST_ITEMS}
    group = _groups(measured, plan)
    confirmation: Confirmation | None = None
    invariance: Invariance | None = None
    cautions: list[Caution] = []
    answers = measured.keyed
    missing = answers[[item for items in scales.values() for item in items]].isna().to_numpy().any()
    if plan.confirm:
        ordinal = measured.correlation is not None and measured.correlation.kind == "polychoric"
        try:
            confirmation = confirm(
                answers,
                scales,
                estimator="dwls" if ordinal else "ml",
                missing="fiml" if missing and not ordinal else "listwise",
            )
        except ResearchError as error:
            cautions.append(caution("scales_not_confirmed", where=error.where, why=error.said))
    if group is not None:
        try:
            invariance = check_invariance(answers, scales, group=group, missing="fiml" if missing else "listwise")
        except ResearchError as error:
            cautions.append(caution("invariance_not_tested", where=error.where, groups=str(group.name), why=error.said))
    return Confirmed(
        scales=scales,
        confirmation=confirmation,
        invariance=invariance,
        cautions=(
            *cautions,
            *(confirmation.cautions if confirmation else ()),
            *(invariance.cautions if invariance else ()),
            *_unweighted(measured),
        ),
    )


def _groups(measured: Measurement, plan: AnalysisPlan) -> pd.Series | None:
    """The group of each person in words; the name of the series is how sentences call the difference."""
    name = plan.compare_across
    if name is None:
        return None
    if name not in measured.matrix.values:
        raise BadPlan("compare_across_not_in_data", where=("compare_across",), name=name)
    item = measured.matrix.codebook[name]
    return _in_words(measured.matrix.values[name], item).rename(item.words)


def _in_words(codes: pd.Series, item: Item) -> pd.Series:
    words: Mapping[float, str] = {float(code): label for code, label in item.labels.items()}
    return codes.map(lambda code: words.get(code, f"{code:g}"), na_action="ignore")


def _unweighted(measured: Measurement) -> tuple[Caution, ...]:
    return () if measured.weights is None else (caution("confirmed_without_weights", severity="note"),)
