"""Only how the parameters of a solution are told: signs, tables, standardised figures, and what is impossible."""

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.stats import norm

from research.arithmetic.arrays import Floats
from research.confirmation.layout import Layout, Matrices
from research.confirmation.model import MeasurementModel
from research.errors import Caution, HeywoodCase, caution
from research.said import say

SMALLEST_VARIANCE = 1e-6
HARDLY_DIFFERENT = 0.85


def facing_up(layout: Layout, values: Floats) -> Floats:
    """Return per parameter 1 or -1, so that the loadings of each factor have a positive sum.

    The sign of a factor is free where its variance is what is fixed; the first group decides.
    """
    first, *_ = layout.place(values)
    signs = np.where(first.loadings.sum(axis=0) < 0, -1.0, 1.0)
    general = signs * (1.0 if (signs * first.general).sum() >= 0 else -1.0)
    ones = np.ones(len(first.unique))
    turned = Matrices(
        loadings=np.tile(signs, (len(ones), 1)),
        factor=np.outer(signs, signs),
        general=general,
        unique=ones,
        intercepts=ones,
        means=signs,
    )
    return layout.collect([turned] * len(layout.numbers))


def with_ordinal_residuals(placed: Matrices) -> Matrices:
    """Return the matrices with the residual variances that ordinal items have: 1 - communality."""
    common = np.diag(placed.loadings @ placed.factor_covariance @ placed.loadings.T)
    return replace(placed, unique=1.0 - common)


def refuse_impossible(model: MeasurementModel, placed: Matrices) -> None:
    """Raise `HeywoodCase` for a residual variance below zero or factors that correlate to more than 1."""
    total = np.diag(placed.loadings @ placed.factor_covariance @ placed.loadings.T) + placed.unique
    bad = tuple(np.asarray(model.items)[placed.unique <= SMALLEST_VARIANCE * total].tolist())
    if bad:
        raise HeywoodCase("items_explained_beyond_all", items=bad, where=bad)
    covariance = placed.factor_covariance
    spread = np.sqrt(np.maximum(np.diag(covariance), 1e-300))
    correlation = covariance / np.outer(spread, spread)
    if np.linalg.eigvalsh(correlation)[0] <= SMALLEST_VARIANCE or (np.diag(placed.factor) <= 0).any():
        np.fill_diagonal(correlation, 0.0)
        first, second = np.unravel_index(int(np.argmax(np.abs(correlation))), correlation.shape)
        pair = (model.factors[int(first)], model.factors[int(second)])
        together = float(correlation[first, second])
        raise HeywoodCase("scales_not_told_apart", first=pair[0], second=pair[1], correlation=together, where=pair)


def parameter_table(layout: Layout, values: Floats, covariance: Floats, groups: list[str]) -> pd.DataFrame:
    """Return every estimate with its standard error.

    Parameters
    ----------
    layout, values
    covariance : array, shape (parameters, parameters)
        Sampling covariance.
    groups : list of str
        Names of the groups; shared parameters carry an empty name.

    Returns
    -------
    DataFrame
        Columns kind, left, right, group, estimate, se, z, p.
    """
    errors = np.sqrt(np.diag(covariance))
    z = values / errors
    return pd.DataFrame(
        {
            "kind": [label.kind for label in layout.labels],
            "left": [label.left for label in layout.labels],
            "right": [label.right for label in layout.labels],
            "group": ["" if label.group < 0 else groups[label.group] for label in layout.labels],
            "estimate": values,
            "se": errors,
            "z": z,
            "p": 2 * norm.sf(np.abs(z)),
        }
    )


def standardised_loadings(model: MeasurementModel, placed: Matrices) -> pd.DataFrame:
    """Return loadings for items and factors of variance 1, shape (items, factors)."""
    covariance = placed.factor_covariance
    total = np.diag(placed.loadings @ covariance @ placed.loadings.T) + placed.unique
    found = placed.loadings * np.sqrt(np.diag(covariance)) / np.sqrt(total)[:, None]
    return pd.DataFrame(found, index=list(model.items), columns=list(model.factors))


def factor_correlations(model: MeasurementModel, placed: Matrices) -> pd.DataFrame:
    """Return the correlations of the factors; a general factor comes last."""
    covariance, names = placed.factor_covariance, list(model.factors)
    if model.general is not None:
        side = placed.general[:, None]
        covariance = np.block([[covariance, side], [side.T, np.ones((1, 1))]])
        names.append(model.general)
    spread = np.sqrt(np.diag(covariance))
    return pd.DataFrame(covariance / np.outer(spread, spread), index=names, columns=names)


def alike_cautions(correlations: pd.DataFrame) -> tuple[Caution, ...]:
    """Say which scales correlate so highly that they hardly differ.

    References
    ----------
    Brown (2006), Confirmatory factor analysis for applied research, p. 131: above .85.
    """
    names = [str(name) for name in correlations.columns]
    values = correlations.to_numpy()
    rows, columns = np.nonzero(np.tril(np.abs(values) > HARDLY_DIFFERENT, -1))
    if not len(rows):
        return ()
    pairs = [
        say("pair_of_scales", first=names[column], second=names[row], correlation=float(values[row, column]))
        for row, column in zip(rows, columns, strict=True)
    ]
    concerned = [names[place] for place in sorted({*rows.tolist(), *columns.tolist()})]
    return (caution("scales_hardly_differ", pairs=pairs, where=concerned),)
