"""What is said of drawing people anew: how sure figures and statements are, and which samples failed."""

from research.words.marking import N_, NP_, Catalogue, Told

WORDS: Catalogue = {
    "few_replicates_asked": Told(
        NP_("{n} replicate tells nothing.", "{n} replicates tell nothing.", by="n"),
        N_("Ask for {least} or more; 1,000 for intervals."),
    ),
    "few_samples_with_solution": Told(
        N_("Only {good} of {replicates} new samples carried a solution ({failures})."),
        N_("Ask for fewer factors or segments, or collect more answers, before you rely on this one."),
    ),
    "without_intervals": Told(
        "{why}",
        "{why.advice}",
        hidden=N_("No intervals are given: people were drawn again, and too few of these samples carried a solution."),
    ),
    "segments_without_interval": Told(
        N_(
            "These segments have no intervals: where people are drawn anew and all is computed again, scores too, less "
            "than 60 % of the people in a segment or in what is found in its place are in both: {segments}."
        ),
        N_("Ask for fewer segments, or take them as a cut for use."),
    ),
    "cut_without_intervals": Told(
        N_(
            "No segment has an interval: groupings of two new samples agree only to {agreement:.2f} (1 is the "
            "same, 0 is chance), so very many people would be cut elsewhere. How surely somebody belongs to a segment "
            "is told for the borders as they lie here."
        ),
        N_("Ask for fewer segments, or take them as a cut for use."),
    ),
    "segment_in_both": Told(N_("{segment} ({both:.0%})")),
    "numbers_taken_as_given": Told(
        N_("How many factors and segments there are was not chosen anew in each sample, so it is taken as given."),
        N_("Read the stability of other numbers beside these intervals."),
    ),
    "few_replicates": Told(
        N_("The intervals rest on {replicates} samples and are rough at their ends."),
        N_("Run 1,000 before you publish them."),
    ),
    "samples_without_solution": Told(
        N_(
            "{failed} of {replicates} new samples carried no solution ({failures}); they are left out, so the figures "
            "flatter."
        ),
        N_("Use fewer factors, or collect more answers."),
    ),
    "failed_times": Told(N_("{failure}: {times}")),
    "failure_research_error": Told(N_("other reasons")),
    "failure_bad_codebook": Told(N_("an unusable codebook")),
    "failure_bad_data": Told(N_("unusable data")),
    "failure_bad_plan": Told(N_("an impossible plan")),
    "failure_too_few_responses": Told(N_("too few answers")),
    "failure_too_few_items": Told(N_("too few items")),
    "failure_no_variance": Told(N_("no variance")),
    "failure_no_factors": Told(N_("no factors")),
    "failure_singular_correlations": Told(N_("singular correlations")),
    "failure_not_converged": Told(N_("not converged")),
    "failure_heywood_case": Told(N_("Heywood case")),
    "failure_empty_category": Told(N_("a category without people")),
    "shaky_statements": Told(
        N_("These statements hold in fewer than {least:.0%} of new samples: {statements}."),
        N_("Soften them, or leave them off the card."),
    ),
    "statement_holds": Told(N_("{segment} {variable} ({holds:.0%})")),
}
