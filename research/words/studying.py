"""What the steps of an analysis say: which answers they take, how people are grouped, what could not be done."""

from research.words.marking import N_, NP_, Catalogue, Told

MORE_ANSWERS = N_("Collect more answers.")
MORE_ITEMS = N_(
    "Give more items a psychographic facet in the codebook, and numbers a range, or name the items in the plan."
)
FEWER_ITEMS = N_("Collect more answers, or analyse fewer items.")

WORDS: Catalogue = {
    # Which items
    "few_people_for_analysis": Told(
        NP_(
            "There is {n} respondent; an analysis needs at least {needed}.",
            "There are {n} respondents; an analysis needs at least {needed}.",
            by="n",
        ),
        N_("Collect more answers: 200 or more for stable factors."),
        hidden=N_("There are too few respondents for an analysis."),
    ),
    "few_people_for_items": Told(
        NP_(
            "{n} person answered any of the {items} items; so many items need {needed} people or more.",
            "{n} people answered any of the {items} items; so many items need {needed} people or more.",
            by="n",
        ),
        N_("Collect more answers (200 or more for stable factors), or analyse fewer items."),
        hidden=N_("Too few people answered any of the items."),
    ),
    "few_people_for_utilities": Told(
        NP_(
            "{n} person chose best and worst; how people differ can be told from {needed} on.",
            "{n} people chose best and worst; how people differ can be told from {needed} on.",
            by="n",
        ),
        MORE_ANSWERS,
        hidden=N_("Too few people chose best and worst to tell how they differ."),
    ),
    "no_best_worst": Told(
        N_("The codebook describes no question with a best and a worst of sets."),
        N_("Its columns are named as in an export: need_1_best, need_1_worst, with the group need."),
    ),
    "few_items": Told(
        NP_(
            "{n} item can be analysed; at least {needed} are needed.",
            "{n} items can be analysed; at least {needed} are needed.",
            by="n",
        ),
        MORE_ITEMS,
    ),
    "few_items_left": Told(
        NP_(
            "{n} item can be analysed ({aside}); at least {needed} are needed.",
            "{n} items can be analysed ({aside}); at least {needed} are needed.",
            by="n",
        ),
        MORE_ITEMS,
    ),
    "items_set_aside": Told(
        NP_(
            "{n} was set aside: everybody or nobody answered alike",
            "{n} were set aside: everybody or nobody answered alike",
            by="n",
        )
    ),
    "same_answers": Told(
        N_("These items have the same answers (or exactly opposite ones): {pairs}."), N_("Keep one of each pair.")
    ),
    "two_items": Told(N_("{first} and {second}")),
    "rarely_asked": Told(
        N_("Set aside, because fewer than half of the people answered: {items}."),
        N_("If they belong to everybody's analysis, name them in the plan; follow-up questions do not."),
    ),
    "too_many_unordered_answers": Told(
        N_("These items have more than {most} different answers in no order and made no segments: {items}."),
        N_("Put rare answers together to use them."),
    ),
    "items_without_variance": Told(
        NP_(
            "{n} item was set aside, because everybody gave the same answer or nobody any: {items}.",
            "{n} items were set aside, because everybody gave the same answer or nobody any: {items}.",
            by="n",
        ),
        N_("Check the column; take it out of the codebook if it is right."),
    ),
    "few_respondents": Told(
        N_("{n} people for {items} items: factors and segments will not be stable."),
        N_("Take the results as a draft, and collect 200 people or more, at least 5 per item."),
        hidden=N_("There are few respondents for so many items; factors and segments will not be stable."),
    ),
    # Factors
    "no_factors": Told(
        N_(
            "{why} So there are no factors here: people are described and grouped by their answers themselves, or by "
            "scale scores where the codebook names scales."
        ),
        N_(
            "Segments do not need factors. If you need dimensions, leave out an item that nearly repeats another, ask "
            "more questions with ordered answers, or collect more answers."
        ),
    ),
    "items_share_too_little": Told(N_("The items share too little for factors (KMO {kmo:.2f}, below .50).")),
    "no_ordered_items": Told(
        N_("None of the items has ordered answers; factors need at least {needed}."),
        N_("Plan the factors as “auto” or “none”, or ask more questions with ordered answers."),
    ),
    "few_ordered_items": Told(
        NP_(
            "Only {n} of the items has ordered answers; factors need at least {needed}.",
            "Only {n} of the items have ordered answers; factors need at least {needed}.",
            by="n",
        ),
        N_("Plan the factors as “auto” or “none”, or ask more questions with ordered answers."),
    ),
    "no_proper_number": Told(N_("No number of factors has a proper solution: {reasons}.")),
    "fewer_factors_than_suggested": Told(
        NP_(
            "The panel suggested {suggested} factors; {kept} was kept ({reasons}).",
            "The panel suggested {suggested} factors; {kept} were kept ({reasons}).",
            by="kept",
        ),
        N_("Look at the solution with one factor more before you settle."),
    ),
    "weak_factors": Told(
        NP_(
            "of {k} factors {weak} had fewer than {fewest} marker items",
            "of {k} factors {weak} had fewer than {fewest} marker items",
            by="weak",
        )
    ),
    "factors_explain_completely": Told(
        NP_(
            "{k} factor would explain {items} completely, which cannot be",
            "{k} factors would explain {items} completely, which cannot be",
            by="k",
        )
    ),
    "factors_not_settled": Told(
        NP_("{k} factor did not settle on an answer", "{k} factors did not settle on an answer", by="k")
    ),
    "factors_needed": Told(
        N_("{purpose} needs factors, and this analysis has none."),
        N_("Plan a number of factors, or use more questions with ordered answers."),
    ),
    "kept_for_later_waves": Told(N_("A solution that is kept for later waves")),
    # How people are grouped
    "by_adjusted_factor_scores": Told(N_("factor scores without acquiescence")),
    "by_adjusted_scale_scores": Told(N_("scale scores without acquiescence")),
    "by_factor_scores": Told(N_("factor scores")),
    "by_scale_scores": Told(N_("scale scores")),
    "by_items": Told(N_("standardised items")),
    "by_items_as_answered": Told(N_("single items, in the units in which they were answered")),
    "by_centred_items": Told(N_("items centred on each person's own mean")),
    "by_components": Told(N_("principal components, varimax")),
    "by_answers": Told(N_("the answers themselves, as categories")),
    "way_planned": Told(N_("The plan asks for it.")),
    "basis_planned": Told(N_("The plan says what people are grouped by.")),
    "scales_hold": Told(
        N_(
            "The items hang together in the scales they were written for ({nearest:.0%} of them go best with their "
            "own), so people are grouped by scores of these scales."
        )
    ),
    "yes_taken_out": Told(
        N_("Scales are worded both ways, so what saying yes to everything puts into the scores is taken out.")
    ),
    "no_scales_worded_both_ways": Told(
        N_("Saying yes to everything cannot be told apart here: no scale has items worded both ways."),
        N_("Group people by scale scores or factor scores as they are."),
    ),
    "no_factors_so_classes": Told(N_("There are no factors, so people are grouped by their answers themselves.")),
    "no_factors_so_kmeans": Told(N_("There are no factors, and the answers are too many for latent classes.")),
    "coarse_answers_so_classes": Told(
        N_(
            "Most of the {items} items are yes or no, or have answers in no order; latent classes take such answers as "
            "they are, where scores of so few of them would pretend to distances."
        )
    ),
    "factor_scores_weigh_once": Told(
        N_("Factor scores weigh each dimension once and carry less noise than single items.")
    ),
    "people_alike": Told(N_("People do not differ in anything."), N_("Group people by something else.")),
    "people_alike_in": Told(N_("People do not differ in {items}."), N_("Group people by something else.")),
    "few_answered_half": Told(N_("Too few people answered half of the items."), FEWER_ITEMS),
    "unordered_items_left_out": Told(
        NP_(
            "{n} item with answers in no order did not make the segments; it describes them: {items}.",
            "{n} items with answers in no order did not make the segments; they describe them: {items}.",
            by="n",
        ),
        N_("Plan “segmentation: lca” to group people by them too."),
    ),
    "grouped_with_gaps": Told(
        NP_(
            "{n} person skipped some of the items; the answers given decide the segment.",
            "{n} people skipped some of the items; the answers they gave decide their segment.",
            by="n",
        ),
        N_("A skipped item counts as people answer it who answer the others alike."),
        hidden=N_("Some people skipped items; the answers they gave decide their segment."),
    ),
    "classes_with_gaps": Told(
        NP_(
            "{n} person skipped some of the items, and is in a latent class with the answers given.",
            "{n} people skipped some of the items; they are in latent classes with the answers they gave.",
            by="n",
        ),
        N_("This holds where people skip at random or by what they did answer."),
        hidden=N_("Some people skipped items; they are in latent classes with the answers they gave."),
    ),
    "classes_without_silent": Told(
        NP_(
            "{n} person answered fewer than half of the items and is in no segment.",
            "{n} people answered fewer than half of the items and are in no segment.",
            by="n",
        ),
        N_("Find out who skips questions, and why."),
        hidden=N_("Some people answered fewer than half of the items and are in no segment."),
    ),
    "segments_are_response_style": Told(
        N_(
            "{share:.0%} of the differences in people's mean answer to all items lie between the segments: part of "
            "what sets them apart may be how high people answer whatever is asked."
        ),
        N_(
            "The grouping by items centred on each person's own mean stands beside it; to lead with that one, choose "
            "centred items in the plan."
        ),
    ),
    # Other ways side by side
    "basis_comes_back_best": Told(
        N_(
            "Group people by {basis}: these segments come back best (mean agreement {stability:.2f} between new "
            "samples)."
        )
    ),
    "basis_told_of_equal": Told(
        N_(
            "Group people by {basis}: of {n} bases whose segments come back equally well (mean agreement "
            "{stability:.2f} between new samples), they tell most of what was left out of the segmentation (eta² "
            "{told:.3f} on average)."
        )
    ),
    "bases_much_the_same": Told(
        N_(
            "Grouping people by {bases:and} does much the same: these segments come back about equally well (mean "
            "agreement {least:.2f} to {most:.2f} between new samples), and none clearly tells more of what was left "
            "out. So keep {basis}."
        )
    ),
    "basis_beats_null": Told(N_("With {k} segments they are more stable than data without groups.")),
    "basis_cuts_continuum": Told(
        N_("With {k} segments they are no more stable than data without groups: they cut a continuum.")
    ),
    "basis_is_style": Told(
        N_(
            "Set aside: {basis}, because {style:.0%} of people's mean answer lies between their segments, so they may "
            "mostly say how high people answer whatever is asked."
        )
    ),
    "components_least_stable": Told(
        N_(
            "Principal components with varimax were the least stable base of all (agreement {own:.2f}, {gap:+.2f} "
            "against these)."
        )
    ),
    "components_not_offered": Told(
        N_(
            "Principal components with varimax were not offered as a basis (agreement {own:.2f}, {gap:+.2f} against "
            "these)."
        )
    ),
    "few_people_for_bases": Told(
        NP_(
            "{n} person can be grouped; a comparison of bases needs {needed}.",
            "{n} people can be grouped; a comparison of bases needs {needed}.",
            by="n",
        ),
        MORE_ANSWERS,
        hidden=N_("Too few people can be grouped for a comparison of bases."),
    ),
    "no_ratings_to_compare": Told(
        N_("None of the items has ordered answers."), N_("Compare bases where people rate something.")
    ),
    "item_bases_set_aside": Told(
        N_("Only {complete} of {scored} people answered every item, so grouping by single items is not compared."),
        N_("Leave out items that many people skipped to compare it."),
        hidden=N_("Many people skipped an item, so grouping by single items is not compared."),
    ),
    "nothing_left_out": Told(
        N_("Every question made the segments, so nothing shows what they tell beyond themselves."),
        N_("Ask what people do, buy or are, and leave it out of the segmentation."),
    ),
    "bases_not_compared": Told(
        N_("What people are grouped by could not be compared: {why}"),
        "{why.advice}",
        hidden=N_("What people are grouped by could not be compared."),
    ),
    "methods_not_compared": Told(
        N_("Ways of grouping could not be compared: {why}"),
        "{why.advice}",
        hidden=N_("Ways of grouping could not be compared."),
    ),
    # Demographics against psychographics
    "no_demographics": Told(
        N_("No demographics were asked, so demographics and psychographics cannot be compared."),
        N_("Ask age, gender, region or the like, with the facet “demographics”."),
    ),
    "no_outcome": Told(
        N_("No outcome was asked, so demographics and psychographics cannot be compared."),
        N_("Ask what people do or buy, with the facet “outcome” or “purchase”."),
    ),
    "outcome_formed_groups": Told(
        N_("{outcomes:q and} formed the segments, so how well segments tell them would prove nothing."),
        N_("Leave them out of the items, or name other outcomes."),
    ),
    "outcome_near_items": Told(
        N_(
            "“{outcome}” is nearly the same as what formed the segments ({items:q and}; correlation {r:.2f}): that "
            "psychographics tell it proves nothing."
        ),
        N_("Choose an outcome that people do or buy, or leave these questions out of the segmentation."),
    ),
    "contest_contradicts": Told(
        N_(
            "{outcome}: both views together tell clearly less than one of them ({metric} {both:.2f} against "
            "{best:.2f}). A model that knows more cannot know less, so this contest is not told."
        ),
        N_("Collect more answers, or ask for fewer demographics with many answers."),
    ),
    "outcome_left_out": Told(
        N_("{outcome}: {why}"),
        "{why.advice}",
        hidden=N_("{outcome} was left out: too few people answered it, or they answered alike."),
    ),
    "segments_not_predicted": Told(
        "{why}", "{why.advice}", hidden=N_("How well demographics find a segment could not be told.")
    ),
    # The short form; how few people stays with the sizes of the segments
    "segment_not_typed": Told(
        N_("The short form cannot find {segments}: too few people."),
        N_("Ask for fewer segments, or leave out people who answer like nobody else."),
    ),
    # Confirmation
    "scales_not_confirmed": Told(
        N_("The scales could not be tested: {why}"), "{why.advice}", hidden=N_("The scales could not be tested.")
    ),
    "invariance_not_tested": Told(
        N_("Scales could not be compared by {groups}: {why}"),
        "{why.advice}",
        hidden=N_("The scales could not be compared between groups."),
    ),
    "confirmed_without_weights": Told(
        N_("The confirmation of the scales counts everybody the same; the survey weights are not used there."),
        N_("Compare its loadings with those of the weighted factors."),
    ),
    # New samples
    "not_resampled": Told(
        "{why}", "{why.advice}", hidden=N_("How sure the statements are could not be found out with new samples.")
    ),
    # Typing people by a rule
    "json_not_read": Told(N_("{file} cannot be read: {reason}."), N_("Check its path.")),
    "no_json": Told(N_("{file} is not valid JSON: {reason}."), N_("Take the file as Whyprint wrote it.")),
    "columns_of_rule_missing": Told(
        NP_(
            "The data lack {n} of the columns that are needed: {columns:all}.",
            "The data lack {n} of the columns that are needed: {columns:all}.",
            by="n",
        ),
        N_("Name the columns as in the rule; names must match letter by letter."),
    ),
    "answers_of_no_question": Told(
        NP_(
            "{n} answer is none that the question has: {cells}.",
            "{n} answers are none that the question has: {cells}.",
            by="n",
        ),
        N_("Correct these lines, or name codes that mean no answer, such as --missing -99."),
        hidden=N_("Some answers are none that the question has."),
    ),
    # Open answers
    "few_in_language": Told(
        NP_(
            "{n} person wrote in this language; beside the first language {needed} are needed.",
            "{n} people wrote in this language; beside the first language {needed} are needed.",
            by="n",
        ),
        N_("Read these answers; so few are quickly read."),
        hidden=N_("Few people wrote in this language."),
    ),
    "open_answers_not_read": Told(
        "{why}",
        "{why.advice}",
        hidden=N_("Some open answers were too few, or shared too few words, to find themes in them."),
    ),
    "open_answers_left_out": Told(
        N_("Of {n} open questions (in one language each) the first {read} were read."),
        N_("Read the others yourself, or leave some of those before them out of the codebook."),
    ),
    "part_of_answers_read": Told(
        N_("of {n} answers {read} were read, drawn at random."),
        N_("The shares stand for all of them; the counts are of those read."),
        hidden=N_("Of many open answers a part was read, drawn at random."),
    ),
    "no_answers_yet": Told(
        N_("There are no answers to analyse yet."),
        N_("Wait for completed responses of people who agreed to take part."),
    ),
    "nobody_agreed_to_profile": Told(
        N_("The column “{column}” says of nobody that they agreed to be placed in a group, so that nobody is read."),
        N_("Analyse people with 1 in it, or correct which column the codebook names as “profile_consent”."),
    ),
    "nobody_to_place": Told(
        N_("There are no answers to analyse: nobody who completed this study agreed to be placed in a group."),
        N_(
            "This study is for profiling. Ask for the purpose “profile” in its study file, and wait for completed "
            "responses of people who tick its box."
        ),
    ),
}
