"""Names of personas by rule: true of their people and of no others, and none where no end of a scale allows one."""

import pytest

from research.personas.naming import Centres, name_personas
from research.words.grammar import ENGLISH

POLES = {
    "F1": {"high": ("orderly", "Planners"), "low": ("easy-going", "Improvisers")},
    "F2": {"high": ("curious", "Explorers"), "low": ("practical", "Doers")},
}


def _names(centres: Centres, poles=POLES) -> dict[str, str | None]:
    found = name_personas(centres, poles=poles)
    return {segment: name and ENGLISH.text(name.said) for segment, name in found.items()}


def test_a_name_takes_its_noun_from_the_clearest_dimension() -> None:
    centres = {"S1": {"F1": 0.9, "F2": 0.6}, "S2": {"F1": -0.6, "F2": -0.8}}
    assert _names(centres) == {"S1": "Curious Planners", "S2": "Easy-going Doers"}


def test_a_name_knows_the_ends_it_rests_on() -> None:
    found = name_personas({"S1": {"F1": 0.9, "F2": 0.6}, "S2": {"F1": 0.1, "F2": -0.8}, "S3": {"F2": 0.1}}, poles=POLES)

    ends = {segment: name and [(pole.dimension, pole.end) for pole in name.poles] for segment, name in found.items()}
    assert ends == {"S1": [("F1", "high"), ("F2", "high")], "S2": [("F2", "low")], "S3": None}


def test_people_who_hardly_differ_have_no_name() -> None:
    assert _names({"S1": {"F1": 0.4, "F2": 0.3}, "S2": {"F1": -0.7, "F2": 0.6}})["S1"] is None


def test_dimensions_without_words_for_their_ends_name_nobody() -> None:
    assert _names({"S1": {"F1": 0.9, "F2": 0.0}, "S2": {"F2": -0.7, "F1": 0.1}}, {}) == {"S1": None, "S2": None}


@pytest.mark.parametrize("levels", [(0.9, -0.9), (0.0, 0.7, 1.6, -1.9, -0.8)])
def test_pieces_of_one_scale_are_levels_and_have_no_names(levels: tuple[float, ...]) -> None:
    centres = {f"S{place}": {"F1": level, "F2": 0.1} for place, level in enumerate(levels)}
    assert set(_names(centres).values()) == {None}


def test_what_is_as_true_of_others_names_nobody() -> None:
    both_orderly = {"S1": {"F1": 0.9, "F2": 0.0}, "S2": {"F1": 0.8, "F2": 0.1}, "S3": {"F1": -0.7, "F2": 0.9}}
    assert _names(both_orderly) == {"S1": None, "S2": None, "S3": "Easy-going Explorers"}


def test_a_second_end_tells_apart_who_shares_the_first() -> None:
    centres = {"S1": {"F1": 0.9, "F2": 0.6}, "S2": {"F1": 0.8, "F2": -0.6}}
    assert _names(centres) == {"S1": "Curious Planners", "S2": "Practical Planners"}


def test_names_differ_where_two_scales_have_the_same_words() -> None:
    poles = {"F1": POLES["F1"], "F2": POLES["F1"]}
    centres = {"S1": {"F1": 0.9, "F2": 0.0}, "S2": {"F1": 0.0, "F2": 0.9}}
    assert _names(centres, poles) == {"S1": "Planners", "S2": None}
