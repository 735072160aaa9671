"""Numbers of the same people that stand beside their table: items, compared groups, margins of weights, means."""

from research.declared import Number
from research.disclosure.rules import Rules
from research.disclosure.solving.counted import SILENT, Counted, codes_match
from research.disclosure.solving.system import NEGLIGIBLE, Shown, System
from research.disclosure.solving.telling import EXACT, mean_tells, rough, share_tells, told_between
from research.summary.schema import Summary
from research.summary.schema.measured import ItemFigures
from research.summary.schema.told import Defining

STRAY, MARGIN, GROUP, ITEM, MEAN = 1, 2, 2, 3, 6
"""Losses: how many did not answer is missed least."""
ROUNDED = 0.005
"""Shares of margins are told in whole percents where their numbers are not told, and means to two decimals."""


def items_tell(system: System, table: Counted, shown: Summary, summary: Summary, rules: Rules) -> None:
    """Who answered an item, who did not, and how, of everybody who was analysed."""
    name = table.table.variable
    whole, told = summary.items.get(name), shown.items.get(name)
    if whole is None or told is None:
        return
    answered = table.over(table.lines, list(table.columns))
    if told.n is not None:
        system.knows(answered, *told_between(whole.n or 0, told.n, rules), by=_of_item(name, "item.n"))
    if told.missing is not None:
        system.knows(table.over(table.lines, [SILENT]), told.missing, told.missing, _of_item(name, "item.missing"))
    if codes_match(table.table, whole):
        _distribution(system, table, told, rough(told.n, same=told.n == whole.n))


def _distribution(system: System, table: Counted, told: ItemFigures, step: float) -> None:
    answered = table.over(table.lines, list(table.columns))
    columns = _columns(table)
    for place, code in enumerate(sorted(told.distribution, key=float)):
        share, part = told.distribution[code], table.over(table.lines, [columns[float(code)]])
        if share is not None:
            share_tells(system, part, answered, share, by=_of_item(table.table.variable, "item", place), step=step)
    if told.mean is not None and told.distribution:
        low, high, reverse = told.low, told.high, told.reverse
        values = {
            table.unknown(line, column): (_keyed(code, low, high, reverse=reverse), 1.0)
            for line in table.lines
            for code, column in columns.items()
        }
        by = _of_item(table.table.variable, "item.mean")
        mean_tells(system, values, answered, told.mean, by=by, step=max(step, NEGLIGIBLE))


def _keyed(code: float, low: Number, high: Number, *, reverse: bool) -> float:
    """Means of items are of keyed answers: turned round where the item is."""
    return (low or 0) + (high or 0) - code if reverse else code


def _columns(table: Counted) -> dict[float, int]:
    return {float(option.code): place for place, option in enumerate(table.table.options) if option.code is not None}


def _of_item(name: str, part: str, place: int = -1) -> Shown:
    return Shown(loss=STRAY if part in ("item.n", "item.missing") else ITEM, part=part, variable=name, place=place)


def sizes_of_groups_tell(system: System, table: Counted, shown: Summary, summary: Summary) -> None:
    """Compared groups hold those who answered everything, and each is a part of who gave its answer."""
    whole, told = summary.factors.invariance, shown.factors.invariance
    name = table.table.variable
    if whole is None or told is None or summary.provenance.plan.get("compare_across") != name:
        return
    for place, option in enumerate(table.table.options):
        size = whole.groups.get(option.label)
        if size is None:
            continue
        inside, outside = (name, "compared", place), (name, "not compared", place)
        everybody = table.over(table.lines, [place])
        system.knows({**everybody, inside: -1.0, outside: -1.0}, 0, 0)
        people = sum(table.people(line, place) for line in table.lines)
        system.guards({outside: 1.0}, people - size)
        system.guards({**table.over(list(table.sizes), [place]), inside: -1.0}, _apart(table, place, size))
        system.guards({inside: 1.0, **{u: -f for u, f in table.over(list(table.sizes), [place]).items()}},
                      -_apart(table, place, size))  # fmt: skip
        if told.groups.get(option.label) is not None:
            system.knows({inside: 1.0}, size, size, Shown(loss=GROUP, part="group", variable=option.label))


def _apart(table: Counted, place: int, size: int) -> int:
    """How many more of those who are in a segment gave an answer than are in its group."""
    return sum(table.people(line, place) for line in table.sizes) - size


def margins_tell(system: System, table: Counted, shown: Summary, summary: Summary) -> None:
    """Everybody who gave an answer that people were weighted by."""
    whole, told = summary.data.weighting, shown.data.weighting
    if whole is None or told is None:
        return
    columns, answered = _columns(table), table.over(table.lines, list(table.columns))
    for place, row in enumerate(row for row in told.margins if row.variable == table.table.variable):
        column = None if row.code is None else columns.get(float(row.code))
        if column is None:
            continue
        by = Shown(loss=MARGIN, part="margin", variable=row.variable, place=place)
        part = table.over(table.lines, [column])
        if row.n is not None:
            system.knows(part, row.n, row.n, by)
        elif row.before is not None:
            share_tells(system, part, answered, row.before, by=by, step=ROUNDED)


def means_tell(system: System, table: Counted, shown: Summary, *, weighted: bool) -> None:
    """Means of a segment and of everybody, in the lines that define a persona."""
    if weighted:
        return
    name, everybody = table.table.variable, list(table.sizes)
    for persona in shown.personas:
        for row in persona.defines:
            if row.variable == name:
                _mean(system, table, [persona.code], row, row.value, segment=persona.code, base=row.n)
                _mean(system, table, everybody, row, row.population, segment=persona.code, base=row.base_n)


def _mean(
    system: System, table: Counted, lines: list[str], row: Defining, mean: Number, *, segment: str, base: int | None
) -> None:
    if mean is None:
        return
    answered = table.over(lines, list(table.columns))
    values = {
        table.unknown(line, column): (_value(code, row, table), 1.0)
        for line in lines
        for code, column in _columns(table).items()
    }
    true = sum(table.people(line, column) for line in lines for column in table.columns)
    by = Shown(loss=MEAN, part="defines", variable=row.variable, segment=segment)
    step = EXACT if row.type == "binary" else ROUNDED
    mean_tells(system, values, answered, mean, by=by, step=max(rough(base, same=base == true), step, NEGLIGIBLE))


def _value(code: float, row: Defining, table: Counted) -> float:
    """A yes or no is told as the share of its higher code."""
    if row.type != "binary":
        return code
    codes = [float(option.code or 0) for option in table.table.options]
    return float(code == max(codes))
