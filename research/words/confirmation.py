"""What the confirmation of scales says: whether items measure them, and in every group the same."""

from research.words.marking import N_, NP_, Catalogue, Told

HARDLY_TOGETHER = N_("Look for scales whose items hardly go together, leave them out, or collect more answers.")
ONE_SCALE_EACH = N_("Name at least one scale, and let each item belong to one scale.")

WORDS: Catalogue = {
    "item_in_two_scales": Told(N_("These items stand in a scale twice: {items}."), ONE_SCALE_EACH),
    "no_scale_to_confirm": Told(N_("There is no scale to confirm."), ONE_SCALE_EACH),
    "general_factor_is_scale": Told(N_("{name} is a scale already."), N_("Give the general factor another name.")),
    "short_scales": Told(
        N_("These scales have fewer than {least} items: {scales}."),
        N_("Leave them out of the confirmation, or add items."),
    ),
    "few_scales_for_general_factor": Told(
        NP_(
            "A factor behind {n} scale cannot be estimated.", "A factor behind {n} scales cannot be estimated.", by="n"
        ),
        N_("Name at least {least} scales, or leave the general factor out."),
    ),
    "unknown_confirmation": Told(
        N_("There is no confirmation by “{estimator}” with “{missing}”."),
        N_("Choose ml or dwls, listwise or fiml."),
    ),
    "ordinal_with_gaps": Told(
        N_("Ordinal confirmation cannot use people with missing answers."),
        N_('Choose missing="listwise", or estimator="ml" with missing="fiml".'),
    ),
    "scale_items_absent": Told(
        N_("These items of the scales are not in the data: {items}."),
        N_("Name items of the data, or leave them out of their scales."),
    ),
    "few_respondents_remain": Told(
        NP_("{n} respondent remains for {items} items.", "{n} respondents remain for {items} items.", by="n"),
        N_('Collect more answers, confirm fewer scales, or keep people with gaps (missing="fiml").'),
        hidden=N_("Too few respondents remain for {items} items."),
    ),
    "few_respondents_in_group": Told(
        NP_("{n} respondent remains for {items} items.", "{n} respondents remain for {items} items.", by="n"),
        N_("Collect more answers of this group, join groups, or leave it out."),
        hidden=N_("Too few respondents remain for {items} items."),
    ),
    "same_answer_in_group": Told(
        N_("Everybody gave the same answer to {items}."), N_("Leave these items out, or join groups.")
    ),
    "in_group": Told(N_("Where {group} is {value}: {why}"), "{why.advice}"),
    "one_group": Told(
        N_("Everybody who can be used has the same {group}."),
        N_("Choose a variable that divides the respondents into groups."),
    ),
    "exact_combinations": Told(
        N_("Some items are exact combinations of others."),
        N_("Leave out items that repeat others, such as a sum beside its parts."),
    ),
    "items_explained_beyond_all": Told(
        N_("The scales would explain {items} to more than 100 per cent."),
        N_("Leave the item out, or add items to its scale; scales of two items and small samples cause this."),
    ),
    "scales_not_told_apart": Told(
        N_("The scales cannot be told apart: {first} and {second} correlate to {correlation:.2f}."),
        N_("Join these scales into one, or leave one of them out."),
    ),
    "model_without_start": Told(N_("The confirmatory model has no point to start from."), HARDLY_TOGETHER),
    "model_not_settled": Told(N_("The confirmatory model did not settle on an answer."), HARDLY_TOGETHER),
    "model_on_the_edge": Told(N_("The confirmatory model lies on the edge of what is possible."), HARDLY_TOGETHER),
    "model_not_identified": Told(N_("The confirmatory model has more than one best answer."), HARDLY_TOGETHER),
    "impossible_covariances": Told(
        N_("The covariances that the model implies are not possible."), N_("Estimate the model again.")
    ),
    "many_left_out": Told(
        N_("{left_out.n} of {left_out.of} respondents ({left_out}) were left out for missing answers."),
        N_(
            "Use what they answered: choose full information (FIML) for the correlations, or "
            'missing="fiml" in a notebook, and compare.'
        ),
        hidden=N_("Respondents with missing answers were left out."),
    ),
    "poor_confirmatory_fit": Told(
        N_(
            "The scales do not describe the answers well (CFI {cfi:.3f}, RMSEA {rmsea:.3f}, SRMR {srmr:.3f}; common "
            "standards are at least {least_cfi:.2f}, at most {most_rmsea:.2f} and at most {most_srmr:.2f})."
        ),
        N_(
            "Look for items that say nearly the same, or belong to two scales: in the suggested changes, or where "
            "correlations are left over."
        ),
    ),
    "few_people_for_model": Told(
        N_("There are {n} respondents for {estimates} estimates."),
        N_("Collect at least five respondents for each estimate, or confirm fewer scales at a time."),
        hidden=N_("There are few respondents for so many estimates."),
    ),
    "scales_hardly_differ": Told(
        N_("These scales measure nearly the same: {pairs}."), N_("Join them, or say why they should stay apart.")
    ),
    "pair_of_scales": Told(N_("{first} and {second} ({correlation:.2f})")),
    "measured_none": Told(N_("The scales do not describe the answers in these groups.")),
    "measured_configural": Told(
        N_("The same items go together in all groups, but not to the same degree."),
    ),
    "measured_metric": Told(
        N_("Items go with their scales to the same degree in all groups, but start from different levels.")
    ),
    "measured_scalar": Told(
        N_("Items go with their scales to the same degree and start from the same level in all groups.")
    ),
    "measured_strict": Told(N_("Items measure their scales in the same way and as exactly in all groups.")),
    "comparable": Told(N_("Personas may be compared across {group:q}: the scales mean the same in all groups.")),
    "comparable_though_poor": Told(
        N_(
            "Personas may be compared across {group:q} with care: the scales work alike in all groups, but the scales "
            "themselves fit poorly (CFI {cfi:.3f}, RMSEA {rmsea:.3f})."
        )
    ),
    "comparable_though_close": Told(
        N_(
            "Personas may be compared across {group:q} with care: the scales work alike in all groups, but the "
            "evidence is close to the cut-off."
        )
    ),
    "incomparable_none": Told(
        N_(
            "Do not compare personas across {group:q}: the scales do not describe the answers, so nothing can be "
            "compared."
        )
    ),
    "incomparable_configural": Told(
        N_(
            "Do not compare personas across {group:q}: the same answers do not mean the same in all groups (look first "
            "at {items}). Make personas for each group by itself."
        )
    ),
    "incomparable_metric": Told(
        N_(
            "Do not compare personas across {group:q}: people with the same trait answer some items differently (look "
            "first at {items}). How scales go together may be compared; averages and shares may not."
        )
    ),
    "not_comparable_across_groups": Told(
        N_("Measurement is not the same across {group:q}: {why}"),
        N_("Do not compare personas across these groups; reword or leave out the items that differ."),
    ),
    "poor_configural_fit": Told(
        N_(
            "Even without equal loadings the scales fit poorly in these groups (CFI {cfi:.3f}, RMSEA {rmsea:.3f}, "
            "SRMR {srmr:.3f}), so changes of fit say less."
        ),
        N_("Confirm the scales in all respondents first."),
    ),
    "invariance_close_to_cut_off": Told(
        N_("CFI falls by almost exactly the cut-off, so the verdict could have gone the other way."),
        N_("Look at the items that differ most, and repeat with new answers."),
    ),
    "few_people_for_invariance": Told(
        N_("There are {n} respondents in all groups together."),
        N_("With 300 or fewer, use the stricter cut-offs .005 (CFI) and .010 (RMSEA)."),
        hidden=N_("There are few respondents in the groups."),
    ),
}
