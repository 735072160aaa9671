"""Agreement of "most like me" with a rule, less what chance gives: how often others choose the same text."""

from collections.abc import Sequence

import numpy as np

from research.arithmetic.intervals import newcombe
from research.summary.schema.alike import Alike, AlikePersona


def tell_alike(placed: Sequence[str], chosen: Sequence[str | None], *, codes: Sequence[str]) -> Alike:
    """Compare where people were placed with the text they chose.

    Chance is no even draw: a text that everybody likes is chosen by many whom it does not describe. So those placed
    elsewhere say how often it is chosen anyway, and agreement counts by how much its own people exceed them.

    Parameters
    ----------
    placed : sequence of str
        One persona per person.
    chosen : sequence of str or None
        Whose text they chose; None: the one that describes nobody.
    codes : sequence of str
        All personas.

    Notes
    -----
    Difference of two independent shares with Newcombe's interval (1998, method 10). Nothing is said of a persona
    where nobody was placed in it, or nobody elsewhere.
    """
    where, what = np.array(placed, dtype=object), np.array(chosen, dtype=object)
    decoy = float(np.mean([one is None for one in chosen])) if len(what) else None
    lines = [_persona(code, what[where == code] == code, what[where != code] == code) for code in codes]
    return Alike(people=len(what), decoy=decoy, personas=lines)


def _persona(code: str, own: np.ndarray, others: np.ndarray) -> AlikePersona:
    people = len(own)
    if not people or not len(others):
        return AlikePersona(code=code, people=people, own=None, others=None, over=None, low=None, high=None)
    hit, chance = float(own.mean()), float(others.mean())
    low, high = newcombe(hit, people, chance, len(others))
    return AlikePersona(code=code, people=people, own=hit, others=chance, over=hit - chance, low=low, high=high)
