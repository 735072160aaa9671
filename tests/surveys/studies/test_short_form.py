"""Trying the short form: its questions as they were asked, a segment or none, and the rule as a file."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from research.disclosure import Rules, suppress
from research.summary.rule_file import rule_file
from research.summary.schema.proved import TypingTool
from research.typing.rule import score_rule
from surveys.analyses.short_form_view import accuracy_sentences, outcome_of, questions_of
from surveys.errors import Conflict
from surveys.models import Analysis, Study
from surveys.models.base import utc_now
from surveys.questionnaire.checks import check
from surveys.questionnaire.formats.study_file import read_study_file
from surveys.questionnaire.order import Draw
from surveys.questionnaire.outcomes import result_of
from surveys.services.analyses.quiz_from_analysis import CANNOT_TELL, DECOY, MOST_LIKE_ME
from surveys.services.analyses.weak_rule import refuse_weak_rule
from surveys.store.database import Database
from surveys.store.studies import latest_version
from tests import factories
from tests.summaries import changed, part, summary_of
from tests.surveys.wave_study import add_solution, first_wave, publish_waves

HERE = "/studies/wave-study/analyses/1/short-form"


@pytest.fixture
def analysed_study(database: Database) -> Study:
    with database.writing() as session:
        study = publish_waves(session)
        add_solution(session, study)
        return study


@pytest.fixture
def rule() -> dict[str, Any]:
    return rule_file(first_wave().summary)


def test_the_golden_questions_are_asked_as_a_form(
    researcher: FlaskClient, analysed_study: Study, rule: dict[str, Any]
) -> None:
    page = researcher.get(HERE).get_data(as_text=True)
    for name in rule["items"]:
        assert page.count(f'name="{name}"') == 5
    assert "How often it is right" in page
    analysis = researcher.get("/studies/wave-study/analyses/1").get_data(as_text=True)
    assert "linear discriminants" in analysis
    assert f'href="{HERE}"' in analysis


def test_answers_lead_to_the_segment_that_the_arithmetic_gives(
    researcher: FlaskClient, analysed_study: Study, rule: dict[str, Any]
) -> None:
    seen = set()
    for turn in range(1, 6):
        answers = {name: (turn + place) % 5 + 1 for place, name in enumerate(rule["items"])}
        page = researcher.post(HERE, data=answers).get_data(as_text=True)
        told = score_rule(rule, answers)
        named = f"{told['segment']} {rule['names'].get(told['segment'], '')}".strip()  # whoever has no name has a code
        called = named if told["segment"] else "It cannot be told"
        assert f'<h2 id="outcome-title">{called}</h2>' in page
        seen.add(told["segment"])
    assert len(seen) > 1


def test_a_segment_is_told_with_the_name_of_its_persona(rule: dict[str, Any]) -> None:
    summary = first_wave().summary
    names = {one.code: f"Planners of {one.code}" for one in summary.personas}
    called = {f"personas.{place}.given_name": name for place, name in enumerate(names.values())}
    named = changed(summary, {**called, "typing_tool.threshold": 0.0, "typing_tool.rule.threshold": 0.0})
    assert rule_file(named)["names"] == names
    for turn in range(1, 6):
        answers = {name: str((turn + place) % 5 + 1) for place, name in enumerate(rule["items"])}
        told = score_rule({**rule, "threshold": 0.0}, {name: int(answer) for name, answer in answers.items()})
        headline = outcome_of(named, questions_of(summary.typing_tool, answers)).headline
        assert headline == f"{told['segment']} {names[told['segment']]}"


def test_a_question_left_out_or_answered_otherwise_is_asked_again(
    researcher: FlaskClient, analysed_study: Study, rule: dict[str, Any]
) -> None:
    answers = dict.fromkeys(rule["items"], "3")
    for fault in ({rule["items"][0]: ""}, {rule["items"][1]: "9"}, {rule["items"][2]: "<b>"}):
        answer = researcher.post(HERE, data=answers | fault)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 400
        assert "error-summary" in page
        assert "outcome-title" not in page
        assert page.count(" checked") == len(rule["items"]) - 1


def test_the_rule_is_a_file_that_stands_alone(
    researcher: FlaskClient, analysed_study: Study, rule: dict[str, Any]
) -> None:
    answer = researcher.get("/studies/wave-study/analyses/1/rule.json")
    assert answer.get_json() == rule
    assert "attachment" in answer.headers["Content-Disposition"]
    assert set(rule["questions"]) == set(rule["items"])


def test_an_analysis_without_a_usable_short_form_says_so(researcher: FlaskClient, study: Study, analysed: Any) -> None:
    analysed()
    analysed("running")
    for number in (1, 2):
        assert researcher.get(f"/studies/{study.slug}/analyses/{number}/short-form").status_code == 409
    assert "Try the short form" not in researcher.get(f"/studies/{study.slug}/analyses/1").get_data(as_text=True)


def test_what_cannot_be_told_is_not_told(rule: dict[str, Any]) -> None:
    form = dict.fromkeys(rule["items"], "3")
    summary = first_wave().summary
    strict = changed(summary, {"typing_tool.threshold": 0.999, "typing_tool.rule.threshold": 0.999})
    told = outcome_of(strict, questions_of(summary.typing_tool, form))
    assert (told.told, told.headline) == (False, "It cannot be told")
    assert len(told.probabilities.rows) == len(rule["segments"])
    assert "below the 100 %" in told.detail


def test_choices_and_numbers_are_asked_in_their_own_way() -> None:
    rule = {
        "items": ["shop", "age"],
        "segments": ["S1", "S2"],
        "intercepts": {"S1": 0.0, "S2": 0.0},
        "means": {"age": 40.0},
        "sds": {"age": 10.0},
        "coefficients": {"S1": {"age": 1.0}, "S2": {"age": -1.0}},
        "choices": {"shop": {"1": {"S1": 2.0, "S2": 0.0}, "2": {"S1": 0.0, "S2": 2.0}}},
        "threshold": 0.6,
    }
    questions = {
        "shop": {"text": "Where?", "type": "nominal", "labels": {"1": "In", "2": "Out"}},
        "age": {"text": "How old?", "type": "numeric", "low": 18, "high": 110},
    }
    tool = part(TypingTool, items=["shop", "age"], questions=questions, rule=rule)
    asked = questions_of(tool, {"shop": "1", "age": "45,5"})
    assert [(one.kind, one.error) for one in asked] == [("choice", ""), ("number", "")]
    assert outcome_of(summary_of({"typing_tool": tool}), asked).headline == "S1"
    assert questions_of(tool, {"shop": "1", "age": "400"})[1].error
    assert questions_of(tool, {"shop": "1", "age": "nan"})[1].error
    assert questions_of(tool, {"shop": "3", "age": "30"})[0].error


def test_accuracy_is_told_for_everybody_and_for_those_who_get_a_segment() -> None:
    tool = first_wave().summary.typing_tool
    everybody, named = accuracy_sentences(tool.model_copy(update={"threshold": 0.5}))
    assert "people it had not seen" in everybody
    assert "Always naming the largest" in everybody
    assert "names a segment only where" in named
    assert "for everybody" in accuracy_sentences(tool.model_copy(update={"threshold": 0.0}))[1]
    assert accuracy_sentences(part(TypingTool)) == []


def _publish_report(database: Database, study: Study) -> None:
    with database.writing() as session:
        analysis = session.scalars(select(Analysis).where(Analysis.study_id == study.id)).one()
        analysis.published_at = utc_now()
        analysis.published_summary = suppress(first_wave().summary, rules=Rules(smallest_group=10))


def test_a_quiz_is_made_of_what_was_published_and_nothing_else(
    researcher: FlaskClient, database: Database, analysed_study: Study, rule: dict[str, Any]
) -> None:
    address = "/studies/wave-study/analyses/1/quiz.yaml"
    assert researcher.get(address).status_code == 409
    _publish_report(database, analysed_study)
    made = read_study_file(researcher.get(address).get_data(as_text=True))
    quiz = made.questionnaire.quiz
    assert quiz is not None
    assert [question.name for question in made.questionnaire.questions()] == [*rule["items"], MOST_LIKE_ME]
    assert [outcome.name for outcome in quiz.outcomes] == [code.lower() for code in rule["segments"]] + [CANNOT_TELL]
    assert check(made.questionnaire, made.study) == ()
    for turn in range(1, 6):
        answers = {name: (turn + place) % 5 + 1 for place, name in enumerate(rule["items"])}
        result = result_of(made.questionnaire, answers)
        assert result is not None
        assert result.outcome.name == (score_rule(rule, answers)["segment"] or CANNOT_TELL).lower()


QUIZ_PAGE = "/studies/wave-study/analyses/1/quiz"


def test_a_quiz_is_looked_at_and_published_in_one_step(
    researcher: FlaskClient, database: Database, analysed_study: Study, rule: dict[str, Any]
) -> None:
    assert researcher.get(QUIZ_PAGE).status_code == 409
    assert researcher.post(QUIZ_PAGE).status_code == 409
    _publish_report(database, analysed_study)
    page = researcher.get(QUIZ_PAGE).get_data(as_text=True)
    assert page.count("<li>I like thing") >= len(rule["items"])
    assert "It cannot be told" in page
    assert "Nobody: a mixture of all" in page
    answer = researcher.post(QUIZ_PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studies/wave-study-quiz")
    assert researcher.get("/s/wave-study-quiz").status_code == 200
    with database.reading() as session:
        made = {study.slug: study for study in session.scalars(select(Study))}
        assert made["wave-study-quiz"].team_id == made["wave-study"].team_id
        version = latest_version(session, study_id=made["wave-study-quiz"].id, asker=factories.SYSTEM)
    assert version is not None
    assert version.definition["quiz"]["rule"]["items"] == rule["items"]


def test_a_study_that_has_the_address_already_is_left_alone(
    researcher: FlaskClient, database: Database, analysed_study: Study
) -> None:
    _publish_report(database, analysed_study)
    with database.writing() as session:
        factories.publish_plain(session, factories.study_plain(slug="wave-study-quiz"))
    answer = researcher.post(QUIZ_PAGE)
    assert answer.status_code == 409
    assert "belongs to another study" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"hit_rate": 0.41, "hit_low": 0.35, "majority": 0.38}, "right for 41 % of people"),
        ({"hit_rate_classified": None}, "No probability was high enough"),
        ({}, ""),
    ],
)
def test_a_rule_that_tells_no_more_than_a_guess_makes_no_quiz(figures: dict[str, float | None], words: str) -> None:
    tool = first_wave().summary.typing_tool.model_copy(update=figures)
    if not words:
        refuse_weak_rule(tool)
        return
    with pytest.raises(Conflict, match=words):
        refuse_weak_rule(tool)


def test_the_texts_to_choose_from_name_nobody_and_have_one_decoy(
    researcher: FlaskClient, database: Database, analysed_study: Study
) -> None:
    _publish_report(database, analysed_study)
    made = read_study_file(researcher.get("/studies/wave-study/analyses/1/quiz.yaml").get_data(as_text=True))
    choice = next(one for one in made.questionnaire.questions() if one.name == MOST_LIKE_ME)
    labels = {code: label.in_language("en", "en") for code, label in choice.variables()[0].labels.items()}
    orders = {tuple(one.code for one in choice.drawn(Draw(seed)).displayed) for seed in range(20)}  # type: ignore[attr-defined]
    assert len(orders) > 10
    assert set(labels) == {DECOY, *range(1, len(first_wave().summary.personas) + 1)}
    quiz = made.questionnaire.quiz
    assert quiz is not None
    names = [outcome.title.in_language("en", "en") for outcome in quiz.outcomes]
    assert not any(name in label for name in names for label in labels.values())
