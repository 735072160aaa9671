"""One option out of a list, however the list is shown: how the choice is read, stored, told and analysed."""

from collections.abc import Iterator
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.elements import Facet
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.choice import Choice
from surveys.questionnaire.question_types.fields import code_to_form, merge, parse_one_code
from surveys.questionnaire.question_types.values import Answers, Form, Parsed, VariableKind, Wording


class OneChoice(Choice):
    ordered: bool = False
    """The options run from little to much by their codes (education, income, how often): analysed as ranks."""

    kind: ClassVar[VariableKind] = VariableKind.CHOICE

    def parse(self, form: Form) -> Parsed:
        form = self.with_typed_other(form)
        allowed = (*self.codes, *self.offered)
        chosen = parse_one_code(form, self.name, question=self.name, allowed=allowed, required=self.required)
        code = chosen.answers.get(self.name)
        is_other = self.other is not None and code == self.other.code
        return merge([chosen, self.parse_other(form, chosen=is_other)])

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        return code_to_form(self.name, answers.get(self.name)) | self.other_to_form(answers)

    def tell(self, answers: Answers, wording: Wording) -> str:
        code = answers.get(self.name)
        if not isinstance(code, int):
            return ""
        if is_missing(code):
            return wording.missing.get(code, "")
        chosen = next((option for option in self.options if option.code == code), None)
        return "" if chosen is None else self.tell_option(chosen, answers, wording)

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        facet = self.about(section_facet)
        own = Item(
            name=self.name,
            text=self.text.in_language(language, default),
            type="ordinal" if self.ordered else "nominal",
            facet=facet,
            range=(min(self.codes), max(self.codes)) if self.ordered else None,
            labels={option.code: option.label.in_language(language, default) for option in self.options},
        )
        return [own, *self.other_items(facet, language=language, default=default)]

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        if self.ordered and self.order == "random":
            yield Fault(
                path=(*path, "order"),
                code="ordered_at_random",
                name=self.name,
                text="The options run from little to much, and are to be shown in a random order.",
                advice="Take `order` out, or let it be `reversed`.",
            )
        rises = list(self.codes) == sorted(self.codes) and all(option.kind == "choice" for option in self.options)
        if self.ordered and not rises:
            yield Fault(
                path=(*path, "ordered"),
                code="not_in_order",
                name=self.name,
                text="The options are said to be ordered, but their codes do not rise, "
                "or one of them is “other” or “none”.",
                advice="Give the options rising codes from little to much, or take `ordered` out.",
            )
