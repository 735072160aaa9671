"""What can be shown or hidden, as a tree: sections, pages and questions, each with its condition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.questionnaire.conditions import AllOf, Comparison, Condition
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Path
from surveys.questionnaire.located import LocatedPage, LocatedQuestion, located_pages, located_questions
from surveys.questionnaire.question_types import Question, Variable


@dataclass(frozen=True)
class Part:
    """One thing that a condition demands: all parts of a condition must hold."""

    condition: Condition
    path: Path


@dataclass(frozen=True)
class Place:
    """A section, page or question, and when it is shown: where it stands is shown, and its condition holds."""

    name: str
    path: Path
    within: "Place | None"
    parts: tuple[Part, ...]
    may_be_left_out: bool = False
    """Chance, or the conditions of its options, can hide it although its own condition holds."""


@dataclass(frozen=True)
class Source:
    """A variable that conditions can ask about, the question that stores it, and where that stands."""

    variable: Variable
    question: Question
    place: Place | None
    """None where no page asks for it: the link says it."""
    may_lack: bool = False
    """The question can be complete without it: only some of its parts may be shown."""


@dataclass(frozen=True)
class Map:
    """All places of a questionnaire, from the outer to the inner, and where each variable comes from."""

    places: tuple[Place, ...]
    sources: Mapping[str, Source]

    def at(self, path: Path) -> Place:
        return next(place for place in self.places if place.path == path)


def map_of(questionnaire: Questionnaire) -> Map:
    sections = [
        Place(section.name, path, None, _parts(section.show_if, path))
        for path, section in ((("sections", number), section) for number, section in enumerate(questionnaire.sections))
    ]
    pages = {page.number: _page_place(page, sections[page.section]) for page in located_pages(questionnaire)}
    questions = [(found.question, _question_place(found, pages)) for found in located_questions(questionnaire)]
    sources = {
        variable.name: Source(variable, question, place, may_lack=_comes_in_parts(question))
        for question, place in questions
        for variable in question.variables()
    }
    return Map((*sections, *pages.values(), *(place for _question, place in questions if place is not None)), sources)


def _page_place(found: LocatedPage, section: Place) -> Place:
    parts = _parts(found.page.show_if, found.path)
    return Place(found.page.name, found.path, section, parts, may_be_left_out=found.inside.pick is not None)


def _question_place(found: LocatedQuestion, pages: Mapping[int, Place]) -> Place | None:
    if not found.question.on_page:
        return None
    left_out = found.page.page.pick is not None or _comes_in_parts(found.question)
    parts = _parts(found.question.show_if, found.path)
    return Place(found.question.name, found.path, pages[found.page.number], parts, may_be_left_out=left_out)


def _comes_in_parts(question: Question) -> bool:
    return question.to_pick()[1] is not None or next(question.inner_conditions(), None) is not None


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
