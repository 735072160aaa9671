"""Yes or no: 1 or 0, in words of the type's own unless the author has better ones."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from research.codebook import Item
from surveys.questionnaire.elements import Facet, Option, Points, VariableName
from surveys.questionnaire.faults import Path
from surveys.questionnaire.question_types.base import Asked, Question
from surveys.questionnaire.question_types.cells import Reader, code_reader, labels_in
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.fields import code_to_form, parse_one_code
from surveys.questionnaire.question_types.single_choice import SingleChoice
from surveys.questionnaire.question_types.values import (
    Answers,
    Form,
    Input,
    Parsed,
    RatedItem,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.texts import LocalText

OWN_YES = LocalText({"en": "Yes", "ms": "Ya", "mt": "Iva", "fi": "Kyllä", "zh-Hans": "是", "ar": "نعم"})
OWN_NO = LocalText({"en": "No", "ms": "Tidak", "mt": "Le", "fi": "Ei", "zh-Hans": "否", "ar": "لا"})
_OF_PROGRAMS: Mapping[str, int] = {"yes": 1, "true": 1, "no": 0, "false": 0}
"""Words that other programs write into the cells of a table."""


class YesNo(Asked):
    """A statement or a question that is true or not; it can be an item of a scale."""

    type: Literal["yes_no"]
    yes: LocalText | None = None
    no: LocalText | None = None
    scale: VariableName | None = None
    reverse: bool = False

    decides_answers: ClassVar[frozenset[str]] = frozenset({"yes", "no"})

    @property
    def labels(self) -> dict[int, LocalText]:
        """Yes first, as people expect it."""
        return {1: self.yes or OWN_YES, 0: self.no or OWN_NO}

    def own_words(self) -> Iterator[tuple[Path, LocalText]]:
        for key, written, own in (("yes", self.yes, OWN_YES), ("no", self.no, OWN_NO)):
            if written is None:
                yield (key,), own

    def variables(self) -> tuple[Variable, ...]:
        own = Variable(
            name=self.name,
            kind=VariableKind.CHOICE,
            question=self.name,
            codes=tuple(self.labels),
            labels=self.labels,
            offered=self.offered,
        )
        return (own,)

    def rated_items(self) -> tuple[RatedItem, ...]:
        points = Points(low=0, high=1, labels=self.labels)
        return (RatedItem(name=self.name, text=self.text, points=points, scale=self.scale, reverse=self.reverse),)

    def inputs(self) -> tuple[Input, ...]:
        options = tuple(Option(code=code, label=label) for code, label in self.labels.items())
        return (Input(name=self.name, label=self.text, options=options, instead=self.offered),)

    def parse(self, form: Form) -> Parsed:
        allowed = (*self.labels, *self.offered)
        return parse_one_code(form, self.name, question=self.name, allowed=allowed, required=self.required)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        return code_to_form(self.name, answers.get(self.name))

    def tell(self, answers: Answers, wording: Wording) -> str:
        value = answers.get(self.name)
        if not isinstance(value, int):
            return ""
        return wording.say(self.labels[value]) if value in self.labels else wording.missing.get(value, "")

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        item = Item(
            name=self.name,
            text=self.text.in_language(language, default),
            type="binary",
            facet=self.about(section_facet),
            scale=self.scale,
            reverse=self.reverse,
            labels={code: label.in_language(language, default) for code, label in sorted(self.labels.items())},
        )
        return [item]

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:
        return code_reader(variable.codes, {**_OF_PROGRAMS, **labels_in(variable.labels, languages)})

    def seconds(self) -> float:
        return 2.5

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        is_coded = not item.labels or set(item.labels) == {0, 1}
        return item.name if item.group is None and item.type == "binary" and is_coded else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        """Columns of 0 and 1, or of yes and no; two other words are a choice between them."""
        for item in items:
            words = {word.strip().casefold() for word in drafting.words.get(item.name, ())}
            if not words <= {"0", "1", *_OF_PROGRAMS}:
                yield from SingleChoice.draft([item], drafting)
                continue
            written = {"yes": item.labels.get(1), "no": item.labels.get(0)}
            own = {key: label for key, label in written.items() if label and label.strip().casefold() != key}
            keyed = {**drafting.plain(item), **drafting.keyed(item)}
            yield cls.model_validate({**keyed, **own, "type": "yes_no"})
