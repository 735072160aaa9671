"""The shortest way to a page or a question, or the smallest contradiction that closes every way."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Path
from surveys.questionnaire.question_types import Stored
from surveys.questionnaire.solver.clauses import Clauses, clauses_about
from surveys.questionnaire.solver.places import Map, Place, map_of
from surveys.questionnaire.solver.sat import fewest_that_contradict, most_of


@dataclass(frozen=True)
class WayTo:
    """Answers that lead somewhere: as few as do; questions that no condition asks about are left out."""

    answers: Mapping[str, Stored]


@dataclass(frozen=True)
class Clash:
    """One of the demands that cannot hold together: whose it is, where it is written, and what it says."""

    name: str
    path: Path
    condition: Condition


@dataclass(frozen=True)
class NoWay:
    """No answers lead there: the fewest demands that already contradict one another."""

    clash: tuple[Clash, ...]


def way_to(questionnaire: Questionnaire, path: Path) -> WayTo | NoWay:
    """How to come to a page or a question.

    Parameters
    ----------
    questionnaire : without faults of logic (`checks.check`).
    path : where the page or the question stands, such as `("sections", 0, "pages", 1)`.

    Raises
    ------
    StopIteration
        Where nothing stands there.
    """
    places = map_of(questionnaire)
    place = places.at(path)
    return _shortest_way(clauses_about(places, [place]), place) or NoWay(smallest_clash(places, place))


def _shortest_way(clauses: Clauses, place: Place) -> WayTo | None:
    """The fewest answers with which a place is shown; None where there are none."""
    wanted = [*clauses.hard, [clauses.shown[place.path]], *([switch] for switch in clauses.switches)]
    found = most_of(wanted, [-given for given in clauses.given.values()])
    if found is None:
        return None
    return WayTo(dict(clauses.answers[literal] for literal in found if literal in clauses.answers))


def smallest_clash(places: Map, place: Place) -> tuple[Clash, ...]:
    """The fewest parts of conditions that keep a hidden place hidden, in the order of the questionnaire."""
    clauses = clauses_about(places, [place])
    found = fewest_that_contradict([*clauses.hard, [clauses.shown[place.path]]], list(clauses.switches))
    parts = sorted((clauses.switches[switch] for switch in found), key=lambda both: _order(both[1].path))
    return tuple(Clash(owner.name, part.path, part.condition) for owner, part in parts)


def _order(path: Path) -> tuple[int, ...]:
    return tuple(part for part in path if isinstance(part, int))
