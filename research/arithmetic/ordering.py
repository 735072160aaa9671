"""An order of people that depends on what they answered, not on the order in which they stand in a file."""

import numpy as np
import numpy.typing as npt
import pandas as pd

FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
MISSING = -1e300


def content_hashes(values: pd.DataFrame) -> npt.NDArray[np.uint64]:
    """A number for each row that depends on its answers by the name of the column, whatever the order of columns.

    Parameters
    ----------
    values : DataFrame, people x columns
        Numbers; missing = NaN.

    Returns
    -------
    ndarray of uint64, people
        Equal for equal rows.

    References
    ----------
    Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators (the mixing steps).
    """
    mixed = np.zeros(len(values), dtype=np.uint64)
    for name in sorted(values.columns, key=str):
        cells = values[name].to_numpy(dtype=np.float64)
        mixed ^= np.where(np.isnan(cells), MISSING, cells + 0.0).view(np.uint64)
        mixed ^= mixed >> np.uint64(30)
        mixed *= FIRST
        mixed ^= mixed >> np.uint64(27)
        mixed *= SECOND
        mixed ^= mixed >> np.uint64(31)
    return mixed


def canonical(values: pd.DataFrame) -> pd.Index:
    """The index in an order that only the answers decide; who answered exactly alike stays in the order given.

    Samples and folds are drawn from people in this order, so that a shuffled file gives the same result.
    """
    return values.index[np.argsort(content_hashes(values), kind="stable")]
