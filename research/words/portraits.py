"""What sets the people of a segment apart, and how sure it is that there is such a segment."""

from research.words.marking import N_, Catalogue, Told

WORDS: Catalogue = {
    "name_by_team": Told("{name}"),
    "name_in_own_words": Told("{name}"),
    "name_of_kind": Told(N_("{adjective} {people}")),
    "portrait_like_everybody": Told(N_("They answer much like everybody else.")),
    "like_everybody_but": Told(N_("On average they answer much like everybody else. {what}.")),
    "portrait_too_few": Told(N_("Too few people answered to say clearly what sets them apart.")),
    "stability_not_tested": Told(N_("not tested")),
    "stable": Told(N_("found again in new samples: Jaccard {jaccard:.2f}, 0.75 or more counts as stable")),
    "half_stable": Told(N_("a pattern, but its edges move between samples: Jaccard {jaccard:.2f}")),
    "not_stable": Told(N_("not found again reliably in new samples: Jaccard {jaccard:.2f}, below 0.60")),
}
