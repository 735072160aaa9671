"""Numbers become careful sentences: names by rule, portraits in the respondents' own words."""

from collections.abc import Callable
from typing import Any

import pytest

from research.personas.naming import AnswerWords, name_personas
from research.said import Said
from research.summary.schema.told import Defining
from research.summary.wording import overlap_of, overlap_share, portrait, stability_light
from research.words.grammar import ENGLISH
from tests.summaries import part

WORDS = {"F1": "Conscientiousness", "F2": "Openness to experience"}
POLES = {
    "F1": {"high": ("orderly", "Planners"), "low": ("easy-going", "Improvisers")},
    "F2": {"high": ("curious", "Explorers"), "low": ("practical", "Doers")},
}


def test_a_name_takes_its_noun_from_the_clearest_dimension() -> None:
    names = name_personas({"S1": {"F1": 0.9, "F2": 0.5}, "S2": {"F1": -0.3, "F2": -0.8}}, words=WORDS, poles=POLES)

    assert {segment: name.words for segment, name in names.items()} == {
        "S1": "Curious Planners",
        "S2": "Easy-going Doers",
    }


def test_names_differ_even_where_segments_are_alike() -> None:
    names = name_personas({"S1": {"F1": 0.9, "F2": 0.5}, "S2": {"F1": 0.8, "F2": 0.4}}, words=WORDS, poles=POLES)

    assert len({name.words for name in names.values()}) == 2


def test_a_segment_like_everybody_is_called_what_it_is() -> None:
    assert name_personas({"S1": {"F1": 0.1}}, words=WORDS, poles=POLES)["S1"].words == "The Middle Ground"


def test_a_name_knows_the_dimensions_it_rests_on() -> None:
    names = name_personas(
        {"S1": {"F1": 0.9, "F2": 0.5}, "S2": {"F1": 0.1, "F2": -0.8}, "S3": {"F1": 0.0, "F2": 0.1}},
        words=WORDS,
        poles=POLES,
    )

    assert [names[segment].dimensions for segment in names] == [("F1", "F2"), ("F2",), ()]


def test_without_words_for_the_ends_the_dimension_itself_is_the_name() -> None:
    names = name_personas({"S1": {"F1": 0.9, "F2": 0.0}, "S2": {"F2": -0.7, "F1": 0.1}}, words=WORDS, poles={})

    assert {segment: name.words for segment, name in names.items()} == {
        "S1": "More Conscientiousness",
        "S2": "Less Openness",
    }
    assert all(len(name.words) <= 24 for name in names.values())


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


@pytest.mark.parametrize(("jaccard", "light"), [(0.8, "green"), (0.7, "amber"), (0.5, "red"), (None, "amber")])
def test_the_light_follows_how_often_a_segment_is_found_again(jaccard: float | None, light: str) -> None:
    assert stability_light(jaccard)[0] == light


def test_levels_of_one_dimension_are_told_apart_by_degree() -> None:
    centres = {
        code: {"F1": value} for code, value in (("S1", 0.0), ("S2", 0.7), ("S3", 1.6), ("S4", -1.9), ("S5", -0.8))
    }
    names = name_personas(centres, words={"F1": "Satisfaction"}, poles={})
    assert [names[code].words for code in centres] == [
        "The Middle Ground",
        "More Satisfaction",
        "Far More Satisfaction",
        "Far Less Satisfaction",
        "Less Satisfaction",
    ]


def test_what_people_say_yes_to_names_them_where_questions_are_words() -> None:
    words = {
        name: AnswerWords(question=name + ".", low="no", high="yes", ordered=True)
        for name in ("cheap", "tasty", "dear")
    }
    centres = {
        "S1": {"cheap": 0.6, "tasty": 0.5, "dear": -0.7},
        "S2": {"cheap": -0.9, "tasty": 0.1, "dear": 0.8},
        "S3": {"cheap": 0.0, "tasty": -0.9, "dear": 0.1},
    }
    names = name_personas(centres, words={name: name for name in words}, poles={}, answers=words)
    assert [names[code].words for code in centres] == ["Cheap and Tasty", "Dear", "Not Tasty"]
    assert names["S1"].dimensions == ("cheap", "tasty")


def test_yes_or_no_answers_overlap_by_what_both_groups_answer() -> None:
    given = {"value": 0.9, "population": 0.5, "n": 100, "base_n": 200, "scale_low": 0, "scale_high": 1}
    assert overlap_of(_row("I plan", 1.2, type="binary", **given)) == pytest.approx(0.2)
    assert overlap_of(_row("I plan", 1.2, type="ordinal", **given)) == overlap_share(1.2)


def test_a_cut_name_ends_on_a_word() -> None:
    named = name_personas({"S1": {"F1": 0.9}}, words={"F1": "Software, hardware and games"}, poles={})
    assert named["S1"].words == "More Software, hardware"
    named = name_personas({"S1": {"F1": 0.9}}, words={"F1": "Personal hardware, games"}, poles={})
    assert named["S1"].words == "More Personal hardware"
