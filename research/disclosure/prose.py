"""Sentences that carry figures: told without them where these are about too few people, or about one line of a file."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from research.disclosure.cells import hide_small_cells
from research.disclosure.rules import Rules
from research.summary.further_methods import FURTHER

GENERAL = {
    "cells_outside_codebook": "Some answers did not fit the codebook and count as missing.",
    "outcome_left_out": "One outcome was left out: too few people answered it, or they answered alike.",
    "open_answers_not_read": "Some open answers were too few, or shared too few words, to find themes in them.",
    "many_answers_without_theme": "Many open answers speak of none of the themes.",
    "target_variable_unanswered": "Some people did not answer a question of the weighting; it does not move them.",
    "scales_not_confirmed": "The scales could not be tested.",
    "invariance_not_tested": "The scales could not be compared between groups.",
    "item_bases_set_aside": "Many people skipped an item, so grouping by single items is not compared.",
    "bases_not_compared": "What people are grouped by could not be compared.",
    "methods_not_compared": "Ways of grouping could not be compared.",
    "method_not_tried": "One way of grouping could not be compared.",
}
"""Cautions that quote single answers or count a handful of people."""
WHERE_HIDDEN = {
    "weighting_inefficient": ("data weighting efficiency", "Weighting takes much of the precision of the sample."),
    "many_left_out": ("factors confirmation n", "Respondents with missing answers were left out."),
    "few_people_for_model": ("factors confirmation n", "There are few respondents for so many estimates."),
    "few_people_for_invariance": ("factors invariance left_out", "There are few respondents in the groups."),
}
"""Cautions that quote a figure of the summary, the place of this figure, and what is said where it is hidden."""
SMALL_SEGMENT = "A segment of very few people stands on weak ground."


def guard_prose(shown: dict[str, Any], summary: Mapping[str, Any], *, rules: Rules) -> None:
    """Take small figures out of cautions and of the methods paragraph, in place.

    Parameters
    ----------
    shown : dict
        A summary whose figures are hidden already.
    summary : mapping
        The same before anything was hidden.
    rules : Rules
    """
    sizes = (shown.get("segments") or {}).get("sizes") or {}
    hidden = {code for code, n in sizes.items() if n is None}
    for warning in shown.get("warnings") or []:
        warning["text"] = _general(warning, hidden, shown)
    provenance = shown.get("provenance") or {}
    flagged = (summary.get("screening") or {}).get("n_flagged")
    if "methods" in provenance:
        provenance["methods"] = _told_again(provenance["methods"], shown, summary)
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


def _told_again(paragraph: str, shown: Mapping[str, Any], summary: Mapping[str, Any]) -> str:
    """The methods paragraph with every sentence about a hidden figure made anew from what is shown."""
    for text in FURTHER:
        before, after = text(summary), text(shown)
        if before != after:
            paragraph = paragraph.replace(before, after)
    return paragraph


def _general(warning: Mapping[str, Any], hidden: set[str], shown: Mapping[str, Any]) -> str:
    if warning["code"] in GENERAL:
        return GENERAL[warning["code"]]
    if warning["code"] in WHERE_HIDDEN:
        place, general = WHERE_HIDDEN[warning["code"]]
        part, name, figure = place.split()
        found = (shown.get(part) or {}).get(name)
        return general if found is None or found[figure] is None else str(warning["text"])
    return SMALL_SEGMENT if hidden & set(warning["where"]) else str(warning["text"])
