"""What sets the people of a segment apart, and how sure it is that there is such a segment."""

from research.words.marking import N_, Catalogue, Told

WORDS: Catalogue = {
    "name_of_code": Told(N_("Group {segment}")),
    "name_mostly": Told(N_("Mostly {answer}")),
    "name_high_on_most": Told(N_("High on Most")),
    "name_low_on_most": Told(N_("Low on Most")),
    "name_of_answer": Told(N_("{question}: {answer}")),
    "name_in_own_words": Told("{name}"),
    "name_of_two": Told(N_("{first} and {second}")),
    "name_not": Told(N_("Not {trait}")),
    "name_of_the_middle": Told(N_("The Middle Ground")),
    "name_of_kind": Told(N_("{adjective} {people}")),
    "name_far_more": Told(N_("Far More {dimension}")),
    "name_more": Told(N_("More {dimension}")),
    "name_little_more": Told(N_("A Little More {dimension}")),
    "name_far_less": Told(N_("Far Less {dimension}")),
    "name_less": Told(N_("Less {dimension}")),
    "name_little_less": Told(N_("A Little Less {dimension}")),
    "answer": Told("{label}"),
    "quoted_answer": Told("{label:q}"),
    "either_answer": Told(N_("{first} or {second}")),
    "in_between": Told(N_("in between")),
    "lowest_third": Told(N_("low third")),
    "middle_third": Told(N_("middle third")),
    "highest_third": Told(N_("high third")),
    "portrait_like_everybody": Told(N_("They answer much like everybody else; no two items set them apart clearly.")),
    "portrait_more": Told(N_("On average they say {more:q and} more than others do.")),
    "portrait_less": Told(N_("On average they say {less:q and} less than others do.")),
    "portrait_nearer": Told(N_("On average their answers are {nearer:and}.")),
    "portrait_more_less": Told(N_("On average they say {more:q and} more than others do, and {less:q and} less.")),
    "portrait_more_nearer": Told(
        N_("On average they say {more:q and} more than others do, and their answers are {nearer:and}.")
    ),
    "portrait_less_nearer": Told(
        N_("On average they say {less:q and} less than others do, and their answers are {nearer:and}.")
    ),
    "portrait_more_less_nearer": Told(
        N_(
            "On average they say {more:q and} more than others do, and {less:q and} less, "
            "and their answers are {nearer:and}."
        )
    ),
    "end_of_answers": Told(N_("nearer {end:q} to {item:q}")),
    "how_different": Told(N_("difference {effect:+.2f} standard deviations; {overlap:.0%} of the two groups overlap")),
    "much_more": Told(N_("They say {item:q} much more than others do ({evidence}).")),
    "more": Told(N_("They say {item:q} more than others do ({evidence}).")),
    "little_more": Told(N_("They say {item:q} a little more than others do ({evidence}).")),
    "much_less": Told(N_("They say {item:q} much less than others do ({evidence}).")),
    "less": Told(N_("They say {item:q} less than others do ({evidence}).")),
    "little_less": Told(N_("They say {item:q} a little less than others do ({evidence}).")),
    "much_nearer": Told(N_("Their answers to {item:q} are much nearer {end:q} than those of others ({evidence}).")),
    "nearer": Told(N_("Their answers to {item:q} are nearer {end:q} than those of others ({evidence}).")),
    "little_nearer": Told(
        N_("Their answers to {item:q} are a little nearer {end:q} than those of others ({evidence}).")
    ),
    "shares_compared": Told(N_("{here:.0%} of them, {everybody:.0%} of everybody")),
    "option_much_more": Told(N_("They answer {item:q} much more often than others do ({evidence}).")),
    "option_more": Told(N_("They answer {item:q} more often than others do ({evidence}).")),
    "option_little_more": Told(N_("They answer {item:q} a little more often than others do ({evidence}).")),
    "option_much_less": Told(N_("They answer {item:q} much less often than others do ({evidence}).")),
    "option_less": Told(N_("They answer {item:q} less often than others do ({evidence}).")),
    "option_little_less": Told(N_("They answer {item:q} a little less often than others do ({evidence}).")),
    "yes_much_more": Told(N_("They say yes to {item:q} much more often than others do ({evidence}).")),
    "yes_more": Told(N_("They say yes to {item:q} more often than others do ({evidence}).")),
    "yes_little_more": Told(N_("They say yes to {item:q} a little more often than others do ({evidence}).")),
    "yes_much_less": Told(N_("They say yes to {item:q} much less often than others do ({evidence}).")),
    "yes_less": Told(N_("They say yes to {item:q} less often than others do ({evidence}).")),
    "yes_little_less": Told(N_("They say yes to {item:q} a little less often than others do ({evidence}).")),
    "answer_much_more": Told(N_("They answer {end:q} to {item:q} much more often than others do ({evidence}).")),
    "answer_more": Told(N_("They answer {end:q} to {item:q} more often than others do ({evidence}).")),
    "answer_little_more": Told(N_("They answer {end:q} to {item:q} a little more often than others do ({evidence}).")),
    "answer_much_less": Told(N_("They answer {end:q} to {item:q} much less often than others do ({evidence}).")),
    "answer_less": Told(N_("They answer {end:q} to {item:q} less often than others do ({evidence}).")),
    "answer_little_less": Told(N_("They answer {end:q} to {item:q} a little less often than others do ({evidence}).")),
    "stability_not_tested": Told(N_("not tested")),
    "stable": Told(N_("found again in new samples: Jaccard {jaccard:.2f}, 0.75 or more counts as stable")),
    "half_stable": Told(N_("a pattern, but its edges move between samples: Jaccard {jaccard:.2f}")),
    "not_stable": Told(N_("not found again reliably in new samples: Jaccard {jaccard:.2f}, below 0.60")),
}
