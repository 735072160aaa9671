"""One gentle word about questions that were left open: said once, on the next page, and in nobody's way."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from surveys.questionnaire.flow import visible_questions
from surveys.respondents.visitor import Visitor

Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class Skipped:
    number: int
    url: str


def note_skipped(session: Session, found: Visitor, page: str) -> None:
    """After a page was sent: how many of its questions were left open, where nothing was said about any before."""
    number, key = _left_open(found, page), _key(found)
    if number and key not in session:
        session[key] = [page, number]


def skipped_before(session: Session, found: Visitor, page: str) -> Skipped | None:
    """What is to be said on this page; from then on nothing is."""
    noted = session.get(_key(found))
    if not noted or noted[0] == page:
        return None
    session[_key(found)] = []
    return Skipped(noted[1], url_for("respondents.page", slug=found.slug, page=noted[0]))


def _left_open(found: Visitor, name: str) -> int:
    answers = {} if found.response is None else found.response.answers
    page = next(page for page in found.questionnaire.pages() if page.name == name)
    shown = visible_questions(page, answers)
    return sum(question.asks and not question.is_answered(answers) for question in shown)


def _key(found: Visitor) -> str:
    return f"open-{found.slug}"
