"""A questionnaire as clauses: which places are shown, which kinds of answers are given, and what ties them.

Each part of a condition is a clause group that can be switched off, so that the groups that contradict one another
can be found. Conditions are turned into clauses in the way of Tseitin (1968).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, count

from surveys.questionnaire.conditions import AllOf, AnyOf, Comparison, Condition
from surveys.questionnaire.faults import Path
from surveys.questionnaire.question_types import Stored, Variable
from surveys.questionnaire.screening import comparisons_in
from surveys.questionnaire.solver.cases import Case, cases_of
from surveys.questionnaire.solver.places import Map, Part, Place, Source

_SOME_ANSWER = 1
"""Stands for any answer where it only matters that there is one."""


@dataclass
class Clauses:
    """Everything that must hold for the places that one of them depends on."""

    hard: list[list[int]] = field(default_factory=list)
    switches: dict[int, tuple[Place, Part]] = field(default_factory=dict)
    """For each part of a condition the literal that switches it on."""
    shown: dict[Path, int] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)
    """For each variable the literal that says that it is answered."""
    answers: dict[int, tuple[str, Stored]] = field(default_factory=dict)
    """What a literal says was answered."""


def clauses_about(places: Map, asked: Iterable[Place]) -> Clauses:
    """The clauses of everything that decides whether these places are shown."""
    return _Writer(places, _cone(places, asked)).write()


def _cone(places: Map, asked: Iterable[Place]) -> tuple[Place, ...]:
    """The places that decide, however indirectly, whether these are shown; themselves among them."""
    waiting, found = list(asked), dict[Path, Place]()
    while waiting:
        here = waiting.pop()
        if here.path in found:
            continue
        found[here.path] = here
        waiting += [*here.around, *(part.where for part in here.parts if part.where is not None)]
        sources = (places.sources[name].place for name in _names(here))
        waiting += [source for source in sources if source is not None]
    return tuple(found.values())


def _names(place: Place) -> set[str]:
    return {comparison.question for part in place.parts for comparison in comparisons_in(part.condition)}


class _Writer:
    def __init__(self, places: Map, cone: tuple[Place, ...]) -> None:
        self._places, self._cone = places, cone
        self._next = count(1)
        self._out = Clauses(shown={place.path: next(self._next) for place in cone})
        self._comparisons: dict[str, list[Comparison]] = {}
        self._holds: dict[tuple[str, int], list[int]] = {}
        """For each comparison the literals of the cases in which it holds."""
        self._added: dict[str, list[Variable]] = {}
        for source in places.sources.values():
            if source.variable.parent is not None:
                self._added.setdefault(source.variable.parent, []).append(source.variable)

    def write(self) -> Clauses:
        for place in self._cone:
            for part in place.parts:
                for comparison in comparisons_in(part.condition):
                    self._comparisons.setdefault(comparison.question, []).append(comparison)
        cases = {name: self._ask(name) for name in self._comparisons}
        for name in cases:
            self._tie_to_parent(name, cases)
            self._tie_to_place(name)
        for place in self._cone:
            self._show(place)
        return self._out

    def _ask(self, name: str) -> dict[int, Case]:
        """One literal for each kind of answer, of which exactly one is given; or each comparison by itself."""
        source, comparisons = self._places.sources[name], self._comparisons[name]
        cases = cases_of(source.question, source.variable, comparisons, added=self._added.get(name, ()))
        self._out.given[name] = next(self._next)
        if cases is None:
            self._leave_open(name, comparisons)
            return {}
        literals = {next(self._next): case for case in cases}
        self._out.hard.append(list(literals))
        self._out.hard += [[-one, -other] for one, other in combinations(literals, 2)]
        for literal, case in literals.items():
            self._note(name, literal, case)
        return literals

    def _note(self, name: str, literal: int, case: Case) -> None:
        given = self._out.given[name]
        self._out.hard.append([-literal, -given if case.value is None else given])
        if case.value is not None:
            self._out.answers[literal] = (name, case.value)
        for number in case.holds:
            self._holds.setdefault((name, number), []).append(literal)

    def _leave_open(self, name: str, comparisons: list[Comparison]) -> None:
        """Too many combinations: every comparison may hold or not, so that nothing possible is called impossible."""
        given = self._out.given[name]
        for number, part in enumerate(comparisons):
            holds = {"answered": given, "not_answered": -given}.get(part.operator) or next(self._next)
            if part.operator not in ("answered", "not_answered"):
                self._out.hard.append([-holds, given])
            self._holds[name, number] = [holds]

    def _tie_to_parent(self, name: str, cases: Mapping[str, Mapping[int, Case]]) -> None:
        """What adds to an answer is there only where that answer asks for it."""
        parent = self._places.sources[name].variable.parent
        if parent is not None and cases.get(parent):
            opening = [literal for literal, case in cases[parent].items() if name in case.opens]
            self._out.hard.append([-self._out.given[name], *opening])

    def _tie_to_place(self, name: str) -> None:
        """What is hidden is not answered; what is required is."""
        source = self._places.sources[name]
        if source.place is None:
            return
        shown, given = self._out.shown[source.place.path], self._out.given[name]
        self._out.hard.append([shown, -given])
        if _is_needed(source):
            self._out.hard.append([-shown, given])

    def _show(self, place: Place) -> None:
        """A place is shown if, and only if, where it stands is shown and its condition holds."""
        shown = self._out.shown[place.path]
        around = [self._out.shown[outer.path] for outer in place.around]
        for literal in around:
            self._out.hard.append([-shown, literal])
        switches, holding = [], []
        for part in place.parts:
            switch, holds = next(self._next), self._demand(part)
            self._out.switches[switch] = (place, part)
            self._out.hard.append([-switch, -shown, holds])
            switches.append(switch)
            holding.append(holds)
        if not place.may_be_left_out:
            self._out.hard.append([shown, *(-literal for literal in (*switches, *around, *holding))])

    def _demand(self, part: Part) -> int:
        """A literal that is true just when what is demanded holds, or is not demanded here."""
        holds = self._literal(part.condition)
        return holds if part.where is None else self._either([holds, -self._out.shown[part.where.path]])

    def _literal(self, condition: Condition) -> int:
        """A literal that is true just when the condition holds."""
        if isinstance(condition, Comparison):
            return self._either(self._cases_of(condition))
        if isinstance(condition, AllOf):
            return -self._either([-self._literal(part) for part in condition.all])
        if isinstance(condition, AnyOf):
            return self._either([self._literal(part) for part in condition.any])
        return -self._literal(condition.not_)

    def _cases_of(self, comparison: Comparison) -> list[int]:
        number = self._comparisons[comparison.question].index(comparison)
        return self._holds.get((comparison.question, number), [])

    def _either(self, literals: list[int]) -> int:
        either = next(self._next)
        self._out.hard.append([-either, *literals])
        self._out.hard += [[either, -literal] for literal in literals]
        return either


def _is_needed(source: Source) -> bool:
    """Whether the page cannot be sent without this answer, although all others are there."""
    if source.variable.parent is not None or source.may_lack:
        return False
    others = (other.name for other in source.question.variables() if other.name != source.variable.name)
    return source.question.lacks_answer(dict.fromkeys(others, _SOME_ANSWER))
