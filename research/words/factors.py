"""What can be said of factors: whether there are any, how many, and how sound they are."""

from research.words.marking import N_, NP_, Catalogue, Told

LEAVE_OUT_TWINS = N_("Leave out items that repeat others, such as a sum beside its parts.")

WORDS: Catalogue = {
    "no_more_people_than_items": Told(
        NP_("There is {n} respondent for {items} items.", "There are {n} respondents for {items} items.", by="n"),
        N_("Collect more answers (five per item at the least), or choose fewer items."),
        hidden=N_("There are too few respondents for {items} items."),
    ),
    "items_are_exact_combinations": Told(
        N_("The correlation matrix cannot be inverted: some items are exact combinations of others."), LEAVE_OUT_TWINS
    ),
    "items_have_enough_in_common": Told(
        NP_(
            "The items have enough in common to be summarised by factors: {how} (KMO {kmo:.2f}), {per_item} respondent "
            "per item.",
            "The items have enough in common to be summarised by factors: {how} (KMO {kmo:.2f}), {per_item} "
            "respondents per item.",
            by="per_item",
        )
    ),
    "kmo_excellent": Told(N_("excellent")),
    "kmo_good": Told(N_("good")),
    "kmo_fair": Told(N_("fair")),
    "kmo_modest": Told(N_("modest")),
    "kmo_poor": Told(N_("poor")),
    "items_have_too_little_in_common": Told(
        N_("The items have too little in common to be summarised by factors (KMO {kmo:.2f}).")
    ),
    "low_kmo": Told(
        N_("The items share too little (KMO {kmo:.2f}, at least .50 is needed)."),
        N_("Choose items that measure fewer things with more items each."),
    ),
    "no_correlations": Told(
        N_("The correlations could all be zero (Bartlett's p = {p:.2f})."),
        N_("Do not summarise these items by factors."),
    ),
    "low_kmo_item": Told(
        N_("These items share too little with the others (KMO below .50): {items}."),
        N_("Look at their wording and keying, and consider leaving them out."),
    ),
    "unknown_extraction": Told(N_("There is no extraction called '{method}'."), N_("Choose minres or ml.")),
    "no_factor_asked": Told(N_("{k} factors cannot be extracted."), N_("Ask for at least one factor.")),
    "more_factors_than_items_carry": Told(
        NP_("{items} items cannot carry one factor.", "{items} items cannot carry {k} factors.", by="k"),
        NP_("Ask for at most {most} factor, or add items.", "Ask for at most {most} factors, or add items.", by="most"),
    ),
    "extraction_not_settled": Told(
        NP_(
            "The extraction of {k} factor did not settle on an answer.",
            "The extraction of {k} factors did not settle on an answer.",
            by="k",
        ),
        N_("Ask for fewer factors, or use the other extraction method."),
    ),
    "items_explained_completely": Told(
        NP_(
            "With one factor, {items} would be explained completely, which cannot be.",
            "With {k} factors, {items} would be explained completely, which cannot be.",
            by="k",
        ),
        NP_(
            "Leave out an item that nearly repeats another, or collect more answers.",
            "Ask for fewer factors, or leave out an item that nearly repeats another, or collect more answers.",
            by="k",
        ),
    ),
    "fitted_matrix_singular": Told(
        N_("The fitted correlation matrix cannot be inverted."), N_("Ask for fewer factors.")
    ),
    "unknown_rotation": Told(N_("There is no rotation called '{method}'."), N_("Choose one of {known}.")),
    "rotation_not_settled": Told(
        N_("The rotation {method} did not settle on an answer."), N_("Use another rotation or fewer factors.")
    ),
    "rotation_ambiguous": Told(
        N_("Only {share:.0%} of the rotation's starts reached the simplest pattern."),
        N_("Compare with another rotation before naming the factors."),
    ),
    "components_with_gaps": Told(
        N_("Components need complete answers."), N_("Leave out the people who skipped an item.")
    ),
    "more_components_than_items": Told(
        N_("{items} items have no {k} components."), N_("Ask for fewer components than items.")
    ),
    "items_of_factors_missing": Told(
        N_("These items of the factors are not in the data: {items}."), N_("Score answers to the same questionnaire.")
    ),
    "items_not_standardised": Told(
        N_("Answers to {items} do not vary, so they cannot be standardised."),
        N_("Leave these items out, or standardise with the stored means."),
    ),
    "unknown_scores": Told(N_("There are no scores called '{method}'."), N_("Choose thurstone or ten_berge.")),
    "solutions_of_other_items": Told(
        N_("The two solutions are not over the same items."), N_("Compare solutions of the same questionnaire.")
    ),
    "solutions_of_other_size": Told(
        NP_(
            "A solution of one factor cannot be matched to one of {target}.",
            "A solution of {k} factors cannot be matched to one of {target}.",
            by="k",
        ),
        N_("Compare solutions with the same number of factors."),
    ),
    "poor_fit": Told(
        N_(
            "{how} (RMSEA {rmsea:.3f}, CFI {cfi:.2f}, TLI {tli:.2f}; common standards are at most .08, at least .90 "
            "and at least .90)."
        ),
        N_("Look at one factor more, and at pairs of items with nearly the same wording."),
    ),
    "reproduced_poorly": Told(N_("The factors reproduce the correlations poorly")),
    "reproduced_not_fully": Told(N_("The factors reproduce the correlations not fully")),
    "thin_factor": Told(
        N_("Fewer than {fewest} items stand for {factors} (loading at least {least})."),
        N_("Use one factor fewer, or write more items for it."),
    ),
    "same_factor_twice": Told(
        N_("{first} and {second} are nearly the same factor (correlation {correlation:.2f})."),
        N_("Use one factor fewer."),
    ),
    "item_without_factor": Told(
        NP_(
            "{n} of {of} items belongs clearly to no factor (no loading of {least}): {items}.",
            "{n} of {of} items belong clearly to no factor (no loading of {least}): {items}.",
            by="n",
        ),
        "{then}",
    ),
    "leave_items_out": Told(N_("Do not read them into a factor; consider leaving them out.")),
    "try_more_factors": Told(
        N_("The factors leave out much of what was asked: try more factors, or group people by items.")
    ),
}
