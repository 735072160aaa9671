"""How well scales hold, what was not looked for, and how people use the answer scale."""

from research.words.marking import N_, Catalogue, Told

WORDS: Catalogue = {
    "no_ways_of_answering": Told(
        N_("Fewer than three items are rating scales, so there is no way of using the scale to look for.")
    ),
    "ways_of_answering": Told(N_("{share:.0%} of the variance of all answers lies between people's own mean answers.")),
    "no_items_for_factors": Told(N_("Too few items have ordered answers to look for factors.")),
    "scales_fit": Told(
        N_("The items measure the scales they were written for (CFI {cfi:.3f}, RMSEA {rmsea:.3f}, SRMR {srmr:.3f}).")
    ),
    "scales_fit_roughly": Told(
        N_(
            "The scales describe the answers only roughly (CFI {cfi:.3f}, RMSEA {rmsea:.3f}, SRMR {srmr:.3f}; at least "
            "{lowest_cfi:.2f}, at most {highest_rmsea:.2f} and at most {highest_srmr:.2f} are common).{misfit}"
        )
    ),
    "item_of_two_scales": Told(N_(" The largest misfit: {right:q} also goes with {left}.")),
    "items_alike": Told(N_(" The largest misfit: {left:q} and {right:q} have more in common than their scales say.")),
    "only_figures": Told(N_("Only counts leave this study, so nobody is quoted.")),
    "too_few_wrote": Told(N_("Too few open answers to quote anybody.")),
    "nobody_asked_for_quotes": Told(N_("Nobody was asked whether they may be quoted.")),
    "nobody_of_segment_wrote": Told(N_("Nobody of this segment wrote an answer.")),
}
