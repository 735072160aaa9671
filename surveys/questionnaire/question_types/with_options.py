"""What all questions share that are answered by options: which of them somebody is offered."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Annotated, ClassVar

from pydantic import Field

from surveys.questionnaire.conditions import Comparison, Condition
from surveys.questionnaire.elements import CarryForward, Option
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.faults import Path
from surveys.questionnaire.question_types.base import Asked, Question
from surveys.questionnaire.question_types.values import Answers


class WithOptions(Asked):
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    carry_forward: CarryForward | None = None

    fewest: ClassVar[int] = 1
    """With fewer options than these there is nothing to answer, and the question is hidden."""

    def inner_conditions(self) -> Iterator[tuple[Path, Condition]]:
        for number, option in enumerate(self.options):
            if option.show_if is not None:
                yield ("options", number, "show_if"), option.show_if
        if self.carry_forward is not None:
            yield ("carry_forward",), Comparison(question=self.carry_forward.question, operator="answered")

    @cached_property
    def narrows(self) -> bool:
        """Whether answers can take options out."""
        return self.carry_forward is not None or any(option.show_if is not None for option in self.options)

    def seen(self, answers: Answers) -> "Question | None":
        return self if not self.narrows else self._with(tuple(filter(partial(self.offers, answers), self.options)))

    def offers(self, answers: Answers, option: Option) -> bool:
        """Whether these answers leave an option to choose."""
        return evaluate(option.show_if, answers) and self._carries(option, answers)

    def _carries(self, option: Option, answers: Answers) -> bool:
        """ "None" and "other" are always there."""
        carried = self.carry_forward
        return carried is None or option.kind != "choice" or carried.offers(option.code, answers)

    def offers_code(self, answers: Answers, code: int) -> bool:
        return any(option.code == code and self.offers(answers, option) for option in self.options)

    def _with(self, options: tuple[Option, ...]) -> "Question | None":
        if len(options) == len(self.options):
            return self
        enough = sum(option.kind == "choice" for option in options) >= self.fewest
        return self.model_copy(update={"options": options}) if enough else None
