"""The section on open answers of the results page."""

from collections.abc import Callable

from flask.testing import FlaskClient

from research.summary.schema.written import OpenQuestion
from surveys.models import Analysis
from tests.open_samples import QUOTES, sample_question
from tests.surveys.studies.example_summary import example_summary

Analysed = Callable[..., Analysis]
PAGE = "/studies/thrift-study/analyses/1"


def page(researcher: FlaskClient, analysed: Analysed, *questions: OpenQuestion) -> str:
    analysed(summary=example_summary({"segments.open_text": list(questions)}))
    return researcher.get(PAGE).get_data(as_text=True)


def test_themes_segments_and_quotes_are_told(researcher: FlaskClient, analysed: Analysed) -> None:
    text = page(researcher, analysed, sample_question())
    assert "260 people wrote; 2 themes, and in 4 places a segment differs beyond chance." in text
    assert "S1 (150 who wrote)" in text
    assert QUOTES["S1"][0] in text
    assert "what its segment writes less often than the others" in text


def test_every_language_has_its_part(researcher: FlaskClient, analysed: Analysed) -> None:
    text = page(researcher, analysed, sample_question(language="English"), sample_question(language="Malay"))
    assert "(English)" in text
    assert "What makes a good cup? (Malay)" in text


def test_an_analysis_without_open_answers_says_why(researcher: FlaskClient, analysed: Analysed) -> None:
    assert "No open question was asked, or nobody wrote an answer." in page(researcher, analysed)
