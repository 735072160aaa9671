"""People alike in several answers are a part of those who gave each: what is left of these is a group as well."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from research.disclosure.solving.counted import SILENT, Counted
from research.disclosure.solving.system import Shown, System, Unknown, together
from research.summary.schema import Summary
from research.summary.schema.segmented import Passport

MOST = 5_000
"""Unknowns that are solved in good time."""
LOSS = 0
"""A passport is one of several examples."""


def joined(variables: Sequence[str], passports: Iterable[Passport]) -> list[list[str]]:
    """Questions that hang together because a passport combines them; every other one alone."""
    groups = {name: {name} for name in variables}
    for cell in passports:
        names = [name for name in cell.where if name in groups]
        for name in names[1:]:
            both = groups[names[0]] | groups[name]
            groups.update(dict.fromkeys(both, both))
    found: dict[frozenset[str], list[str]] = {}
    for name in variables:
        found.setdefault(frozenset(groups[name]), []).append(name)
    return list(found.values())


def passports_tell(system: System, tables: Mapping[str, Counted], shown: Summary, summary: Summary) -> None:
    """The people of each passport, and what they leave of each of its answers.

    Parameters
    ----------
    system : System
        Of the questions in `tables`, which it is added to.
    tables : mapping of variable to Counted
    shown, summary : Summary
    """
    alike = Alike(tables)
    if len(tables) < 2 and not any(cell.where.keys() & tables.keys() for cell in summary.segments.same_passport):
        return
    told = [cell for cell in shown.segments.same_passport if cell.where.keys() & tables.keys()]
    if alike.size > MOST:
        system.unsolved |= {_shown(cell) for cell in told}
        return
    alike.join(system)
    alike.guard(system, told)
    for cell in told:
        _told(system, cell, alike)


def name_of(cell: Passport) -> str:
    """What tells a passport from the others."""
    return repr(sorted(cell.where.items()))


def _shown(cell: Passport) -> Shown:
    return Shown(loss=LOSS, part="passport", variable=name_of(cell))


def _told(system: System, told: Passport, alike: "Alike") -> None:
    by = _shown(told)
    if told.n is not None:
        system.knows(alike.of(told.where, alike.lines), told.n, told.n, by)
    for code, n in told.counts.items():
        if n is not None:
            system.knows(alike.of(told.where, [code]), n, n, by)


class Alike:
    """People of each segment by all the questions that passports combine.

    Parameters
    ----------
    tables : mapping of variable to Counted
    """

    def __init__(self, tables: Mapping[str, Counted]) -> None:
        self._tables = tables
        self.lines = list(next(iter(tables.values())).sizes)
        self._columns: list[list[int]] = [[*table.columns, SILENT] for table in tables.values()]

    @property
    def size(self) -> int:
        """How many unknowns there are."""
        return len(self.lines) * prod(map(len, self._columns))

    def of(self, where: Mapping[str, Sequence[float]], lines: Sequence[str]) -> dict[Unknown, float]:
        """Those within the spans of a passport."""
        named = zip(self._tables.items(), self._columns, strict=True)
        within = [_columns(table, where[name]) if name in where else own for (name, table), own in named]
        return self._over(within, lines)

    def join(self, system: System) -> None:
        """Whoever gave an answer to one question gave some answer, or none, to each of the others."""
        for place, table in enumerate(self._tables.values()):
            for line, column in product(self.lines, self._columns[place]):
                parts = {unknown: -factor for unknown, factor in self._one(place, column, [line]).items()}
                system.knows({table.unknown(line, column): 1.0, **parts}, 0, 0)

    def guard(self, system: System, told: Iterable[Passport]) -> None:
        """People alike in everything, shown or not; and of each answer those whom no passport has."""
        shown = {unknown for cell in told for unknown in self.of(cell.where, self.lines)}
        for some in [*([line] for line in self.lines), self.lines]:
            for columns in product(*(table.columns for table in self._tables.values())):
                system.guards(self._over([[column] for column in columns], some), None)
            for place, table in enumerate(self._tables.values()):
                for column in table.columns:
                    own = self._one(place, column, some)
                    system.guards({each: factor for each, factor in own.items() if each not in shown}, None)

    def _one(self, place: int, column: int, lines: Sequence[str]) -> dict[Unknown, float]:
        """All who gave one answer to one of the questions."""
        within = [[column] if each == place else own for each, own in enumerate(self._columns)]
        return self._over(within, lines)

    def _over(self, within: Sequence[Sequence[int]], lines: Sequence[str]) -> dict[Unknown, float]:
        return together(("alike", line, *columns) for line in lines for columns in product(*within))


def _columns(table: Counted, span: Sequence[float]) -> tuple[int, ...]:
    """Answers whose codes lie in a span."""
    low, high = span
    codes = [option.code for option in table.table.options]
    return tuple(place for place, code in enumerate(codes) if code is not None and low <= code <= high)
