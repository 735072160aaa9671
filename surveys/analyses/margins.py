"""Known shares of the population on the plan form: a table per question, read from whatever was typed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from research.codebook import Codebook, Item
from research.errors import Fault
from research.said import Count, Said, say
from surveys.analyses.plan_choices import rakable
from surveys.analyses.typed import decimal_or_text, shown

WHOLE = 100.0
ROUNDING = 0.5
"""Points by which shares may miss a hundred; they are then made to sum to it."""

Counts = Mapping[int, int]
Typed = Callable[[Item, int], str]


@dataclass(frozen=True, kw_only=True)
class ShareRow:
    """One answer: how many people gave it, and the share that was typed."""

    id: str
    code: int
    label: str
    people: int
    typed: str

    @property
    def share(self) -> float | str:
        return decimal_or_text(self.typed)

    @property
    def is_empty(self) -> bool:
        return not self.typed.strip() or self.share == 0


@dataclass(kw_only=True)
class ShareTable:
    """All answers to one question."""

    name: str
    text: str
    rows: list[ShareRow]
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Where a link to a fault leads."""
        return self.rows[0].id

    @property
    def people(self) -> int:
        return sum(row.people for row in self.rows)

    @property
    def is_used(self) -> bool:
        return any(row.typed.strip() for row in self.rows)

    def read(self) -> tuple[dict[str, float], list[Said]]:
        """Shares by answer code that sum to 1; empty where something is wrong with them."""
        faults = list(self._faults())
        given = {} if faults else {str(row.code): float(row.share) for row in self.rows if not row.is_empty}
        total = sum(given.values())
        if given and abs(total - WHOLE) > ROUNDING:
            faults = [say("shares_not_hundred", sum=total)]
        return ({} if faults else {code: share / total for code, share in given.items()}), faults

    def _faults(self) -> Iterator[Said]:
        for row in self.rows:
            if row.typed.strip() and (isinstance(row.share, str) or not 0 <= row.share <= WHOLE):
                yield say("no_share_of_hundred", typed=row.typed.strip(), answer=row.label)
            elif row.is_empty and row.people:
                yield say("answer_without_share", answer=row.label, people=Count(row.people))
            elif not row.is_empty and self.people and not row.people:
                yield say("share_without_answer", answer=row.label)


class Margins:
    """The tables of one study, with what was typed into them."""

    def __init__(self, codebook: Codebook, typed: Typed, counts: Mapping[str, Counts]) -> None:
        self.tables = [_table(item, typed, counts.get(item.name, {})) for item in rakable(codebook)]

    def read(self) -> tuple[dict[str, dict[str, float]] | None, list[Fault]]:
        """Margins as a plan has them, and every fault with its place."""
        margins: dict[str, dict[str, float]] = {}
        faults: list[Fault] = []
        for table in self.tables:
            if not table.is_used:
                continue
            shares, wrong = table.read()
            faults += [Fault(place=place_of(table.name), said=said) for said in wrong]
            if shares:
                margins[table.name] = shares
        return margins or None, faults

    def find(self, place: str) -> ShareTable | None:
        """The table that a fault is about."""
        return next((table for table in self.tables if place_of(table.name) == place), None)

    @property
    def is_used(self) -> bool:
        return any(table.is_used for table in self.tables)


def place_of(name: str) -> str:
    return f"margins.{name}"


def field_name(item: Item, code: int) -> str:
    """The name of one input."""
    return f"share-{item.name}-{code}"


def typed_in(form: Mapping[str, str]) -> Typed:
    """What was posted."""
    return lambda item, code: form.get(field_name(item, code), "")


def planned(margins: Mapping[str, Mapping[str, float]] | None) -> Typed:
    """What a plan has."""

    def show(item: Item, code: int) -> str:
        share = (margins or {}).get(item.name, {}).get(str(code))
        return "" if share is None else shown(WHOLE * share)

    return show


def _table(item: Item, typed: Typed, counts: Counts) -> ShareTable:
    rows = [
        ShareRow(
            id=field_name(item, code), code=code, label=label, people=counts.get(code, 0), typed=typed(item, code)[:40]
        )
        for code, label in item.labels.items()
    ]
    return ShareTable(name=item.name, text=item.words, rows=rows)
