"""People alike in several answers are a part of those who gave each: what is left of these is a group as well."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import product
from math import inf, prod

from research.disclosure.rules import Rules
from research.disclosure.solving.counted import SILENT, Counted
from research.disclosure.solving.system import Shown, System, Unknown, together
from research.disclosure.solving.telling import told_between
from research.disclosure.solving.weighted import Weigh, answers_tell, weights_of
from research.summary.cards import answer_groups
from research.summary.schema import Summary
from research.summary.schema.segmented import Passport
from research.summary.schema.told import Persona, Rarity, Trait

MOST = 5_000
"""Unknowns that are solved in good time."""
LOSS = 0
"""A passport is one of several examples."""
CARD = 5


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


def passports_tell(
    system: System, tables: Mapping[str, Counted], shown: Summary, summary: Summary, rules: Rules
) -> None:
    """The people of each passport, and what they leave of each of its answers.

    Parameters
    ----------
    system : System
        Of the questions in `tables`, which it is added to.
    tables : mapping of variable to Counted
    shown, summary : Summary
    rules : Rules
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
    alike.weighted(system, shown)
    for persona, true in zip(shown.personas, summary.personas, strict=True):
        _checked(system, persona, true.rarity, alike, rules)


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


def _checked(system: System, persona: Persona, whole: Rarity, alike: "Alike", rules: Rules) -> None:
    """Who has every trait of a card, of those who answered all its lines: alike in its demographics, or part of them.

    Where a card says more than the demographics that are solved, its people are only some of those alike in these.
    """
    found, traits = persona.rarity, alike.traits(persona.rarity.lines)
    if not traits:
        return
    says_more = any(line.variable not in traits for line in found.lines)
    others = [code for code in alike.lines if code != persona.code]
    for name, base, lines in (("n_match", "n", [persona.code]), ("n_match_others", "n_others", others)):
        by = Shown(loss=CARD, part="rarity", variable=name, segment=persona.code)
        n, answered, true = getattr(found, name), getattr(found, base), getattr(whole, base)
        if n is not None:
            system.knows(alike.having(traits, lines), n, inf if says_more else n, by)
        if n is not None and answered is not None:
            low, high = told_between(true or 0, answered, rules)
            if not low <= (true or 0) <= high:
                continue  # told as one with a number that is itself told as another
            system.knows(
                alike.having(dict.fromkeys(traits, alike.answered), lines), low, inf if says_more else high, by
            )


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
    def answered(self) -> Collection[int]:
        """Every answer there is to any of the questions."""
        return range(max(len(columns) for columns in self._columns))

    @property
    def size(self) -> int:
        """How many unknowns there are."""
        return len(self.lines) * prod(map(len, self._columns))

    def of(self, where: Mapping[str, Sequence[float]], lines: Sequence[str]) -> dict[Unknown, float]:
        """Those within the spans of a passport."""
        named = zip(self._tables.items(), self._columns, strict=True)
        within = [_columns(table, where[name]) if name in where else own for (name, table), own in named]
        return self._over(within, lines)

    def weighted(self, system: System, shown: Summary) -> None:
        """Weighted shares of the other questions, by who gave which answer to the one that people were weighted by."""
        told = {table.variable: table for table in shown.segments.profiles}
        for place, by in enumerate(self._tables.values()):
            weights = weights_of(by, shown)
            for name, table in self._tables.items() if weights else ():
                if table is not by:
                    answers_tell(system, table, told[name], self._weigh(name, place, weights))

    def _weigh(self, name: str, place: int, weights: Mapping[int, float]) -> Weigh:
        """People of one question as those alike in all, each as often as the answer at `place` counts."""
        table, at = self._tables[name], list(self._tables).index(name)
        cells = {table.unknown(line, column): (line, column) for line in self.lines for column in self._columns[at]}

        def weighed(people: Mapping[Unknown, float]) -> dict[Unknown, float]:
            parts = [self._one(at, column, [line]) for line, column in map(cells.__getitem__, people)]
            return {unknown: weights[_code(unknown[2 + place])] for part in parts for unknown in part}

        return weighed

    def traits(self, lines: Sequence[Trait]) -> dict[str, set[int]]:
        """The answers that a card allows to each of the questions it names."""
        found: dict[str, set[int]] = {}
        for line in lines:
            table = self._tables.get(line.variable)
            if table is not None:
                named = set(answer_groups(table.table)[line.place][1])
                allowed = named if line.more else set(table.columns) - named
                found[line.variable] = found.get(line.variable, allowed) & allowed
        return found

    def having(self, traits: Mapping[str, Collection[int]], lines: Sequence[str]) -> dict[Unknown, float]:
        """Those who gave one of these answers to each of these questions."""
        named = zip(self._tables, self._columns, strict=True)
        within = [own if name not in traits else [each for each in own if each in traits[name]] for name, own in named]
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


def _code(part: Hashable) -> int:
    """A column out of the name of an unknown."""
    return part if isinstance(part, int) else SILENT


def _columns(table: Counted, span: Sequence[float]) -> tuple[int, ...]:
    """Answers whose codes lie in a span."""
    low, high = span
    codes = [option.code for option in table.table.options]
    return tuple(place for place, code in enumerate(codes) if code is not None and low <= code <= high)
