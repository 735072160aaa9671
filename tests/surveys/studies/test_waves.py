"""The pages that compare new answers with a study's solution: asking, waiting, reading the verdict."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from surveys.models import Analysis, Run, Study, Wave
from surveys.models.base import utc_now
from surveys.presentation.drift import points, verdict_of
from surveys.presentation.shift_rows import Shift, place_shifts
from surveys.store.database import Database
from tests.surveys.wave_study import RUN_AT, add_answers, add_solution, publish_waves, second_wave

LATER = RUN_AT + timedelta(days=30)
HERE = "/studies/wave-study/waves"


@pytest.fixture
def settled(database: Database) -> Study:
    """A study with a locked solution and 200 new answers."""
    with database.writing() as session:
        study = publish_waves(session)
        add_solution(session, study)
        add_answers(session, study, second_wave().iloc[:200], at=LATER)
        return study


@pytest.fixture
def waves(database: Database, settled: Study) -> Callable[..., Wave]:
    """Puts a comparison in any state."""

    def make(**columns: Any) -> Wave:
        with database.writing() as session:
            analysis = session.query(Analysis).one()
            wave = Wave(study_id=settled.id, analysis_id=analysis.id, number=1, since=RUN_AT)
            wave.run = Run(kind="comparison", **columns)
            session.add(wave)
            session.flush()
            return wave

    return make


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_a_comparison_from_the_button_to_the_verdict(researcher: FlaskClient, settled: Study) -> None:
    assert "Compare new answers with it" in text_of(researcher, "/studies/wave-study")
    page = text_of(researcher, HERE)
    assert "All new answers: 200" in page
    answer = researcher.post(HERE, data={"which": "since"})
    assert answer.headers["Location"] == f"{HERE}/1"  # the queue of tests runs at once
    page = text_of(researcher, f"{HERE}/1")
    assert "The personas still hold" in page
    assert "Still holds" in page
    assert "Tucker’s phi" in page
    assert "studies-shifts" in page
    assert "Still holds" in text_of(researcher, "/studies/wave-study")
    told = researcher.get(f"{HERE}/1/tracking.json")
    assert told.get_json()["verdict"] == "stable"
    assert "attachment" in told.headers["Content-Disposition"]


def test_names_of_the_team_are_told_in_comparisons_before_and_after(researcher: FlaskClient, settled: Study) -> None:
    names = "/studies/wave-study/analyses/1/names"
    researcher.post(names, data={"seen": "0", "name-S1": "Bargain Treat Seekers"})
    researcher.post(HERE, data={"which": "since"})
    assert "S1 Bargain Treat Seekers" in text_of(researcher, f"{HERE}/1")

    researcher.post(names, data={"seen": "1", "name-S2": "Put-off Non-visitors"})
    told = researcher.get(f"{HERE}/1/tracking.json").get_json()
    for part in ("shares", "profiles"):
        found = {line["code"]: line["name"] for line in told[part]}
        assert (found["S1"], found["S2"]) == ("Bargain Treat Seekers", "Put-off Non-visitors")


def test_days_can_be_chosen_and_faults_are_told_beside_them(researcher: FlaskClient, settled: Study) -> None:
    for typed, fault in (
        ({"first_day": "", "last_day": ""}, "Give the first day"),
        ({"first_day": "yesterday", "last_day": "2026-04-01"}, "Give the first day"),
        ({"first_day": "2026-04-02", "last_day": "2026-04-01"}, "lies before the first"),
        ({"first_day": "2026-04-02", "last_day": "9999-99-99"}, "Give the last day"),
    ):
        answer = researcher.post(HERE, data={"which": "days", **typed})
        assert answer.status_code == 400
        assert fault in answer.get_data(as_text=True)
    day = f"{LATER:%Y-%m-%d}"
    assert researcher.post(HERE, data={"which": "days", "first_day": day, "last_day": day}).status_code == 303
    assert "200" in text_of(researcher, f"{HERE}/1")


def test_a_study_that_has_not_settled_says_what_to_do(researcher: FlaskClient, study: Study) -> None:
    page = text_of(researcher, f"/studies/{study.slug}/waves")
    assert "not settled on an analysis" in page
    assert "Lock the analysis" in page
    assert researcher.post(f"/studies/{study.slug}/waves", data={"which": "since"}).status_code == 409
    assert "Do the personas still hold?" not in text_of(researcher, f"/studies/{study.slug}")


def test_a_waiting_comparison_shows_how_far_it_is_and_can_be_cancelled(
    researcher: FlaskClient, waves: Callable[..., Wave]
) -> None:
    waves(state="running", stage="wave", share_done=0.1, heartbeat_at=utc_now())
    assert "Comparing the new answers with the old" in text_of(researcher, f"{HERE}/1")
    status = researcher.get(f"{HERE}/1/status").get_json()
    assert (status["state"], status["share"]) == ("running", 0.1)
    assert researcher.get(f"{HERE}/1/tracking.json").status_code == 409
    assert researcher.post(f"{HERE}/1/cancel").status_code == 303
    assert "was cancelled before it came to its end" in text_of(researcher, f"{HERE}/1")
    assert "already come to its end" in researcher.post(f"{HERE}/1/cancel", follow_redirects=True).get_data(
        as_text=True
    )


def test_a_comparison_that_failed_says_why(researcher: FlaskClient, waves: Callable[..., Wave]) -> None:
    waves(state="failed", error={"code": "x", "text": "Too few answers.", "advice": "Wait for more.", "where": []})
    page = text_of(researcher, f"{HERE}/1")
    assert "Too few answers." in page
    assert "Wait for more." in page


@pytest.mark.parametrize("number", ["0", "2", "99999999999"])
def test_a_comparison_that_is_not_there_is_not_there(researcher: FlaskClient, settled: Study, number: str) -> None:
    assert "nothing at this address" in text_of(researcher, f"{HERE}/{number}", 404)


def test_every_verdict_says_what_to_do() -> None:
    told = [verdict_of(code) for code in ("stable", "drifting", "changed")]
    assert [one.state for one in told] == ["go", "caution", "stop"]
    assert [one.word for one in told] == ["Still holds", "Drifting", "Rebuild"]
    assert all(one.headline and one.words and one.advice for one in told)
    assert verdict_of("something else").state == "unknown"


def test_points_have_their_sign_and_nothing_is_minus_nought() -> None:
    assert [points(share) for share in (0.034, -0.12, 0.001, -0.001, None)] == ["+3", "−12", "0", "0", "–"]


def test_a_shift_lies_within_its_interval_on_the_picture_and_zero_in_its_middle() -> None:
    rows = [Shift(label="S1", value=0.05, low=0.01, high=0.09, told="", counts=True),
            Shift(label="S2", value=-0.02, low=-0.06, high=0.02, told="", counts=False)]  # fmt: skip
    for width in (340, 720):
        picture = place_shifts(rows, width=width)
        assert picture.zero_x == pytest.approx(width / 2, abs=0.1)
        for row in picture.rows:
            assert 0 < row.low_x < row.x < row.high_x < width
        assert picture.rows[0].low_x > picture.zero_x > picture.rows[1].x
        assert all(0 <= x <= width for _value, x in picture.ticks)
