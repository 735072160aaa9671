"""The sentences of the methods paragraph, in APA style."""

from research.words.marking import N_, NP_, Catalogue, Told

WORDS: Catalogue = {
    "named_by_team": Told(N_("The research team named {personas:and}; these names are no findings.")),
    "sample": Told(N_("Answers of {n} respondents to {items} items were analysed.")),
    "sample_of_all": Told(
        N_("Answers of {n} of the {all} respondents to {items} items were analysed."),
    ),
    "sample_of_few": Told(N_("Answers of a few respondents to {items} items were analysed.")),
    "screened": Told(
        N_(
            "Screening for careless responding (long strings, individual variability, the share of the commonest "
            "answer, even-odd consistency, psychometric synonyms, Mahalanobis distance) flagged {flagged}, whose "
            "answers {then}."
        )
    ),
    "so_many": Told(NP_("{n} respondent", "{n} respondents", by="n")),
    "fewer_than": Told(N_("fewer than {n} respondents")),
    "flagged_assigned": Told(N_("shaped no segment, though each of these people was placed in one")),
    "flagged_left_out": Told(N_("were left out")),
    "flagged_kept": Told(N_("were kept")),
    "no_factors_planned": Told(N_("No factors were extracted, as planned.")),
    "too_few_ordered": Told(N_("Too few items had ordered answers for a factor analysis.")),
    "shared_too_little": Told(N_("The items shared too little for a factor analysis (KMO = {kmo:.2f}).")),
    "no_proper_solution": Told(N_("No number of factors had a proper solution, so none were kept.")),
    "pearson_suitable": Told(
        N_("The Pearson correlations were suitable for factor analysis (KMO = {kmo:.2f}{people}).")
    ),
    "polychoric_suitable": Told(
        N_("The polychoric correlations were suitable for factor analysis (KMO = {kmo:.2f}{people}).")
    ),
    "fiml_suitable": Told(
        N_(
            "The full-information maximum-likelihood correlations were suitable for factor analysis (KMO = "
            "{kmo:.2f}{people})."
        )
    ),
    "suggested_parallel": Told(N_("{k} (parallel analysis)")),
    "suggested_map": Told(N_("{k} (MAP)")),
    "suggested_ekc": Told(N_("{k} (empirical Kaiser criterion)")),
    "suggested_hull": Told(N_("{k} (Hull)")),
    "factors_extracted": Told(
        NP_(
            "The suggested numbers of factors were {votes:and}; {k} factor was extracted by {extraction}{rotation}.",
            "The suggested numbers of factors were {votes:and}; {k} factors were extracted by {extraction}{rotation}.",
            by="k",
        )
    ),
    "by_minres": Told(N_("minimum residuals")),
    "by_ml": Told(N_("maximum likelihood")),
    "with_rotation": Told(N_(" with {rotation} rotation")),
    "fit": Told(
        N_(
            "Fit: χ²({df:.0f}) = {chi2:,.1f}, RMSEA = {rmsea:.3f} [90 % CI {rmsea_low:.3f}, {rmsea_high:.3f}], TLI = "
            "{tli:.2f}, CFI = {cfi:.2f}, SRMR = {srmr:.3f}."
        )
    ),
    "grouped": Told(
        N_(
            "Respondents were grouped by {method} on {base}. Solutions with {low} to {high} segments were compared by "
            "the adjusted Rand index over {bootstraps} pairs of bootstrap samples (Dolnicar & Leisch, 2010), against "
            "data of the same correlations without groups; {k} segments were kept{figures}: {verdict}."
        )
    ),
    "grouped_once": Told(
        NP_(
            "Respondents were put into {k} segment by {method} on {base}, as planned{figures}: {verdict}.",
            "Respondents were put into {k} segments by {method} on {base}, as planned{figures}: {verdict}.",
            by="k",
        )
    ),
    "agreement_of_some": Told(
        N_("Agreement was computed from {n:,} of these {of:,} respondents, drawn at random."),
    ),
    "assigned": Told(NP_("{n} respondent has a segment.", "{n} respondents have a segment.", by="n")),
    "classes": Told(
        N_(
            "Respondents were grouped by latent class analysis of their answers to {items} items (maximum likelihood "
            "from several random starts; missing answers by full information). Models with {low} to {high} classes "
            "were compared with one class by BIC (Nylund, Asparouhov & Muthén, 2007) and, by the adjusted Rand index "
            "over pairs of bootstrap samples (Dolnicar & Leisch, 2010), with data of a continuum without classes (a "
            "multivariate normal with the same polychoric correlations, cut at the same shares); {k} classes were "
            "kept{figures}: {verdict}."
        )
    ),
    "by_kmeans": Told(N_("k-means with 100 random starts")),
    "by_tied": Told(N_("a Gaussian mixture with one shared covariance")),
    "by_gmm": Told(N_("Gaussian mixtures")),
    "base_adjusted_factor_scores": Told(N_("factor scores without acquiescence")),
    "base_adjusted_scale_scores": Told(N_("scale scores without acquiescence")),
    "base_factor_scores": Told(N_("factor scores")),
    "base_scale_scores": Told(N_("scale scores")),
    "base_items": Told(N_("standardised items")),
    "base_items_as_answered": Told(N_("items in the units in which they were answered")),
    "base_centred_items": Told(N_("centred items")),
    "mean_agreement": Told(N_(" (mean adjusted Rand index {ari:.2f})")),
    "mean_agreement_of_classes": Told(N_(" (BIC {bic:,.1f}, mean adjusted Rand index {ari:.2f})")),
    "kept_natural": Told(N_("natural groups")),
    "kept_reproducible": Told(N_("a reproducible division without natural gaps")),
    "kept_constructed": Told(N_("a constructed division of a continuum")),
    "kept_none": Told(N_("no reliable groups")),
    "differences_tested": Told(
        N_("Differences were tested with false-discovery control (Benjamini & Hochberg, 1995).")
    ),
    "computed": Told(N_("Computed with Whyprint {version}, seed {seed}.")),
    "weighted": Told(N_("Respondents were weighted by {weights}.")),
    "weighted_by_data": Told(N_("Respondents were weighted by the weights of the data.")),
    "raked": Told(
        N_(
            "Respondents were weighted to known shares of {questions:q and} by raking (iterative proportional fitting;"
            " Deming & Stephan, 1940){base}{bounds}."
        )
    ),
    "raked_from": Told(N_(", starting from the weights in {column}")),
    "raked_within": Told(N_(", with weights kept between {low:g} and {high:g} times their mean")),
    "cost_of_weights": Told(
        N_(
            "Kish's design effect was {design_effect:.2f}, the effective sample size {effective_n:,.0f} "
            "({efficiency:.0%} of the respondents)."
        )
    ),
    "gaps_by_fiml": Told(
        N_(
            "Missing answers ({missing:.1%}) were dealt with by full-information maximum likelihood under a "
            "multivariate normal model (Dempster, Laird & Rubin, 1977)."
        )
    ),
    "confirmed": Told(
        N_(
            "The scales of the questionnaire were tested by confirmatory factor analysis, each item on its own scale "
            "and all scales correlated ({estimator}{unweighted}): χ²({df:.0f}) = {chi2:,.1f}, {p:p}, CFI = "
            "{cfi:.3f}, TLI = {tli:.3f}, RMSEA = {rmsea:.3f} [90 % CI {rmsea_low:.3f}, {rmsea_high:.3f}], SRMR = "
            "{srmr:.3f}."
        )
    ),
    "confirmed_on_listwise": Told(
        NP_(
            "The confirmation used the {n} respondent who answered every item of the scales.",
            "The confirmation used the {n} respondents who answered every item of the scales.",
            by="n",
        )
    ),
    "confirmed_on_fiml": Told(
        NP_(
            "The confirmation used {n} respondent, with or without gaps.",
            "The confirmation used {n} respondents, with or without gaps.",
            by="n",
        )
    ),
    "by_ml_listwise": Told(N_("maximum likelihood, complete answers only")),
    "by_ml_fiml": Told(N_("full-information maximum likelihood, so that people with missing answers count too")),
    "by_dwls_listwise": Told(
        N_(
            "diagonally weighted least squares on polychoric correlations with a test corrected for mean and variance "
            "(WLSMV), complete answers only"
        )
    ),
    "without_weights": Told(N_("; without weights")),
    "n_of_people": Told(N_("; n = {n}")),
    "invariance_checked": Told(
        N_(
            "Measurement invariance across {group:q} ({groups} groups{people}) was tested step by step by maximum "
            "likelihood{unweighted}, judged by changes of CFI (no fall beyond {cfi:.3f}) and RMSEA (no rise beyond "
            "{rmsea:.3f}; Chen, 2007); it {level}."
        )
    ),
    "tested_without_weights": Told(N_(" without weights")),
    "held_none": Told(N_("did not hold at any level")),
    "held_configural": Told(N_("held at the configural level only (same items per scale)")),
    "held_metric": Told(N_("held up to the metric level (equal loadings)")),
    "held_scalar": Told(N_("held up to the scalar level (equal loadings and intercepts)")),
    "held_strict": Told(N_("held up to the strict level (equal loadings, intercepts and residual variances)")),
    "bases_compared": Told(
        N_(
            "For comparison, the same {people} respondents were grouped by k-means on {bases:and}; stability against "
            "data without groups, response style and what segments tell of other questions spoke for {recommended}."
        )
    ),
    "bases_compared_alike": Told(
        N_(
            "For comparison, the same {people} respondents were grouped by k-means on {bases:and}; the best of them "
            "did much the same, and {recommended} was kept."
        )
    ),
    "bases_compared_among_few": Told(
        N_(
            "For comparison, the same respondents were grouped by k-means on {bases:and}; stability against data "
            "without groups, response style and what segments tell of other questions spoke for {recommended}."
        )
    ),
    "methods_compared": Told(
        N_(
            "Other methods were compared with k-means at {k} segments by the adjusted Rand index (Hubert & Arabie, "
            "1985): {agreements:and}."
        )
    ),
    "compared_gmm": Told(N_("Gaussian mixtures")),
    "compared_lca": Told(N_("latent classes")),
    "compared_ward": Told(N_("Ward")),
    "agreement_of": Told(N_("{method} {ari:.2f}")),
    "redrawn": Told(
        N_(
            "Intervals are 95 % intervals over {draws} new samples{lost}: each time {drawn} with replacement, "
            "correlations, factors and scores were updated, and the same number of segments was found anew and matched "
            "to the original ones by the people they share; deviations from the analysis were scaled to all "
            "respondents (Bickel, Götze & van Zwet, 1997)."
        )
    ),
    "drawn_as_many": Told(N_("as many respondents as there are were drawn")),
    "drawn_some": Told(N_("{n:,} respondents were drawn")),
    "memberships_softened": Told(
        N_(
            "Probabilities of membership were calibrated on respondents who had not been drawn and on half of the "
            "questions (temperature {temperature:.2f}; Guo et al., 2017)."
        )
    ),
    "resampled": Told(
        N_(
            "Respondents were drawn anew with replacement {replicates} times{lost}, and every step was repeated on "
            "each sample with the same numbers of factors and segments (Efron & Tibshirani, 1993); intervals of 95 % "
            "reach as far to either side of the analysis as t times the root mean square deviation of the samples "
            "from it."
        )
    ),
    "samples_lost": Told(N_(" ({n} without a solution were left out)")),
}
