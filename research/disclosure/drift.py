"""A comparison of waves outside the research team: no segment of a few people, then or now."""

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules
from research.disclosure.totals import Totals
from research.disclosure.walk import Walk, totals_in
from research.summary.schema.drifted import Drifted, SegmentShare

DIGITS = 2
"""Of shares: with all their digits they would be fractions of a number that is not told."""


def guard_drift(told: Drifted, *, rules: Rules) -> Drifted:
    """Take out the lines of small segments, with company, and numbers of people by which few could be computed.

    Parameters
    ----------
    told : Drifted
        As `research.tracking.tell_drift` gives it.
    rules : Rules
        What is too small.
    """
    small = _small(told, rules)
    shares = [line for line in told.shares if line.code not in small]
    if rules.tells_few(told.typed, told.people):
        shares = [_roughly(line) for line in shares]
    totals = Totals(rules, everybody=told.people or 0, sizes={})
    totals.learn(totals_in(told.model_copy(update={"before": told.before.model_copy(update={"people": None})})))
    profiles = [line for line in told.profiles if line.code not in small]
    reasons = [reason for reason in told.reasons if reason.texts.get("segment") not in small]
    shown = told.model_copy(update={"shares": shares, "profiles": profiles, "reasons": reasons})
    before = {"before": told.before}  # other people: their number is no neighbour of the new ones'
    return Walk(rules, totals).through(shown.model_copy(update=_nobody(told))).model_copy(update=before)


def _small(told: Drifted, rules: Rules) -> set[str]:
    """Segments of few people in either wave; hidden ones keep each other company in both."""
    then = [round((line.before or 0) * (told.before.people or 0)) for line in told.shares]
    counts = np.array([[line.people or 0 for line in told.shares], then], dtype=float)
    hidden = hide_small_cells(counts, rules=rules)
    return {line.code for line, hide in zip(told.shares, hidden.T, strict=True) if hide.any()}


def _roughly(line: SegmentShare) -> SegmentShare:
    """Without its number of people: all of them add up to who was typed, and a few were not."""
    now = None if line.now is None else round(line.now, DIGITS)
    return line.model_copy(update={"people": None, "now": now, "difference": round(line.difference, DIGITS)})


def _nobody(told: Drifted) -> dict[str, object]:
    return {"before": told.before.model_copy(update={"people": None})}
