"""Every choice of a plan in words, and why its default is what it is."""

from collections.abc import Mapping

PLAN_HELP: Mapping[str, tuple[str, str]] = {
    "items": ("Items to analyse", "Left empty, every rating item of the psychographic facets is analysed: naming items by hand invites choosing those that please."),
    "facets": ("Facets to analyse", "All psychographic facets that were asked. Demographics and behaviour stay out, so that they can be compared with the segments afterwards."),
    "correlation": ("Correlations", "Automatic: polychoric where all items have at most seven ordered answers, because Pearson correlations of coarse answers are too small. FIML is for ratings with many gaps: it uses what everybody did answer, and leaves nobody out."),
    "factors": ("Number of factors", "Automatic: suggested by parallel analysis, MAP, EKC, Hull and BIC together; a factor with fewer than three marker items is refused. Where no number has a proper solution, the analysis goes on without factors; “none” asks for that."),
    "extraction": ("Extraction", "MINRES: makes no assumption of normality and rarely fails; maximum likelihood is there to compare."),
    "rotation": ("Rotation", "Oblimin: lets factors be correlated, as attitudes are."),
    "scores": ("Factor scores", "Regression (Thurstone) scores predict the factor best; ten Berge scores keep the correlations between factors."),
    "segment_on": ("What people are grouped by", "Automatic: factor scores, because they weigh each dimension once and carry less noise than single items. Without factors, scale scores or the answers themselves."),
    "segmentation": ("Way of grouping", "Automatic: k-means with many starts; latent classes of the answers where there are no factors, or where few items make the segments and most of them are yes or no or have answers in no order. Mixtures are there to compare."),
    "segments": ("Number of segments", "Automatic: every number from 2 to 8 is tried on bootstrap samples and against data without groups."),
    "bootstraps": ("Bootstrap pairs", "100 pairs put the stability within about two hundredths."),
    "outcomes": ("Outcomes", "What demographics and psychographics compete to explain. Left empty: every item of the facets outcome and purchase."),
    "weights": ("Weights", "A column of survey weights, where the sample was drawn or weighted by design."),
    "margins": ("Known shares of the population", "None: everybody counts the same. Where the sample is off, give shares from a census, and people are weighted until all of them hold at once (raking). Every answer that somebody gave needs a share."),
    "trim": ("Bounds of the weights", "None. Bounds such as 0.2 and 5 keep one person from speaking for many others; the shares are then met less exactly, which is said."),
    "confirm": ("Confirm the scales", "No: the search for factors does not need it. Tick it where scales come from the literature: a confirmatory factor analysis then tests whether these items measure them, and says which do not."),
    "compare_across": ("Compare scales across", "Nobody. Choose a group or language before you compare its averages: people who understand the questions differently cannot be compared, however different their answers are (measurement invariance)."),
    "side_by_side": ("Other ways side by side", "No, because it takes long. The same people are grouped by items, centred items, scales and factors, and by other methods. What only one of them finds is made by the method, not by the people."),
    "themes": ("Themes of open answers", "Yes: what people wrote in their own words is counted by theme and by segment. It changes no other figure."),
    "replicates": ("New samples for the certainty of statements", "None, because each one runs the whole analysis again on people drawn anew. With 100, every statement of a persona says in how many of them it holds; intervals want 1,000."),
    "seed": ("Seed", "Fixed, so that the same plan and data give the same result."),
    "exclude_flagged": ("Leave out flagged people", "No: flags are reasons to look, not to delete. Run the analysis both ways and compare."),
}  # fmt: skip
"""Name of the choice -> (its name in words, why this default)."""
