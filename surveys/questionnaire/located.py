"""Where things are in a questionnaire: only the walk that gives every part its path."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from surveys.questionnaire.definition import Page, Questionnaire, Section
from surveys.questionnaire.faults import Path
from surveys.questionnaire.question_types import Question
from surveys.questionnaire.texts import LocalText


@dataclass(frozen=True)
class LocatedPage:
    page: Page
    path: Path
    number: int
    """Position among all pages."""
    section: int
    """Position of its section."""
    inside: Section

    def comes_after(self, other: "LocatedPage") -> bool:
        """Whether this page comes after another one in every order that may be drawn."""
        if self.section == other.section and self.inside.order is not None:
            return False
        return other.number < self.number


@dataclass(frozen=True)
class LocatedQuestion:
    question: Question
    path: Path
    page: LocatedPage
    number: int
    """Position among all questions."""


def located_pages(questionnaire: Questionnaire) -> Iterator[LocatedPage]:
    number = 0
    for s, section in enumerate(questionnaire.sections):
        for p, page in enumerate(section.pages):
            yield LocatedPage(page, ("sections", s, "pages", p), number, s, section)
            number += 1


def located_questions(questionnaire: Questionnaire) -> Iterator[LocatedQuestion]:
    number = 0
    for page in located_pages(questionnaire):
        for q, question in enumerate(page.page.questions):
            yield LocatedQuestion(question, (*page.path, "questions", q), page, number)
            number += 1


def located_texts(value: object, path: Path = ()) -> Iterator[tuple[Path, LocalText]]:
    """Every text below a value, with its path."""
    if isinstance(value, LocalText):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from located_texts(getattr(value, name), (*path, name))
    elif isinstance(value, (tuple, list)):
        for number, part in enumerate(value):
            yield from located_texts(part, (*path, number))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from located_texts(part, (*path, str(key)))
