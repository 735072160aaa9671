"""A choice of the plan as a control of its form: what stands in it, what that means, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from werkzeug.datastructures import MultiDict

from research.choices import Bounds, Choice, Column, Kind, Names, OneOf, Range, Shares, Whole, WholeOr, YesNo
from research.codebook import Codebook
from research.plan import DEFAULTS
from surveys.analyses.margins import Counts, Margins, planned, typed_in
from surveys.analyses.plan_choices import options_of, testable_scales
from surveys.analyses.typed import bounds_or_nothing, number_or_text, range_or_number, shown
from surveys.words import word

Posted = MultiDict[str, str]
K = TypeVar("K", bound=Kind)


class Control(Generic[K]):
    """One choice, as it was typed or as a plan has it."""

    macro: ClassVar[str]
    """The macro of `analyses/_plan.html` that shows it."""
    kind: K

    def __init__(self, name: str, choice: Choice, codebook: Codebook, counts: Mapping[str, Counts]) -> None:
        self.name, self.group, self.kind = name, choice.group, choice.kind  # type: ignore[assignment]
        self.codebook, self.counts = codebook, counts
        self.title, self.why = word(choice.title), word(choice.why)
        self.hint = word(choice.hint).format(scales=", ".join(testable_scales(codebook))) if choice.hint else ""
        self.options = options_of(name, choice.kind, codebook)
        self.errors: list[str] = []
        self.default = DEFAULTS.to_dict()[name]
        self.typed: Any = None
        self.show(self.default)

    def show(self, value: Any) -> None:
        """Put in what a plan has."""
        self.typed = str(value)

    def take(self, posted: Posted) -> None:
        """Put in what was posted; a page from before the choice was there posts nothing."""
        self.typed = posted.get(self.name, self.typed)

    def plain(self) -> Any:
        """What stands in it, in the plain form of a plan."""
        return self.typed or None

    @property
    def id(self) -> str:
        """Where a link to a fault leads."""
        return self.name

    @property
    def is_touched(self) -> bool:
        """Whether it is not at its default or has a fault: what it is folded away in then opens."""
        return bool(self.errors) or self.plain() != self.default

    def refuse(self, place: str, words: str) -> None:  # noqa: ARG002  (a control with parts asks for the place)
        self.errors.append(words)

    def faults(self) -> Iterator[tuple[str, str]]:
        """The id of what is wrong, and what is wrong with it."""
        if self.errors:
            yield self.id, self.errors[0]


class Words(Control[OneOf]):
    macro = "words"

    def show(self, value: Any) -> None:
        self.typed = value or ""


class Number(Control[Whole]):
    macro = "line"

    def plain(self) -> int | str:
        return number_or_text(self.typed)


class NumberOrMore(Number):
    """Left empty, it is 0 where that may be."""

    def plain(self) -> int | str:
        number = number_or_text(self.typed)
        return 0 if number == "" and self.default == 0 else number


class NumberOrRange(Control[Range]):
    macro = "line"

    def show(self, value: Any) -> None:
        self.typed = "-".join(map(str, value)) if isinstance(value, list) else str(value)

    def plain(self) -> Any:
        return range_or_number(self.typed)


class Boxes(Control[Names]):
    macro = "boxes"

    def show(self, value: Any) -> None:
        self.typed = value or []

    def take(self, posted: Posted) -> None:
        self.typed = posted.getlist(self.name)


class Box(Control[YesNo]):
    macro = "box"

    def show(self, value: Any) -> None:
        self.typed = value

    def take(self, posted: Posted) -> None:
        self.typed = self.name in posted

    def plain(self) -> bool:
        return bool(self.typed)


class TwoNumbers(Control[Bounds]):
    macro = "bounds"

    @property
    def id(self) -> str:
        return f"{self.name}_low"

    @property
    def lines(self) -> list[tuple[str, str, str, str]]:
        """Name, title, hint and what stands in it, of each end."""
        ends = zip(("low", "high"), (self.kind.low, self.kind.high), self.typed, strict=True)
        return [(f"{self.name}_{end}", word(title), word(hint), typed) for end, (title, hint), typed in ends]

    def show(self, value: Any) -> None:
        self.typed = tuple(map(shown, value)) if value else ("", "")

    def take(self, posted: Posted) -> None:
        self.typed = tuple(posted.get(f"{self.name}_{end}", "") for end in ("low", "high"))

    def plain(self) -> list[float | str] | None:
        return bounds_or_nothing(*self.typed)


class Tables(Control[Shares]):
    macro = "tables"
    typed: Margins

    def show(self, value: Any) -> None:
        self.typed = Margins(self.codebook, planned(value), self.counts)

    def take(self, posted: Posted) -> None:
        self.typed = Margins(self.codebook, typed_in(posted), self.counts)

    def plain(self) -> dict[str, dict[str, float]] | None:
        return self.typed.read()[0]

    @property
    def is_touched(self) -> bool:
        return self.typed.is_used

    def refuse(self, place: str, words: str) -> None:
        table = self.typed.find(place)
        (self.errors if table is None else table.errors).append(words)

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from ((self.typed.tables[0].id, text) for text in self.errors)
        for table in self.typed.tables:
            yield from ((table.id, f"{table.text}: {text}") for text in table.errors)


CONTROLS: Mapping[type[Kind], type[Control[Any]]] = {
    OneOf: Words,
    Column: Words,
    Whole: Number,
    WholeOr: NumberOrMore,
    Range: NumberOrRange,
    Names: Boxes,
    YesNo: Box,
    Bounds: TwoNumbers,
    Shares: Tables,
}
