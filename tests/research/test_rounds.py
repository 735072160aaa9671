"""Data without groups are looked at until they have said what they can say."""

import numpy as np
import pytest

from research.segments.choice import choose_segments
from research.segments.rounds import rounds, until_settled
from research.segments.stability import CLOUDS, null_stability, summary
from tests.research.segment_data import blobs


def test_every_set_is_looked_at_once():
    assert [place for some in rounds(19) for place in some] == list(range(19))
    assert list(rounds(4)) == [range(4)]


def test_a_number_is_held_against_sets_until_one_of_them_reaches_it():
    """Three segments stand above all sets, four fall to the sixth, five to the first."""
    reached = {3: 99, 4: 5, 5: 0}
    asked = []

    def look(ks, places):
        asked.append((list(ks), len(places)))
        return {k: [[0.9 if place == reached[k] else 0.2] for place in places] for k in ks}

    found = until_settled({k: summary(k, [0.8, 0.8]) for k in (3, 4, 5)}, clouds=19, look=look)
    assert asked == [([3, 4, 5], 4), ([3, 4], 5), ([3], 5), ([3], 5)]
    assert {k: one.sets for k, one in found.items()} == {3: 19, 4: 9, 5: 4}
    assert [found[k].high for k in (3, 4, 5)] == pytest.approx([0.2, 0.9, 0.9])


def test_what_is_said_is_what_all_sets_would_have_said():
    X = blobs(n=400, width=3, k=3, separation=2.5, seed=1)[0]
    found = choose_segments(X, ks=[2, 3, 4], pairs=20, seed=3, n_jobs=1)
    full = null_stability(X, [2, 3, 4], pairs=20, seed=3, n_jobs=1)
    for one in found.candidates:
        assert one.supported == (one.ari_mean > full[one.k].high)
        assert one.null_clouds == CLOUDS or not one.supported
        if one.null_clouds == CLOUDS:
            assert one.null_ari_high == full[one.k].high
    assert np.unique([one.null_clouds for one in found.candidates]).size > 1
