"""Two reports of one study are not readable one after the other where they differ by a few people."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from research.disclosure import Moved, Rules, telling_questions
from research.errors import TooFewResponses
from research.summary.schema import Summary
from surveys.errors import Conflict
from surveys.models import Analysis, Assignment, LeftOut, Response, Study
from surveys.models.base import utc_now
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.analyses.leave_people_out import few_left, leave_people_out
from surveys.services.analyses.publish_report import publish_report, unpublish_report
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.store import analyses
from surveys.store import left_out as store
from surveys.store.answers import Window
from surveys.store.database import Database
from tests import factories
from tests.summaries import summary_of

RULES = Rules()
PEOPLE = 30
POINTS = 5


def answer_of(person: int) -> int:
    return person * 7 % POINTS


def summary_about(answers: Iterable[int], **screening: Any) -> Summary:
    """What an analysis of these answers to one question tells about everybody."""
    given = list(answers)
    n = len(given)
    shares = {str(code): given.count(code) / n for code in range(POINTS)}
    return summary_of(
        {
            "items": {"q": {"text": "I cook", "n": n, "missing": 0, "distribution": shares}},
            "segments": {"codes": ["S1"], "sizes": {"S1": n}},
            "screening": screening,
        }
    )


@pytest.fixture
def session(database: Database) -> Any:
    with database.writing() as session:
        yield session


@pytest.fixture
def people(session: Session) -> list[Response]:
    study = factories.publish_study(session)
    return [factories.make_response(session, study, purposes=()) for _n in range(PEOPLE + 30)]


def analysed(
    session: Session, people: list[Response], members: Iterable[int], *, flagged: frozenset[int] = frozenset(),
    excluded: bool = False, unplaced: frozenset[int] = frozenset(),
) -> Analysis:  # fmt: skip
    """A finished analysis of some of the people."""
    members = list(members)
    analysis = analyses.add_analysis(session, study_id=people[0].study_id, plan={}, requested_by_id=None, at=utc_now())
    analysis.run.state = "done"
    analysis.n_responses = len(members)
    analysis.summary = summary_about(
        (answer_of(each) for each in members if not (excluded and each in flagged)), excluded=excluded
    )
    for each in members:
        segment = None if each in unplaced or (excluded and each in flagged) else "S1"
        session.add(
            Assignment(
                analysis_id=analysis.id, response_id=people[each].id, segment=segment, scores={},
                flagged=each in flagged,
            )
        )  # fmt: skip
    session.flush()
    return analysis


def publish(session: Session, analysis: Analysis) -> None:
    publish_report(session, analysis=analysis, asker=factories.SYSTEM, now=utc_now())


@pytest.mark.parametrize("joined", [1, 9])
def test_a_version_with_a_few_more_people_is_refused(session: Session, people: list[Response], joined: int) -> None:
    publish(session, analysed(session, people, range(PEOPLE)))
    later = analysed(session, people, range(PEOPLE + joined))

    with pytest.raises(Conflict, match="learn what these few answered") as refused:
        publish(session, later)

    assert "at least 10 more people" in refused.value.advice
    assert "does not help" in refused.value.advice
    assert later.published_at is None


def test_a_version_with_enough_more_people_is_published(session: Session, people: list[Response]) -> None:
    publish(session, analysed(session, people, range(PEOPLE)))
    later = analysed(session, people, range(PEOPLE + 10))

    publish(session, later)

    assert later.published_at is not None


def test_the_same_people_under_another_plan_are_published(session: Session, people: list[Response]) -> None:
    publish(session, analysed(session, people, range(PEOPLE)))

    publish(session, analysed(session, people, range(PEOPLE)))


def test_a_report_that_was_taken_back_is_not_forgotten(session: Session, people: list[Response]) -> None:
    first = analysed(session, people, range(PEOPLE))
    publish(session, first)
    unpublish_report(session, analysis=first, account_id=None)
    publish(session, analysed(session, people, range(PEOPLE + 20)))

    with pytest.raises(Conflict, match="Analysis 1 has been published"):
        publish(session, analysed(session, people, range(PEOPLE + 1)))


def test_somebody_who_was_erased_between_two_versions_is_counted(session: Session, people: list[Response]) -> None:
    publish(session, analysed(session, people, range(PEOPLE)))
    erase_respondent(session, factories.LINKS, response=people[0], now=utc_now())
    session.flush()

    with pytest.raises(Conflict, match="0 people came and 1 person went"):
        publish(session, analysed(session, people, range(1, PEOPLE)))


def test_after_somebody_was_erased_enough_new_answers_hide_who_it_was(session: Session, people: list[Response]) -> None:
    publish(session, analysed(session, people, range(PEOPLE)))
    erase_respondent(session, factories.LINKS, response=people[0], now=utc_now())
    session.flush()

    publish(session, analysed(session, people, range(1, PEOPLE + 20)))


def test_many_new_answers_do_not_hide_the_few_who_left_where_a_number_falls(
    session: Session, people: list[Response]
) -> None:
    publish(session, analysed(session, people, range(PEOPLE)))
    others = [each for each in range(PEOPLE, PEOPLE + 30) if answer_of(each) != answer_of(0)]
    assert len(others) >= 10
    later = analysed(session, people, [*range(1, PEOPLE), *others])

    with pytest.raises(Conflict, match="answered to one question") as refused:
        publish(session, later)

    assert refused.value.where == ("I cook",)


def test_a_plan_that_leaves_out_a_few_flagged_people_is_refused(session: Session, people: list[Response]) -> None:
    flagged = frozenset({3, 4})
    publish(session, analysed(session, people, range(PEOPLE), flagged=flagged))

    with pytest.raises(Conflict, match="0 people came and 2 people went"):
        publish(session, analysed(session, people, range(PEOPLE), flagged=flagged, excluded=True))


def test_a_plan_that_places_a_few_people_more_is_refused(session: Session, people: list[Response]) -> None:
    publish(session, analysed(session, people, range(PEOPLE), unplaced=frozenset({7})))

    with pytest.raises(Conflict, match="1 person came and 0 people went"):
        publish(session, analysed(session, people, range(PEOPLE)))


def test_the_study_has_its_own_smallest_group(session: Session, people: list[Response]) -> None:
    session.get_one(Study, people[0].study_id).smallest_group = 20
    publish(session, analysed(session, people, range(PEOPLE)))

    with pytest.raises(Conflict, match="15 people came"):
        publish(session, analysed(session, people, range(PEOPLE + 15)))


@given(
    before=st.lists(st.integers(0, POINTS - 1), min_size=30, max_size=80),
    left=st.integers(0, 12),
    joined=st.lists(st.integers(0, POINTS - 1), max_size=25),
)
@settings(max_examples=60, deadline=None)
def test_whoever_subtracts_two_published_versions_is_sure_of_nobody(
    before: list[int], left: int, joined: list[int]
) -> None:
    """Of each answer, at least `left - joined` people must have gone: none of these lower bounds is about a few."""
    after = [*before[left:], *joined]
    moved = Moved(joined=len(joined), left=left)
    old, new = summary_about(before), summary_about(after)
    refused = moved.tells_of_few(RULES) or telling_questions(old, new, analysed=moved, assigned=moved, rules=RULES)

    if not refused:
        for code in range(POINTS):
            more = after.count(code) - before.count(code)
            gone, come = (max(-more, 0), left), (max(more, 0), len(joined))
            for surely, at_most in (gone, come):
                assert not (surely and at_most < RULES.smallest_group)


# Nobody answers any more, and a few left


def left_behind(session: Session, study_id: int) -> set[int]:
    return set(session.scalars(select(LeftOut.response_id).where(LeftOut.study_id == study_id)))


def without(session: Session, people: list[Response], gone: set[int], everybody: int = PEOPLE) -> list[int]:
    """The people of the first report who are read now."""
    out = left_behind(session, people[-1].study_id)
    return [each for each in range(everybody) if each not in gone and people[each].id not in out]


def leave_out(session: Session, analysis: Analysis) -> Analysis:
    return leave_people_out(session, analysis=analysis, asker=factories.SYSTEM, account_id=None, now=utc_now())


def gone(session: Session, person: Response) -> None:
    erase_respondent(session, factories.LINKS, response=person, now=utc_now())
    session.flush()


def test_a_closed_study_that_lost_one_person_publishes_again_without_ten_more(
    session: Session, people: list[Response]
) -> None:
    first = analysed(session, people, range(PEOPLE))
    publish(session, first)
    ids = [person.id for person in people]
    gone(session, people[0])
    refused = analysed(session, people, range(1, PEOPLE))
    assert few_left(session, analysis=refused, asker=factories.SYSTEM) == 1

    queued = leave_out(session, refused)

    chosen = left_behind(session, refused.study_id)
    assert queued.run.state == "queued"
    assert len(chosen) == RULES.smallest_group
    assert chosen <= set(ids[1:PEOPLE])
    again = analysed(session, people, without(session, people, {0}))
    assert few_left(session, analysis=again, asker=factories.SYSTEM) == 0
    publish(session, again)


def test_whoever_is_left_out_stays_out_and_each_further_loss_takes_others_along(
    session: Session, people: list[Response]
) -> None:
    """After two losses every pair of reports differs by more people than the smallest group, or by nobody."""
    everybody = PEOPLE + 29
    publish(session, analysed(session, people, range(everybody)))
    lost: set[int] = set()
    for further in (1, 2):
        out = left_behind(session, people[-1].study_id)
        person = next(each for each in range(everybody) if each not in lost and people[each].id not in out)
        lost.add(person)
        gone(session, people[person])
        leave_out(session, analysed(session, people, without(session, people, lost, everybody)))
        assert out < left_behind(session, people[-1].study_id)
        later = without(session, people, lost, everybody)
        assert everybody - len(later) == further * (RULES.smallest_group + 1)
        publish(session, analysed(session, people, later))


def test_nobody_is_left_out_where_more_people_came_or_nobody_went(session: Session, people: list[Response]) -> None:
    publish(session, analysed(session, people, range(PEOPLE)))
    for later in (range(PEOPLE), range(PEOPLE + 3)):
        with pytest.raises(Conflict, match="Nobody needs to be left out"):
            leave_out(session, analysed(session, people, later))
    assert left_behind(session, people[0].study_id) == set()


def test_too_few_people_cannot_be_hidden_among_themselves(session: Session, people: list[Response]) -> None:
    publish(session, analysed(session, people, range(15)))
    gone(session, people[0])
    with pytest.raises(Conflict, match="Too few people"):
        leave_out(session, analysed(session, people, range(1, 15)))


def test_an_analysis_reads_nobody_who_is_left_out_and_an_earlier_one_still_does(session: Session) -> None:
    study = factories.publish_study(session)
    answered = [factories.make_response(session, study) for _n in range(3)]
    first, second, third = (
        analyses.add_analysis(session, study_id=study.id, plan={}, requested_by_id=None, at=utc_now())
        for _number in range(3)
    )
    store.leave_out(session, study_id=study.id, number=second.number, response_ids=[answered[0].id])

    read = {
        analysis.number: set(
            build_matrix(session, study=study, asker=factories.SYSTEM, analysis_id=analysis.id).values.index
        )
        for analysis in (first, second, third)
    }

    everybody = {person.id for person in answered}
    assert read == {1: everybody, 2: everybody - {answered[0].id}, 3: everybody - {answered[0].id}}
    for person in answered[1:]:
        session.add(Assignment(analysis_id=second.id, response_id=person.id, segment="S1", scores={}))
    session.flush()
    with pytest.raises(TooFewResponses):  # a wave holds new people, not those who were left out
        build_matrix(session, study=study, asker=factories.SYSTEM, window=Window(new_to=second.id))
