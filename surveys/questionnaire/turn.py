"""One posted page: what its form says, and the way that these answers make."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from surveys.questionnaire.answers import parse_page
from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.flow import Way, page_named, way_through
from surveys.questionnaire.question_types import AnswerFault, Answers, Form


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What one posted page changes, whoever keeps the answers."""

    answers: Answers
    """All answers of the response, as they are to be stored."""
    way: Way
    """The way with these answers, standing on the posted page."""
    faults: tuple[AnswerFault, ...]
    kept: Mapping[str, Sequence[str]]
    """What was typed and cannot be stored."""
    appeared: tuple[str, ...]
    """Questions that this very post made visible."""

    @property
    def again(self) -> bool:
        """Whether the same page is to be shown once more."""
        return bool(self.faults or self.appeared)

    @property
    def page(self) -> Page:
        return self.way.page


def take_turn(
    questionnaire: Questionnaire,
    page: str,
    form: Form,
    before: Answers,
    *,
    sent: Collection[str] = (),
    strict: bool = True,
    only: Collection[str] | None = None,
) -> Turn:
    """Understand a posted page; it counts as sent where nothing is left to say about it. See `parse_page`."""
    parsed = parse_page(questionnaire, page_named(questionnaire, page), form, before, strict=strict, only=only)
    accepted = not parsed.faults and not parsed.appeared and strict
    sent_now = {*sent, page} if accepted else sent
    return Turn(
        answers=parsed.answers,
        way=way_through(questionnaire, parsed.answers, sent=sent_now, here=page),
        faults=parsed.faults,
        kept=parsed.kept,
        appeared=parsed.appeared,
    )
