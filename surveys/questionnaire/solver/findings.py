"""What is odd about the conditions of a questionnaire, found by looking at every way through it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Path
from surveys.questionnaire.screening import comparisons_in
from surveys.questionnaire.solver.clauses import Clauses, clauses_about
from surveys.questionnaire.solver.places import Map, Place, map_of
from surveys.questionnaire.solver.sat import Possible
from surveys.questionnaire.solver.ways import Clash, smallest_clash


class FindingKind(StrEnum):
    NEVER_TRUE = "never_true"
    """No answers at all fulfil the condition."""
    UNREACHABLE = "unreachable"
    """Other conditions never let it come to that."""
    ALWAYS_TRUE = "always_true"
    """Whoever comes there fulfils the condition."""
    SOURCE_HIDDEN = "source_hidden"
    """It asks about a question that nobody has seen who comes there."""
    SCREENS_ALL = "screens_all"
    """It screens out everybody who comes there."""
    COUNTS_NOBODY = "counts_nobody"
    """Nobody can ever count in this quota."""
    SCREENS_NOBODY = "screens_nobody"
    """It screens out nobody."""


@dataclass(frozen=True)
class Finding:
    """One odd condition: of which page or question, and what it is about.

    `clash` names the demands that contradict one another, where that is what is odd; `about` the hidden question.
    """

    kind: FindingKind
    name: str
    path: Path
    clash: tuple[Clash, ...] = ()
    about: str = ""


def find_never_shown(questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """What no answers lead to, with the fewest demands that contradict one another.

    Parameters
    ----------
    questionnaire : without faults that `checks.check_logic` finds: every condition asks about an earlier question.
    """
    return _each(questionnaire, _never_shown)


def find_needless(questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Conditions that decide nothing, or ask about what nobody has seen; `questionnaire` as above."""
    return _each(questionnaire, _needless)


def _each(
    questionnaire: Questionnaire, look: "Callable[[Map, Place, _Ways], Iterator[Finding]]"
) -> tuple[Finding, ...]:
    places = map_of(questionnaire)
    conditional = [place for place in places.places if place.parts]
    if not conditional:
        return ()
    clauses = clauses_about(places, conditional)
    with Possible([*clauses.hard, *([switch] for switch in clauses.switches)]) as possible:
        ask = _Ways(possible, clauses)
        # The last first: who comes to the end has met most of what stands before it.
        found = [tuple(look(places, place, ask)) for place in reversed(conditional)]
    return tuple(finding for findings in reversed(found) for finding in findings)


def _never_shown(places: Map, place: Place, ask: "_Ways") -> Iterator[Finding]:
    """Said once: what stands on a page that is never shown is not listed beside it."""
    if ask.come_to(place) and not ask.show(place):
        clash = smallest_clash(places, place)
        if place.screens or place.counts:
            kind = FindingKind.SCREENS_ALL if place.screens else FindingKind.COUNTS_NOBODY
            yield Finding(kind, place.name, place.path, clash=clash)
            return
        alone = all(part.path[: len(place.path)] == place.path for part in clash)
        kind = FindingKind.NEVER_TRUE if alone else FindingKind.UNREACHABLE
        yield Finding(kind, place.name, place.path, clash=clash)


def _needless(places: Map, place: Place, ask: "_Ways") -> Iterator[Finding]:
    if place.counts or not ask.come_to(place):
        return
    if place.screens:
        if not ask.hide(place):
            yield Finding(FindingKind.SCREENS_NOBODY, place.name, place.path)
        return
    for source in ask.hidden_sources(places, place):
        yield Finding(FindingKind.SOURCE_HIDDEN, place.name, place.path, about=source)
    if not ask.hide(place):
        yield Finding(FindingKind.ALWAYS_TRUE, place.name, place.path)


class _Ways:
    """Whether there are answers with which something is so."""

    def __init__(self, possible: Possible, clauses: Clauses) -> None:
        self._together, self._clauses = possible, clauses

    def come_to(self, place: Place) -> bool:
        """Whether anybody comes where the condition of a place is asked."""
        return self._possible(*self._around(place))

    def show(self, place: Place) -> bool:
        return self._possible(self._clauses.shown[place.path])

    def hide(self, place: Place) -> bool:
        """Whether anybody comes there who does not fulfil the condition."""
        return self._possible(*self._around(place), -self._clauses.shown[place.path])

    def hidden_sources(self, places: Map, place: Place) -> list[str]:
        """The questions asked about that nobody has seen who comes there."""
        names = dict.fromkeys(one.question for part in place.parts for one in comparisons_in(part.condition))
        asked = {name: places.sources[name].place for name in names}
        return [
            name
            for name, source in asked.items()
            if source is not None and not self._possible(*self._around(place), self._clauses.shown[source.path])
        ]

    def _around(self, place: Place) -> list[int]:
        return [self._clauses.shown[outer.path] for outer in place.around]

    def _possible(self, *wanted: int) -> bool:
        return self._together(wanted)
