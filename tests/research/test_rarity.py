"""How few people are what the card says."""

import numpy as np
import pandas as pd
import pytest

from research.errors import BadData
from research.personas.rarity import rarity


@pytest.fixture
def people():
    values = pd.DataFrame({"taste": [1.0, 1, 2, 2, 2, np.nan], "age": [20.0, 30, 40, 50, 60, 70]})
    labels = pd.Series(["S1", "S1", "S1", "S2", "S2", "S2"])
    return values, labels


def test_only_people_on_the_right_side_every_time_match_all_traits():
    values = pd.DataFrame({"a": [5.0, 5, 1, 1, 1, 1], "b": [5.0, 1, 5, 1, 1, 1]})
    labels = pd.Series(["S1", "S1", "S1", "S2", "S2", "S2"])
    found = rarity(values, labels, "S1", top=2)
    assert (found.n_match, found.n) == (1, 3)
    assert (found.n_match_others, found.n_others) == (0, 3)
    assert set(found.traits) == {"a", "b"}
    assert found.directions == (1, 1)


def test_more_traits_are_matched_by_fewer_people():
    rng = np.random.default_rng(1)
    labels = pd.Series(np.repeat(["S1", "S2"], 300))
    shift = np.where(labels == "S1", 0.5, -0.5)[:, None]
    values = pd.DataFrame(rng.normal(size=(600, 8)) + shift).add_prefix("q")
    matches = [rarity(values, labels, "S1", top=top).n_match for top in (1, 3, 6, 8)]
    assert matches == sorted(matches, reverse=True)
    assert matches[-1] < matches[0] / 2


def test_traits_are_the_largest_differences_first():
    rng = np.random.default_rng(1)
    labels = pd.Series(np.repeat(["S1", "S2"], 200))
    values = pd.DataFrame(rng.normal(size=(400, 3)), columns=["weak", "strong", "low"])
    values["strong"] += np.where(labels == "S1", 2, 0)
    values["low"] -= np.where(labels == "S1", 1, 0)
    found = rarity(values, labels, "S1", top=2)
    assert found.traits == ("strong", "low")
    assert found.directions == (1, -1)


def test_an_empty_segment_has_no_rarity(people):
    with pytest.raises(BadData):
        rarity(*people, "S9")
