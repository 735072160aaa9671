"""What is said of describing segments: who is in them, what sets them apart, what tells outcomes better."""

from research.words.marking import N_, NP_, Catalogue, Told

FEWER_OR_MORE = N_("Ask for fewer segments or collect more answers.")
ANOTHER_OUTCOME = N_("Collect more answers or choose another outcome.")

WORDS: Catalogue = {
    "nobody_in_segment": Told(N_("Nobody is in segment {segment}."), N_("Use a code of the segmentation.")),
    "fewer_than_two_segments": Told(
        N_("There are fewer than two segments to compare."), N_("Ask for two or more segments.")
    ),
    "no_cell_size": Told(N_("A cell needs at least one person."), N_("Set the smallest cell to 1 or more.")),
    "band_of_all": Told(N_("any")),
    "band_below": Told(N_("under {high:g}")),
    "band_of_one": Told("{low:g}"),
    "band_of_whole": Told(N_("{low:g} to {high:g}")),
    "band_between": Told(N_("{low:g} to under {high:g}")),
    "band_above": Told(N_("{low:g} or more")),
    "band_below_in_units": Told(N_("under {high:g} {unit}")),
    "band_of_one_in_units": Told("{low:g} {unit}"),
    "band_of_whole_in_units": Told(N_("{low:g} to {high:g} {unit}")),
    "band_between_in_units": Told(N_("{low:g} to under {high:g} {unit}")),
    "band_above_in_units": Told(N_("{low:g} {unit} or more")),
    "passport_cell": Told("{each}"),
    "cell_of_code": Told("{variable} {code:g}"),
    "cell_of_range": Told(N_("{variable} {low:g} to {high:g}")),
    "no_demographic_variable": Told(N_("There is no demographic variable."), N_("Give at least one of each set.")),
    "no_psychographic_variable": Told(N_("There is no psychographic variable."), N_("Give at least one of each set.")),
    "few_answered_outcome": Told(
        NP_(
            "Only one person answered {outcome}; a contest needs {least}.",
            "Only {n} people answered {outcome}; a contest needs {least}.",
            by="n",
        ),
        ANOTHER_OUTCOME,
        hidden=N_("Too few people answered {outcome} for a contest."),
    ),
    "outcome_without_variance": Told(N_("Everybody gave the same answer to {outcome}."), N_("Choose another outcome.")),
    "outcome_of_rare_answers": Told(
        N_("Fewer than two answers to {outcome} were given by {least} people or more."), ANOTHER_OUTCOME
    ),
    "few_people_in_segments": Told(N_("At least two segments of {least} people or more are needed."), FEWER_OR_MORE),
    "contest_psychographics": Told(
        N_(
            "What people think tells more about this than who they are: {metric} {why:.2f} against {who:.2f} (both "
            "together: {both:.2f}), for people the model had not seen."
        )
    ),
    "contest_demographics": Told(
        N_(
            "Who people are tells more about this than what they think: {metric} {who:.2f} against {why:.2f} (both "
            "together: {both:.2f}), for people the model had not seen."
        )
    ),
    "contest_tie": Told(
        N_(
            "What people think and who they are tell about equally much: {metric} {why:.2f} against {who:.2f} (both "
            "together: {both:.2f}), for people the model had not seen."
        )
    ),
    "contest_neither": Told(
        N_(
            "Neither what people think nor who they are tells anything reliable about this: {metric} {why:.2f} against "
            "{who:.2f} (both together: {both:.2f}), for people the model had not seen."
        )
    ),
    "contest_itself": Told(
        N_(
            "Attitudes to {subject} itself tell more about this than who people are: {metric} {why:.2f} against "
            "{who:.2f} (both together: {both:.2f}), for people the model had not seen."
        )
    ),
    "the_outcome": Told(N_("the outcome")),
    "the_brand": Told(N_("the brand")),
    "attitudes_to_itself": Told(
        N_(
            "Who thinks well of a thing also uses it: that these questions tell the outcome says little of what moves "
            "people. Questions about needs, values or habits would."
        )
    ),
    "asked_twice": Told(
        N_(
            "What formed the personas holds nearly the same as this outcome ({items:q and}; correlation {r:.2f}), so "
            "that psychographics tell it proves nothing: it was asked twice."
        )
    ),
    "persona_alone_tells_less": Told(
        N_(
            "Knowing nothing but the persona tells {metric} {personas:.2f}, where the scores behind the personas tell "
            "{why:.2f}: that is the price of personas."
        )
    ),
    "persona_alone_tells_alike": Told(
        N_(
            "Knowing nothing but the persona tells about as much as the scores behind the personas: {metric} "
            "{personas:.2f} against {why:.2f}."
        )
    ),
    "persona_alone_tells_more": Told(
        N_(
            "Knowing nothing but the persona tells more than the scores behind the personas in a straight line: "
            "{metric} {personas:.2f} against {why:.2f}."
        )
    ),
    "persona_alone_tells_nothing": Told(
        N_(
            "Knowing nothing but the persona tells nothing reliable about this: {metric} {personas:.2f}, where the "
            "scores behind the personas tell {why:.2f}."
        )
    ),
    "demographics_do_not_find": Told(
        N_(
            "Demographics alone put {hit_rate:.0%} of people into their own segment; always naming the largest would "
            "get {majority:.0%}. These segments cannot be found by demographics."
        )
    ),
    "demographics_help_a_little": Told(
        N_(
            "Demographics alone put {hit_rate:.0%} of people into their own segment; always naming the largest would "
            "get {majority:.0%}. Demographics help only a little to find them."
        )
    ),
    "demographics_find": Told(
        N_(
            "Demographics alone put {hit_rate:.0%} of people into their own segment; always naming the largest would "
            "get {majority:.0%}. Demographics go a long way to find them, so the segments tell less that is new."
        )
    ),
}
