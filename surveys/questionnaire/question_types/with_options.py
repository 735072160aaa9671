"""What all questions share that are answered by options: which of them somebody is offered."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr

from surveys.questionnaire.conditions import Comparison, Condition
from surveys.questionnaire.elements import CarryForward, Option
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.order import Draw, in_order
from surveys.questionnaire.question_types.base import Asked, Question
from surveys.questionnaire.question_types.values import Answers


def _code(option: Option) -> int:
    return option.code


class WithOptions(Asked):
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    carry_forward: CarryForward | None = None

    order: Literal["random", "reversed"] | None = None
    fixed_last: Annotated[int, Field(ge=0)] = 0
    """How many options at the end stay there; "none" and "other" always do."""

    _display: tuple[int, ...] = PrivateAttr(())

    fewest: ClassVar[int] = 1
    """With fewer options than these there is nothing to answer, and the question is hidden."""

    @property
    def is_drawn(self) -> bool:
        return self.order is not None

    def drawn(self, draw: Draw) -> "Question":
        """Only shown in another order: what is stored does not tell in which."""
        if self.order is None:
            return self
        found = self.model_copy()
        found._display = tuple(option.code for option in self._ordered(draw))
        return found

    def _ordered(self, draw: Draw) -> tuple[Option, ...]:
        loose = [option for option in self.options if option.kind == "choice"]
        last = [option for option in self.options if option.kind != "choice"]
        fixed = self.fixed_last
        return (*in_order(loose, self.order, draw, name=self.name, key=_code, fixed_last=fixed), *last)

    @property
    def displayed(self) -> tuple[Option, ...]:
        """The options in the order they are shown."""
        if not self._display:
            return self.options
        return tuple(sorted(self.options, key=lambda option: self._display.index(option.code)))

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        if self.fixed_last and self.fixed_last > len(self.options) - 2:
            yield Fault(
                path=(*path, "fixed_last"),
                code="nothing_to_order",
                name=self.name,
                text=f"Of {len(self.options)} options {self.fixed_last} are fixed: no order is left to draw.",
                advice="Leave at least two options free.",
            )

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
