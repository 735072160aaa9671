"""Questionnaires as columns: codebook, wide form, scores."""

import pytest

from surveys.questionnaire.codebook import build_codebook, wide_columns, wide_row
from surveys.questionnaire.definition import Pole
from surveys.questionnaire.flow import finalise, way_through
from surveys.questionnaire.keying import scale_members
from surveys.questionnaire.missing import ALL_CODES
from tests.surveys.questionnaire.samples import GOOD, read_questionnaire_file, sample


def test_a_scale_item_keeps_its_keying_its_range_and_the_facet_nearest_to_it() -> None:
    codebook = build_codebook(sample("matrix"))
    second, third = codebook["thrift_2"], codebook["thrift_3"]
    assert (second.type, second.scale, second.reverse, second.range) == ("ordinal", "thrift", True, (1, 5))
    assert (second.facet, third.facet) == ("values", "preferences")
    assert second.labels == {1: "Not at all", 5: "Fully"}
    assert codebook.missing_codes == ALL_CODES


def test_a_multiple_choice_is_one_binary_item_for_each_option() -> None:
    codebook = build_codebook(sample("multiple_choice_limits"))
    assert [item.name for item in codebook.items] == ["snack_1", "snack_2", "snack_3", "snack_4"]
    assert {(item.type, item.group) for item in codebook.items} == {("binary", "snack")}


def test_an_ordered_choice_is_analysed_as_ranks() -> None:
    question = next(each for each in sample("single_choice_other").questions() if each.type == "single_choice")
    codes = [option.code for option in question.options]
    ordered = question.model_copy(update={"ordered": True})
    item = ordered.codebook_items(section_facet=None, language="en", default="en")[0]
    assert (item.type, item.range) == ("ordinal", (min(codes), max(codes)))


def test_an_attention_check_is_named_but_no_item() -> None:
    codebook = build_codebook(sample("attention_check"))
    assert codebook.attention == {"awake": 2}
    assert "awake" not in codebook
    assert "liking" in codebook


def test_the_ends_of_a_scale_keep_their_words() -> None:
    calm = sample("keyed_scale")
    scale = calm.scales[0].model_copy(update={"high": Pole(adjective="calm", people="Rocks")})
    codebook = build_codebook(calm.model_copy(update={"scales": (scale,)}))
    assert (codebook.scale("calmness").high, codebook.scale("calmness").low) == (("calm", "Rocks"), None)


def test_the_codebook_speaks_the_language_asked_for() -> None:
    mood = build_codebook(sample("languages"), language="fi")["mood"]
    assert (mood.text, mood.labels[1]) == ("Mitä kuuluu?", "Hyvää")


def test_the_wide_form_has_a_column_for_each_option() -> None:
    snacks = sample("multiple_choice_limits")
    assert wide_row(snacks, {"snack": [1, 3]}) == {"snack_1": 1, "snack_2": 0, "snack_3": 1, "snack_4": 0}
    assert wide_row(snacks, {"snack": -99}) == dict.fromkeys(("snack_1", "snack_2", "snack_3", "snack_4"), -99)
    assert wide_row(snacks, {}) == dict.fromkeys(("snack_1", "snack_2", "snack_3", "snack_4"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_codebook_and_wide_form_agree_on_the_columns(path: object) -> None:
    questionnaire = read_questionnaire_file(path)  # type: ignore[arg-type]
    columns = [column.name for column in wide_columns(questionnaire)]
    codebook = build_codebook(questionnaire)
    described = {item.name for item in codebook.items} | set(codebook.attention)
    assert len(columns) == len(set(columns))
    assert described <= set(columns)
    assert {name for name in set(columns) - described if not name.endswith("_quote")} == set()
    row = wide_row(questionnaire, finalise(way_through(questionnaire, {})))
    assert list(row) == columns
    assert None not in row.values()


def test_a_reversed_item_is_reversed_once() -> None:
    first, second, third = scale_members(sample("keyed_scale"))["calmness"]
    assert [member.reverse for member in (first, second, third)] == [False, True, False]
    assert (first.keyed(4), second.keyed(4)) == (4, 2)
