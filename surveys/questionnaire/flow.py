"""The way through a questionnaire: a pure function of its definition and the answers so far.

Pages and questions are walked once, in order. What is hidden counts as unanswered for everything after it,
so that an answer given before a change of mind decides nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from surveys.questionnaire import missing
from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.question_types import Answers, Question, Stored, Variable

__all__ = [
    "NoSuchPage",
    "effective_answers",
    "evaluate",
    "finalise",
    "first_page",
    "is_complete",
    "next_page",
    "page_named",
    "part_of",
    "previous_page",
    "questions_on",
    "resume_page",
    "visible_pages",
    "visible_questions",
]


class NoSuchPage(LookupError):
    """The questionnaire has no page of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The questionnaire has no page named {name!r}. Take a name from its pages.")
        self.name = name


@dataclass(frozen=True)
class _Step:
    """One page as the walk found it."""

    page: Page
    shown: tuple[Question, ...]


def page_named(questionnaire: Questionnaire, name: str) -> Page:
    for page in questionnaire.pages():
        if page.name == name:
            return page
    raise NoSuchPage(name)


def visible_questions(page: Page, answers: Answers) -> tuple[Question, ...]:
    """The questions of a page that these answers show, looking at this page alone.

    Answers of hidden earlier questions must be gone from `answers`: see `effective_answers`, `questions_on`.
    """
    return _show(page, dict(answers))


def questions_on(questionnaire: Questionnaire, page_name: str, answers: Answers) -> tuple[Question, ...]:
    """The questions of a page that these answers show, looking at the whole way to it."""
    for step in _walk(questionnaire, dict(answers)):
        if step.page.name == page_name:
            return step.shown
    raise NoSuchPage(page_name)


def visible_pages(questionnaire: Questionnaire, answers: Answers) -> tuple[Page, ...]:
    """The pages that these answers lead to; a page with nothing to show is skipped."""
    return tuple(step.page for step in _walk(questionnaire, dict(answers)) if step.shown)


def effective_answers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Stored]:
    """The answers without those of questions that are hidden now."""
    left = dict(answers)
    for _ in _walk(questionnaire, left):
        pass
    return left


def first_page(questionnaire: Questionnaire, answers: Answers | None = None) -> str:
    """The name of the first page that is shown."""
    pages = visible_pages(questionnaire, answers or {})
    return pages[0].name if pages else next(questionnaire.pages()).name


def next_page(questionnaire: Questionnaire, page_name: str, answers: Answers) -> str | None:
    """The name of the page after this one, or None after the last."""
    visible = {page.name for page in visible_pages(questionnaire, answers)}
    names = _names(questionnaire)
    after = names[_position(names, page_name) + 1 :]
    return next((name for name in after if name in visible), None)


def previous_page(questionnaire: Questionnaire, page_name: str, answers: Answers) -> str | None:
    """The name of the page before this one, or None before the first."""
    visible = {page.name for page in visible_pages(questionnaire, answers)}
    names = _names(questionnaire)
    before = names[: _position(names, page_name)]
    return next((name for name in reversed(before) if name in visible), None)


def resume_page(questionnaire: Questionnaire, answers: Answers, answered_pages: Collection[str]) -> str | None:
    """The name of the first page that is still to be done, or None where nothing is.

    A page sent before is to be done again when a changed answer made a required question appear on it.
    """
    left = dict(answers)
    for step in _walk(questionnaire, left):
        if step.shown and (step.page.name not in answered_pages or _lacks_required(step.shown, left)):
            return step.page.name
    return None


def is_complete(questionnaire: Questionnaire, answers: Answers, answered_pages: Collection[str]) -> bool:
    """Whether every page that these answers lead to was sent with all that is required."""
    return resume_page(questionnaire, answers, answered_pages) is None


def part_of(questionnaire: Questionnaire, page_name: str) -> tuple[int, int]:
    """In which section a page is, and of how many: for "Part 2 of 4"."""
    for number, section in enumerate(questionnaire.sections, start=1):
        if any(page.name == page_name for page in section.pages):
            return number, len(questionnaire.sections)
    raise NoSuchPage(page_name)


def finalise(questionnaire: Questionnaire, answers: Answers, answered_pages: Collection[str]) -> dict[str, Stored]:
    """One value for every variable: an answer, or the code that says why there is none."""
    left = dict(answers)
    final: dict[str, Stored] = {}
    for step in _walk(questionnaire, left):
        shown = {question.name for question in step.shown}
        unanswered = missing.NO_ANSWER if step.page.name in answered_pages else missing.NOT_REACHED
        for question in step.page.questions:
            code = unanswered if question.name in shown else missing.HIDDEN
            for variable in question.variables():
                final[variable.name] = _final_value(question, variable, left, final, code)
    return final


def _final_value(question: Question, variable: Variable, answers: Answers, final: Answers, code: int) -> Stored:
    answer = answers.get(variable.name)
    if answer is not None:
        return answer
    if variable.parent is None:
        return code
    parent = final[variable.parent]
    if missing.is_missing(parent) and isinstance(parent, int):
        return parent
    return code if question.asks_for(variable, answers) else missing.HIDDEN


def _walk(questionnaire: Questionnaire, answers: dict[str, Stored]) -> Iterator[_Step]:
    """Every page in order; answers of hidden questions are taken out of `answers` on the way."""
    for page in questionnaire.pages():
        if evaluate(page.show_if, answers):
            yield _Step(page, _show(page, answers))
        else:
            for question in page.questions:
                _forget(question, answers)
            yield _Step(page, ())


def _show(page: Page, answers: dict[str, Stored]) -> tuple[Question, ...]:
    shown = []
    for question in page.questions:
        if evaluate(question.show_if, answers):
            shown.append(question)
        else:
            _forget(question, answers)
    return tuple(shown)


def _forget(question: Question, answers: dict[str, Stored]) -> None:
    for variable in question.variables():
        answers.pop(variable.name, None)


def _lacks_required(questions: Collection[Question], answers: Answers) -> bool:
    return any(question.lacks_answer(answers) for question in questions)


def _names(questionnaire: Questionnaire) -> list[str]:
    return [page.name for page in questionnaire.pages()]


def _position(names: list[str], name: str) -> int:
    if name not in names:
        raise NoSuchPage(name)
    return names.index(name)
