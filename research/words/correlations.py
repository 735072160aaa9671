"""What can be said of correlations."""

from research.words.marking import N_, NP_, Catalogue, Told

WORDS: Catalogue = {
    "unknown_correlation": Told(
        N_("There is no correlation called '{kind}'."), N_("Choose auto, pearson, polychoric or fiml.")
    ),
    "many_categories": Told(
        N_("These items have more than {most} different answers: {items}."),
        N_("Use Pearson correlations, or leave these items out."),
    ),
    "item_with_count": Told(N_("{item} ({n})")),
    "pair_of_items": Told(N_("{first} with {second}")),
    "polychoric_not_settled": Told(
        NP_(
            "{n} polychoric correlation did not settle.",
            "{n} polychoric correlations did not settle.",
            by="n",
        ),
        N_("Use Pearson correlations, or join answer categories that hardly anybody chose."),
    ),
    "fiml_not_settled": Told(
        N_("The estimation with missing answers was still moving after {rounds} rounds."),
        N_("Too much is missing: leave out items that few people answered, or use pairwise correlations."),
    ),
    "fiml_singular": Told(
        N_(
            "The correlations with missing answers cannot be estimated: some items are exact combinations of others, "
            "or there are fewer respondents than items."
        ),
        N_("Leave out items that repeat others, or collect more answers."),
    ),
    "pairs_without_people": Told(
        N_("Fewer than {fewest} respondents answered both items of these pairs: {pairs}."),
        N_("Collect more answers, or leave one item of each pair out."),
    ),
    "pairs_without_variance": Told(
        N_("Among the respondents who answered both items, one item of these pairs never varies: {pairs}."),
        N_("Leave one item of each pair out, or collect more answers."),
    ),
    "correlations_smoothed": Told(
        N_(
            "The correlation matrix was not positive definite (smallest eigenvalue {smallest:.2g}) and was smoothed: "
            "{why}."
        ),
        N_("Collect more answers, or leave out items that repeat others."),
    ),
    "fewer_people_than_items": Told(
        N_("there are only {n} respondents for {items} items"),
        hidden=N_("there are too few respondents for so many items"),
    ),
    "items_are_combinations": Told(
        N_("some items are combinations of others, or the bases of the pairs differ too much")
    ),
    "same_item_twice": Told(
        N_("These pairs of items are answered as if they were one: {pairs}."), N_("Keep one item of each pair.")
    ),
}
