"""What can be shown or hidden, as a tree: pages, and the questions on them, each with its condition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.questionnaire.conditions import AllOf, Comparison, Condition
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Path
from surveys.questionnaire.located import LocatedQuestion, located_pages, located_questions
from surveys.questionnaire.question_types import Question, Variable


@dataclass(frozen=True)
class Part:
    """One thing that a condition demands: all parts of a condition must hold."""

    condition: Condition
    path: Path


@dataclass(frozen=True)
class Place:
    """A page or a question, and when it is shown: where it stands is shown, and its condition holds."""

    name: str
    path: Path
    within: "Place | None"
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Source:
    """A variable that conditions can ask about, the question that stores it, and where that stands."""

    variable: Variable
    question: Question
    place: Place


@dataclass(frozen=True)
class Map:
    """All places of a questionnaire, pages first, and where each variable comes from."""

    places: tuple[Place, ...]
    sources: Mapping[str, Source]

    def at(self, path: Path) -> Place:
        return next(place for place in self.places if place.path == path)


def map_of(questionnaire: Questionnaire) -> Map:
    pages = {
        page.path: Place(page.page.name, page.path, None, _parts(page.page.show_if, page.path))
        for page in located_pages(questionnaire)
    }
    questions = [
        (found.question, _place_of(found, pages[found.page.path])) for found in located_questions(questionnaire)
    ]
    sources = {
        variable.name: Source(variable, question, place)
        for question, place in questions
        for variable in question.variables()
    }
    return Map((*pages.values(), *(place for _question, place in questions)), sources)


def _place_of(found: LocatedQuestion, page: Place) -> Place:
    return Place(found.question.name, found.path, page, _parts(found.question.show_if, found.path))


def _parts(condition: Condition | None, path: Path) -> tuple[Part, ...]:
    """The demands of a condition; `all` makes several of one, so that a contradiction can name the one that counts."""
    return () if condition is None else tuple(_demands(condition, (*path, "show_if")))


def _demands(condition: Condition, path: Path) -> Iterator[Part]:
    if isinstance(condition, AllOf):
        for number, part in enumerate(condition.all):
            yield from _demands(part, (*path, "all", number))
    else:
        yield Part(condition, path)


def asked_about(condition: Condition) -> Iterator[Comparison]:
    """Every comparison in a condition."""
    if isinstance(condition, Comparison):
        yield condition
        return
    for _word, parts in condition:
        for part in parts if isinstance(parts, tuple) else (parts,):
            yield from asked_about(part)
