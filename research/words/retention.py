"""What can be said of the number of factors, and of the numbers beside it."""

from research.words.marking import N_, NP_, Catalogue, Told

WORDS: Catalogue = {
    "few_items_for_factors": Told(
        NP_(
            "{n} item is too few to ask how many factors there are.",
            "{n} items are too few to ask how many factors there are.",
            by="n",
        ),
        N_("Choose at least {fewest} items; for a short scale look at its reliability instead."),
    ),
    "criteria_say": Told(N_("The criteria say: {votes}.")),
    "vote_parallel": Told(N_("parallel analysis {k}")),
    "vote_map": Told(N_("MAP {k}")),
    "vote_ekc": Told(N_("EKC {k}")),
    "vote_hull": Told(N_("Hull {k}")),
    "scales_within_criteria": Told(
        NP_(
            "The questionnaire was built from {k} scale, which lies within that range.",
            "The questionnaire was built from {k} scales, which lies within that range.",
            by="k",
        )
    ),
    "middle_of_criteria": Told(N_("Their middle is {k}.")),
    "factors_refused": Told(N_("{k} is refused: {why}")),
    "factors_refused_as_alike": Told(
        N_("{k} is refused: {first} and {second} would be nearly the same factor (correlation {correlation:.2f}).")
    ),
    "factors_refused_as_thin": Told(N_("{k} is refused: {factors} would have fewer than {fewest} marker items.")),
    "many_refused": Told(
        N_(
            "{first} down to {last} are refused: with each, a factor would have fewer than {fewest} marker items or be "
            "nearly another one, or an item be explained completely."
        )
    ),
    "factors_can_be_marked": Told(
        NP_(
            "{k} factor can be marked by three items.",
            "{k} factors can be marked by three items each.",
            by="k",
        )
    ),
    "no_number_is_sound": Told(N_("No number of factors up to {k} is sound, so {k} is shown.")),
    "no_sound_number_of_factors": Told(
        N_("No number of factors up to {k} gives every factor {fewest} marker items."),
        N_("Do not build on factors here: use single items or the scale scores, or write more items."),
    ),
    "no_common_factor": Told(
        N_("At least one criterion finds nothing common to the items ({votes})."),
        N_("Check that the items were meant to measure something together."),
    ),
    "criteria_mostly_agree": Told(
        N_("{most:Word} of {of:word} criteria for the number of factors say {k:word} ({votes})."),
        N_("Look at what the others would change before you settle on it."),
    ),
    "criteria_disagree": Told(
        N_("The criteria for the number of factors disagree widely ({votes})."),
        N_("Look at the neighbouring solutions and keep the one whose factors you can name."),
    ),
    "neighbour_improper": Told(
        NP_(
            "With one factor, there is no proper solution: {why}",
            "With {k} factors, there is no proper solution: {why}",
            by="k",
        )
    ),
    "neighbour_kept": Told(
        NP_(
            "With one factor, as kept, {marked}, and RMSEA is {rmsea:.3f}.",
            "With {k} factors, as kept, {marked}, and RMSEA is {rmsea:.3f}.",
            by="k",
        )
    ),
    "neighbour_alone": Told(
        NP_(
            "With one factor, {marked}, and RMSEA is {rmsea:.3f}.",
            "With {k} factors, {marked}, and RMSEA is {rmsea:.3f}.",
            by="k",
        )
    ),
    "neighbour": Told(
        NP_("With one factor, {marked}, and {fit}. {again}", "With {k} factors, {marked}, and {fit}. {again}", by="k")
    ),
    "one_factor_marked": Told(NP_("{n} item marks it", "{n} items mark it", by="n")),
    "one_factor_unmarked": Told(N_("no items mark it")),
    "factors_marked": Told(NP_("each has at least {n} marker item", "each has at least {n} marker items", by="n")),
    "factor_marked_thinly": Told(NP_("one has only {n} marker item", "one has only {n} marker items", by="n")),
    "factor_unmarked": Told(N_("one has no marker items")),
    "factors_marked_thinly": Told(N_("{n} have fewer than {fewest} marker items")),
    "rmsea_stays": Told(N_("RMSEA stays at {after:.3f}")),
    "rmsea_falls": Told(N_("RMSEA falls from {before:.3f} to {after:.3f}")),
    "rmsea_rises": Told(N_("RMSEA rises from {before:.3f} to {after:.3f}")),
    "factors_found_again": Told(
        NP_("The kept factor is found again.", "All {k} kept factors are found again.", by="k")
    ),
    "factors_not_found_again": Told(N_("Not found again: {factors}.")),
}
