"""What is said of a later wave: whether stored personas still describe people, and why."""

from research.words.marking import N_, NP_, Catalogue, Told

FREEZE_AGAIN = N_("Freeze the analysis again.")
SAME_QUESTIONS = N_("Ask the same questions, or type people with the short form.")

WORDS: Catalogue = {
    "stored_in_other_format": Told(
        N_("The stored solution has the format {given:q}; this version reads {format:q}."),
        N_("Read it with the version of Whyprint that stored it, or freeze the analysis again."),
    ),
    "stored_without_parts": Told(N_("The stored solution lacks {parts}."), FREEZE_AGAIN),
    "stored_in_other_form": Told(
        N_("The stored solution cannot be read: one of its parts has another form."), FREEZE_AGAIN
    ),
    "stored_and_changed": Told(
        N_("The stored solution was changed since it was frozen: its content does not fit its fingerprint."),
        N_("Take the original file, or freeze the analysis again."),
    ),
    "wave_lacks_items": Told(
        N_("The new wave lacks {n} of the items that the solution rests on: {items}."), SAME_QUESTIONS
    ),
    "wave_lacks_makers": Told(N_("The new wave lacks {names}, which the segments are made of."), SAME_QUESTIONS),
    "asked_on_other_scale": Told(
        N_("These items were asked on another answer scale than before: {items}."),
        N_("Recode the answers to the first wave's scale, or run a new analysis."),
    ),
    "few_people_typed": Told(
        NP_(
            "{n} person of the new wave can be typed; a comparison needs {least}.",
            "{n} people of the new wave can be typed; a comparison needs {least}.",
            by="n",
        ),
        N_("Collect more answers first."),
        hidden=N_("Too few people of the new wave can be typed for a comparison."),
    ),
    "small_wave": Told(
        N_("With so few people, a shift of less than {points:.0f} points in a share would often be missed."),
        N_("Do not read “stable” as proof; collect more answers."),
    ),
    "agreement_tells_little": Told(
        N_(
            "Even without any change, a new analysis may agree with the old one by only {chance:.2f}: these segments "
            "come back only in part in new samples."
        ),
        N_("Judge the drift by shares, levels and profiles."),
    ),
    "wording_changed": Told(
        NP_(
            "{n} item has other words than in the first wave: {items}.",
            "{n} items have other words than in the first wave: {items}.",
            by="n",
        ),
        N_("Check that they still ask the same thing; other words alone can move answers."),
    ),
    "many_without_segment": Told(
        N_(
            "{untyped} of the new wave could not be typed: they left out too much, or gave answers that nobody gave "
            "before."
        ),
        N_("Look at who they are before you compare shares."),
        hidden=N_("Many people of the new wave could not be typed."),
    ),
    "wave_not_refitted": Told(
        N_("The new wave could not be analysed by itself to the end, so the comparison rests on the rest: {why}"),
        "{why.advice}",
    ),
    "personas_stable": Told(
        N_("The personas still hold: in the new wave the same dimensions and the same groups come back.")
    ),
    "after_stable": Told(N_("Go on using them; compare again with the next wave.")),
    "personas_drifting": Told(N_("The personas still describe people, but people have moved.")),
    "after_drifting": Told(N_("Use the new shares, and look at what moved before you rely on single figures.")),
    "personas_changed": Told(N_("The personas no longer describe the new wave.")),
    "after_changed": Told(N_("Run a new analysis on the new answers, and build the personas again from it.")),
    "correlations_moved": Told(
        N_(
            "The items hang together otherwise than before (their correlations differ by {distance:.2f}; chance gives "
            "up to {chance:.2f})."
        )
    ),
    "other_dimension": Told(
        N_("{dimension:q} is no longer the same dimension (Tucker's phi {phi:.2f}; below .85 counts as another one).")
    ),
    "looser_dimension": Told(
        N_("The items of {dimension:q} hang together a little differently (Tucker's phi {phi:.2f}; .95 is equal).")
    ),
    "grouped_otherwise": Told(
        N_(
            "A new analysis of the new wave groups people otherwise (agreement {agreement:.2f}, where 1 is the same "
            "grouping and 0 is chance)."
        )
    ),
    "borders_elsewhere": Told(
        N_("A new analysis of the new wave draws the borders elsewhere (agreement {agreement:.2f}).")
    ),
    "segment_grew": Told(
        N_(
            "{segment} grew from {before:.0%} to {now:.0%} ({gap:+.0f} points, 95 % interval {low:+.0f} to "
            "{high:+.0f})."
        )
    ),
    "segment_shrank": Told(
        N_(
            "{segment} shrank from {before:.0%} to {now:.0%} ({gap:+.0f} points, 95 % interval {low:+.0f} to "
            "{high:+.0f})."
        )
    ),
    "level_rose": Told(
        N_(
            "People as a whole are higher on {dimension:q} ({difference:+.2f} standard deviations, 95 % interval "
            "{low:+.2f} to {high:+.2f})."
        )
    ),
    "level_fell": Told(
        N_(
            "People as a whole are lower on {dimension:q} ({difference:+.2f} standard deviations, 95 % interval "
            "{low:+.2f} to {high:+.2f})."
        )
    ),
    "other_profile": Told(
        N_(
            "The people typed as {segment} answer differently from those before (mean distance {distance:.2f} standard "
            "deviations; chance gives {expected:.2f})."
        )
    ),
    "moved_profile": Told(
        N_(
            "The people typed as {segment} answer a little differently from those before (mean distance "
            "{distance:.2f} standard deviations; chance gives {expected:.2f})."
        )
    ),
    "no_share_moved": Told(
        N_("No share moved by three points or more beyond chance (the largest shift is {largest:.0f}).")
    ),
    "nothing_moved": Told(
        N_(
            "No share moved by three points or more beyond chance (the largest shift is {largest:.0f}), the dimensions "
            "are the same (Tucker's phi {phi:.2f} or more), and a new analysis groups people as the stored one does, "
            "as far as its stability lets expect (agreement {agreement:.2f})."
        )
    ),
}
