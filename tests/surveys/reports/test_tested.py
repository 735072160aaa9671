"""What a report says about its own certainty: in how many new samples things hold, and what was not tested."""

import re

from research.summary.schema import Summary
from research.summary.schema.measured import Margin, Weighting
from research.summary.schema.segmented import Certainty
from research.summary.schema.tested import ComparedGroups, ConfirmedScales
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from tests.report_samples import sample_charts, sample_published
from tests.summaries import changed, part

MARGIN = part(Margin, variable="gender", text="Gender", code=1, label="Woman", n=300, target=0.5, before=0.6, after=0.5)
UNTESTED = "Not tested"


def _file(published: Summary) -> str:
    return render_report_file(published, sample_charts(), context=Context(title="How people buy"))


def _resampled(**changes: object) -> Summary:
    """The sample as if it had been run again on 100 new samples, of which two carried no solution."""
    published = sample_published()
    holds = {
        f"personas.{which}.statements.{place}.holds": 0.92 if place else 0.5
        for which, persona in enumerate(published.personas)
        for place in range(len(persona.statements))
    }
    names = {f"personas.{which}.name_holds": 0.95 for which in range(len(published.personas))}
    certainty = part(Certainty, replicates=100, failed=2, certain_share=0.713)
    return changed(published, {"segments.certainty": certainty, **holds, **names, **changes})


def test_a_statement_says_in_how_many_new_samples_it_holds() -> None:
    text = _file(_resampled())
    assert "Holds in 90 of 98 new samples</p>" in text
    assert "Holds in 49 of 98 new samples: take it with care" in text
    assert "The name holds in 93 of 98 new samples." in text
    assert "71\xa0% of people get the same persona in 8 of 10 or more." in text


def test_a_report_without_new_samples_says_so_once_and_marks_no_statement() -> None:
    text = _file(sample_published())
    assert "Holds in" not in text
    assert "The name holds" not in text
    assert text.count("Not tested: in how many new samples") == 1


def test_figures_that_the_gate_hides_leave_no_gap_in_the_words() -> None:
    text = _file(
        _resampled(
            **{
                "segments.certainty": part(Certainty, replicates=100, failed=2),
                "personas.0.name_holds": None,
                "data.weighting": part(Weighting, margins=[MARGIN]),
            }
        )
    )
    assert "get the same persona" not in text
    assert re.findall(r"None of (?!\d[\d,]* others)", text) == []  # "None of 295 others do" is a finding
    assert "To known shares of the population for “Gender”." in text
    assert "count like" not in text


def test_weighting_scales_and_groups_are_told_where_they_were_tested() -> None:
    assert _file(sample_published()).count(UNTESTED) == 3
    tested = {
        "data.weighted": True,
        "data.weighting": part(Weighting, margins=[MARGIN], effective_n=344.2),
        "factors.confirmation": part(ConfirmedScales, words="The items measure their scales."),
        "factors.invariance": part(ComparedGroups, group="Gender", comparison="no"),
    }
    text = _file(changed(sample_published(), tested))
    assert text.count(UNTESTED) == 1
    assert "500 people count like 344." in text
    assert "The items measure their scales." in text
    assert "Do not compare personas across “Gender”: people who are alike" in text
