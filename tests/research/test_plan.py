"""A plan is every choice as one value; faults are all named."""

import pytest

from research.errors import BadPlan
from research.plan import AnalysisPlan
from research.plan_help import PLAN_HELP


def test_a_plan_reads_back_as_it_was_written() -> None:
    plan = AnalysisPlan(factors=5, segments=(3, 6), outcomes=("buys",), seed=7)

    assert AnalysisPlan.from_dict(plan.to_dict()) == plan


def test_all_faults_are_named() -> None:
    with pytest.raises(BadPlan) as caught:
        AnalysisPlan.from_dict(
            {"rotation": "sideways", "factors": 0, "segments": [6, 3], "bootstraps": True, "colour": 1, "items": "A1"}
        )

    assert set(caught.value.where) == {"rotation", "factors", "segments", "bootstraps", "colour", "items"}


def test_every_choice_is_explained() -> None:
    assert set(PLAN_HELP) == set(AnalysisPlan().to_dict())
