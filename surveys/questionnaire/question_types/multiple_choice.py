"""Several options out of a list, with limits, "none of these" and "other"."""

from collections.abc import Hashable, Iterator, Sequence
from typing import ClassVar, Literal

from research.codebook import Item
from surveys.questionnaire.elements import Facet, Option
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.cells import Reader, codes_reader, labels_in
from surveys.questionnaire.question_types.choice import Choice, drafted_group, drafted_options
from surveys.questionnaire.question_types.columns import option_column
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.fields import (
    code_to_form,
    fault,
    merge,
    posted,
    read_codes,
    required_fault,
)
from surveys.questionnaire.question_types.values import (
    AnswerFault,
    Answers,
    FaultKind,
    Form,
    Parsed,
    Stored,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import Words, ngettext
from surveys.questionnaire.words import gettext as _


class MultipleChoice(Choice):
    type: Literal["multiple_choice"]
    at_least: int = 0
    at_most: int | None = None

    kind: ClassVar[VariableKind] = VariableKind.CHOICES

    def _with(self, options: tuple[Option, ...]) -> Question | None:
        """With fewer options, no more of them are asked for than there are."""
        seen = super()._with(options)
        if seen is None or seen is self:
            return seen
        return seen.model_copy(update={"at_least": min(self.at_least, sum(one.kind != "none" for one in options))})

    def hint_words(self) -> LocalText | Words | None:
        if self.hint:
            return self.hint
        if self.at_most is None:
            return _("Choose all that apply.")
        if self.at_least == self.at_most:
            return ngettext("Choose exactly %(num)d.", "Choose exactly %(num)d.", self.at_most)
        return ngettext("Choose up to %(num)d.", "Choose up to %(num)d.", self.at_most)

    def parse(self, form: Form) -> Parsed:
        form = self.with_typed_other(form)
        raw = posted(form, self.name)
        codes = set(read_codes(raw))
        chosen = [code for code in self.codes if code in codes]
        instead = [code for code in self.offered if code in codes]
        faults = self._faults_of(codes, chosen, instead)
        usable = all(found.kind is FaultKind.TOO_FEW for found in faults)
        stored: Stored | None = instead[0] if instead else (chosen or None)
        own = Parsed(
            answers={self.name: stored} if usable and stored is not None else {},
            faults=tuple(faults),
            kept={self.name: raw} if raw else {},
        )
        is_other = usable and self.other is not None and self.other.code in chosen
        return merge([own, self.parse_other(form, chosen=is_other)])

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        stored = answers.get(self.name)
        if isinstance(stored, list):
            values = {self.name: [str(code) for code in stored]}
        else:
            values = code_to_form(self.name, stored)
        return values | self.other_to_form(answers)

    def tell(self, answers: Answers, wording: Wording) -> str:
        stored = answers.get(self.name)
        if isinstance(stored, int) and is_missing(stored):
            return wording.missing.get(stored, "")
        chosen = stored if isinstance(stored, list) else []
        return "; ".join(self.tell_option(option, answers, wording) for option in self.options if option.code in chosen)

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        facet, text = self.about(section_facet), self.text.in_language(language, default)
        items = [
            Item(
                name=option_column(self.name, option.code),
                text=text,
                option=option.label.in_language(language, default),
                type="binary",
                facet=facet,
                range=(0, 1),
                labels={0: "not chosen", 1: "chosen"},
                group=self.name,
            )
            for option in self.options
        ]
        return items + self.other_items(facet, language=language, default=default)

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:
        if variable.parent is not None:
            return super().cell_reader(variable, languages)
        return codes_reader(variable.codes, labels_in(variable.labels, languages))

    def seconds(self) -> float:
        return 3.0 + 0.9 * len(self.options)

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        options = sum(option.kind != "none" for option in self.options)
        least, most = self.at_least, self.at_most
        if least < 0 or least > options:
            yield self._bad_limit((*path, "at_least"), f"at_least is {least}, with {options} options.")
        if most is not None and (most < 1 or most > options):
            yield self._bad_limit((*path, "at_most"), f"at_most is {most}, with {options} options.")
        if most is not None and least > most:
            text = f"at_least ({least}) is greater than at_most ({most})."
            yield self._bad_limit((*path, "at_least"), text)

    def _bad_limit(self, path: Path, text: str) -> Fault:
        return Fault(
            path=path,
            code="bad_limit",
            name=self.name,
            about=self.name,
            text=text,
            advice="Choose limits that somebody can meet, or leave them out.",
        )

    def _faults_of(self, codes: set[int | None], chosen: list[int], instead: list[int]) -> list[AnswerFault]:
        name = self.name
        if not codes:
            return list(required_fault(name, name, required=self.required))
        if len(chosen) + len(instead) < len(codes):
            return [fault(name, name, FaultKind.NOT_AN_OPTION)]
        nones = [option.code for option in self.options if option.kind == "none" and option.code in chosen]
        if len(codes) > 1 and (instead or nones):
            return [fault(name, name, FaultKind.CONTRADICTORY)]
        if not instead and not nones and len(chosen) < self.at_least:
            values = {"at_least": self.at_least, "given": len(chosen)}
            return [fault(name, name, FaultKind.TOO_FEW, values)]
        if self.at_most is not None and len(chosen) > self.at_most:
            return [fault(name, name, FaultKind.TOO_MANY, {"at_most": self.at_most, "given": len(chosen)})]
        return []

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        if item.is_option:
            return "group", item.group
        return ("single", item.name) if item.type == "multiple" else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        """One column of lists, or one column per option, numbered in their order."""
        first = items[0]
        if first.group is None:
            options = drafted_options(first, ())
            yield cls.model_validate({**drafting.plain(first), "type": "multiple_choice", "options": options})
            return
        yield cls.model_validate({**drafted_group(items, drafting), "type": "multiple_choice"})
