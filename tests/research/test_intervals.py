"""Intervals agree with R."""

import pytest

from research.arithmetic.intervals import wilson


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = wilson(0.5, 100)  # R: prop.test(50, 100, correct = FALSE)$conf.int

    assert low == pytest.approx(0.4038315, abs=1e-6)
    assert high == pytest.approx(0.5961685, abs=1e-6)


def test_without_people_anything_is_possible() -> None:
    assert wilson(0.5, 0) == (0.0, 1.0)
