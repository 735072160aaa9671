"""What a summary looks like outside the research team: the same shape, small figures hidden, cards drawn anew."""

from collections.abc import Iterator, Mapping
from typing import Any

from research.disclosure.answered import guard_versions
from research.disclosure.open_text import guard_open_text
from research.disclosure.parts import (
    guard_candidate,
    guard_certainty,
    guard_groups,
    guard_screening,
    guard_sizes,
    guard_typing_tool,
)
from research.disclosure.personas import guard_personas
from research.disclosure.rules import Rules
from research.disclosure.solving import Audit, margins_of, without
from research.disclosure.solving.system import Shown
from research.disclosure.tables import guard_item, guard_passports, guard_profile, guard_transition
from research.disclosure.totals import Totals
from research.disclosure.walk import Walk, totals_in
from research.disclosure.weighting import guard_weighting
from research.summary.methods import methods_paragraph
from research.summary.schema import Disclosure, Summary
from research.summary.schema.segmented import Segments

CARDS = ("personas", "warnings", "provenance", "disclosure")
"""Parts made anew from the others: what is hidden there is hidden in those already."""


def suppress(summary: Summary, *, rules: Rules) -> Summary:
    """Hide every figure about too few people, directly or by subtraction.

    First each table is guarded as a whole, then every field by what it is declared to be: a figure that no guard knows
    is still hidden where it is small, and a field that is not declared is refused. What is left is then solved as
    somebody would who subtracts figures of one part from those of another; what tells of a few people goes as well,
    until nothing does.

    Parameters
    ----------
    summary : Summary
        As `research.summary.build.summarise` gives it.
    rules : Rules
        What is too small.

    Returns
    -------
    Summary
        A hidden figure is `None`. Rows of cards are computed again from the hidden tables, so that nothing on a card is
        finer than the tables. `disclosure` states the rules and how many figures were hidden.

    Raises
    ------
    Undeclared
        The schema has a field that does not say what it is.
    """
    gone: frozenset[Shown] = frozenset()
    audit = Audit(summary, rules=rules)
    while True:
        shown = _guarded(summary, gone, rules)
        more = audit.what_to_hide(shown)
        if more <= gone:
            return _stated(shown, summary, rules)
        gone |= more


def _guarded(summary: Summary, gone: frozenset[Shown], rules: Rules) -> Summary:
    """Each part by itself, and without the figures that tell of few people together with others."""
    factors = summary.factors
    if factors.invariance is not None:
        compared = guard_groups(factors.invariance, summary, rules=rules)
        factors = factors.model_copy(update={"invariance": compared})
    shown = summary.model_copy(
        update={
            "screening": guard_screening(summary.screening, everybody=summary.data.n_analysed or 0, rules=rules),
            "items": {name: guard_item(item, rules=rules) for name, item in summary.items.items()},
            "factors": factors,
            "segments": _segments(summary, rules),
            "typing_tool": guard_typing_tool(summary.typing_tool, rules=rules),
        }
    )
    shown = without(shown, gone)
    personas = guard_personas(shown.personas, shown.segments, asked=summary.data.facets, rules=rules)
    shown = shown.model_copy(update={"personas": personas})
    shown = guard_weighting(shown, summary, rules=rules, telling=margins_of(gone))
    shown = shown.model_copy(update={"data": guard_versions(shown.data, rules=rules)})
    return _by_declaration(shown, summary, rules)


def _segments(summary: Summary, rules: Rules) -> Segments:
    found = guard_sizes(summary.segments, rules=rules)
    people, weighted = summary.data.n_assigned or 0, bool(summary.data.weighted)
    sizes = {code: n or 0 for code, n in summary.segments.sizes.items()}
    return found.model_copy(
        update={
            "candidates": [guard_candidate(each, people=people, rules=rules) for each in found.candidates],
            "across": [guard_transition(step, rules=rules) for step in found.across],
            "profiles": [guard_profile(table, sizes=sizes, weighted=weighted, rules=rules) for table in found.profiles],
            "same_passport": guard_passports(found.same_passport, weighted=weighted, rules=rules),
            "open_text": guard_open_text(found.open_text, found.sizes, rules=rules),
            "certainty": found.certainty and guard_certainty(found.certainty, found, people=people, rules=rules),
        }
    )


def _by_declaration(shown: Summary, summary: Summary, rules: Rules) -> Summary:
    totals = Totals(rules, everybody=summary.data.n_assigned or 0, sizes=dict(shown.segments.sizes))
    totals.learn(totals_in(shown))
    if not summary.data.weighted:
        return Walk(rules, totals).through(shown)
    told = Walk(rules, totals, roughly=True).through(shown)
    margins = shown.data.weighting and Walk(rules, totals).through(shown.data.weighting)  # numbers of people tell them
    return told.model_copy(update={"data": told.data.model_copy(update={"weighting": margins})})


def _stated(shown: Summary, summary: Summary, rules: Rules) -> Summary:
    """With the rules, how many figures were hidden, and the methods told anew."""
    stated = Disclosure(
        smallest_group=rules.smallest_group,
        percent_base=rules.percent_base,
        index_base=rules.index_base,
        hidden_cells=max(_holes(shown) - _holes(summary), 0),
    )
    shown = shown.model_copy(update={"disclosure": stated})
    methods = shown.provenance.model_copy(update={"methods": methods_paragraph(shown)})
    return shown.model_copy(update={"provenance": methods})


def _holes(summary: Summary) -> int:
    return sum(value is None for value in _leaves(summary.model_dump(exclude=set(CARDS))))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value
