"""Sentences that carry figures: told without them where these are about too few people, or about one line of a file."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules

GENERAL = {
    "cells_outside_codebook": "Some answers did not fit the codebook and count as missing.",
    "outcome_left_out": "One outcome was left out: too few people answered it, or they answered alike.",
    "open_answers_not_read": "Some open answers were too few, or shared too few words, to find themes in them.",
    "many_answers_without_theme": "Many open answers speak of none of the themes.",
}
"""Cautions that quote single answers or count a handful of people."""
SMALL_SEGMENT = "A segment of very few people stands on weak ground."


def guard_prose(shown: dict[str, Any], *, flagged: int | None, rules: Rules) -> None:
    """Take small figures out of cautions and of the methods paragraph, in place.

    Parameters
    ----------
    shown : dict
        A summary whose figures are hidden already.
    flagged : int or None
        Flagged respondents before anything was hidden.
    rules : Rules
    """
    sizes = (shown.get("segments") or {}).get("sizes") or {}
    hidden = {code for code, n in sizes.items() if n is None}
    for warning in shown.get("warnings") or []:
        warning["text"] = _general(warning, hidden)
    provenance = shown.get("provenance") or {}
    if flagged is not None and rules.is_small(flagged) and "methods" in provenance:
        provenance["methods"] = provenance["methods"].replace(
            f"flagged {flagged:,} respondents", f"flagged fewer than {rules.smallest_group} respondents"
        )


def guard_transitions(shown: dict[str, Any], *, rules: Rules) -> int:
    """Hide small groups that moved from one number of segments to the next; returns how many cells."""
    hidden = 0
    for step in (shown.get("segments") or {}).get("across") or []:
        mask = hide_small_cells(np.array(step["transition"], dtype=float), rules=rules)
        step["transition"] = [
            [None if hide else n for n, hide in zip(row, line, strict=True)]
            for row, line in zip(step["transition"], mask, strict=True)
        ]
        hidden += int(mask.sum())
    return hidden


def _general(warning: Mapping[str, Any], hidden: set[str]) -> str:
    if warning["code"] in GENERAL:
        return GENERAL[warning["code"]]
    return SMALL_SEGMENT if hidden & set(warning["where"]) else str(warning["text"])
