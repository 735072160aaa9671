"""Whether people know themselves in a text: found where the truth is known, and never told of a few."""

import numpy as np
import pytest

from research.disclosure.alike import guard_alike
from research.disclosure.rules import Rules
from research.summary.alike import tell_alike

CODES = ("S1", "S2", "S3")


def world(knows: float, *, people: int = 3_000, charm: float = 0.0) -> tuple[list[str], list[str | None]]:
    """People of whom a share knows the own text; the others choose blindly, S1's text more often by its charm."""
    draw = np.random.default_rng(7)
    texts: list[str | None] = [*CODES, None]
    chances = np.array([1 + charm, 1, 1, 1]) / (4 + charm)
    placed = [CODES[number] for number in draw.integers(0, 3, people)]
    blind = draw.choice(4, people, p=chances)
    knowing = draw.random(people) < knows
    return placed, [own if sure else texts[at] for own, sure, at in zip(placed, knowing, blind, strict=True)]


@pytest.mark.parametrize("knows", [0.0, 0.3, 0.8])
def test_agreement_over_chance_is_the_share_that_knows_itself(knows: float) -> None:
    found = tell_alike(*world(knows), codes=CODES)
    for line in found.personas:
        assert line.over == pytest.approx(knows, abs=0.05)
        assert line.low < line.over < line.high  # type: ignore[operator]
    assert found.decoy == pytest.approx((1 - knows) / 4, abs=0.03)


def test_a_text_that_everybody_likes_is_no_agreement() -> None:
    liked = tell_alike(*world(0.0, charm=4.0), codes=CODES).personas[0]
    assert liked.own > 0.5  # type: ignore[operator]
    assert abs(liked.over) < 0.06  # type: ignore[arg-type]


def test_small_personas_and_their_company_are_not_told() -> None:
    placed = ["S1"] * 200 + ["S2"] * 60 + ["S3"] * 4
    chosen: list[str | None] = ["S1", "S2", "S3", None] * 66
    shown = guard_alike(tell_alike(placed, chosen, codes=CODES), rules=Rules(smallest_group=10))
    assert [line.people for line in shown.personas] == [200, None, None]
    assert [line.own for line in shown.personas[1:]] == [None, None]
    assert shown.decoy is None


def test_a_choice_of_a_few_is_not_told() -> None:
    placed = ["S1"] * 100 + ["S2"] * 100
    chosen: list[str | None] = ["S1"] * 97 + [None] * 3 + ["S2"] * 60 + ["S1"] * 40
    shown = guard_alike(tell_alike(placed, chosen, codes=("S1", "S2")), rules=Rules(smallest_group=10))
    assert shown.personas[0].own is None
    assert shown.decoy is None
