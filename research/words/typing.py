"""What is said of short forms and their rules."""

from research.words.marking import N_, NP_, Catalogue, Told

TAKE_A_RULE = N_("Take the rule file of an analysis, or its summary.json; “whyprint schema rule” prints the form.")
FEWER_OR_MORE = N_("Ask for fewer segments or collect more answers.")

WORDS: Catalogue = {
    "rule_of_other_format": Told(
        N_("This is no rule of a short form: its format is {given:q}, not {format:q}."), TAKE_A_RULE
    ),
    "rule_without_format": Told(N_("This is no rule of a short form: it does not name its format."), TAKE_A_RULE),
    "unusable_rule": Told(
        N_("The rule cannot be used: {faults}."), N_("Take the original file, or run the analysis again.")
    ),
    "rule_lacks": Told(N_("it lacks {part}")),
    "rule_of_nothing": Told(N_("it has no items or no segments")),
    "rule_without_figure": Told(N_("it has no figure for {name}")),
    "rule_of_other_form": Told(N_("one of its parts has another form")),
    "rule_with_text": Told(N_("one of its figures is no number")),
    "rule_without_spread": Told(N_("the sd of {item} is not above 0")),
    "no_short_form": Told(
        N_("This analysis has no short form."), N_("Without segments there is none; see its verdict.")
    ),
    "few_items_for_short_form": Told(
        NP_(
            "{n} item can be used for a short form, {least} are needed.",
            "{n} items can be used for a short form, {least} are needed.",
            by="n",
        ),
        N_("Offer more items that people answered differently."),
    ),
    "few_people_for_short_form": Told(
        N_("A typing tool needs two segments or more, with at least {least} people in each (smallest: {smallest})."),
        FEWER_OR_MORE,
        hidden=N_("A typing tool needs two segments or more, with at least {least} people in each."),
    ),
    "segment_answered_by_nobody": Told(
        N_("Some segments have nobody who answered all the items of the short form."),
        N_("Offer items that more people answered."),
    ),
}
