"""Best and worst of small sets: which of many things matter most, from choices instead of ratings.

The sets are made once, from a seed, and are part of the definition from then on: a published version keeps its design.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from research.codebook import Item
from surveys.questionnaire.elements import Code, Definition, Facet, Option
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.balanced_sets import balance_of, make_sets
from surveys.questionnaire.question_types.base import Asked
from surveys.questionnaire.question_types.columns import option_column
from surveys.questionnaire.question_types.fields import (
    code_to_form,
    fault,
    merge,
    parse_one_code,
    posted,
    read_codes,
    required_fault,
)
from surveys.questionnaire.question_types.option_checks import check_options, only_choices
from surveys.questionnaire.question_types.values import (
    Answers,
    FaultKind,
    Form,
    Input,
    Parsed,
    Stored,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import gettext as _

BEST, WORST, ANCHOR = "best", "worst", "anchor"
NOTHING = -1
"""The code of "none of these" in the anchor."""


class Anchor(Definition):
    """Which of the things matter at all: without it, only their order is known."""

    text: LocalText
    none: LocalText


class MaxDiff(Asked):
    """Sets of options of which the best and the worst are chosen."""

    type: Literal["maxdiff"]
    options: Annotated[tuple[Option, ...], Field(min_length=4)]
    best: LocalText
    worst: LocalText
    set_size: Annotated[int, Field(ge=3, le=7)] = 4
    sets: Annotated[int, Field(ge=2, le=40)]
    seed: Annotated[int, Field(ge=0, le=2_147_483_647)] = 1
    anchor: Anchor | None = None
    design: tuple[tuple[Code, ...], ...] = ()
    """The sets by the codes of their options, made where they are not written down."""

    fills_page: ClassVar[bool] = True
    decides_answers: ClassVar[frozenset[str]] = frozenset({"options", "sets", "set_size", "design", "anchor"})

    @model_validator(mode="after")
    def _with_design(self) -> Self:
        if not self.design:
            made = make_sets(self.codes, sets=self.sets, size=self.set_size, seed=self.seed)
            object.__setattr__(self, "design", made)
            self.model_fields_set.add("design")
        return self

    @property
    def codes(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(option.code for option in self.options))

    @property
    def shown(self) -> tuple[tuple[Option, ...], ...]:
        """The options of each set, in the order of the page."""
        known = {option.code: option for option in self.options}
        return tuple(tuple(known[code] for code in codes if code in known) for codes in self.design)

    def column(self, number: int, end: str) -> str:
        return f"{self.name}_{number}_{end}"

    @property
    def anchor_name(self) -> str:
        return f"{self.name}_{ANCHOR}"

    @property
    def anchors(self) -> tuple[Option, ...]:
        """What the anchor offers: every option, and none of them."""
        none = () if self.anchor is None else (Option(code=NOTHING, label=self.anchor.none, kind="none"),)
        return (*self.options, *none)

    def variables(self) -> tuple[Variable, ...]:
        found = [
            self._choice(self.column(number, end), shown)
            for number, shown in enumerate(self.shown, 1)
            for end in (BEST, WORST)
        ]
        if self.anchor is not None:
            found.append(self._choice(self.anchor_name, self.anchors, kind=VariableKind.CHOICES))
        return tuple(found)

    def inputs(self) -> tuple[Input, ...]:
        """Of each set two fields, and one for the anchor."""
        found = [
            Input(
                name=self.column(number, end),
                label=_("%(words)s (%(number)s of %(count)s)", words=words, number=number, count=len(self.shown)),
                options=shown,
                instead=self.offered if end == BEST else (),
                suffix=words,
            )
            for number, shown in enumerate(self.shown, 1)
            for end, words in ((BEST, self.best), (WORST, self.worst))
        ]
        if self.anchor is not None:
            found.append(Input(name=self.anchor_name, label=self.anchor.text, options=self.anchors, role=ANCHOR))
        return tuple(found)

    def parse(self, form: Form) -> Parsed:
        parts = [self._parse_set(form, number, shown) for number, shown in enumerate(self.shown, 1)]
        return merge([*parts, self._parse_anchor(form)] if self.anchor else parts)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for number in range(1, len(self.shown) + 1):
            best, worst = self.column(number, BEST), self.column(number, WORST)
            values |= code_to_form(best, answers.get(best))
            if not is_missing(answers.get(worst)):
                values |= code_to_form(worst, answers.get(worst))
        stored = answers.get(self.anchor_name)
        if self.anchor and isinstance(stored, list):
            values[self.anchor_name] = [str(code) for code in stored]
        return values

    def tell(self, answers: Answers, wording: Wording) -> str:
        return "\n".join(self._told(answers, wording))

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        facet, text = self.about(section_facet), self.text.in_language(language, default)
        labels = {option.code: option.label.in_language(language, default) for option in self.options}
        found = [
            Item(
                name=self.column(number, end),
                text=text,
                option=f"{words.in_language(language, default)} ({number})",
                type="nominal",
                facet=facet,
                labels={option.code: labels[option.code] for option in shown},
                group=self.name,
            )
            for number, shown in enumerate(self.shown, 1)
            for end, words in ((BEST, self.best), (WORST, self.worst))
        ]
        if self.anchor is None:
            return found
        asked = self.anchor.text.in_language(language, default)
        return found + [
            Item(
                name=option_column(self.anchor_name, option.code),
                text=asked,
                option=option.label.in_language(language, default),
                type="binary",
                facet=facet,
                range=(0, 1),
                labels={0: "not chosen", 1: "chosen"},
                group=self.anchor_name,
            )
            for option in self.anchors
        ]

    def seconds(self) -> float:
        return len(self.shown) * (4.0 + 2.0 * self.set_size)

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from check_options(self.options, (*path, "options"), self.name)
        yield from only_choices(self.options, (*path, "options"), self.name)
        yield from super().faults(path)
        for number, option in enumerate(self.options):
            if option.show_if is not None:
                text = "An option of a balanced design cannot be hidden from some people."
                yield self._unfit((*path, "options", number, "show_if"), "always_shown", text, "Take `show_if` out.")
        if self.anchor is not None and NOTHING in self.codes:
            text = f"The code {NOTHING} stands for none of the options in the anchor."
            yield self._unfit((*path, "options"), "reserved_code", text, "Give the option another code.")
        if self.set_size > len(self.codes):
            text = f"A set of {self.set_size} cannot be made of {len(self.codes)} options."
            yield self._unfit((*path, "set_size"), "bad_limit", text, "Make the sets smaller, or add options.")
        elif not self._fits():
            text = "The design does not fit the options, the number of sets or their size."
            yield self._unfit((*path, "design"), "unfit_design", text, "Take `design` out: it is made anew.")
        elif not balance_of(self.design, self.codes).connected:
            text = "Some options are never in one set with others, so they cannot be compared."
            yield self._unfit((*path, "sets"), "unconnected_design", text, "Ask more sets, or larger ones.")

    def _fits(self) -> bool:
        return len(self.design) == self.sets and all(
            len(codes) == self.set_size == len(set(codes)) and set(codes) <= set(self.codes) for codes in self.design
        )

    def _unfit(self, path: Path, code: str, text: str, advice: str) -> Fault:
        return Fault(path=path, code=code, name=self.name, about=self.name, text=text, advice=advice)

    def _choice(self, name: str, shown: tuple[Option, ...], *, kind: VariableKind = VariableKind.CHOICE) -> Variable:
        codes = tuple(option.code for option in shown)
        labels = {option.code: option.label for option in shown}
        offered = self.offered if kind is VariableKind.CHOICE else ()
        return Variable(name=name, kind=kind, question=self.name, codes=codes, labels=labels, offered=offered)

    def _parse_set(self, form: Form, number: int, shown: tuple[Option, ...]) -> Parsed:
        """Best and worst of one set; "don't know" is said once, for both."""
        best, worst = self.column(number, BEST), self.column(number, WORST)
        codes = [option.code for option in shown]
        first = parse_one_code(form, best, question=self.name, allowed=(*codes, *self.offered), required=self.required)
        instead = first.answers.get(best)
        if instead in self.offered:
            return self._both_instead(form, first, worst, instead)
        second = parse_one_code(form, worst, question=self.name, allowed=codes, required=self.required)
        if best in first.answers and first.answers[best] == second.answers.get(worst):
            label = next(option.label for option in shown if option.code == first.answers[best])
            twice = fault(self.name, worst, FaultKind.TWICE, {"option": label})
            return merge([first, Parsed(faults=(twice,), kept=second.kept)])
        return merge([first, second])

    def _both_instead(self, form: Form, first: Parsed, worst: str, code: Stored) -> Parsed:
        raw = posted(form, worst)
        if raw:
            return Parsed(faults=(fault(self.name, worst, FaultKind.CONTRADICTORY),), kept={**first.kept, worst: raw})
        return Parsed(answers={**first.answers, worst: code}, kept=first.kept)

    def _parse_anchor(self, form: Form) -> Parsed:
        name = self.anchor_name
        raw = posted(form, name)
        codes = set(read_codes(raw))
        kept = {name: raw} if raw else {}
        chosen = [option.code for option in self.anchors if option.code in codes]
        if not codes:
            return Parsed(faults=required_fault(self.name, name, required=self.required))
        if len(chosen) < len(codes):
            return Parsed(faults=(fault(self.name, name, FaultKind.NOT_AN_OPTION),), kept=kept)
        if len(chosen) > 1 and NOTHING in chosen:
            return Parsed(faults=(fault(self.name, name, FaultKind.CONTRADICTORY),), kept=kept)
        return Parsed(answers={name: chosen}, kept=kept)

    def _told(self, answers: Answers, wording: Wording) -> Iterator[str]:
        for number, shown in enumerate(self.shown, 1):
            for end, words in ((BEST, self.best), (WORST, self.worst)):
                told = _told_code(answers.get(self.column(number, end)), shown, wording)
                if told:
                    yield f"{wording.say(words)} ({number}): {told}"
        stored = answers.get(self.anchor_name)
        if self.anchor is not None and isinstance(stored, list):
            chosen = (wording.say(option.label) for option in self.anchors if option.code in stored)
            yield f"{wording.say(self.anchor.text)} {'; '.join(chosen)}"


def _told_code(code: object, shown: tuple[Option, ...], wording: Wording) -> str:
    if isinstance(code, int) and is_missing(code):
        return wording.missing.get(code, "")
    return next((wording.say(option.label) for option in shown if option.code == code), "")
