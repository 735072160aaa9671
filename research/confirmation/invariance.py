"""Only measurement invariance: do the same items measure the same scales in every group?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import chi2 as chi2_distribution

from research.arithmetic.arrays import Floats
from research.arithmetic.parallel import one_thread
from research.confirmation.answers import Missing, answers_of, normal_answers
from research.confirmation.comparability import CFI_DROP, RMSEA_RISE, Comparison, Level, Verdict, judge
from research.confirmation.estimates import facing_up, refuse_impossible
from research.confirmation.fit import ConfirmatoryFit, normal_fit
from research.confirmation.layout import Equal, Layout, Matrices, build_layout
from research.confirmation.model import MeasurementModel, Scales, measurement_model
from research.confirmation.normal import NormalCriterion, NormalGroup
from research.confirmation.score_tests import differing_items
from research.confirmation.scoring import minimise
from research.confirmation.start import starting_point
from research.errors import BadData, Caution, NoVariance, ResearchError, TooFewResponses
from research.said import Count, Said

STEPS: dict[str, Equal] = {
    "configural": frozenset(),
    "metric": frozenset({"loadings"}),
    "scalar": frozenset({"loadings", "intercepts"}),
    "strict": frozenset({"loadings", "intercepts", "residuals"}),
}


@dataclass(frozen=True, kw_only=True)
class Invariance:
    """Whether scales mean the same in every group, step by step.

    Parameters
    ----------
    group : str
        What the groups differ in.
    groups : dict of str to int
        Respondents used per group; the first is the reference.
    left_out : int
        Respondents without a group or with missing answers.
    steps : DataFrame
        Index configural, metric, scalar, strict; columns chi2, df, p, cfi, tli, rmsea, srmr, their changes from the
        step before (chi2_change, df_change, p_change, cfi_change, rmsea_change, srmr_change), and holds.
    fits : dict of str to ConfirmatoryFit
    level : {"none", "configural", "metric", "scalar", "strict"}
        The highest step up to which all steps hold.
    comparison : {"yes", "with_care", "no"}
        Whether averages, and so personas, may be compared across these groups.
    verdict, sentence : Said
        The level in words; whether personas may be compared.
    factor_means : DataFrame or None, shape (groups, factors)
        In standard deviations of the first group, which is 0; None where averages may not be compared.
    differing : DataFrame
        Loadings and intercepts that would differ most if they were free (of the first step that does not hold, else
        of the scalar one): item, what, group, chi2.
    cautions : tuple of Caution
    """

    group: str
    groups: dict[str, int]
    left_out: int
    steps: pd.DataFrame
    fits: dict[str, ConfirmatoryFit]
    level: Level
    comparison: Comparison
    verdict: Said
    sentence: Said
    factor_means: pd.DataFrame | None
    differing: pd.DataFrame
    cautions: tuple[Caution, ...]


def check_invariance(
    data: pd.DataFrame,
    scales: Scales,
    *,
    group: pd.Series,
    missing: Missing = "listwise",
    cfi_drop: float = CFI_DROP,
    rmsea_rise: float = RMSEA_RISE,
) -> Invariance:
    """Test whether scales may be compared across groups.

    Four models with means are estimated in all groups at once: the same items per scale (configural), equal loadings
    (metric), equal intercepts too (scalar), equal residual variances too (strict). A step holds where CFI falls by
    no more than `cfi_drop` and RMSEA rises by no more than `rmsea_rise`. Averages may be compared where the scalar
    step holds.

    Parameters
    ----------
    data : DataFrame, shape (respondents, items)
        Numbers, NaN where an answer is missing; other columns are ignored.
    scales : mapping of str to sequence of str
        Items of each scale.
    group : Series
        Group of each respondent, on the same index; its name is what the sentences call the difference.
    missing : {"listwise", "fiml"}
        Leave people with gaps out, or use what they answered.
    cfi_drop, rmsea_rise : float
        Chen's cut-offs. For 300 people or fewer, Chen advises .005 and .010.

    Returns
    -------
    Invariance

    Raises
    ------
    BadData
        Fewer than two groups.
    TooFewResponses, NoVariance, SingularCorrelations
        A group, by name, is too small or answers too alike.
    BadPlan, TooFewItems, NotConverged, HeywoodCase

    References
    ----------
    Meredith (1993), Psychometrika 58; Chen (2007), Structural Equation Modeling 14; Cheung & Rensvold (2002).
    R: ``lavaan::cfa(model, data, group = g, group.equal = c("loadings", "intercepts", "residuals"))``.
    """
    model = measurement_model(scales)
    kept = answers_of(data, model, missing=missing)
    belongs = group.reindex(kept.index)
    kept, belongs = kept[belongs.notna()], belongs[belongs.notna()]
    what = str(group.name) if group.name is not None else "group"
    names = _names(belongs, what)
    labels = [str(value) for value in names]
    with one_thread():
        groups = [_one_group(kept[(belongs == value).to_numpy()], what, str(value)) for value in names]
        solved = {step: _solve(model, groups, equal, labels, what) for step, equal in STEPS.items()}
        fits = {step: each.fit for step, each in solved.items()}
        steps = _table(fits, cfi_drop, rmsea_rise)
        failed = next((step for step in ("metric", "scalar") if not steps.loc[step, "holds"]), "scalar")
        differing = differing_items(solved[failed].layout, groups, solved[failed].values, labels)
    judged = judge(steps, fits, what, differing, n=sum(each.n for each in groups), cfi_drop=cfi_drop)
    return Invariance(
        group=what,
        groups={label: each.n for label, each in zip(labels, groups, strict=True)},
        left_out=len(data) - len(kept),
        steps=steps,
        fits=fits,
        level=judged.level,
        comparison=judged.comparison,
        verdict=judged.words,
        sentence=judged.sentence,
        factor_means=_factor_means(model, solved["scalar"], labels, judged),
        differing=differing,
        cautions=judged.cautions,
    )


def _names(belongs: pd.Series, what: str) -> list[object]:
    names = sorted(belongs.unique(), key=lambda value: (str(type(value)), value))
    if len(names) < 2:
        raise BadData("one_group", group=what, where=(what,))
    return names


@contextmanager
def _within(group: str, value: str) -> Iterator[None]:
    """What is wrong with one group is said with its name."""
    try:
        yield
    except ResearchError as error:
        raise type(error)("in_group", group=group, value=value, why=error.said, where=error.where) from error


def _one_group(answers: pd.DataFrame, what: str, label: str) -> NormalGroup:
    with _within(what, label):
        if len(answers) <= answers.shape[1]:
            raise TooFewResponses("few_respondents_in_group", n=Count(len(answers)), items=answers.shape[1])
        flat = tuple(str(name) for name in answers.columns[answers.nunique() < 2])
        if flat:
            raise NoVariance("same_answer_in_group", items=flat, where=flat)
        return normal_answers(answers)


@dataclass(frozen=True)
class _Solved:
    layout: Layout
    values: Floats
    placed: list[Matrices]
    fit: ConfirmatoryFit


def _solve(model: MeasurementModel, groups: list[NormalGroup], equal: Equal, labels: list[str], what: str) -> _Solved:
    layout = build_layout(model, groups=len(groups), equal=equal, means=True)
    covariances, means = [each.covariance for each in groups], [each.mean for each in groups]
    start = starting_point(model, layout, covariances, means, identification="variance")
    values, state = minimise(NormalCriterion(layout, groups), start)
    values = values * facing_up(layout, values)
    placed = layout.place(values)
    for label, each in zip(labels, placed, strict=True):
        with _within(what, label):
            refuse_impossible(model, each)
    return _Solved(layout, values, placed, normal_fit(layout, groups, values, state.value))


def _table(fits: dict[str, ConfirmatoryFit], cfi_drop: float, rmsea_rise: float) -> pd.DataFrame:
    names = ["chi2", "df", "p", "cfi", "tli", "rmsea", "srmr"]
    table = pd.DataFrame([[getattr(fit, name) for name in names] for fit in fits.values()], list(fits), names)
    for name in ("chi2", "df", "cfi", "rmsea", "srmr"):
        table[f"{name}_change"] = table[name].diff()
    table["p_change"] = chi2_distribution.sf(table["chi2_change"], table["df_change"])
    small = (table["cfi_change"] >= -cfi_drop) & (table["rmsea_change"] <= rmsea_rise)
    table["holds"] = small | (table.index == "configural")
    return table


def _factor_means(model: MeasurementModel, scalar: _Solved, labels: list[str], judged: Verdict) -> pd.DataFrame | None:
    if judged.comparison == "no":
        return None
    return pd.DataFrame(np.stack([each.means for each in scalar.placed]), index=labels, columns=list(model.factors))
