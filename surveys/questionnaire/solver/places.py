"""What can be shown or hidden, as a tree: sections, pages and questions, each with its condition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.questionnaire.conditions import AllOf, Condition, Not
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.faults import Path
from surveys.questionnaire.located import LocatedPage, LocatedQuestion, located_pages, located_questions
from surveys.questionnaire.question_types import Question, Variable
from surveys.questionnaire.screening import Screen, screens_of


@dataclass(frozen=True)
class Part:
    """One thing that a condition demands: all parts of a condition must hold."""

    condition: Condition
    path: Path
    where: "Place | None" = None
    """It is demanded only where this is shown."""


@dataclass(frozen=True)
class Place:
    """A section, page or question, and when it is shown: where it stands is shown, and its condition holds."""

    name: str
    path: Path
    within: "Place | None"
    parts: tuple[Part, ...]
    may_be_left_out: bool = False
    """Chance, or the conditions of its options, can hide it although its own condition holds."""
    gate: "Place | None" = None
    """What lets through who was not screened out before."""
    screens: bool = False
    """It is such a gate itself."""
    counts: bool = False
    """It is a quota: shown to whoever counts in it."""

    @property
    def around(self) -> tuple["Place", ...]:
        """What must be shown or passed before its own condition is asked."""
        return tuple(place for place in (self.within, self.gate) if place is not None)


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
    outer = _Outer(questionnaire)
    questions = [(found.question, _question_place(found, outer.pages)) for found in located_questions(questionnaire)]
    sources = {
        variable.name: Source(variable, question, place, may_lack=_comes_in_parts(question))
        for question, place in questions
        for variable in question.variables()
    }
    inner = (place for _question, place in questions if place is not None)
    return Map((*outer.sections, *outer.pages.values(), *inner, *outer.gates, *_quotas(questionnaire, outer)), sources)


def _quotas(questionnaire: Questionnaire, outer: "_Outer") -> Iterator[Place]:
    at = {page.name: place for page, place in zip(questionnaire.pages(), outer.pages.values(), strict=True)}
    for number, quota in enumerate(questionnaire.quotas):
        path = ("quotas", number)
        parts = () if quota.when is None else tuple(_demands(quota.when, (*path, "when")))
        yield Place(quota.name, path, at[quota.page], parts, counts=True)


class _Outer:
    """Sections and pages, and between them the gates at which people are screened out."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._screens = screens_of(questionnaire)
        self.sections: list[Place] = []
        self.pages: dict[int, Place] = {}
        self.gates: list[Place] = []
        for page in located_pages(questionnaire):
            self._add(page)

    def _add(self, found: LocatedPage) -> None:
        if found.section == len(self.sections):
            path = found.path[:2]
            parts = _parts(found.inside.show_if, path)
            self.sections.append(Place(found.inside.name, path, None, parts, gate=self._last_gate()))
        self.pages[found.number] = self._page(found)
        for screen in self._screens.get(found.page.name, ()):
            self._add_gate(screen, found)

    def _page(self, found: LocatedPage) -> Place:
        """Where the order of pages is drawn, nobody knows who comes to a page before they are screened out."""
        section, drawn = self.sections[found.section], found.inside.order is not None
        screened = any(page.name in self._screens for page in found.inside.pages)
        return Place(
            found.page.name,
            found.path,
            section,
            _parts(found.page.show_if, found.path),
            may_be_left_out=found.inside.pick is not None or (drawn and screened),
            gate=section.gate if drawn else self._last_gate(),
        )

    def _add_gate(self, screen: Screen, found: LocatedPage) -> None:
        page, section = self.pages[found.number], self.sections[found.section]
        owner = None if not screen.owner else page if screen.of_page else section
        part = Part(Not(not_=screen.condition), screen.path, where=owner)
        self.gates.append(Place(screen.name, screen.path, None, (part,), gate=self._last_gate(), screens=True))

    def _last_gate(self) -> Place | None:
        return self.gates[-1] if self.gates else None


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
