"""Picking the items that tell segments apart, one by one."""

import numpy as np

from research.arithmetic.arrays import Floats, Integers


def pick_items(answers: Floats, groups: Integers, *, count: int, owners: Integers | None = None) -> list[int]:
    """Pick by forward selection on Wilks' lambda; missing answers are the mean.

    Parameters
    ----------
    answers : ndarray, people x columns
    groups : ndarray, people
        Segments, 0 to k - 1.
    count : int
        Items wanted.
    owners : ndarray, columns, optional
        Which item a column belongs to: an item of several columns (one per category) is picked as a whole by the
        best of them. By default every column is an item of its own.

    Returns
    -------
    list of int
        Items in the order picked.

    References
    ----------
    Rencher (2002), Methods of Multivariate Analysis, 8.9.
    """
    owners = np.arange(answers.shape[1]) if owners is None else owners
    filled = np.where(np.isnan(answers), np.nanmean(answers, axis=0), answers)
    spread = filled.std(axis=0)
    scaled = (filled - filled.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    total = scaled.T @ scaled
    member = (groups[:, None] == np.arange(groups.max() + 1)).astype(np.float64)
    sums = member.T @ scaled
    within = total - sums.T @ (sums / np.maximum(member.sum(axis=0), 1)[:, None])
    floor = 1e-8 * len(groups)
    open_places = spread > 0
    picked: list[int] = []
    while len(picked) < count and open_places.any():
        usable = open_places & (np.diag(total) > floor) & (np.diag(within) > floor)
        if not usable.any():
            break
        ratio = np.where(usable, np.diag(within) / np.where(usable, np.diag(total), 1.0), np.inf)
        item = int(owners[int(ratio.argmin())])
        picked.append(item)
        columns = np.flatnonzero(owners == item)
        open_places[columns] = False
        for column in map(int, columns):
            total, within = _without(total, column, floor), _without(within, column, floor)
    return picked


def _without(products: Floats, column: int, floor: float) -> Floats:
    """Sums of products once a column is taken into account; unchanged where nothing of it is left."""
    own = products[column, column]
    return products - np.outer(products[:, column], products[column]) / own if own > floor else products
