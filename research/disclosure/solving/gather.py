"""All shown numbers of people as equations: one system per question, or per questions that passports join."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from research.declared import Number
from research.disclosure.rules import Rules
from research.disclosure.solving.beside import items_tell, margins_tell, means_tell, sizes_of_groups_tell
from research.disclosure.solving.counted import NOWHERE, SILENT, Counted, count, members
from research.disclosure.solving.passports import joined, passports_tell
from research.disclosure.solving.system import Shown, System
from research.disclosure.solving.telling import EXACT, rough, share_tells, told_between
from research.disclosure.solving.weighted import answers_tell, own_weights, sizes_tell, weights_of
from research.summary.schema import Summary
from research.summary.schema.segmented import Profile

OWN_CELL, CELL_OF_ALL, BASE = 9, 8, 4
"""What a reader misses most: the tables themselves; a base can be spared before."""


def systems(shown: Summary, summary: Summary, *, rules: Rules) -> Iterator[System]:
    """What is known about each question, with the groups of people that nobody may count."""
    whole = {table.variable: table for table in summary.segments.profiles}
    told = {table.variable: table for table in shown.segments.profiles}
    for variables in joined(list(whole), summary.segments.same_passport):
        system = System()
        tables = {name: count(whole[name], summary) for name in variables}
        for name, table in tables.items():
            _table(system, table, told[name], shown, summary, rules)
        _weighted(system, tables, told, shown)
        passports_tell(system, tables, shown, summary, rules)
        yield system


def _table(system: System, table: Counted, told: Profile, shown: Summary, summary: Summary, rules: Rules) -> None:
    for total, people in table.groups():
        system.guards(total, people)
    _lines(system, table, shown, summary, rules)
    _answers(system, table, told, weighted=bool(summary.data.weighted), rules=rules)
    items_tell(system, table, shown, summary, rules)
    sizes_of_groups_tell(system, table, shown, summary)
    margins_tell(system, table, shown, summary)
    means_tell(system, table, shown, weighted=bool(summary.data.weighted))


def _weighted(system: System, tables: Mapping[str, Counted], told: Mapping[str, Profile], shown: Summary) -> None:
    """Weighted shares of the question that people were weighted by, where its margins tell how much each counts."""
    for name, table in tables.items():
        weights = weights_of(table, shown)
        if weights:
            sizes_tell(system, table, weights, shown)
            answers_tell(system, table, told[name], own_weights(table, weights))


def _lines(system: System, table: Counted, shown: Summary, summary: Summary, rules: Rules) -> None:
    """Every line adds up: to the size of its segment, and to who was analysed beside the segments."""
    columns = [*table.columns, SILENT]
    for code, size in shown.segments.sizes.items():
        if size is not None:
            system.knows(table.over([code], columns), size, size)
    assigned, analysed = summary.data.n_assigned or 0, summary.data.n_analysed or 0
    system.knows(table.over(list(table.sizes), columns), assigned, assigned)
    low, high = told_between(analysed, shown.data.n_analysed, rules)
    nowhere = table.over([NOWHERE], columns)
    system.knows(nowhere, max(low - assigned, 0), high - assigned)
    system.guards(nowhere, analysed - assigned)


def _answers(system: System, table: Counted, told: Profile, *, weighted: bool, rules: Rules) -> None:
    """The lines of a table as they are shown, and the line of all segments together."""
    whole = table.table
    for code in table.sizes:
        line = Line(told.counts[code], told.shares[code], told.bases[code])
        true = Line(whole.counts[code], whole.shares[code], whole.bases[code])
        _line(system, table, code, line, true, held=members(told, whole), weighted=weighted, rules=rules)
    line = Line(told.population, told.population_shares, told.population_base)
    true = Line(whole.population, whole.population_shares, whole.population_base)
    _line(system, table, "", line, true, held=members(told, whole), weighted=weighted, rules=rules)


class Line(NamedTuple):
    """One line of a table of answers."""

    counts: Sequence[int | None]
    shares: Sequence[Number]
    base: int | None


def _line(
    system: System,
    table: Counted,
    code: str,
    told: Line,
    true: Line,
    *,
    held: Sequence[list[int]],
    weighted: bool,
    rules: Rules,
) -> None:
    """One segment, or (without a code) all of them."""
    some, name = [code] if code else list(table.sizes), table.table.variable
    answered = table.over(some, list(table.columns))
    if told.base is not None:
        by = Shown(loss=BASE if code else BASE - 1, part="base", variable=name, segment=code)
        system.knows(answered, *told_between(true.base or 0, told.base, rules), by=by)
    for place, columns in enumerate(held):
        loss = OWN_CELL if code else CELL_OF_ALL
        by = Shown(loss=loss, part="answer", variable=name, segment=code, place=place)
        cell, count, share = table.over(some, columns), told.counts[place], told.shares[place]
        if count is not None:
            system.knows(cell, count, count, by)
        elif share is not None and not weighted:
            same = abs(share - sum(true.shares[column] or 0.0 for column in columns)) < EXACT
            share_tells(system, cell, answered, share, by=by, step=rough(told.base, same=same))
