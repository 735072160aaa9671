"""One question as a template draws it: definition, answers and faults become plain view values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from surveys.questionnaire.definition import (
    AttentionCheck,
    LongText,
    Matrix,
    Missing,
    MultipleChoice,
    Number,
    Option,
    Points,
    Question,
    Rating,
    ShortText,
    SingleChoice,
    Statement,
)
from surveys.questionnaire.missing import CODE_OF
from surveys.questionnaire.question_types import AnswerFault, handler_for
from surveys.questionnaire.question_types.long_text import quote_name
from surveys.questionnaire.question_types.other_text import MAX_LENGTH, other_name
from surveys.questionnaire.question_types.typed_number import write_number
from surveys.questionnaire.texts import LocalText
from surveys.web.answer_words import fault_words, words_for_missing
from surveys.web.words import gettext as _
from surveys.web.words import ngettext

Choices = tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Control:
    """One form field: a group of radios or boxes, or a place to type."""

    name: str
    id: str
    label: str
    value: str = ""
    """What is typed, or the one option that is chosen."""
    values: tuple[str, ...] = ()
    """All that is chosen or typed under this name."""
    options: Choices = ()
    extra: Choices = ()
    """Answers instead of an answer, such as "don't know"."""
    low: str = ""
    high: str = ""
    error: str = ""
    suffix: str = ""
    attrs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class QuestionField:
    """One question: its words and its controls."""

    name: str
    template: str
    text: str
    hint: str
    required: bool
    controls: tuple[Control, ...] = ()
    other: Control | None = None
    quote: Control | None = None

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Where to go, and what is wrong with which question: each line of the summary says it by itself."""
        found = [*self.controls, *(extra for extra in (self.other, self.quote) if extra)]
        return [(control.id, f"{control.label} – {control.error}") for control in found if control.error]

    @property
    def main(self) -> Control:
        return self.controls[0]


@dataclass(frozen=True, kw_only=True)
class _Page:
    """What all questions of a page are shown with."""

    language: str
    default: str
    form: Mapping[str, Sequence[str]]
    faults: Mapping[str, str]
    missing_words: Mapping[int, str]

    def say(self, text: LocalText | None) -> str:
        return "" if text is None else text.in_language(self.language, self.default)

    def control(self, name: str, label: str, **more: Any) -> Control:
        values = tuple(self.form.get(name, ()))
        return Control(
            name=name,
            id=f"q-{name}",
            label=label,
            value=values[0] if values else "",
            values=values,
            error=self.faults.get(name, ""),
            **more,
        )

    def choices(self, options: Iterable[Option]) -> Choices:
        return tuple((option.code, self.say(option.label)) for option in options)

    def instead(self, also_offer: Iterable[Missing]) -> Choices:
        return tuple((CODE_OF[kind], self.missing_words[CODE_OF[kind]]) for kind in also_offer)


def question_fields(
    questions: Iterable[Question],
    *,
    language: str,
    default: str,
    form: Mapping[str, Sequence[str]],
    faults: Iterable[AnswerFault] = (),
) -> tuple[QuestionField, ...]:
    """The questions of a page with what was typed and what is wrong with it."""
    words: dict[str, str] = {}
    for fault in faults:
        words.setdefault(fault.field, fault_words(fault))
    page = _Page(language=language, default=default, form=form, faults=words, missing_words=words_for_missing())
    return tuple(_DRAW[type(question)](question, page) for question in questions)


def _field(question: Question, page: _Page, *controls: Control, **more: Any) -> QuestionField:
    return QuestionField(
        name=question.name,
        template=handler_for(question).template,
        text=page.say(question.text),
        hint=more.pop("hint", "") or page.say(getattr(question, "hint", None)),
        required=getattr(question, "required", False),
        controls=controls,
        **more,
    )


def _single_choice(question: SingleChoice, page: _Page) -> QuestionField:
    options = page.choices(question.options) + page.instead(question.also_offer)
    control = page.control(question.name, page.say(question.text), options=options)
    return _field(question, page, control, other=_other(question, page))


def _multiple_choice(question: MultipleChoice, page: _Page) -> QuestionField:
    control = page.control(
        question.name,
        page.say(question.text),
        options=page.choices(question.options),
        extra=page.instead(question.also_offer),
    )
    hint = page.say(question.hint) or _how_many(question)
    return _field(question, page, control, other=_other(question, page), hint=hint)


def _how_many(question: MultipleChoice) -> str:
    least, most = question.at_least, question.at_most
    if most is None:
        return _("Choose all that apply.")
    if least == most:
        return ngettext("Choose exactly %(num)d.", "Choose exactly %(num)d.", most)
    return ngettext("Choose up to %(num)d.", "Choose up to %(num)d.", most)


def _other(question: SingleChoice | MultipleChoice, page: _Page) -> Control | None:
    option = next((option for option in question.options if option.kind == "other"), None)
    if option is None:
        return None
    label = _("%(option)s – in your own words", option=page.say(option.label))
    return page.control(other_name(question.name), label, attrs={"maxlength": str(MAX_LENGTH)})


def _rating(question: Rating | AttentionCheck, page: _Page) -> QuestionField:
    extra = page.instead(question.also_offer)
    return _field(question, page, _row(question.name, page.say(question.text), question.points, extra, page))


def _matrix(question: Matrix, page: _Page) -> QuestionField:
    extra = page.instead(question.also_offer)
    rows = [_row(item.name, page.say(item.text), question.points, extra, page) for item in question.items]
    return _field(question, page, *rows)


def _row(name: str, label: str, points: Points, extra: Choices, page: _Page) -> Control:
    """A rating: words at every point where the author wrote them, else numbers with words at the ends."""
    codes = range(points.low, points.high + 1)
    if all(code in points.labels for code in codes):
        options = tuple((code, page.say(points.labels[code])) for code in codes)
        return page.control(name, label, options=options, extra=extra)
    ends = {end: page.say(points.labels.get(end)) for end in (points.low, points.high)}
    options = tuple((code, _point(code, points, ends, page)) for code in codes)
    return page.control(name, label, options=options, extra=extra, low=ends[points.low], high=ends[points.high])


def _point(code: int, points: Points, ends: Mapping[int, str], page: _Page) -> str:
    if code in ends or code not in points.labels:
        return str(code)
    return f"{code} – {page.say(points.labels[code])}"


def _number(question: Number, page: _Page) -> QuestionField:
    whole = question.decimals == 0 and (question.minimum or 0) >= 0
    extra = page.instead(question.also_offer)
    control = page.control(
        question.name,
        page.say(question.text),
        extra=extra,
        suffix=page.say(question.unit),
        attrs={"inputmode": "numeric" if whole else "decimal", "autocomplete": "off", "maxlength": "40"},
    )
    return _field(question, page, _typed(control, extra), hint=page.say(question.hint) or _bounds_hint(question))


def _bounds_hint(question: Number) -> str:
    if question.minimum is None or question.maximum is None:
        return ""
    low, high = write_number(question.minimum), write_number(question.maximum)
    return _("A number from %(minimum)s to %(maximum)s", minimum=low, maximum=high)


def _text(question: ShortText | LongText, page: _Page) -> QuestionField:
    extra = page.instead(question.also_offer)
    control = page.control(
        question.name,
        page.say(question.text),
        extra=extra,
        attrs={"maxlength": str(question.max_length), "autocomplete": "off"},
    )
    quote = None
    if isinstance(question, LongText) and question.quotable:
        label = _("You may quote these words, without my name")
        quote = page.control(quote_name(question.name), label)
    return _field(question, page, _typed(control, extra), quote=quote)


def _typed(control: Control, extra: Choices) -> Control:
    """The typed value apart from boxes that share its name."""
    codes = {str(code) for code, _words in extra}
    typed = next((value for value in control.values if value.strip() and value not in codes), "")
    return Control(**(vars(control) | {"value": typed}))


def _statement(question: Statement, page: _Page) -> QuestionField:
    return _field(question, page)


_DRAW: Mapping[type, Callable[[Any, _Page], QuestionField]] = {
    SingleChoice: _single_choice,
    MultipleChoice: _multiple_choice,
    Rating: _rating,
    AttentionCheck: _rating,
    Matrix: _matrix,
    Number: _number,
    ShortText: _text,
    LongText: _text,
    Statement: _statement,
}
