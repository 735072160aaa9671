"""Cautions outside the research team: as they are where they tell of nobody in particular, else without their figures.

A caution that is in none of the lists here is told by a general sentence.
"""

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
    "few_people_per_variable": "There are few people for so many variables that segments are made of.",
    "few_respondents": "There are few respondents for so many items; factors and segments will not be stable.",
    "item_bases_set_aside": "Many people skipped an item, so grouping by single items is not compared.",
    "bases_not_compared": "What people are grouped by could not be compared.",
    "methods_not_compared": "Ways of grouping could not be compared.",
    "method_not_tried": "One way of grouping could not be compared.",
    "not_resampled": "How sure the statements are could not be found out with new samples.",
    "part_of_answers_read": "Of many open answers a part was read, drawn at random.",
    "segments_not_predicted": "How well demographics find a segment could not be told.",
}
"""Cautions that quote single answers or count people."""
ABOUT_NOBODY = frozenset(
    {
        "confirmed_without_weights", "consistency_not_telling", "correlations_smoothed", "criteria_disagree",
        "crowded_end", "few_replicates", "fewer_factors_than_suggested", "high_person_mean_share",
        "invariance_close_to_cut_off", "item_without_factor", "item_without_variance", "items_without_variance",
        "low_alpha", "low_item_rest", "low_kmo", "low_kmo_item", "mixture_without_weights", "no_common_factor",
        "no_correlations", "no_demographics", "no_factors", "no_outcome", "no_segments", "no_sound_number_of_factors",
        "not_comparable_across_groups", "not_screened", "nothing_left_out", "numbers_taken_as_given",
        "omega_not_computed", "open_answers_left_out", "other_number_of_segments", "poor_configural_fit",
        "poor_confirmatory_fit", "poor_fit", "rarely_asked", "rotation_ambiguous", "same_factor_twice",
        "same_item_twice", "samples_without_solution", "scales_hardly_differ", "screening_incomplete",
        "segment_not_typed", "segments_are_response_style", "shaky_statements", "small_segment",
        "targets_missed_by_trimming", "themes_like_chance", "thin_factor", "too_many_unordered_answers",
        "unordered_items_left_out", "unstable_segment",
    }
)  # fmt: skip
"""Cautions whose figures are statistics of models and samples, or names of items and segments."""
OF_HIDDEN_FIGURES = frozenset(
    {"few_people_for_invariance", "few_people_for_model", "many_flagged", "many_left_out", "weighting_inefficient"}
)
"""Cautions that quote a figure of the summary: told with it where it is shown."""
UNKNOWN = "There is something about the answers that the research team should look at."
FLAGGED = "Some respondents show signs of careless answering."
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
    text = general.get(warning.code)
    if text is None and warning.code not in ABOUT_NOBODY | OF_HIDDEN_FIGURES:
        text = UNKNOWN
    text = text or (SMALL_SEGMENT if hidden & set(warning.where) else warning.text)
    return warning.model_copy(update={"text": text})


def _of_hidden_figures(shown: Summary) -> dict[str, str]:
    """Cautions that quote a figure which is hidden where it stands."""
    weighting, factors = shown.data.weighting, shown.factors
    told = {}
    if shown.screening.n_flagged is None:
        told["many_flagged"] = FLAGGED
    if weighting is None or weighting.efficiency is None:
        told["weighting_inefficient"] = INEFFICIENT
    tested = factors.confirmation
    if tested is None or tested.n is None or tested.left_out is None:
        told |= {"many_left_out": LEFT_OUT, "few_people_for_model": FEW_FOR_MODEL}
    if factors.invariance is None or factors.invariance.left_out is None:
        told["few_people_for_invariance"] = FEW_IN_GROUPS
    return told
