"""Dates: what the fields say, how fine it may be, and what conditions and checks make of them."""

import pytest

from surveys.questionnaire.checks import check
from surveys.questionnaire.conditions import Comparison
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.question_types import FaultKind
from surveys.questionnaire.question_types.date import Date
from surveys.questionnaire.terms import StudyTerms
from surveys.questionnaire.texts import LocalText
from tests import factories
from tests.surveys.questionnaire.samples import sample


def ask(**more: object) -> Date:
    return Date.model_validate({"type": "date", "name": "it", "text": "When?", **more})


@pytest.mark.parametrize(
    ("typed", "more", "expected"),
    [
        (["3", "2", "2024"], {}, "2024-02-03"),
        (["29", "02", "2024"], {}, "2024-02-29"),
        (["٣", "٢", "٢٠٢٤"], {}, "2024-02-03"),
        (["2", "2024"], {"precision": "month"}, "2024-02"),
        (["1980"], {"precision": "year"}, "1980"),
        (["29", "2", "2023"], {}, FaultKind.NOT_A_DATE),
        (["3", "2", "24"], {}, FaultKind.NOT_A_DATE),
        (["", "2", "2024"], {}, FaultKind.NOT_A_DATE),
        (["3", "2", "1999"], {"earliest": "2000-01-01"}, FaultKind.TOO_EARLY),
        (["2001"], {"precision": "year", "latest": "2000-06-30"}, FaultKind.TOO_LATE),
        (["2000"], {"precision": "year", "latest": "2000-06-30"}, "2000"),
        (["", "", "", "-98"], {"also_offer": ["dont_know"]}, -98),
        (["3", "2", "2024", "-98"], {"also_offer": ["dont_know"]}, FaultKind.CONTRADICTORY),
    ],
)
def test_the_fields_make_a_date_or_a_fault(typed: list[str], more: dict[str, object], expected: object) -> None:
    parsed = ask(**more).parse({"it": typed})
    found = parsed.faults[0].kind if parsed.faults else parsed.answers["it"]
    assert found == expected
    assert parsed.kept["it"] == typed  # half a date stays in its fields


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [("at_least", "2024", True), ("less_than", "2024-02", False), ("at_most", "2024-02-03", True),
     ("greater_than", "2024-02-02", True), ("greater_than", "soon", False)],
)  # fmt: skip
def test_conditions_compare_dates_as_finely_as_they_say(operator: str, value: str, *, expected: bool) -> None:
    part = Comparison.model_validate({"question": "it", "operator": operator, "value": value})
    assert evaluate(part, {"it": "2024-02-03"}) is expected


def test_a_month_is_not_guessed_to_be_a_day() -> None:
    part = Comparison(question="it", operator="at_least", value="2024-02-03")
    assert not evaluate(part, {"it": "2024-02"})


def test_an_anonymous_study_asks_for_no_day_of_birth_and_takes_no_mark_of_a_panel() -> None:
    terms = StudyTerms.model_validate(factories.study_plain(anonymous=True)["study"])
    born = ask(facet="demographics", text=LocalText.plain("When were you born?"))
    questionnaire = sample("hidden")
    section = questionnaire.sections[0]
    page = section.pages[0].model_copy(update={"questions": (*section.pages[0].questions, born)})
    asking = questionnaire.model_copy(update={"sections": (section.model_copy(update={"pages": (page,)}),)})
    found = {fault.name: fault.advice for fault in check(asking, terms) if fault.code == "identity_in_anonymous"}
    assert found.keys() == {"panel_id", "it"}
    assert "precision: year" in found["it"]
