"""Options put in order: each is given its place, all of them or only the first few."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.elements import Facet, Points
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.choice import drafted_group
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.each_option import EachOption
from surveys.questionnaire.question_types.fields import fault, merge, parse_one_code, required_fault
from surveys.questionnaire.question_types.values import (
    AnswerFault,
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
from surveys.questionnaire.words import Words
from surveys.questionnaire.words import gettext as _


class Ranking(EachOption):
    """Options in an order of one's own; the column of an option holds its place, 1 for the first."""

    type: Literal["ranking"]
    top: Annotated[int, Field(ge=1)] | None = None
    """How many places are given; by default every option has one. What gets none comes after all of them."""

    @property
    def places(self) -> int:
        """How many places there are to give."""
        return min(self.top or len(self.options), len(self.options))

    @property
    def last(self) -> int:
        """The largest number stored: where only the first few get a place, all others share the next."""
        return self.places if self.places == len(self.options) else self.places + 1

    def variables(self) -> tuple[Variable, ...]:
        codes = tuple(range(1, self.last + 1))
        return tuple(
            Variable(
                name=name,
                kind=VariableKind.POINT,
                question=self.name,
                codes=codes,
                offered=self.offered,
                about=option.label,
            )
            for name, option in self.columns.items()
        )

    def inputs(self) -> tuple[Input, ...]:
        places = Points(low=1, high=self.places)
        return tuple(
            Input(name=name, label=option.label, points=places, instead=self.offered if name == self.first else ())
            for name, option in self.columns.items()
        )

    def hint_words(self) -> LocalText | Words | None:
        return self.hint or _("Give each number from 1 to %(last)s once. 1 comes first.", last=self.places)

    def parse_options(self, form: Form) -> Parsed:
        allowed = range(1, self.places + 1)
        given = merge(
            parse_one_code(form, name, question=self.name, allowed=allowed, required=False) for name in self.columns
        )
        ties = list(self._ties(given.answers))
        tied = {found.field for found in ties}
        answers = {name: rank for name, rank in given.answers.items() if name not in tied}
        faults = (*given.faults, *ties)
        if faults:
            return Parsed(answers=answers, faults=faults, kept=given.kept)
        return Parsed(answers=self._completed(answers), faults=tuple(self._left_out(answers)), kept=given.kept)

    def is_own(self, value: float) -> bool:
        return 1 <= value <= self.places

    def tell_options(self, answers: Answers, wording: Wording) -> Iterator[str]:
        ranked = [(rank, option) for name, option in self.columns.items() if isinstance(rank := answers.get(name), int)]
        for rank, option in sorted(ranked, key=lambda pair: pair[0]):
            if self.is_own(rank):
                yield f"{rank}. {wording.say(option.label)}"

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        further = {} if self.last == self.places else {self.last: "further down"}
        return [
            Item(
                name=name,
                text=self.text.in_language(language, default),
                option=option.label.in_language(language, default),
                type="ordinal",
                facet=self.about(section_facet),
                range=(1, self.last),
                labels={1: "first", **further},
                group=self.name,
            )
            for name, option in self.columns.items()
        ]

    def seconds(self) -> float:
        return 4.0 + 3.5 * self.places

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        if self.top is not None and self.top > len(self.options):
            yield Fault(
                path=(*path, "top"),
                code="bad_limit",
                name=self.name,
                about=self.name,
                text=f"top is {self.top}, with {len(self.options)} options.",
                advice="Ask for as many places as there are options, or fewer.",
            )

    def _ties(self, ranks: Answers) -> Iterator[AnswerFault]:
        """Two options at one place: said at the second, naming both."""
        holders: dict[Stored, str] = {}
        for name, rank in ranks.items():
            holder = holders.setdefault(str(rank), name)
            if holder != name:
                both = {"first": self.columns[holder].label, "second": self.columns[name].label}
                yield fault(self.name, name, FaultKind.TIED, {"rank": str(rank), **both})

    def _completed(self, ranks: dict[str, Stored]) -> dict[str, Stored]:
        """With the place of what is left, where that follows: the last of all, or after the first few."""
        if len(ranks) < min(self.places, len(self.options) - 1):
            return ranks
        left = set(range(1, self.places + 1)) - {rank for rank in ranks.values() if isinstance(rank, int)}
        return dict.fromkeys(self.columns, left.pop() if left else self.last) | ranks

    def _left_out(self, ranks: Answers) -> Iterator[AnswerFault]:
        needed = min(self.places, len(self.options) - 1)
        if not ranks:
            yield from required_fault(self.name, self.first, required=self.required)
        elif len(ranks) < needed:
            open_field = next(name for name in self.columns if name not in ranks)
            yield fault(self.name, open_field, FaultKind.UNRANKED, {"left": self.places - len(ranks)})

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        is_ranked = item.group is not None and item.type == "ordinal" and item.range is not None
        return (item.group, item.range) if is_ranked else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        """Columns of places, as one question."""
        last = int(items[0].range[1]) if items[0].range else len(items)
        top = None if last >= len(items) else last - 1
        yield cls.model_validate({**drafted_group(items, drafting), "type": "ranking", "top": top})
