"""Where some people stand for all, it is said how many: in the methods paragraph and on the page."""

from research.summary.methods import methods_paragraph
from research.words.grammar import ENGLISH
from surveys.presentation.results.segments import candidates_table
from tests.surveys.studies.example_summary import example_summary


def test_the_people_an_agreement_was_computed_from_are_named() -> None:
    found = example_summary({"segments.n_looked_at": 4000, "segments.n_fitted": 90_000})
    assert "computed from 4,000 of these 90,000 respondents" in ENGLISH.paragraph(methods_paragraph(found))
    assert "Computed from 4,000 of 90,000 people" in str(candidates_table(found).base)


def test_nothing_is_said_where_agreement_rests_on_everybody() -> None:
    found = example_summary({"segments.n_looked_at": 396, "segments.n_fitted": 396})
    assert "computed from" not in ENGLISH.paragraph(methods_paragraph(found))
    assert "Computed from" not in str(candidates_table(found).base)


def test_it_is_said_that_flagged_people_are_in_segments_that_others_shaped() -> None:
    found = example_summary({"segments.n_fitted": 380, "screening.cutoffs": {"long_string": 9.0}})
    assert "shaped no segment, though each of these people was placed in one" in ENGLISH.paragraph(
        methods_paragraph(found)
    )
