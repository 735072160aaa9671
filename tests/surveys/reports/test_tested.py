"""What a report says about its own certainty: in how many new samples things hold, and what was not tested."""

from typing import Any

from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from tests.report_samples import sample_charts, sample_published
from tests.summaries import summary_of

MARGIN = {"variable": "gender", "text": "Gender", "code": 1, "label": "Woman", "n": 300, "target": 0.5, "before": 0.6,
          "after": 0.5}  # fmt: skip
UNTESTED = "Not tested"


def _file(published: dict[str, Any]) -> str:
    return render_report_file(summary_of(published).plain(), sample_charts(), context=Context(title="How people buy"))


def _resampled() -> dict[str, Any]:
    """The sample as if it had been run again on 100 new samples, of which two carried no solution."""
    published = sample_published()
    published["segments"]["certainty"] = {"replicates": 100, "failed": 2, "segments": {}, "certain_share": 0.713}
    for persona in published["personas"]:
        persona["name_holds"] = 0.95
        for place, each in enumerate(persona["statements"]):
            each["holds"] = 0.5 if place == 0 else 0.92
    return published


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
    published = _resampled()
    published["segments"]["certainty"]["certain_share"] = None
    published["personas"][0]["name_holds"] = None
    published["data"]["weighting"] = {"margins": [MARGIN], "effective_n": None, "efficiency": None}
    text = _file(published)
    assert "get the same persona" not in text
    assert "None of" not in text
    assert "To known shares of the population for “Gender”." in text
    assert "count like" not in text


def test_weighting_scales_and_groups_are_told_where_they_were_tested() -> None:
    published = sample_published()
    assert _file(published).count(UNTESTED) == 3
    published["data"] |= {"weighted": True, "weighting": {"margins": [MARGIN], "effective_n": 344.2}}
    published["factors"]["confirmation"] = {"words": "The items measure their scales."}
    published["factors"]["invariance"] = {"group": "Gender", "comparison": "no"}
    text = _file(published)
    assert text.count(UNTESTED) == 1
    assert "500 people count like 344." in text
    assert "The items measure their scales." in text
    assert "Do not compare personas across “Gender”: people who are alike" in text
