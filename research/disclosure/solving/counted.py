"""One question as a table of people: who gave which answer in which segment, told or not, as far as it was counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from research.declared import Number
from research.disclosure.solving.system import Sum, Unknown, together
from research.summary.cards import answer_groups
from research.summary.schema import Summary
from research.summary.schema.measured import ItemFigures
from research.summary.schema.segmented import Profile

SILENT = -1
"""The column of those who gave no answer."""
NOWHERE = "nowhere"
"""The line of those who were analysed and are in no segment."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """The true numbers of people, and names for them as unknowns.

    Parameters
    ----------
    table : Profile
        With all its figures, as finely as answers were counted.
    sizes : dict of segment to int
    nowhere : dict of column to int
        People in no segment, where an item of the same codes tells; empty otherwise.
    """

    table: Profile
    sizes: dict[str, int]
    nowhere: dict[int, int]

    @property
    def columns(self) -> range:
        return range(len(self.table.options))

    @property
    def lines(self) -> list[str]:
        return [*self.sizes, NOWHERE]

    def unknown(self, line: str, column: int) -> Unknown:
        return self.table.variable, line, column

    def answered(self, line: str) -> dict[Unknown, float]:
        """All who gave an answer, of a line."""
        return together(self.unknown(line, column) for column in self.columns)

    def over(self, lines: list[str], columns: list[int]) -> dict[Unknown, float]:
        return together(self.unknown(line, column) for line in lines for column in columns)

    def people(self, line: str, column: int) -> int:
        if line == NOWHERE:
            return self.nowhere.get(column, 0)
        if column == SILENT:
            return self.sizes[line] - (self.table.bases[line] or 0)
        return self.table.counts[line][column] or 0

    def groups(self) -> Iterator[tuple[Sum, int]]:
        """Every answer of every segment, of all of them, and of everybody; and what is left of each without it."""
        for column in (*self.columns, SILENT):
            for lines in ([[line] for line in self.lines], [list(self.sizes), self.lines]):
                for some in lines:
                    yield self.over(some, [column]), sum(self.people(line, column) for line in some)
        for line in self.sizes:
            for column in self.columns:
                others = [each for each in self.columns if each != column]
                yield self.over([line], others), sum(self.people(line, each) for each in others)


def count(table: Profile, summary: Summary) -> Counted:
    """The table of one question, with those in no segment where its item tells."""
    sizes = {code: n or 0 for code, n in summary.segments.sizes.items()}
    item = summary.items.get(table.variable)
    return Counted(table=table, sizes=sizes, nowhere={} if item is None else _nowhere(table, item, sizes))


def _nowhere(table: Profile, item: ItemFigures, sizes: dict[str, int]) -> dict[int, int]:
    silent = sum(sizes.values()) - (table.population_base or 0)
    found = {SILENT: max((item.missing or 0) - silent, 0)}
    for column, option in enumerate(table.options):
        share = _share_of(item, option.code)
        if share is not None:
            found[column] = max(round(share * (item.n or 0)) - (table.population[column] or 0), 0)
    return found


def codes_match(table: Profile, item: ItemFigures) -> bool:
    """Whether the item counts the same answers, not numbers that the table tells in bands."""
    codes = {float(option.code) for option in table.options if option.code is not None}
    return bool(item.distribution) and table.type != "numeric" and {float(code) for code in item.distribution} <= codes


def _share_of(item: ItemFigures, code: Number) -> Number:
    shares = {float(each): share for each, share in item.distribution.items()}
    return shares.get(float(code)) if code is not None else None


def members(shown: Profile, whole: Profile) -> list[list[int]]:
    """Which answers each shown one holds: several, where they are told together."""
    if len(shown.options) == len(whole.options):
        return [[place] for place in range(len(whole.options))]
    return [places for _said, places in answer_groups(whole)]
