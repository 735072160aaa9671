"""What can be said of anything."""

from research.words.marking import N_, Catalogue, Told

WORDS: Catalogue = {
    "in_turn": Told("{first} {then}"),
    "as_written": Told("{text}", "{advice}"),
    "earlier_summary": Told(
        N_("This summary was made by an earlier version of Whyprint."), N_("Run the analysis again.")
    ),
    "further": Told(N_("and {n} more")),
}
