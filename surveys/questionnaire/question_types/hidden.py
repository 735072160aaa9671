"""What the link says and nobody is asked: where somebody came from, which invitation, which number a panel gave.

Only what is declared here is taken from an address, and only a value that is allowed.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.elements import Facet, Option
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.cells import NotAnAnswer, Reader
from surveys.questionnaire.question_types.choice import drafted_options
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.fields import facet_of, read_code
from surveys.questionnaire.question_types.option_checks import check_options
from surveys.questionnaire.question_types.values import (
    Answers,
    FaultKind,
    Stored,
    Variable,
    VariableKind,
    Wording,
)

_MARK = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
"""What a panel or a letter gives: it begins no formula of a spreadsheet, and is no code of a missing answer."""
ANY_MARK = "[A-Za-z0-9_-]{1,64}"
"""For marks of data collected elsewhere, whose form nobody wrote down."""
_PATTERN = re.compile(r"(?:[A-Za-z0-9_-]|\[[A-Za-z0-9_-]+\](?:\{[0-9]{1,2}(?:,[0-9]{1,2})?\})?)+", re.ASCII)
_OF_ADDRESSES = frozenset({"lang", "new", "erased", "embed", "t", "c"})
_MOST_RANGES = 2
"""Parts of a pattern whose length may vary; with more, reading a hostile mark could take long."""


class Hidden(Question):
    """A value from the link: one of some codes, or a mark."""

    type: Literal["hidden"]
    options: tuple[Option, ...] = ()
    """The codes that a link may give."""
    pattern: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """The form of marks that a link may give, such as `[0-9a-f]{24}`; a mark may tell who somebody is."""
    facet: Facet | None = None

    on_page: ClassVar[bool] = False
    decides_answers: ClassVar[frozenset[str]] = frozenset({"options"})

    @property
    def codes(self) -> tuple[int, ...]:
        return tuple(option.code for option in self.options)

    def variables(self) -> tuple[Variable, ...]:
        labels = {option.code: option.label for option in self.options}
        kind = VariableKind.CHOICE if self.options else VariableKind.TEXT
        return (Variable(name=self.name, kind=kind, question=self.name, codes=self.codes, labels=labels),)

    def from_link(self, written: str) -> Stored | None:
        """What an address says, where it is allowed."""
        if self.options:
            code = read_code(written)
            return code if code in self.codes else None
        return written if _MARK.fullmatch(written) and self._fits(written) else None

    def _fits(self, mark: str) -> bool:
        return self.pattern is not None and re.fullmatch(self.pattern, mark, re.ASCII) is not None

    def identifies(self, section_facet: Facet | None) -> str | None:  # noqa: ARG002  (whatever it is about)
        return "Name the values as “options”, or write `anonymous: false`." if self.pattern else None

    def tell(self, answers: Answers, wording: Wording) -> str:
        value = answers.get(self.name)
        labels = {option.code: wording.say(option.label) for option in self.options}
        if isinstance(value, int):
            return labels.get(value, "") or wording.missing.get(value, "")
        return value if isinstance(value, str) else ""

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        """A mark tells people apart and nothing about them: it is described, and never analysed."""
        item = Item(
            name=self.name,
            text=self.text.in_language(language, default),
            type="nominal" if self.options else "mark",
            facet=facet_of(self.facet, section_facet),
            labels={option.code: option.label.in_language(language, default) for option in self.options},
            asked_as=self.type,
        )
        return [item]

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:
        if self.options:
            return super().cell_reader(variable, languages)

        def read(cell: str) -> Stored:
            mark = self.from_link(cell.strip())
            if mark is None:
                raise NotAnAnswer(FaultKind.NOT_AN_OPTION)
            return mark

        return read

    def seconds(self) -> float:
        return 0.0

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from check_options(self.options, (*path, "options"), self.name) if self.options else ()
        if bool(self.options) == (self.pattern is not None):
            yield self._fault(
                path,
                "hidden_without_values",
                "A hidden field takes either some codes or marks of one form.",
                "Write “options” with their codes, or a “pattern”.",
            )
        if self.pattern is not None and not _is_pattern(self.pattern):
            yield self._fault(
                (*path, "pattern"),
                "bad_pattern",
                f"“{self.pattern}” is no form of a mark.",
                "Write signs and sets of signs with how many there are, such as `[0-9a-f]{24}` or `P-[0-9]{1,6}`.",
            )
        if self.name in _OF_ADDRESSES:
            yield self._fault(
                (*path, "name"),
                "reserved_name",
                f"“{self.name}” already means something else in an address.",
                f"Choose another, such as “{self.name}_1”.",
            )
        if self.show_if is not None:
            yield self._fault(
                (*path, "show_if"),
                "hidden_with_condition",
                "A hidden field is never shown, and its value comes with the link.",
                "Take the condition out.",
            )

    def _fault(self, path: Path, code: str, text: str, advice: str) -> Fault:
        return Fault(path=path, code=code, name=self.name, about=self.name, text=text, advice=advice)

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        return item.name if item.type == "mark" or (item.asked_as == cls.type_name() and item.labels) else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        for item in items:
            values = {"pattern": ANY_MARK} if item.type == "mark" else {"options": drafted_options(item, ())}
            yield cls.model_validate({**drafting.plain(item), "type": "hidden", **values})


def _is_pattern(pattern: str) -> bool:
    if not _PATTERN.fullmatch(pattern) or pattern.count(",") > _MOST_RANGES:
        return False
    try:
        re.compile(pattern)
    except re.error:  # a set or a range from more to less
        return False
    return True
