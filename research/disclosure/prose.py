"""Cautions that carry figures: told without them where these are about too few people, or about one line of a file."""

from research.summary.schema import Summary, Warned

GENERAL = {
    "cells_outside_codebook": "Some answers did not fit the codebook and count as missing.",
    "classes_with_gaps": "Some people skipped items; they are in latent classes with the answers they gave.",
    "classes_without_silent": "Some people answered fewer than half of the items and are in no segment.",
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
INEFFICIENT = "Weighting takes much of the precision of the sample."
LEFT_OUT = "Respondents with missing answers were left out."
FEW_FOR_MODEL = "There are few respondents for so many estimates."
FEW_IN_GROUPS = "There are few respondents in the groups."
SMALL_SEGMENT = "A segment of very few people stands on weak ground."


def guard_warnings(shown: Summary) -> list[Warned]:
    """The cautions as they may be told.

    Parameters
    ----------
    shown : Summary
        Whose figures are guarded already.
    """
    hidden = {code for code, n in shown.segments.sizes.items() if n is None}
    general = {**GENERAL, **_of_hidden_figures(shown)}
    return [_told(warning, hidden, general) for warning in shown.warnings]


def _told(warning: Warned, hidden: set[str], general: dict[str, str]) -> Warned:
    text = general.get(warning.code) or (SMALL_SEGMENT if hidden & set(warning.where) else warning.text)
    return warning.model_copy(update={"text": text})


def _of_hidden_figures(shown: Summary) -> dict[str, str]:
    """Cautions that quote a figure which is hidden where it stands."""
    weighting, factors = shown.data.weighting, shown.factors
    told = {}
    if weighting is None or weighting.efficiency is None:
        told["weighting_inefficient"] = INEFFICIENT
    tested = factors.confirmation
    if tested is None or tested.n is None or tested.left_out is None:
        told |= {"many_left_out": LEFT_OUT, "few_people_for_model": FEW_FOR_MODEL}
    if factors.invariance is None or factors.invariance.left_out is None:
        told["few_people_for_invariance"] = FEW_IN_GROUPS
    return told
