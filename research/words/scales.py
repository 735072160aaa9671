"""What can be said of items and scales."""

from research.words.marking import N_, Catalogue, Told

WORDS: Catalogue = {
    "item_without_variance": Told(
        N_("These items have no two different answers: {items}."), N_("Leave them out of the analysis.")
    ),
    "low_item_rest": Told(
        N_("These items hardly go with the rest of their scale (correlation below .1): {items}."),
        N_("Check whether they are reversed and marked so; else leave them out of the scale."),
    ),
    "item_with_correlation": Told(N_("{item} ({correlation:.2f})")),
    "crowded_end": Told(
        N_("Three quarters or more gave the lowest or the highest answer to {items}."),
        N_("These items tell people apart poorly; reword them for the next wave."),
    ),
    "low_alpha": Told(
        N_("The scale measures imprecisely (alpha {alpha:.2f}, interval {low:.2f} to {high:.2f})."),
        N_("Do not compare single people on it; add items, or use its items one by one."),
    ),
    "omega_not_computed": Told(
        N_("An omega coefficient could not be computed: {why}"),
        N_("Report alpha with its interval, and read it with care."),
    ),
    "factor_of_scale_not_settled": Told(N_("One factor could not be extracted."), N_("Report alpha instead.")),
    "item_explained_by_scale": Told(
        N_("One item would be explained completely by the factor."), N_("Report alpha instead.")
    ),
    "scales_not_in_data": Told(
        N_("Scales need items that are in the data; missing: {items}."), N_("Correct the scales in the codebook.")
    ),
    "empty_scales": Told(N_("These scales have no items: {scales}."), N_("Correct the scales in the codebook.")),
    "high_person_mean_share": Told(
        N_("{share:.0%} of the variance of the answers is only that some people answer higher on everything."),
        N_("Segment on row-centred items, so that segments are not merely those who say yes to more."),
    ),
}
