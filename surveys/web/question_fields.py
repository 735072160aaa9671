"""One question as a template draws it: what its type describes, in words, with what was typed and what is wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from surveys.questionnaire.elements import Points
from surveys.questionnaire.piping import fill, nobody
from surveys.questionnaire.question_types import AnswerFault, Input, Question
from surveys.questionnaire.question_types.base import Asked
from surveys.questionnaire.question_types.fields import instead_value
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import Words
from surveys.web.answer_words import fault_words, words_for_missing
from surveys.web.pictures import PictureView, picture_view
from surveys.words import gettext, ngettext
from surveys.words import gettext as _

Choices = tuple[tuple[int | str, str], ...]

Marks = Literal["", "required", "optional"]
NEARLY_ALL = 0.7
"""From this share of needed answers on it is the others that are marked."""


@dataclass(frozen=True, kw_only=True)
class Control:
    """One form field: a group of radios or boxes, a list to choose from, or a place to type."""

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
    precision: str = ""
    span: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    several: bool = False
    unlabelled: bool = False
    attrs: Mapping[str, str] = field(default_factory=dict)

    @property
    def group(self) -> dict[str, str]:
        """Attributes of the group, where one of several is chosen and an answer is needed."""
        return {"role": "radiogroup", "aria-required": "true"} if self.required else {}


@dataclass(frozen=True, kw_only=True)
class QuestionField:
    """One question: its words and its controls."""

    name: str
    template: str
    text: str
    hint: str
    pictures: Mapping[int, PictureView] = field(default_factory=dict)
    """By the codes of options, under 0 what stands by itself."""
    controls: tuple[Control, ...] = ()
    beside: Mapping[str, Control] = field(default_factory=dict)
    """What stands beside the answer itself, by its role: `other`, `quote`."""

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Where to go, and what is wrong with which question: each line of the summary says it by itself."""
        found = [*self.controls, *self.beside.values()]
        return [(control.id, f"{control.label} – {control.error}") for control in found if control.error]

    @property
    def main(self) -> Control:
        return self.controls[0]


def marks_of(questions: Iterable[Question]) -> Marks:
    """Which of the questions are marked: the few, be they those that need an answer or those that do not."""
    needed = [is_required(question) for question in questions if question.asks]
    if not any(needed):
        return ""
    return "optional" if sum(needed) >= NEARLY_ALL * len(needed) else "required"


def is_required(question: Question) -> bool:
    return isinstance(question, Asked) and question.required


def question_fields(
    questions: Iterable[Question],
    *,
    language: str,
    default: str,
    form: Mapping[str, Sequence[str]],
    faults: Iterable[AnswerFault] = (),
    tell: Callable[[str], str] = nobody,
    marks: Marks = "",
) -> tuple[QuestionField, ...]:
    """The questions of a page with what was typed and what is wrong with it; `tell` gives earlier answers."""
    words: dict[str, str] = {}
    for fault in faults:
        words.setdefault(fault.field, fault_words(fault, lambda text: fill(text.in_language(language, default), tell)))
    page = _Page(
        language=language,
        default=default,
        form=form,
        faults=words,
        missing_words=words_for_missing(),
        tell=tell,
        marks=marks,
    )
    return tuple(page.draw(question) for question in questions)


@dataclass(frozen=True, kw_only=True)
class _Page:
    """What all questions of a page are shown with."""

    language: str
    default: str
    form: Mapping[str, Sequence[str]]
    faults: Mapping[str, str]
    missing_words: Mapping[int, str]
    tell: Callable[[str], str]
    marks: Marks

    def draw(self, question: Question) -> QuestionField:
        inputs, required = question.inputs(), is_required(question)
        return QuestionField(
            name=question.name,
            template=f"questions/{question.type}.html",
            text=self.marked(question, self.say(question.text)),
            hint=self.say(question.hint_words()),
            pictures=self.pictures(question),
            controls=tuple(self.control(described, required=required) for described in inputs if not described.role),
            beside={described.role: self.control(described) for described in inputs if described.role},
        )

    def pictures(self, question: Question) -> dict[int, PictureView]:
        views = {code: picture_view(one, self.say) for code, one in question.pictures().items()}
        return {code: view for code, view in views.items() if view is not None}

    def marked(self, question: Question, text: str) -> str:
        """Its words, and whether an answer is needed where that is marked."""
        if self.marks == "required" and is_required(question):
            return _("%(question)s (required)", question=text)
        if self.marks == "optional" and question.asks and not is_required(question):
            return _("%(question)s (optional)", question=text)
        return text

    def control(self, described: Input, *, required: bool = False) -> Control:
        """The control of one field; answers instead of an answer are not its value where something is typed."""
        values = tuple(self.form.get(described.name, ()))
        options, low, high = self.choices(described)
        extra = tuple(
            (instead_value(code) if described.typed else code, self.missing_words[code]) for code in described.instead
        )
        apart = () if options else tuple(str(code) for code, _words in extra)
        return Control(
            name=described.name,
            id=f"q-{described.name}",
            label=self.say(described.label),
            value=next((value for value in values if value.strip() and value not in apart), ""),
            values=values,
            options=options,
            extra=extra,
            low=low,
            high=high,
            error=self.faults.get(described.name, ""),
            suffix=self.say(described.suffix),
            precision=described.precision,
            span=described.span,
            required=required,
            several=described.several,
            unlabelled=described.unlabelled,
            attrs={**described.attrs, "aria-required": "true"} if required else described.attrs,
        )

    def choices(self, described: Input) -> tuple[Choices, str, str]:
        """What can be chosen, and words for both ends where not every point has its own."""
        if described.points is None:
            low, high = map(self.say, described.ends)
            return tuple((option.code, self.say(option.label)) for option in described.options), low, high
        points = described.points
        codes = range(points.low, points.high + 1)
        if all(code in points.labels for code in codes):
            return tuple((code, self.say(points.labels[code])) for code in codes), "", ""
        ends = (self.say(points.labels.get(points.low)), self.say(points.labels.get(points.high)))
        return tuple((code, self.point(code, points)) for code in codes), *ends

    def point(self, code: int, points: Points) -> str:
        if code in (points.low, points.high) or code not in points.labels:
            return str(code)
        return f"{code} – {self.say(points.labels[code])}"

    def say(self, words: LocalText | Words | None) -> str:
        if words is None:
            return ""
        if isinstance(words, LocalText):
            return fill(words.in_language(self.language, self.default), self.tell)
        values = {name: self.say(v) if isinstance(v, LocalText) else v for name, v in words.values.items()}
        if words.many:
            return ngettext(words.one, words.many, words.number, **values)
        return gettext(words.one, **values)
