"""Choices of best and worst, counted: simple, and too coarse to tell people apart."""

import numpy as np
import pandas as pd

from research.trade_offs.choices import Choices


def best_minus_worst(choices: Choices) -> pd.DataFrame:
    """How often an item was best, less how often it was worst, of the times somebody judged it.

    Parameters
    ----------
    choices : Choices

    Returns
    -------
    DataFrame, n x items
        From -1 to 1; NaN where somebody judged no set with the item.

    Notes
    -----
    Louviere, J. J., Flynn, T. N. & Marley, A. A. J. (2015). Best-Worst Scaling. Cambridge University Press.
    R: `support.BWS::bws.count`.
    """
    score = np.zeros((len(choices.people), len(choices.items)))
    seen = np.zeros_like(score)
    for number, shown in enumerate(choices.shown):
        best, worst = choices.best[:, number], choices.worst[:, number]
        for place, item in enumerate(shown):
            score[:, item] += (best == place).astype(float) - (worst == place)
            seen[:, item] += (best >= 0) | (worst >= 0)
    with np.errstate(invalid="ignore"):
        return pd.DataFrame(score / seen, index=choices.people, columns=list(choices.items))
