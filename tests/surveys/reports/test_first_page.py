"""The first page says what the set is, and nothing in the whole report says more."""

import re

import pytest

from research.said import say
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from surveys.presentation.report.words import plain
from tests.report_samples import sample_charts, sample_published
from tests.summaries import changed

NAME = {"code": "line_of_one", "texts": {"what": "Liking of coffee D"}}
LINE = {"share": 0.97, "name": NAME, "order": ["S3", "S1", "S2"]}
LIGHT = 'class="light light--'


def _report(verdict: str, *, supported: bool, **more: object) -> str:
    """Every page of a report, as the file has them."""
    segments = sample_published().segments
    place = [each.k for each in segments.candidates].index(segments.k)
    changes = {"segments.verdict": verdict, f"segments.candidates.{place}.supported": supported, **more}
    return render_report_file(changed(sample_published(), changes), sample_charts(), context=Context(title="Thrift"))


def _lights(text: str) -> set[str]:
    return {after.split('"')[0] for after in text.split(LIGHT)[1:]}


def test_groups_with_gaps_are_kinds_of_people() -> None:
    text = _report("natural", supported=True)

    assert "There are 3 kinds of people here" in text
    assert "go" in _lights(text)


@pytest.mark.parametrize(
    ("verdict", "supported"), [("reproducible", True), ("reproducible", False), ("constructed", True)]
)
def test_nothing_but_natural_groups_is_called_kinds_of_people(verdict: str, *, supported: bool) -> None:
    assert "kinds of people" not in _report(verdict, supported=supported)


@pytest.mark.parametrize(("verdict", "supported"), [("reproducible", False), ("constructed", True)])
def test_what_data_without_groups_do_as_well_is_a_continuum_with_grey_lights(verdict: str, *, supported: bool) -> None:
    text = _report(verdict, supported=supported)

    assert "is a continuum, cut for use into 3 parts" in text
    assert _lights(text) == {"unknown"}


def test_a_division_that_beats_data_without_groups_has_its_lights() -> None:
    text = _report("reproducible", supported=True)

    assert "divides them into 3 groups that shade into one another" in text
    assert "go" in _lights(text)


def test_steps_of_one_thing_are_levels_and_what_of_is_said() -> None:
    text = _report("natural", supported=True, **{"segments.line": LINE})

    assert "Levels, not kinds: one thing, cut in 3, from least to most: “Liking of coffee D”." in text
    assert "kinds of people here" not in text
    assert _lights(text) == {"unknown"}


def test_the_agreement_stands_beside_what_data_without_groups_reach() -> None:
    kept = sample_published().segments.kept
    assert kept is not None

    text = _report("reproducible", supported=False)

    assert f"agree to {kept.ari_mean:.2f}" in text
    assert f"data without groups reach {kept.null_ari_high:.2f} at most" in text


def test_a_card_that_fits_nobody_has_no_green_light() -> None:
    nobody = {f"personas.{place}.rarity.n_match": 0 for place in range(3)}

    text = _report("natural", supported=True, **nobody)

    assert _lights(text) == {"caution"}
    assert "the card fits nobody" in text


def test_a_persona_that_is_nearly_a_demographic_group_is_said_on_its_page_and_on_the_first() -> None:
    row = next(row for row in sample_published().personas[0].facets["demographics"].rows).model_dump()
    women = {
        **row,
        "text": "Gender",
        "label": {"code": "answer", "texts": {"label": "Woman"}},
        "share": 0.94,
        "population_share": 0.52,
    }

    text = _report("natural", supported=True, **{"personas.0.nearly": [women]})

    said = "S1 is nearly a demographic group: 94\u00a0% answer “Woman” to “Gender” (all 52\u00a0%)."
    assert text.count(said) == 2
    assert text.index(said) < text.index('id="S1"')


def test_what_data_without_groups_give_is_one_figure_wherever_it_stands() -> None:
    segments = sample_published().segments

    text = _report("reproducible", supported=False)

    assert "Without groups, at most" in text
    assert segments.kept.null_ari_high is not None
    for each in segments.candidates:
        row = next(row for row in text.split("<tr")[1:] if re.search(rf">{each.k}( \(kept\))?</th>", row))
        assert f">{plain(each.null_ari_high)}<" in row  # a mixture that is not kept was held against none


def test_every_n_says_what_it_counts() -> None:
    methods_of_a_paper = '<p class="measure serif">.*?</p>'  # which names the step before each of its n
    text = re.sub(f"<svg.*?</svg>|{methods_of_a_paper}", "", _report("reproducible", supported=True), flags=re.DOTALL)

    assert re.findall(r"n = [\d,]+(?: to [\d,]+)? (?:people|of everybody)", text)
    assert not re.findall(r"\bn = [\d,]+(?! people| to |,|\d)[^<]{0,20}", text)


def _sized(*intervals: tuple[float, float, float]) -> str:
    changes = {
        f"personas.{place}.{name}": value
        for place, figures in enumerate(intervals)
        for name, value in zip(("share", "low", "high"), figures, strict=True)
    }
    return _report("reproducible", supported=True, **changes)


def test_personas_are_of_the_same_size_only_where_each_could_be_as_large_as_the_other() -> None:
    """Intervals that touch say little: 29 % (20 to 38) and 12 % (4 to 20) are not about the same."""
    unlike = _sized((0.29, 0.2, 0.38), (0.26, 0.18, 0.34), (0.12, 0.04, 0.2))
    alike = _sized((0.36, 0.3, 0.42), (0.33, 0.28, 0.38), (0.31, 0.26, 0.37))

    assert "about the same size" not in unlike
    assert "is the largest with 29\u00a0%" in unlike
    assert "The personas are of about the same size" in alike


def test_shares_that_people_weigh_differently_in_say_so() -> None:
    said = "Shares count people by their survey weights."

    assert said not in _report("natural", supported=True)
    assert said in _report("natural", supported=True, **{"data.weighted": True})


def test_a_dimension_named_by_one_item_does_not_speak_as_that_item() -> None:
    published = sample_published()
    name = next(iter(published.personas[0].scores))
    profiles = published.segments.profiles
    place = next(place for place, table in enumerate(profiles) if table.variable == name and table.type == "third")
    ends = ("lowest_third_around", "middle_third_around", "highest_third_around")
    around = [
        option.model_copy(update={"told": say(code)}).model_dump()
        for option, code in zip(profiles[place].options, ends, strict=True)
    ]
    widest = {f"personas.{at}.scores.{name}.value": value for at, value in enumerate((2.0, -2.0, 0.0))}

    text = _report("natural", supported=True, **{f"segments.profiles.{place}.options": around}, **widest)

    assert "The dimension around “" in text
    assert "furthest from everybody" in text


def test_a_level_in_a_sentence_stands_beside_its_code_and_not_as_a_name() -> None:
    levels = [
        {"code": "name_of_level", "figures": {"level": 2, "levels": 3}},
        {"code": "name_of_lowest_level", "figures": {"levels": 3}},
        {"code": "name_of_highest_level", "figures": {"levels": 3}},
    ]
    named = {f"personas.{place}.name": said for place, said in enumerate(levels)}

    text = _report("natural", supported=True, **{"segments.line": LINE}, **named)

    assert "(level 2 of 3)" in text
    assert "(lowest of 3 levels)" in text


def test_a_persona_that_no_question_sets_apart_is_not_told_by_a_nought() -> None:
    defines = [{**row.model_dump(), "marker": False} for row in sample_published().personas[0].defines]

    text = _report("natural", supported=True, **{"personas.0.defines": defines})

    assert "No question sets S1 clearly apart" in text
    assert ">0 questions of" not in text


def test_an_answer_that_is_a_fact_of_somebody_is_no_answer_to_a_statement() -> None:
    place = next(at for at, row in enumerate(sample_published().personas[0].who))
    row = sample_published().personas[0].who[place].model_dump()
    school = {"type": "ordinal", "text": "Education", "label": {"code": "answer", "texts": {"label": "college"}}}

    text = _report("natural", supported=True, **{f"personas.0.who.{place}": {**row, **school}})

    assert "college (Education)" in text
