"""Every choice of a plan in words, and why its default is what it is."""

from collections.abc import Mapping

PLAN_HELP: Mapping[str, tuple[str, str]] = {
    "items": ("Items to analyse", "Left empty, every rating item of the psychographic facets is analysed: naming items by hand invites choosing those that please."),
    "facets": ("Facets to analyse", "All psychographic facets that were asked. Demographics and behaviour stay out, so that they can be compared with the segments afterwards."),
    "correlation": ("Correlations", "Automatic: polychoric where all items have at most seven ordered answers, because Pearson correlations of coarse answers are too small."),
    "factors": ("Number of factors", "Automatic: suggested by parallel analysis, MAP, EKC, Hull and BIC together; a factor with fewer than three marker items is refused."),
    "extraction": ("Extraction", "MINRES: makes no assumption of normality and rarely fails; maximum likelihood is there to compare."),
    "rotation": ("Rotation", "Oblimin: lets factors be correlated, as attitudes are."),
    "scores": ("Factor scores", "Regression (Thurstone) scores predict the factor best; ten Berge scores keep the correlations between factors."),
    "segment_on": ("What people are grouped by", "Automatic: factor scores, because they weigh each dimension once and carry less noise than single items."),
    "segmentation": ("Way of grouping", "Automatic: k-means with many starts; Gaussian mixtures and latent classes are there to compare."),
    "segments": ("Number of segments", "Automatic: every number from 2 to 8 is tried on bootstrap samples and against data without groups."),
    "bootstraps": ("Bootstrap pairs", "100 pairs put the stability within about two hundredths."),
    "outcomes": ("Outcomes", "What demographics and psychographics compete to explain. Left empty: every item of the facets outcome and purchase."),
    "weights": ("Weights", "A column of survey weights, where the sample was drawn or weighted by design."),
    "margins": ("Known shares of the population", "None: people count the same. Where the sample is off, give the shares of age, region or the like from a census, and people are weighted to them (raking)."),
    "trim": ("Bounds of the weights", "None. Bounds such as 0.2 and 5 keep single people from speaking for many; the shares are then met less exactly."),
    "confirm": ("Confirm the scales", "No: it answers another question than the search for factors does. Tick it where the scales come from the literature: a confirmatory factor analysis tests whether the items measure them."),
    "compare_across": ("Compare scales across", "Nobody: tick a group or language before you compare averages of people in it. Says whether the scales mean the same there (measurement invariance)."),
    "side_by_side": ("Other ways side by side", "No, because it takes several times as long. Groups the same people by items, centred items, scales and factors, and by other methods, and says how far they agree."),
    "themes": ("Themes of open answers", "Yes: what people wrote in their own words is counted by theme and by segment. Nothing is changed by it."),
    "replicates": ("New samples for the certainty of statements", "None, because each one runs the whole analysis again. With 100 or more, every statement says in how many of them it holds."),
    "seed": ("Seed", "Fixed, so that the same plan and data give the same result."),
    "exclude_flagged": ("Leave out flagged people", "No: flags are reasons to look, not to delete. Run the analysis both ways and compare."),
}  # fmt: skip
"""Name of the choice -> (its name in words, why this default)."""
