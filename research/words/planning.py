"""What is said of a plan that cannot be: in itself, and against what a study asked."""

from research.words.marking import N_, NP_, Catalogue, Told

WORDS: Catalogue = {
    "faulty_plan": Told(N_("The plan has faults: {faults}."), N_("Mend the choices named here.")),
    "fault_in_place": Told(N_("{place}: {what}")),
    "plan_no_mapping": Told(N_("A plan is a mapping of choices."), N_("See “whyprint schema plan”.")),
    "plan_not_read": Told(N_("The plan {file} cannot be read: {reason}."), N_("Check its path.")),
    "plan_not_valid": Told(N_("The plan {file} is not valid YAML or JSON: {reason}."), N_("Mend the line named here.")),
    "smallest_group_too_small": Told(N_("The smallest group must be 2 or more."), N_("10 is the usual threshold.")),
    # What a choice refuses: parts of a sentence.
    "no_such_choice": Told(N_("there is no such choice (known: {known:all})")),
    "none_of_options": Told(N_("{value} is none of {options:all}")),
    "no_whole_number": Told(N_("{value} is not a whole number from {low:d} to {high:d}")),
    "no_whole_number_or": Told(N_("{value} is neither {besides} nor a whole number from {low:d} to {high:d}")),
    "no_range": Told(
        N_("{value} is neither auto nor a whole number from {low:d} to {high:d} nor a range of two of these")
    ),
    "ends_backwards": Told(N_("the range {low} to {high} runs backwards")),
    "no_names": Told(N_("{value} is not a list of names")),
    "no_column_name": Told(N_("{value} is not the name of a column")),
    "neither_true_nor_false": Told(N_("{value} is neither true nor false")),
    "no_bounds": Told(N_("needs a lower bound below 1 and an upper bound above 1, such as 0.2 and 5")),
    "no_shares": Told(N_("{value} is not a mapping of variables to the shares of their answers")),
    "shares_not_positive": Told(N_("the shares of {within} are not all numbers above 0")),
    "shares_not_one": Told(N_("the shares of {within} sum to {sum:g}, not to 1")),
    # Against what a study asked: parts of a sentence, too.
    "not_asked": Told(N_("this study did not ask {names:all}")),
    "no_question": Told(N_("this study has no question {name}")),
    "no_single_choice": Told(N_("this study has no single choice {name}")),
    "no_groups_of_people": Told(
        N_("“{name}” does not divide people into {fewest} to {most} groups apart from what is measured")
    ),
    "no_answer_with_code": Told(N_("there is no answer {codes:all}")),
    "more_than_accepted": Told(N_("{n:d} is more than the {most:d} this server accepts")),
    "no_share_of_hundred": Told(N_("“{typed}” ({answer}) is no share from 0 to 100")),
    "answer_without_share": Told(
        NP_(
            "“{answer}”, which one person said, needs a share",
            "“{answer}”, which {people} people said, needs a share",
            by="people",
        ),
        hidden=N_("“{answer}” needs a share"),
    ),
    "share_without_answer": Told(N_("nobody said “{answer}”: leave it empty and give its share to others")),
    "shares_not_hundred": Told(N_("the shares sum to {sum:g}, not to 100")),
    # Against the data.
    "weights_not_made": Told(N_("The weights cannot be made: {why}"), "{why.advice}"),
    "weights_not_in_data": Told(
        N_("The plan's weights name “{name}”, which is not in the data."),
        N_("Name a numeric column of the codebook."),
    ),
    "planned_weights_not_positive": Told(
        N_("The weights in “{name}” must all be positive."), N_("Leave out people without a weight.")
    ),
    "margins_not_in_data": Told(
        N_("The plan's margins name “{name}”, which is not in the data."),
        N_("Name a question with a few answers, such as gender or region."),
    ),
    "margins_without_codes": Told(
        N_("The margins of “{name}” must name answer codes (numbers), not {given:all}."),
        N_("Take the codes of the codebook."),
    ),
    "compare_across_not_in_data": Told(
        N_("Scales shall be compared across “{name}”, which is not in the data."),
        N_("Name a question with a few answers, such as gender or language."),
    ),
    "unknown_facets": Told(N_("There are no facets {facets:all}."), N_("Known: {known:all}.")),
    "planned_name_unknown": Told(
        N_("The plan's {choice} name “{name}”, which the codebook lacks."), N_("Check its spelling.")
    ),
    "outcome_forms_groups": Told(
        N_(
            "The outcomes {outcomes:q and} are asked by the items that form the segments, too ({items:q and}): "
            "segments that are made of an outcome tell it, whatever they are."
        ),
        N_("Leave these items out of the segmentation, or choose another outcome."),
    ),
    "planned_type_unusable": Told(
        N_("“{name}” has the type {type}, which cannot be used as one of the {choice}."),
        N_("Name items with answers to choose from, or numbers."),
    ),
    "no_factors_to_group_by": Told(
        N_("There are no factors to group people by."), N_("Leave “segment_on” at “auto”, or choose “items”.")
    ),
    "no_scales_to_group_by": Told(N_("There are no scales to group people by."), N_("Name scales in the codebook.")),
    "no_numbers_to_group_by": Told(
        N_("None of the items has ordered answers, so people have no numbers to be grouped by."),
        N_("Plan “segmentation: lca”, which groups people by answers in no order."),
    ),
    "classes_need_answers": Told(
        N_("Latent classes are made of answers to choose from, not of {basis}."),
        N_("Leave “segment_on” at “auto” or choose “items”; or choose k-means."),
    ),
    "too_many_answers_for_classes": Told(
        N_("These items have more than {most} different answers, too many for latent classes: {items:all}."),
        N_("Choose k-means, or leave them out of “items”."),
    ),
    "too_many_classes_planned": Told(
        N_(
            "The answers cannot tell {k} latent classes apart: they would have more unknown figures than there are "
            "patterns of answers."
        ),
        N_("Ask for {most} segments or fewer, use more questions, or choose k-means."),
    ),
}
