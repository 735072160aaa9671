"""Adequacy equals R's and says plainly when items do not belong together."""

import numpy as np
import pandas as pd
import pytest

from research.correlations.correlate import Correlation, pearson
from research.errors import TooFewResponses
from research.factors.adequacy import adequacy
from tests import told
from tests.research.peers import BFI, bfi, figures, simulated


@pytest.mark.parametrize("name", BFI)
def test_kmo_bartlett_and_determinant_equal_those_of_r(name: str) -> None:
    said = figures()[name]
    found = adequacy(pearson(bfi(name)), n=said["n"])
    assert found.kmo == pytest.approx(said["kmo"], abs=1e-9)
    assert np.abs(found.kmo_items.to_numpy() - said["kmo_items"]).max() < 1e-9
    assert [found.bartlett_chi2, found.bartlett_df] == pytest.approx(said["bartlett"], rel=1e-9)
    assert found.bartlett_p < 1e-300
    assert found.determinant == pytest.approx(said["determinant"], rel=1e-9)
    assert found.verdict.code == "items_have_enough_in_common"
    assert "to be summarised by factors: " in told.text(found.verdict)
    assert found.cautions == ()


def unrelated(n: int = 300) -> Correlation:
    drawn = np.random.default_rng(6).standard_normal((n, 8))
    return pearson(pd.DataFrame(drawn, columns=[f"q{place}" for place in range(8)]))


def test_unrelated_items_are_a_stop() -> None:
    found = adequacy(unrelated())
    assert found.verdict.code == "items_have_too_little_in_common"
    assert {caution.code for caution in found.cautions if caution.severity == "stop"} & {"low_kmo", "no_correlations"}


def test_few_respondents_are_said() -> None:
    found = adequacy(pearson(simulated(n=60, factors=2, per_factor=4, seed=2)))
    assert "few_respondents" in {caution.code for caution in found.cautions}


def test_fewer_respondents_than_items_are_refused() -> None:
    with pytest.raises(TooFewResponses, match="no_more_people_than_items"):
        adequacy(unrelated(), n=8)
