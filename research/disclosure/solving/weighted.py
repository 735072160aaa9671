"""Weights by one question follow from its margins; then every weighted share is an equation of people, too."""

from collections.abc import Callable, Mapping

from research.disclosure.solving.counted import SILENT, Counted
from research.disclosure.solving.system import NEGLIGIBLE, Shown, System, Unknown
from research.disclosure.solving.telling import share_tells
from research.summary.schema import Summary
from research.summary.schema.segmented import Profile

SHARE, CELL = 2, 9
STEP = 0.005 + NEGLIGIBLE
"""Weighted shares are told in whole percents."""
People = Mapping[Unknown, float]
Weigh = Callable[[People], People]


def weights_of(table: Counted, shown: Summary) -> dict[int, float]:
    """How much each answer of the question that people were weighted by counts; empty where nobody can tell."""
    found = shown.data.weighting
    if found is None or not shown.data.weighted or {row.variable for row in found.margins} != {table.table.variable}:
        return {}
    by_code = {row.code: row.target / row.before for row in found.margins if row.target and row.before}
    weights = {place: by_code.get(option.code) for place, option in enumerate(table.table.options)}
    told = {place: weight for place, weight in weights.items() if weight is not None}
    return {**told, SILENT: 1.0} if len(told) == len(weights) and _are_true(table, told, shown) else {}


def _are_true(table: Counted, weights: Mapping[int, float], shown: Summary) -> bool:
    """Whether the shares that are told are those of these weights: a wrong equation would hide all others."""
    whole = {column: weights.get(column, 1.0) for column in (*table.columns, SILENT)}
    people = {code: sum(w * table.people(code, column) for column, w in whole.items()) for code in table.sizes}
    shares = shown.segments.shares
    return all(
        own.share is None or abs(own.share - people[code] / sum(people.values())) <= STEP
        for code, own in shares.items()
        if code in people
    )


def sizes_tell(system: System, table: Counted, weights: Mapping[int, float], shown: Summary) -> None:
    """The weighted share of each segment, by the question that people were weighted by."""
    everybody = _times(table, table.over(list(table.sizes), [*table.columns, SILENT]), weights)
    for code, own in shown.segments.shares.items():
        if own.share is not None:
            part = _times(table, table.over([code], [*table.columns, SILENT]), weights)
            by = Shown(loss=SHARE, part="share", variable="", segment=code)
            share_tells(system, part, everybody, own.share, by=by, step=STEP)


def answers_tell(system: System, table: Counted, told: Profile, weigh: Weigh) -> None:
    """The weighted shares of a table, by weights of its people."""
    if len(told.options) != len(table.table.options):
        return
    for code, shares in [*told.shares.items(), ("", told.population_shares)]:
        some = [code] if code else list(table.sizes)
        answered = weigh(table.over(some, list(table.columns)))
        for place, share in enumerate(shares):
            if share is not None:
                by = Shown(loss=CELL, part="answer", variable=told.variable, segment=code, place=place)
                share_tells(system, weigh(table.over(some, [place])), answered, share, by=by, step=STEP)


def own_weights(table: Counted, weights: Mapping[int, float]) -> Weigh:
    """Of the question itself that people were weighted by."""
    return lambda people: _times(table, people, weights)


def _times(table: Counted, people: People, weights: Mapping[int, float]) -> dict[Unknown, float]:
    """The same people, each as often as they count."""
    of = {table.unknown(line, column): weights[column] for line in table.lines for column in weights}
    return {unknown: factor * of[unknown] for unknown, factor in people.items()}
