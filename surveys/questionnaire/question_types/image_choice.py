"""One or several out of pictures: read, stored and analysed as the choice of one or of several that it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.elements import Facet, Option
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.pictures import Picture
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.cells import Reader
from surveys.questionnaire.question_types.choice import Choice
from surveys.questionnaire.question_types.multiple_choice import MultipleChoice
from surveys.questionnaire.question_types.single_choice import SingleChoice
from surveys.questionnaire.question_types.values import Answers, Form, Input, Parsed, Variable, Wording
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import Words


class PicturedOption(Option):
    picture: Picture | None = None
    """Every option but "none" and "other" has one."""


class ImageChoice(Choice):
    type: Literal["image_choice"]
    options: Annotated[tuple[PicturedOption, ...], Field(min_length=2)]
    several: bool = False
    at_least: int = 0
    at_most: int | None = None
    labels: Literal["shown", "hidden"] = "shown"
    """Hidden labels are still told to whoever hears the page, in analyses and exports."""

    @property
    def _plain(self) -> SingleChoice | MultipleChoice:
        """The same choice without its pictures: how it is answered follows from it."""
        own = {name: getattr(self, name) for name in SingleChoice.model_fields if name in type(self).model_fields}
        if not self.several:
            return SingleChoice.model_construct(**{**own, "type": "single_choice"})
        limits = {"at_least": self.at_least, "at_most": self.at_most}
        return MultipleChoice.model_construct(**{**own, **limits, "type": "multiple_choice"})

    def _with(self, options: tuple[Option, ...]) -> Question | None:
        """With fewer options, no more of them are asked for than there are."""
        seen = super()._with(options)
        if seen is None or seen is self:
            return seen
        return seen.model_copy(update={"at_least": min(self.at_least, sum(one.kind != "none" for one in options))})

    def pictures(self) -> Mapping[int, Picture]:
        return {option.code: option.picture for option in self.options if option.picture is not None}

    def variables(self) -> tuple[Variable, ...]:
        return self._plain.variables()

    def inputs(self) -> tuple[Input, ...]:
        own, *beside = super().inputs()
        pictured = replace(own, several=self.several, unlabelled=self.labels == "hidden")
        return (pictured, *beside)

    def hint_words(self) -> LocalText | Words | None:
        return self._plain.hint_words()

    def parse(self, form: Form) -> Parsed:
        return self._plain.parse(form)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        return self._plain.form_values(answers)

    def tell(self, answers: Answers, wording: Wording) -> str:
        return self._plain.tell(answers, wording)

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        return self._plain.codebook_items(section_facet=section_facet, language=language, default=default)

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:
        return self._plain.cell_reader(variable, languages)

    def seconds(self) -> float:
        return self._plain.seconds()

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from self._plain.faults(path)
        for number, option in enumerate(self.options):
            if option.kind == "choice" and option.picture is None:
                yield Fault(
                    path=(*path, "options", number),
                    code="no_picture",
                    name=self.name,
                    text="This option has no picture.",
                    advice="Give it one: `picture: {file: …, alt: …}`.",
                )
        if not self.several and (self.at_least or self.at_most is not None):
            yield Fault(
                path=(*path, "at_least" if self.at_least else "at_most"),
                code="limits_of_one",
                name=self.name,
                text="Limits are given, but only one option can be chosen.",
                advice="Add `several: true`, or take the limits out.",
            )
