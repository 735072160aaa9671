"""Words for codes: none is shown to anybody as it is stored."""

from research.plan import CHOICES
from research.steps.progress import FURTHER, STAGES
from surveys.presentation import words


def test_every_stage_of_an_analysis_has_words() -> None:
    assert {*STAGES, *FURTHER} <= set(words.STAGES)


def test_every_choice_of_a_plan_has_words() -> None:
    shown = {words.choice_words(field, code) for field, codes in CHOICES.items() for code in codes}
    assert shown.isdisjoint(code for codes in CHOICES.values() for code in codes)
