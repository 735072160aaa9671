"""What the making of segments says: which number, how good a division, and what is wrong with it."""

from research.words.marking import N_, NP_, Catalogue, Told

WORDS: Catalogue = {
    "unknown_segmentation": Told(N_("{method:q} is no way to segment people."), N_("Choose one of {known}.")),
    "makers_absent": Told(
        N_("The data hold no {names}, which the segments are made of."),
        N_("Add the missing variables, or type people with the short form."),
    ),
    "no_possible_number": Told(
        N_("None of the asked numbers of segments is possible with {people} people ({different} of them different)."),
        N_("Ask for two or more segments, and for at least two people in each."),
        hidden=N_("None of the asked numbers of segments is possible with so few people."),
    ),
    "classes_not_told_apart": Told(
        N_("{questions} questions with these answers from {people} people cannot tell {k} latent classes apart."),
        N_("Ask for fewer segments, use more questions, or choose k-means."),
        hidden=N_("{questions} questions with these answers from so few people cannot tell {k} latent classes apart."),
    ),
    "groups_not_fitted_in_samples": Told(
        N_("{k} groups could not be fitted in bootstrap samples."), N_("Ask for fewer groups or use k-means.")
    ),
    "mixture_not_fitted": Told(
        N_("A mixture of {k} groups could not be fitted."),
        N_("Ask for fewer groups, or use k-means, which needs fewer people per group."),
    ),
    "nothing_to_segment_on": Told(N_("There is no variable to segment on."), N_("Choose at least one.")),
    "few_people_to_group": Told(
        NP_("There is {n} person to group.", "There are {n} people to group.", by="n"),
        N_("Collect more answers before segmenting."),
        hidden=N_("There are too few people to group."),
    ),
    "text_to_segment_on": Told(
        N_("A segmentation variable holds text."), N_("Use scores or numeric codes to segment on.")
    ),
    "people_without_value": Told(
        N_("{names}: some people have no value."),
        N_("Leave out the people who cannot be assigned, then segment the others."),
    ),
    "same_value": Told(
        N_("Everybody has the same value on {names}."), N_("Leave it out: it cannot tell people apart.")
    ),
    "bad_weights": Told(N_("Some weights are missing or negative."), N_("Give every person a weight of zero or more.")),
    "less_than_one_segment": Told(N_("{k} segments were asked for."), N_("Ask for at least one.")),
    "more_segments_than_people": Told(
        NP_(
            "{k} segments were asked for, but all people answer alike.",
            "{k} segments were asked for, but only {different} people differ from one another.",
            by="different",
        ),
        N_("Ask for fewer segments or collect more answers."),
        hidden=N_("{k} segments were asked for, but too few people differ from one another."),
    ),
    "few_people_per_variable": Told(
        N_("There are {n} people for {variables} segmentation variables: fewer than {least} for each."),
        N_("Segment on fewer variables (scores instead of items) or collect more answers."),
        hidden=N_("There are few people for so many variables that segments are made of."),
    ),
    "no_segments": Told("{why}", N_("Describe people on the factors themselves instead of in segments.")),
    "other_number_of_segments": Told(
        N_("{k} segments were asked for; the evidence favours {favoured}."),
        N_("Say why this number serves better, and keep the stability of each segment in view."),
    ),
    "small_segment": Told(
        N_("{segments}: less than 5 per cent of people."),
        N_("Ask for fewer segments, or collect more answers before describing so few people."),
        hidden=N_("A segment of very few people stands on weak ground."),
    ),
    "unstable_segment": Told(
        N_("Segments that do not come back in new samples (Jaccard below .6): {segments}."),
        N_("Ask for fewer segments, or do not build on these."),
    ),
    "segment_with_jaccard": Told(N_("{segment} ({jaccard:.2f})")),
    "mixture_without_weights": Told(
        N_("The mixture was fitted without the survey weights; sizes and shares use them."),
        N_("Use k-means or latent classes where the weights matter."),
    ),
    "come_back_segments_natural": Told(
        N_(
            "{k} groups come back in new samples (agreement {agreement:.2f}, where 1 is the same grouping and 0 is "
            "chance), which data without groups do not manage ({cloud:.2f} at most), and there is room between them."
        )
    ),
    "come_back_segments_supported": Told(
        N_(
            "The same {k} segments come back in new samples (agreement {agreement:.2f}, where 1 is the same grouping "
            "and 0 is chance), more often than in data without groups ({cloud:.2f} at most), but without room between "
            "them: people shade from one segment into the next."
        )
    ),
    "come_back_segments_reproducible": Told(
        N_(
            "The same {k} segments come back in new samples (agreement {agreement:.2f}, where 1 is the same grouping "
            "and 0 is chance), but no more than in data without groups ({cloud:.2f} at most): they cut a continuum in "
            "a repeatable way."
        )
    ),
    "come_back_segments_constructed": Told(
        N_(
            "People lie on a continuum. Cutting it into {k} segments is a choice: in new samples they come back only "
            "in part (agreement {agreement:.2f}, where 1 is the same grouping and 0 is chance)."
        )
    ),
    "no_segments_come_back": Told(
        N_(
            "No number of segments comes back in new samples: the best agreement is {agreement:.2f}, for {k}. These "
            "answers show no groups of people."
        )
    ),
    "cut_comes_back": Told(
        N_(
            "People lie on a continuum, which {k} segments cut: with new people the cut comes back with an agreement "
            "of {agreement:.2f}, where 1 is the same grouping and 0 is chance."
        )
    ),
    "one_cloud_is_enough": Told(N_("No number of groups describes people better than a single cloud does.")),
    "mixture_does_not_come_back": Told(
        N_(
            "Groups that differ in size and lie across what all people share were looked for and do not come back: the "
            "best agreement is {agreement:.2f}, for {k}."
        )
    ),
    "mixture_with_tiny_group": Told(
        N_(
            "{k} groups of different sizes come back with an agreement of {agreement:.2f}, but the smallest of them "
            "holds fewer than one in twenty people."
        )
    ),
    "mixture_as_in_clouds": Told(
        N_(
            "{k} groups of different sizes come back with an agreement of {agreement:.2f}, but no better than in data "
            "without groups."
        )
    ),
    "two_more_stable": Told(N_("Two segments would be more stable ({agreement:.2f}) but tell little.")),
    "two_as_stable_as_halves": Told(
        N_("Two segments would be as stable as halves of any cloud ({agreement:.2f}) but tell little.")
    ),
    "more_come_back_too": Told(
        N_("{k} segments come back too ({agreement:.2f}) and tell more, with less room between them.")
    ),
    "one_more_would_reach": Told(N_("{k} would reach {agreement:.2f}.")),
    "come_back_classes_natural": Told(
        N_(
            "{k} classes of answers come back in new samples (agreement {agreement:.2f}, where 1 is the same grouping "
            "and 0 is chance), which a continuum without classes does not manage ({cloud:.2f} at most), and people "
            "belong to them clearly."
        )
    ),
    "come_back_classes_supported": Told(
        N_(
            "The same {k} classes of answers come back in new samples (agreement {agreement:.2f}, where 1 is the same "
            "grouping and 0 is chance), more often than in a continuum without classes ({cloud:.2f} at most), but "
            "many people fit more than one."
        )
    ),
    "come_back_classes_reproducible": Told(
        N_(
            "The same {k} classes of answers come back in new samples (agreement {agreement:.2f}, where 1 is the same "
            "grouping and 0 is chance), but no more than in a continuum without classes ({cloud:.2f}): they may be "
            "levels of the same thing rather than kinds of people."
        )
    ),
    "come_back_classes_constructed": Told(
        N_(
            "{k} classes describe the answers better than one does (BIC), but in new samples they come back only in "
            "part (agreement {agreement:.2f}, where 1 is the same grouping and 0 is chance): where the borders lie is "
            "a choice."
        )
    ),
    "no_classes_come_back": Told(
        N_(
            "No number of classes comes back in new samples: the best agreement is {agreement:.2f}, for {k}. These "
            "answers show no groups of people."
        )
    ),
    "one_class_is_enough": Told(
        N_(
            "One class explains the answers as well as several (BIC): the answers to these questions do not hang "
            "together in a way that groups of people would explain."
        )
    ),
    "bic_agrees": Told(N_("It is also the number that BIC favours.")),
    "bic_alone": Told(N_("BIC alone would take {k}, which comes back with an agreement of {agreement:.2f}.")),
    "bic_alone_with_small_class": Told(
        N_("BIC alone would take {k}, which comes back with an agreement of {agreement:.2f} and has a class below 5 %.")
    ),
    "apart_by_response_style": Told(
        N_("But {share:.0%} of what sets them apart is only how high people answer, so they are not called natural.")
    ),
    "method_not_tried": Told(
        N_("{method} could not be compared: {why}"),
        "{why.advice}",
        hidden=N_("One way of grouping could not be compared."),
    ),
    "normal_curves_on_two_answers": Told(
        N_("Normal curves do not fit yes-or-no answers."), N_("Look at latent classes.")
    ),
    "too_many_for_ward": Told(
        N_("{n} people are too many for it."),
        N_("Try it on a random sample."),
        hidden=N_("There are too many people for it."),
    ),
    "one_method_only": Told(N_("Only one method could be tried, so nothing is known about their agreement.")),
    "methods_agree": Told(
        N_(
            "Every method finds the same segments (agreement with k-means, where 1 is the same grouping and 0 is "
            "chance: {agreements:and})."
        )
    ),
    "methods_similar": Told(
        N_(
            "The methods find similar segments and draw their borders differently (agreement with k-means, where 1 is "
            "the same grouping and 0 is chance: {agreements:and})."
        )
    ),
    "methods_divided": Told(
        N_(
            "Some methods find the same segments, others do not (agreement with k-means, where 1 is the same grouping "
            "and 0 is chance: {agreements:and})."
        )
    ),
    "methods_disagree": Told(
        N_(
            "Each method groups people in its own way, so the segments are partly made by the method (agreement with "
            "k-means, where 1 is the same grouping and 0 is chance: {agreements:and})."
        )
    ),
    "compared_kmeans": Told(N_("k-means")),
}
