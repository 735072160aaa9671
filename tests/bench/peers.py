"""What other programs take for the same steps, as facts: measured once with R 4.2.2 on two cores, not in this run.

psych 2.2.9, EFAtools, flexclust, mclust and factor-analyzer 0.5.1; bfi are the 2,436 complete cases of
psych::bfi, 100,000 x 60 is simulated. The whole default analysis in R took about 46 s on bfi, and over 170 s on
100,000 x 60 with only two pairs of bootstrap samples.
"""

BARS: dict[str, tuple[float, float | None]] = {
    "bfi, 2,800 x 25": (3, None),
    "simulated, 100,000 x 60": (15, 1000),
    "simulated, 1,000,000 x 60": (60, 2000),
}
"""Seconds of wall time after imports on two free cores, and MB of memory, that an analysis may take."""

WHOLE_IN_R = {"bfi, 2,800 x 25": 46.0, "simulated, 100,000 x 60": 170.0}
"""Seconds of the whole default analysis in R: the last line of `PEERS`."""

PEERS = (
    ("polychoric (psych)", "1.9", "7.4"),
    ("parallel analysis, 20 draws (psych)", "0.5", "19.8"),
    ("parallel analysis, 1,000 draws (EFAtools)", "10.6", "-"),
    ("EFA, minres and oblimin (psych)", "0.04", "2.7"),
    ("EFA, minres and oblimin (factor-analyzer)", "0.03", "0.26"),
    ("omega (psych)", "0.05", "1.1"),
    ("k-means, k = 2 to 8 (R)", "1.1 (50 starts)", "38 (10 starts)"),
    ("bootFlexclust, k = 2 to 8 (flexclust)", "42 (20 pairs)", "104 (2 pairs)"),
    ("mixtures (mclust)", "13.6 (14 models)", "7.3 (one model)"),
    ("everything by default", "46", "170 and more"),
)
