"""Who chose which text, outside the research: no persona of a few people, and no choice of a few."""

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules
from research.summary.schema.alike import Alike, AlikePersona

DIGITS = 2
"""Of shares: with all their digits they would be fractions of a few people."""


def guard_alike(told: Alike, *, rules: Rules) -> Alike:
    """Take out small personas, with company, and shares that tell of a few; the decoy's too, where a share is hidden.

    Parameters
    ----------
    told : Alike
    rules : Rules
        What is too small.
    """
    people = told.people or 0
    sizes = np.array([[line.people or 0 for line in told.personas]], dtype=float)
    hidden = hide_small_cells(sizes, rules=rules)[0]
    lines = [
        _line(line, people, hide=bool(hide), rules=rules) for line, hide in zip(told.personas, hidden, strict=True)
    ]
    decoy = None if _tells_few(told.decoy, people, rules) or any(line.own is None for line in lines) else told.decoy
    shown = None if rules.is_small(people) or hidden.all() else people
    return Alike(people=shown, decoy=_roughly(decoy), personas=lines)


def _line(line: AlikePersona, people: int, *, hide: bool, rules: Rules) -> AlikePersona:
    own, elsewhere = line.people or 0, people - (line.people or 0)
    if hide or _tells_few(line.own, own, rules) or _tells_few(line.others, elsewhere, rules):
        empty = {"own": None, "others": None, "over": None, "low": None, "high": None}
        return line.model_copy(update=empty | ({"people": None} if hide else {}))
    figures = {name: _roughly(getattr(line, name)) for name in ("own", "others", "over", "low", "high")}
    return line.model_copy(update=figures)


def _tells_few(share: float | None, people: int, rules: Rules) -> bool:
    """Whether too few stand under a share, or chose so, or did not."""
    return share is None or people < rules.percent_base or rules.tells_few(round(share * people), people)


def _roughly(share: float | None) -> float | None:
    return None if share is None else round(share, DIGITS)
