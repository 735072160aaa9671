"""The answers of one posted page: only how form fields become stored answers, and back."""

from collections.abc import Collection
from dataclasses import dataclass, field

from surveys.questionnaire import flow
from surveys.questionnaire.definition import Page, Questionnaire
from surveys.questionnaire.question_types import (
    AnswerFault,
    Answers,
    FaultKind,
    Form,
    Parsed,
    Stored,
)

PATIENT = frozenset({FaultKind.REQUIRED, FaultKind.TOO_FEW, FaultKind.UNRANKED, FaultKind.SUM_OFF})
"""What is no fault while a person is still answering."""


@dataclass(frozen=True, kw_only=True)
class PageAnswers:
    """What one posted page changes.

    `answers` are all answers of the response: those before, without what this page hides or leaves empty,
    with what it says. `appeared` names the questions that this very post made visible: the person has not
    seen them yet.
    """

    answers: dict[str, Stored]
    faults: tuple[AnswerFault, ...] = ()
    kept: dict[str, list[str]] = field(default_factory=dict)
    appeared: tuple[str, ...] = ()


def parse_page(
    questionnaire: Questionnaire,
    page: Page,
    form: Form,
    answers_before: Answers,
    *,
    strict: bool = True,
    only: Collection[str] | None = None,
) -> PageAnswers:
    """Understand one posted page.

    Parameters
    ----------
    questionnaire, page : the definition and the page that was posted.
    form : field name to all its posted values; a field that is absent is an unanswered question.
    answers_before : the stored answers of this response.
    strict : whether unanswered required questions are faults; autosave says False and keeps what is valid.
    only : names of the questions the post speaks about, where it does not carry the whole page.
    """
    context = dict(flow.way_through(questionnaire, answers_before).answers)
    shown_before = {question.name for question in flow.visible_questions(page, context)}
    answers = dict(answers_before)
    faults: list[AnswerFault] = []
    kept: dict[str, list[str]] = {}
    appeared: list[str] = []
    for question in page.questions:
        if not question.on_page:  # no form says what the link says
            continue
        if only is not None and question.name not in only:
            flow.look_at(question, context)
            continue
        flow.forget(question, answers, context)
        seen = flow.look_at(question, context)
        if seen is None:
            continue
        parsed = seen.parse(form)
        answers.update(parsed.answers)
        context.update(parsed.answers)
        kept.update(parsed.kept)
        was_shown = question.name in shown_before or bool(parsed.kept)
        if not was_shown:
            appeared.append(question.name)
        faults.extend(_counted(parsed, strict=strict))
    return PageAnswers(answers=answers, faults=tuple(faults), kept=kept, appeared=tuple(appeared))


def page_form_values(page: Page, answers: Answers) -> dict[str, list[str]]:
    """Stored answers of one page as its form would post them."""
    values: dict[str, list[str]] = {}
    for question in page.questions:
        values |= question.form_values(answers)
    return values


def _counted(parsed: Parsed, *, strict: bool) -> list[AnswerFault]:
    return [fault for fault in parsed.faults if strict or fault.kind not in PATIENT]
