"""Summaries that were written down: by this version, by the one before, and by none that is known."""

import pytest

from research.declared import Plain
from research.errors import BadData
from research.summary.schema.formats import read_summary
from research.words.grammar import ENGLISH
from tests.surveys.studies.example_summary import example_summary
from tests.told import advice, text


def _of_the_first_format() -> Plain:
    """What the version before wrote where there was nothing to factor."""
    plain = example_summary().plain()
    del plain["format"]
    plain["retention"]["reasons"] = []
    plain["provenance"]["methods"] = "Answers of 400 people were analysed."
    plain["segments"]["reason"] = "The groups come back."
    plain["warnings"] = [
        {"code": "low_kmo", "text": "Too little.", "advice": "Ask more.", "severity": "stop", "where": []}
    ]
    del plain["response_style"]["extreme_share"]
    return plain


def test_what_was_written_is_read_as_it_was() -> None:
    assert read_summary(example_summary().plain()) == example_summary()


def test_a_summary_of_the_version_before_is_brought_to_today_s_keys() -> None:
    found = read_summary(_of_the_first_format())
    assert found.retention.reasons == []
    assert found.response_style.extreme_share is None
    assert found.segments.sizes == example_summary().segments.sizes
    assert ENGLISH.paragraph(found.provenance.methods) == "Answers of 400 people were analysed."
    assert text(found.segments.reason) == "The groups come back."
    assert (found.warnings[0].code, text(found.warnings[0])) == ("low_kmo", "Too little.")
    assert advice(found.warnings[0]) == "Ask more."


def test_names_by_rules_that_are_no_more_are_no_names() -> None:
    plain = example_summary().plain()
    names = [
        {"code": "name_of_code", "texts": {"segment": "S1"}, "text": "Group S1", "advice": ""},
        {"code": "name_more", "texts": {"dimension": "openness"}, "text": "More openness", "advice": ""},
        {"code": "name_of_lowest_level", "figures": {"levels": 3}},
        {"code": "name_of_kind", "texts": {"adjective": "Calm", "people": "Planners"}},
    ]
    plain["personas"] = [{**plain["personas"][0], "name": name} for name in names]
    told = [persona.called and text(persona.called) for persona in read_summary(plain).personas]
    assert told == [None, None, "Lowest of 3 levels", "Calm Planners"]


@pytest.mark.parametrize(
    "plain", [{}, {"seed": 1}, {"format": 2}, {"format": 99, **_of_the_first_format()}, {"retention": []}]
)
def test_what_no_version_wrote_is_refused_with_advice(plain: Plain) -> None:
    with pytest.raises(BadData) as refused:
        read_summary(plain)
    assert advice(refused.value) == "Run the analysis again."


def test_a_sentence_that_nothing_says_any_more_keeps_the_words_it_was_written_in() -> None:
    plain = example_summary().plain()
    plain["segments"]["reason"] = {
        "code": "much_less", "figures": {}, "texts": {"item": "I plan"}, "parts": {},
        "text": "They say “I plan” much less than others do.", "advice": "",
    }  # fmt: skip

    assert text(read_summary(plain).segments.reason) == "They say “I plan” much less than others do."
