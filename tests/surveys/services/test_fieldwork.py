"""What the fieldwork page counts, and which answers it calls worth a look."""

import itertools
from datetime import date, timedelta
from pathlib import Path

from surveys.models import Study
from surveys.questionnaire.definition import Questionnaire
from surveys.services.studies.fieldwork import Fieldwork, consent_shares, in_steps, watch_fieldwork
from surveys.services.studies.fieldwork_quality import look_for_flags
from surveys.services.studies.import_responses import import_responses
from surveys.services.studies.import_rows import AgreedElsewhere
from surveys.services.studies.publish_questionnaire import publish_questionnaire
from surveys.store import studies
from surveys.store.database import Database
from surveys.store.fieldwork import DayCount, count_consents
from tests import factories
from tests.surveys.services.test_build_matrix import with_questions


def watch(database: Database, study: Study) -> Fieldwork:
    with database.reading() as session:
        versions = studies.versions_of(session, study_id=study.id, asker=factories.SYSTEM)
        return watch_fieldwork(
            session,
            asker=factories.SYSTEM,
            study=study,
            questionnaire=Questionnaire.model_validate(versions[-1].definition),
            version_ids=[version.id for version in versions],
        )


def test_an_empty_study_has_no_figures_and_no_error(database: Database) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
    seen = watch(database, study)
    assert (seen.started, seen.completed, seen.completion_share) == (0, 0, None)
    assert seen.quality.flagged is None
    assert seen.steps == ()


def test_days_without_answers_are_shown_as_empty() -> None:
    days = [DayCount(day=date(2026, 3, day), started=day, completed=1) for day in (1, 4)]
    steps = in_steps(days, most=60)
    assert [step.started for step in steps] == [1, 0, 0, 4]


def test_a_long_time_is_shown_in_longer_steps_that_lose_nobody() -> None:
    start = date(2024, 1, 1)
    days = [DayCount(day=start + timedelta(days=n), started=2, completed=1) for n in range(400)]
    steps = in_steps(days, most=60)
    assert len(steps) <= 60
    assert sum(step.started for step in steps) == 800
    assert steps[-1].last_day == days[-1].day
    assert all(early.last_day < late.first_day for early, late in itertools.pairwise(steps))


def test_languages_and_consents_are_shared_out(database: Database) -> None:
    with database.writing() as session:
        study = factories.publish_study(session)
        for quotes in (True, False):
            response = factories.make_response(session, study)
            factories.give_consent(session, response, purpose="quote", given=quotes)
    seen = watch(database, study)
    assert seen.languages == (("en", 2),)
    assert {row.purpose: (row.given, row.asked) for row in seen.consents} == {"take_part": (2, 2), "quote": (1, 2)}


def _questionnaire() -> Questionnaire:
    check = {"type": "attention_check", "name": "check", "text": "Please choose 2.", "expected": 2, "points": {}}
    items = [{"name": f"item{n}", "text": f"Statement {n}."} for n in range(8)]
    matrix = {"type": "matrix", "name": "many", "text": "How about these?", "items": items}
    return with_questions(check, matrix).questionnaire


def test_careless_answers_are_told_by_kind() -> None:
    varied = {f"item{n}": 1 + n % 5 for n in range(8)}
    uniform = {f"item{n}": 3 for n in range(8)}
    answers = [*([varied] * 12), uniform, {**varied, "check": 5}, {**varied, "check": 2}]
    flags = look_for_flags(_questionnaire(), answers=answers, seconds=[100.0] * 14 + [20.0])
    assert flags.straight_line is not None
    assert flags.failed_check is not None
    assert flags.too_fast is not None
    assert flags.any_flag is not None
    assert flags.straight_line.nonzero()[0].tolist() == [12]
    assert flags.failed_check.nonzero()[0].tolist() == [13]
    assert flags.too_fast.nonzero()[0].tolist() == [14]
    assert flags.any_flag.sum() == 3


def test_few_times_give_no_median_to_judge_by() -> None:
    flags = look_for_flags(_questionnaire(), answers=[{}] * 5, seconds=[100.0] * 4 + [None])
    assert flags.too_fast is None
    assert flags.median_seconds is None


def test_withdrawn_answers_are_not_judged(database: Database) -> None:
    check = {"type": "attention_check", "name": "check", "text": "Please choose 2.", "expected": 2, "points": {}}
    with database.writing() as session:
        study = publish_questionnaire(session, asker=factories.SYSTEM, study_file=with_questions(check)).study
        factories.make_response(session, study, answers={**factories.COMPLETE, "check": 2})
        careless = factories.make_response(session, study, answers={**factories.COMPLETE, "check": 4})
    assert watch(database, study).quality.flagged == 1
    with database.writing() as session:
        factories.give_consent(session, careless, purpose="take_part", given=False)
    assert watch(database, study).quality.flagged == 0


def test_consent_is_counted_by_the_words_it_was_given_to(database: Database, tmp_path: Path) -> None:
    reworded = [{"name": "take_part", "text": "Partners read my answers, too.", "required": True}]
    table = tmp_path / "data.csv"
    table.write_text("thrift1,thrift2,thrift3,gender,age,why\n4,5,2,1,34,x\n")
    with database.writing() as session:
        study = factories.publish_study(session)
        for _n in range(3):
            factories.make_response(session, study)
        made = factories.study_file(purposes=reworded)
        publish_questionnaire(session, study_file=made, asker=factories.SYSTEM, accept_breaking=True)
        factories.make_response(session, study)
    agreed = AgreedElsewhere(said_by="The Panel")
    import_responses(database, study=study, path=table, asker=factories.SYSTEM, agreed=agreed)
    with database.reading() as session:
        counts = count_consents(session, study_id=study.id, asker=factories.SYSTEM)
        (taking_part,) = consent_shares(counts, made.study, default="en")
    found = {(words.text, words.in_force, words.reported_by): words.given for words in taking_part.words}
    assert found == {
        ("Partners read my answers, too.", True, None): 1,
        ("I am 18 or older and I agree to take part.", False, None): 3,
        ("", False, "The Panel"): 1,
    }
    assert (taking_part.given, taking_part.asked) == (5, 5)
