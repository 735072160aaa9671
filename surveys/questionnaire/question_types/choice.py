"""What all questions share that are answered from a list of options, with words of one's own beside "other"."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.elements import Option
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.question_types.cells import Reader, text_reader
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.drafting import Drafting, distinct
from surveys.questionnaire.question_types.fields import fault, posted
from surveys.questionnaire.question_types.option_checks import check_options
from surveys.questionnaire.question_types.values import (
    Answers,
    FaultKind,
    Form,
    Input,
    Parsed,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.question_types.with_options import WithOptions
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import gettext as _

OTHER = "_other"
LONGEST_OTHER = 200


class Choice(WithOptions):
    kind: ClassVar[VariableKind]
    decides_answers: ClassVar[frozenset[str]] = frozenset({"options"})

    @property
    def codes(self) -> tuple[int, ...]:
        return tuple(option.code for option in self.options)

    @property
    def other(self) -> Option | None:
        """The option that opens a short text."""
        return next((option for option in self.options if option.kind == "other"), None)

    @property
    def other_name(self) -> str:
        return self.name + OTHER

    def variables(self) -> tuple[Variable, ...]:
        labels = {option.code: option.label for option in self.options}
        own = Variable(
            name=self.name,
            kind=self.kind,
            question=self.name,
            codes=self.codes,
            labels=labels,
            points={option.code: option.points for option in self.options if option.points},
            offered=self.offered,
            offers=self.offers_code if self.narrows else None,
        )
        if self.other is None:
            return (own,)
        return own, Variable(name=self.other_name, kind=VariableKind.TEXT, question=self.name, parent=self.name)

    def inputs(self) -> tuple[Input, ...]:
        own = Input(name=self.name, label=self.text, options=self.displayed, instead=self.offered)
        if self.other is None:
            return (own,)
        label = _("%(option)s – in your own words", option=self.other.label)
        return own, Input(name=self.other_name, label=label, role="other", attrs={"maxlength": str(LONGEST_OTHER)})

    def asks_for(self, variable: Variable, answers: Answers) -> bool:
        if variable.parent is None:
            return True
        stored = answers.get(self.name)
        return self.other is not None and self.other.code in (stored if isinstance(stored, list) else [stored])

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:
        if variable.parent is not None:
            return text_reader(longest=LONGEST_OTHER, one_line=True)
        return super().cell_reader(variable, languages)

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from check_options(self.options, (*path, "options"), self.name)
        yield from super().faults(path)

    def with_typed_other(self, form: Form) -> Form:
        """Words typed under "other" without choosing anything mean "other"."""
        if self.other is None or posted(form, self.name) or not self._typed_other(form):
            return form
        return {**form, self.name: [str(self.other.code)]}

    def parse_other(self, form: Form, *, chosen: bool) -> Parsed:
        """The text, stored only where "other" is chosen; what was typed is kept in any case."""
        text = self._typed_other(form)
        if self.other is None or not text:
            return Parsed()
        kept = {self.other_name: [text]}
        if len(text) > LONGEST_OTHER:
            values = {"maximum": LONGEST_OTHER, "given": len(text)}
            return Parsed(faults=(fault(self.name, self.other_name, FaultKind.TOO_LONG, values),), kept=kept)
        return Parsed(answers={self.other_name: text} if chosen else {}, kept=kept)

    def other_to_form(self, answers: Answers) -> dict[str, list[str]]:
        text = answers.get(self.other_name)
        return {self.other_name: [text]} if self.other is not None and isinstance(text, str) else {}

    def tell_option(self, option: Option, answers: Answers, wording: Wording) -> str:
        """The label of an option, with the words typed beside it."""
        label, typed = wording.say(option.label), answers.get(self.other_name)
        return f"{label}: {typed}" if option.kind == "other" and isinstance(typed, str) and typed else label

    def other_items(self, facet: str | None, *, language: str, default: str) -> list[Item]:
        if self.other is None:
            return []
        words = f"{self.text.in_language(language, default)} ({self.other.label.in_language(language, default)})"
        return [Item(name=self.other_name, text=words, type="text", facet=facet)]

    def _typed_other(self, form: Form) -> str:
        return clean_text(" ".join(posted(form, self.other_name)), one_line=True)


def drafted_options(item: Item, words: Sequence[str]) -> tuple[Option, ...]:
    """Options by the labels of a described column, else by what is found in the data."""
    if item.labels:
        coded = dict(zip(item.labels, distinct(item.labels.values()), strict=True))
    elif all(word.removeprefix("-").isdigit() for word in words):
        coded = {int(word): word for word in words}
    else:
        coded = dict(enumerate(words, 1))
    return tuple(Option(code=code, label=LocalText.plain(label)) for code, label in coded.items())


def drafted_group(items: Sequence[Item], drafting: Drafting) -> dict[str, object]:
    """What a question has that asks for columns of one group: an option for each, numbered in their order."""
    first = items[0]
    labels = distinct(item.option or item.words for item in items)
    options = tuple(Option(code=code, label=LocalText.plain(label)) for code, label in enumerate(labels, 1))
    text = first.text if first.option else first.group
    return {"name": drafting.groups[first.group or ""], "text": text, "facet": first.facet, "options": options}
