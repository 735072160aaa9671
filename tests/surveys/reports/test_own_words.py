"""What people say in their own words, on a persona page and in the file."""

from typing import Any

import pytest

from research.charts import draw_all
from research.disclosure import Rules, suppress
from research.summary.schema import Summary
from research.summary.schema.written import OpenQuestion
from surveys.exports.report_html import render_report_file
from surveys.presentation.report.context import Context
from surveys.presentation.report.own_words import OwnWords, show_own_words
from tests.open_samples import QUOTES, sample_question
from tests.report_samples import sample_summary
from tests.summaries import changed


def published(*questions: OpenQuestion, **rules: Any) -> Summary:
    """The sample report with these open questions behind the gate."""
    return suppress(changed(sample_summary(), {"segments.open_text": questions}), rules=Rules(**rules))


def words_of(report: Summary, code: str = "S1") -> OwnWords:
    persona = next(each for each in report.personas if each.code == code)
    return show_own_words(report, persona, {})


def test_quotes_stand_with_the_dissenting_one_last_and_marked() -> None:
    words = words_of(published(sample_question()))
    assert [quote.text for quote in words.quotes] == QUOTES["S1"]
    assert [quote.dissenting for quote in words.quotes] == [False, False, True]


def test_three_to_five_quotes_are_enough_and_one_dissents_at_most() -> None:
    second = sample_question(variable="how", text="How do you make it?")
    quotes = words_of(published(sample_question(), second), "S2").quotes
    assert 3 <= len(quotes) <= 5
    assert sum(quote.dissenting for quote in quotes) <= 1


def test_bars_are_told_with_base_share_and_everybody() -> None:
    (question,) = words_of(published(sample_question())).questions
    assert question.text == "What makes a good cup?"
    assert "n = 150 people of S1 who wrote an answer." in question.figure.base
    assert "60\u00a0%" in question.figure.reading
    assert [row[1] for row in question.figure.rows] == ["90", "30"]
    assert "more often" in question.figure.finding


def test_other_languages_wait_behind_the_one_most_people_wrote_in() -> None:
    english = sample_question(language="English")
    finnish = sample_question(language="Finnish")
    (question,) = words_of(published(english, finnish)).questions
    assert "Answers in English." in question.figure.base
    assert [("Answers in Finnish." in each.base) for each in question.others] == [True]


def test_without_a_theme_beyond_chance_there_are_quotes_alone_and_the_reason() -> None:
    bare = sample_question(themes=[], by_segment=[], supported=False)
    words = words_of(published(bare))
    assert words.questions == []
    assert [quote.theme for quote in words.quotes] == ["", "", ""]
    assert "more often than by chance" in words.no_themes


def test_a_theme_is_told_by_what_people_wrote_and_a_quote_stands_under_its_own() -> None:
    words = words_of(published(sample_question()))
    (question,) = words.questions
    assert question.figure.finding == "S1 write “slowly” more often than the others: 60\u00a0%, all 50\u00a0%"
    assert words.quotes[0].theme == "Writes “slowly”."
    assert words.quotes[-1].theme == "Writes “slowly”, as S1 do less often than the others."


def test_a_study_without_an_open_question_says_so() -> None:
    assert words_of(published()).nothing == "Not asked: this study has no open question."


def test_where_nobody_may_be_quoted_the_reason_is_given() -> None:
    words = words_of(published(sample_question(), quotes=False))
    assert words.quotes == []
    assert words.quotes_note == "No quotes. Only counts leave this study, so nobody is quoted."


@pytest.fixture(scope="module")
def file() -> str:
    report = changed(
        published(sample_question(text="What <b>makes</b> a good cup?")),
        {"segments.open_text.0.quotes.S1.quotes.0.text": "<script>alert(1)</script> slowly"},
    )
    return render_report_file(report, draw_all(report), context=Context(title="Coffee"))


def test_the_file_has_bars_quotes_and_nothing_that_runs(file: str) -> None:
    assert "In their own words" in file
    assert QUOTES["S1"][1] in file
    assert "Not everybody</p>" in file
    assert "S1: share of people who wrote each of these, against everybody" in file
    assert "<script>alert(1)</script>" not in file
    assert "<b>makes</b>" not in file
