"""What a set of segments is: kinds of people, parts of a continuum, levels of one thing; and what its lights say."""

from research.words.marking import N_, Catalogue, Told

WORDS: Catalogue = {
    "levels_not_kinds": Told(
        N_(
            "Levels, not kinds: the {k} segments are steps of one thing, {name}. {share:.0%} of what sets them apart "
            "lies along it."
        ),
        N_("Speak of less and of more of it, not of kinds of people: one score tells as much."),
    ),
    "line_of_one": Told("{what:q}"),
    "line_of_several": Told(N_("what {what:q and} have in common")),
    "line_against": Told(N_("{more:q and} against {less:q and}")),
    "name_of_level": Told(N_("Level {level} of {levels}")),
    "name_of_lowest_level": Told(N_("Lowest of {levels} levels")),
    "name_of_highest_level": Told(N_("Highest of {levels} levels")),
    "part_of_a_cut": Told(
        N_(
            "people shade into the next part, so this is no kind of people; a cut made anew among new people has it "
            "again with a Jaccard of {jaccard:.2f}"
        )
    ),
    "part_of_a_line": Told(
        N_(
            "less or more of one thing, not a kind of people: where it ends is a choice; cut anew among new people it "
            "is there again with a Jaccard of {jaccard:.2f}"
        )
    ),
    "part_of_nothing": Told(N_("no division of these people comes back in new samples (Jaccard {jaccard:.2f})")),
    "stable_but_nobody_has_all": Told(
        N_("found again in new samples (Jaccard {jaccard:.2f}), but nobody in it has all traits of the card")
    ),
    "nearly_one_answer": Told(
        N_(
            "{segment} is nearly a demographic group: {share:.0%} answer “{answer}” to {question:q} (all "
            "{everybody:.0%}). Check whether a demographic target would do."
        )
    ),
    "demographics_give_away": Told(
        N_(
            "{segment} is nearly a demographic group: of one person in it and one who is not, demographics alone pick "
            "the right one {area:.0%} of the time. Check whether a demographic target would do."
        )
    ),
    "without_style": Told(
        N_(
            "{share:.0%} of what sets the {k} groups apart is how high people answer whatever is asked. Grouped by "
            "what each says beside their own average, the same people form {other} groups, and {rest:.0%} of what sets "
            "these apart is how high they answer. The two groupings agree to {agreement:.2f} (1 is the same, 0 is "
            "chance)."
        )
    ),
    "not_without_style": Told(
        N_("The people could not be grouped by what each says beside their own average: {why}"),
        "{why.advice}",
        hidden=N_("The people could not be grouped by what each says beside their own average."),
    ),
    "kept_cut": Told(N_("a cut of a continuum")),
    "kept_levels": Told(N_("levels of one dimension")),
}
