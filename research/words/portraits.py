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
    "portrait_like_everybody": Told(N_("They answer much like everybody else.")),
    "portrait_too_few": Told(N_("Too few people answered to say clearly what sets them apart.")),
    "stability_not_tested": Told(N_("not tested")),
    "stable": Told(N_("found again in new samples: Jaccard {jaccard:.2f}, 0.75 or more counts as stable")),
    "half_stable": Told(N_("a pattern, but its edges move between samples: Jaccard {jaccard:.2f}")),
    "not_stable": Told(N_("not found again reliably in new samples: Jaccard {jaccard:.2f}, below 0.60")),
}
