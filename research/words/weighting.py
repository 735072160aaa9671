"""What can be said of weights."""

from research.words.marking import N_, NP_, Catalogue, Told

WORDS: Catalogue = {
    "no_target": Told(N_("There is no target to weigh to."), N_("Name at least one variable and the shares it has.")),
    "targets_not_in_data": Told(N_("The data have no {variables}."), N_("Take targets for variables of the data.")),
    "targets_are_no_shares": Told(
        N_("The targets of {variable} must be above 0 and sum to 1 (they sum to {total})."),
        N_("Give shares such as 0.49 and 0.51, without categories that should be empty."),
    ),
    "answers_without_target": Told(
        N_("{variable} has answers without a target: {answers}."),
        N_("Give each category a share, join categories, or make these answers missing."),
        hidden=N_("{variable} has answers without a target."),
    ),
    "category_without_people": Told(
        N_("Nobody in the data has {variable} {categories}, but there is a target for it."),
        N_("Join this category with a neighbour, in the data and in the targets."),
    ),
    "category_without_weight": Told(
        N_("A category of {variable} is carried only by respondents whose weight is zero."),
        N_("Join it with a neighbour, or give these respondents a weight."),
    ),
    "bounds_not_around_one": Told(
        N_("Weights cannot be kept between {low} and {high}."),
        N_("The lower bound lies below 1, the upper bound above it, such as 0.2 and 5."),
    ),
    "targets_not_met": Told(
        N_("After {rounds} rounds a share is still {miss:.2%} away from its target."),
        N_("The targets contradict each other in these data: join small categories, or use fewer variables."),
    ),
    "targets_missed_by_trimming": Told(
        N_("With trimmed weights, shares of {variables} stay away from their targets."),
        N_("Widen the bounds, or say in the report which shares are off (see the table of margins)."),
    ),
    "weighting_inefficient": Told(
        N_("Weighting leaves less than half of the precision of the sample."),
        N_(
            "The sample differs too much from the population: collect the people it lacks, join categories, or trim "
            "the weights."
        ),
    ),
    "target_variable_unanswered": Told(
        NP_(
            "{n} respondent did not answer {variable}; it does not move their weight, and its targets hold among those "
            "who answered.",
            "{n} respondents did not answer {variable}; it does not move their weight, and its targets hold among "
            "those who answered.",
            by="n",
        ),
        N_("Where they are many, ask again or leave this variable out of the weighting."),
        hidden=N_("Some people did not answer a question of the weighting; it does not move them."),
    ),
}
