"""What is shown of every item is shown as it was answered, also where it is reversed for its scale."""

import numpy as np
import pytest
from scipy import stats

from research.summary.measurement import items
from tests.report_samples import sample_analysis


def test_ends_and_skew_of_a_reversed_item_are_those_of_the_answers_as_given() -> None:
    measured = sample_analysis().measurement
    told = items(measured)
    reversed_items = [name for name, item in told.items() if item.reverse]
    assert reversed_items

    for name in reversed_items:
        answers, item = measured.answers[name].dropna(), told[name]
        assert item.floor == pytest.approx(np.mean(answers == item.low))
        assert item.ceiling == pytest.approx(np.mean(answers == item.high))
        assert np.sign(item.skew) == np.sign(stats.skew(answers))
