"""What questions share that judge all their options together: one column for each option, filled in one go."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from surveys.questionnaire.elements import Option
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.columns import option_column
from surveys.questionnaire.question_types.fields import fault, posted, read_codes
from surveys.questionnaire.question_types.option_checks import check_options, only_choices
from surveys.questionnaire.question_types.values import Answers, FaultKind, Form, Parsed, Stored, Wording
from surveys.questionnaire.question_types.with_options import WithOptions


class EachOption(WithOptions):
    """Several options, each with a column of its own; "don't know" is said once, for all of them."""

    fewest: ClassVar[int] = 2
    decides_answers: ClassVar[frozenset[str]] = frozenset({"options"})

    def kept(self, answers: Answers) -> dict[str, Stored]:
        """All or nothing: places and shares mean something only among the same options."""
        again = self.parse(self.form_values(answers))
        return {} if again.faults else again.answers

    @property
    def columns(self) -> dict[str, Option]:
        """The options by their columns, as they are shown."""
        return {option_column(self.name, option.code): option for option in self.displayed}

    @property
    def first(self) -> str:
        """The column under which "don't know" is posted."""
        return option_column(self.name, self.displayed[0].code)

    def parse(self, form: Form) -> Parsed:
        instead = [code for code in self.offered if code in read_codes(posted(form, self.first))]
        return self._parse_instead(form, instead[0]) if instead else self.parse_options(form)

    @abstractmethod
    def parse_options(self, form: Form) -> Parsed:
        """What was posted for the options, where nothing was said instead."""

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        instead = answers.get(self.first)
        if is_missing(instead):
            return {self.first: [str(instead)]} if instead in self.offered else {}
        return {
            name: [self.to_form(value)]
            for name in self.columns
            if isinstance(value := answers.get(name), (int, float)) and self.is_own(value)
        }

    def is_own(self, value: float) -> bool:
        """Whether a stored number was given for its option by hand."""
        return not is_missing(value)

    def to_form(self, value: float) -> str:
        return str(value)

    def tell(self, answers: Answers, wording: Wording) -> str:
        instead = answers.get(self.first)
        if isinstance(instead, int) and is_missing(instead):
            return wording.missing.get(instead, "")
        return "\n".join(self.tell_options(answers, wording))

    @abstractmethod
    def tell_options(self, answers: Answers, wording: Wording) -> Iterator[str]:
        """One line for each option that has an answer."""

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from check_options(self.options, (*path, "options"), self.name)
        yield from only_choices(self.options, (*path, "options"), self.name)
        yield from super().faults(path)

    def _parse_instead(self, form: Form, code: int) -> Parsed:
        raw = {name: values for name in self.columns if (values := posted(form, name))}
        if {value.strip() for values in raw.values() for value in values} != {str(code)}:
            return Parsed(faults=(fault(self.name, self.first, FaultKind.CONTRADICTORY),), kept=raw)
        return Parsed(answers=dict.fromkeys(self.columns, code), kept=raw)
