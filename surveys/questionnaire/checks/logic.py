"""Conditions: only whether each can be decided when its turn comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain

from surveys.questionnaire.checks.cycles import in_a_circle
from surveys.questionnaire.checks.operators import check_comparison
from surveys.questionnaire.conditions import AllOf, AnyOf, Comparison, Condition, Not
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.evaluation import MAX_DEPTH
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.located import LocatedPage, LocatedQuestion, located_pages, located_questions
from surveys.questionnaire.question_types import Variable
from surveys.questionnaire.screening import screens_of

_FEW_ENOUGH_TO_GUESS = 2_000


@dataclass(frozen=True)
class _Known:
    """What a condition may refer to."""

    variables: dict[str, tuple[Variable, LocatedQuestion]]
    questions: dict[str, LocatedQuestion]
    circular: frozenset[str]


def check_logic(questionnaire: Questionnaire) -> Iterator[Fault]:
    questions = list(located_questions(questionnaire))
    variables = {v.name: (v, located) for located in reversed(questions) for v in located.question.variables()}
    by_name = {located.question.name: located for located in reversed(questions)}
    known = _Known(variables, by_name, in_a_circle(_dependencies(questions, variables)))
    for path, condition, owner in _conditions(questionnaire, questions):
        yield from _check_condition(condition, path, owner, known)


def _conditions(
    questionnaire: Questionnaire, questions: Sequence[LocatedQuestion]
) -> "Iterator[tuple[Path, Condition | None, _Owner]]":
    """Every condition with its path and whose it is."""
    pages = list(located_pages(questionnaire))
    for number, section in enumerate(questionnaire.sections):
        inside = [page for page in pages if page.section == number]
        names = frozenset(question.name for page in inside for question in page.page.questions)
        yield ("sections", number, "show_if"), section.show_if, _Owner(section.name, inside[0], names=names)
    for page in pages:
        names = frozenset(question.name for question in page.page.questions)
        yield (*page.path, "show_if"), page.page.show_if, _Owner(page.page.name, page, names=names)
    for located in questions:
        name = located.question.name
        owner = _Owner(name, located.page, located.number, names=frozenset({name}))
        yield (*located.path, "show_if"), located.question.show_if, owner
        for place, condition in located.question.inner_conditions():
            yield (*located.path, *place), condition, owner
    screens = list(chain.from_iterable(screens_of(questionnaire).values()))
    for number, quota in enumerate(questionnaire.quotas):
        at = next((page for page in pages if page.page.name == quota.page), None)
        if at is not None:
            yield ("quotas", number, "when"), quota.when, _After(quota.name, at)
    for screen in screens:
        page = next(page for page in pages if page.page.name == screen.after)
        yield screen.path, screen.condition, _After(screen.name, page, whole_section=not screen.of_page)
    if questionnaire.screen_out is not None and all(screen.owner for screen in screens):
        yield ("screen_out",), questionnaire.screen_out, _After(questionnaire.name, pages[-1], whole_section=True)


@dataclass(frozen=True)
class _Owner:
    """Whose condition it is, and how far the answers have come when it is asked."""

    name: str
    page: LocatedPage
    """Only what is asked before this page is known,"""
    question: int | None = None
    """or before this question."""
    names: frozenset[str] = frozenset()

    def comes_after(self, other: LocatedQuestion) -> bool:
        if not other.question.on_page:  # known before the first page
            return True
        if other.page.number == self.page.number and self.question is not None:
            return self.page.page.order is None and other.number < self.question
        return self.page.comes_after(other.page)

    def is_written_after(self, other: LocatedQuestion) -> bool:
        if not other.question.on_page:
            return True
        return other.page.number < self.page.number if self.question is None else other.number < self.question


@dataclass(frozen=True)
class _After(_Owner):
    """What is asked once a page was sent, or all pages of its section."""

    whole_section: bool = False

    def comes_after(self, other: LocatedQuestion) -> bool:
        same = other.page.section == self.page.section if self.whole_section else other.page.number == self.page.number
        return same or super().comes_after(other)


def _check_condition(condition: Condition | None, path: Path, owner: _Owner, known: _Known) -> Iterator[Fault]:
    if condition is None:
        return
    for place, part, depth in comparisons(condition, path):
        if depth > MAX_DEPTH or part is None:
            yield Fault(
                path=path,
                code="condition_too_deep",
                name=owner.name,
                text=f"The condition is nested more than {MAX_DEPTH} levels deep.",
                advice="Say it with fewer levels, or split the question.",
            )
            return
        yield from _check_reference(part, place, owner, known)


def comparisons(condition: Condition, path: Path) -> Iterator[tuple[Path, Comparison | None, int]]:
    """Every comparison with its path and depth; None in place of what lies too deep."""
    waiting: list[tuple[Path, Condition, int]] = [(path, condition, 1)]
    while waiting:
        place, part, depth = waiting.pop()
        if depth > MAX_DEPTH:
            yield place, None, depth
            return
        if isinstance(part, Comparison):
            yield place, part, depth
        elif isinstance(part, Not):
            waiting.append(((*place, "not"), part.not_, depth + 1))
        elif isinstance(part, (AllOf, AnyOf)):
            word = "all" if isinstance(part, AllOf) else "any"
            parts = part.all if isinstance(part, AllOf) else part.any
            below = [((*place, word, number), inner, depth + 1) for number, inner in enumerate(parts)]
            waiting.extend(reversed(below))


def _check_reference(part: Comparison, path: Path, owner: _Owner, known: _Known) -> Iterator[Fault]:
    found = known.variables.get(part.question)
    if found is None:
        yield _unknown(part, path, owner, known)
        return
    variable, located = found
    if not owner.comes_after(located):
        yield _too_early(part, path, owner, known, located)
    yield from check_comparison(part, variable, path, owner.name)


def _unknown(part: Comparison, path: Path, owner: _Owner, known: _Known) -> Fault:
    located = known.questions.get(part.question)
    text = f"The condition asks about “{part.question}”, which is not a question."
    advice = "Check the spelling."
    names = list(known.variables) if len(known.variables) <= _FEW_ENOUGH_TO_GUESS else []
    near = get_close_matches(part.question, names, n=1)
    why_not = located.question.not_comparable() if located is not None else None
    if why_not is not None:
        text, advice = why_not
    elif near:
        advice = f"Did you mean “{near[0]}”?"
    return Fault(
        path=(*path, "question"),
        code="unknown_question",
        name=owner.name,
        about=part.question,
        text=text,
        advice=advice,
    )


def _too_early(part: Comparison, path: Path, owner: _Owner, known: _Known, located: LocatedQuestion) -> Fault:
    if owner.is_written_after(located):
        return Fault(
            path=(*path, "question"),
            code="order_not_certain",
            name=owner.name,
            about=part.question,
            text=f"The condition asks about “{part.question}”, which may come later: the order is drawn.",
            advice="Take the order out, or ask that question on an earlier page or in an earlier section.",
        )
    asked = located.question.name
    if asked in owner.names or (asked in known.circular and owner.names & known.circular):
        return Fault(
            path=(*path, "question"),
            code="cycle",
            name=owner.name,
            text=f"Whether “{owner.name}” is shown depends on “{part.question}”, which depends on "
            f"“{owner.name}” itself.",
            advice="Break the circle: let one of them always be shown.",
        )
    return Fault(
        path=(*path, "question"),
        code="later_question",
        name=owner.name,
        text=f"The condition asks about “{part.question}”, which comes later.",
        advice="Ask that question first, or drop the condition.",
    )


def _dependencies(
    questions: list[LocatedQuestion], variables: dict[str, tuple[Variable, LocatedQuestion]]
) -> dict[str, set[str]]:
    """For every question the questions that decide whether it is shown."""
    graph: dict[str, set[str]] = {}
    for located in questions:
        needed = graph.setdefault(located.question.name, set())
        for name in asked_about(located.question.show_if, located.page.page.show_if):
            if name in variables:
                needed.add(variables[name][1].question.name)
    return graph


def asked_about(*conditions: Condition | None) -> Iterator[str]:
    """The variables that conditions look at."""
    for condition in conditions:
        if condition is not None:
            yield from (part.question for _place, part, _depth in comparisons(condition, ()) if part is not None)
