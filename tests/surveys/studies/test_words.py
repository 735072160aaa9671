"""Words for codes: none is shown to anybody as it is stored."""

from research.choices import Kind, OneOf, Whole
from research.plan import CHOICES
from research.steps.progress import FURTHER, STAGES
from surveys.analyses.controls import CONTROLS
from surveys.presentation import plan_words, words


def test_every_stage_of_an_analysis_has_words() -> None:
    assert {*STAGES, *FURTHER} <= set(words.STAGES)


def test_every_choice_of_a_plan_has_words() -> None:
    codes = [
        (name, code)
        for name, choice in CHOICES.items()
        if isinstance(choice.kind, OneOf)
        for code in choice.kind.options
    ]
    assert {words.choice_words(name, code) for name, code in codes}.isdisjoint(code for _name, code in codes)


def test_every_kind_of_choice_has_a_control_and_a_way_to_be_told() -> None:
    kinds = {*Kind.__subclasses__(), *Whole.__subclasses__()}
    assert set(CONTROLS) == kinds
    assert set(plan_words._TOLD) | {OneOf} == kinds
