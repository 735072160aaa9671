"""Why bootstrap agreement on coarse answers differs from flexclust's: ten starts end in local optima."""

from pathlib import Path

import pandas as pd
import pytest

from research.segments.stability import bootstrap_stability

FLEXCLUST = {2: 0.951, 3: 0.884, 4: 0.774, 5: 0.669, 6: 0.630, 7: 0.571, 8: 0.610}
"""set.seed(1234); colMeans(bootFlexclust(X, 2:8, nrep = 10, nboot = 100, FUN = cclust)@rand); X: 0 or 1."""


@pytest.fixture(scope="module")
def opinions(shared_data: Path) -> pd.DataFrame:
    frame = pd.read_csv(shared_data / "mcdonalds-msa" / "mcdonalds.csv").iloc[:, :11]
    return (frame == "Yes").astype(float)


def test_agreement_is_near_that_of_flexclust_and_never_far_below(opinions: pd.DataFrame) -> None:
    found = bootstrap_stability(opinions, range(2, 9), pairs=100, seed=1)
    for k, theirs in FLEXCLUST.items():
        assert -0.05 < found[k].mean - theirs < 0.1


def test_more_starts_agree_more_so_both_figures_are_on_the_cautious_side(opinions: pd.DataFrame) -> None:
    few, many = (bootstrap_stability(opinions, [5], pairs=40, seed=1, starts=starts)[5] for starts in (10, 100))
    assert many.mean > few.mean + 0.03
    assert many.mean > FLEXCLUST[5] + 0.1
