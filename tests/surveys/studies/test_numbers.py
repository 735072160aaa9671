"""Figures as researchers read them."""

import pytest

from surveys.presentation import numbers


@pytest.mark.parametrize(
    ("value", "shown"), [(0.456, ".46"), (-0.456, "−.46"), (1.0, "1.00"), (0.999, "1.00"), (0.0, ".00"), (None, "–")]
)
def test_a_correlation_has_no_leading_zero(value: float | None, shown: str) -> None:
    assert numbers.correlation(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(-0.001, "0.00"), (-1.5, "−1.50"), (12.345, "12.35"), (None, "–")])
def test_a_decimal_has_a_real_minus_and_no_negative_zero(value: float | None, shown: str) -> None:
    assert numbers.decimal(value) == shown


@pytest.mark.parametrize(("p", "shown"), [(1e-9, "< .001"), (0.004, ".004"), (0.04, ".04"), (0.5, ".50"), (None, "–")])
def test_small_probabilities_are_not_shown_as_nothing(p: float | None, shown: str) -> None:
    assert numbers.p_value(p) == shown


def test_shares_and_intervals() -> None:
    assert numbers.percent(0.1234) == "12 %"
    assert numbers.percent(0.1234, 1) == "12.3 %"
    assert numbers.percent_between(0.1, 0.25) == "10 to 25 %"
    assert numbers.between(None, 0.2) == "–"
    assert numbers.whole(12345.4) == "12,345"


def test_what_was_not_computed_sorts_before_everything() -> None:
    assert numbers.sortable("–", None)["sort"] < numbers.sortable("−.90", -0.9)["sort"]
