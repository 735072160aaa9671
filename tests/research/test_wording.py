"""Numbers become careful sentences: portraits in the respondents' own words."""

from collections.abc import Callable
from typing import Any

import pytest

from research.said import Said
from research.summary.schema.told import Defining
from research.summary.wording import overlap_of, overlap_share, portrait
from research.words.grammar import ENGLISH
from tests.summaries import part


def _told(make: Callable[[Any], Said], given: Defining | list[Defining]) -> str:
    return ENGLISH.text(make(given))


def _row(text: str, effect: float, *, marker: bool = True, **given: Any) -> Defining:
    return part(Defining, text=text, effect=effect, marker=marker, **given)


def test_a_portrait_names_what_sets_people_apart() -> None:
    rows = [_row("I plan.", 1.0), _row("I waste time.", -0.9), _row("I tidy.", 0.7)]

    assert _told(portrait, rows) == (
        "They rate “I plan” and “I tidy” higher than others do. They rate “I waste time” lower than others do."
    )


def test_one_clear_item_is_told_and_none_is_not_called_a_difference() -> None:
    assert _told(portrait, [_row("I plan.", 1.0), _row("I tidy.", 0.3, marker=False)]).startswith("They rate “I plan”")
    assert "much like everybody else" in _told(portrait, [_row("I plan.", 0.3, marker=False)])


def test_a_large_difference_among_few_people_is_not_called_likeness() -> None:
    assert _told(portrait, [_row("I plan.", 1.2, marker=False)]) == (
        "Too few people answered to say clearly what sets them apart."
    )


def test_groups_overlap_by_what_two_bells_share() -> None:
    assert overlap_share(0.8) == pytest.approx(0.6891565, abs=1e-6)  # R: 2 * pnorm(-0.4)


def test_yes_or_no_answers_overlap_by_what_both_groups_answer() -> None:
    given = {"value": 0.9, "population": 0.5, "n": 100, "base_n": 200, "scale_low": 0, "scale_high": 1}
    assert overlap_of(_row("I plan", 1.2, type="binary", **given)) == pytest.approx(0.2)
    assert overlap_of(_row("I plan", 1.2, type="ordinal", **given)) == overlap_share(1.2)
